"""What all services share: where fetched things are kept, what is said, and Debian's packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path


class ServiceUnavailable(Exception):
    """A service that cannot be had on this machine; `str(error)` says why, and what a person can do about it."""


def say(sentence: str) -> None:
    """Tell the person at the terminal; never on stdout, which holds the answer of a command."""
    print(f"tests/services: {sentence}", file=sys.stderr, flush=True)


def cache() -> Path:
    """The folder for what was fetched, outside the project so that a fresh clone finds it again.

    Root's is one that ordinary users can read, because Elasticsearch refuses to run as root.
    """
    if chosen := os.environ.get("CASEREVIEWS_TEST_CACHE"):
        return Path(chosen).expanduser().absolute()
    if is_root():
        return Path("/var/cache/casereviews")
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "casereviews"


def is_root() -> bool:
    return os.geteuid() == 0


def install_from_debian(*packages: str) -> None:
    """Install Debian packages as root or by a sudo that asks nothing. Raises ServiceUnavailable when that cannot be."""
    names = " ".join(packages)
    if shutil.which("apt-get") is None:
        raise ServiceUnavailable(f"it needs {names}, and this is no Debian or Ubuntu: install the like by hand")
    sudo = [] if is_root() else ["sudo", "-n"]
    if sudo and (
        shutil.which("sudo") is None
        or subprocess.run(["sudo", "-n", "true"], check=False, capture_output=True).returncode
    ):
        raise ServiceUnavailable(f"it needs {names}: run `sudo apt-get install {names}`")
    say(f"installing {names} from Debian's packages")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        done = subprocess.run(
            [*sudo, "apt-get", "-o", "DPkg::Lock::Timeout=300", *step],
            env=environment,
            check=False,
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise ServiceUnavailable(f"`apt-get install {names}` failed: {done.stderr.strip()[-500:]}")
