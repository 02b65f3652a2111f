"""Builds `frontend/static`: finds Node, installs the npm packages that the lock names, runs `build.mjs`.

Run by `make setup` as `.venv/bin/python frontend/build_static.py`. Node comes from the PATH when it is new enough,
else as a wheel into this environment.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOM = Path(__file__).parent
OLDEST_NODE = 20
"""Major version: the oldest that the packages in package.json say they run on."""


def node_major(node: Path) -> int:
    """The major version of a Node executable, 0 when it does not run."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
        return int(said.removeprefix("v").split(".")[0])
    except (OSError, ValueError, subprocess.CalledProcessError):
        return 0


def folder_of_node() -> Path:
    """The folder that holds `node` and `npm`: from the PATH, else this environment's, where they are installed."""
    for name in ("node", "nodejs"):
        found = shutil.which(name)
        if found and node_major(Path(found)) >= OLDEST_NODE and (Path(found).parent / "npm").exists():
            return Path(found).parent
    environment = Path(sys.executable).parent
    if node_major(environment / "node") < OLDEST_NODE:
        sys.stderr.write(f"No Node {OLDEST_NODE} or later on the PATH: installing one into {environment.parent}\n")
        lock = ROOM / "requirements-node.lock"
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*install, "--require-hashes", "-r", lock], check=True)  # noqa: S603
    return environment


def main() -> int:
    folder = folder_of_node()
    environment = os.environ | {"PATH": os.pathsep.join([str(folder), os.environ.get("PATH", "")])}
    for command in (["npm", "ci", "--loglevel=error"], ["node", "build.mjs"]):
        program = str(folder / command[0])
        done = subprocess.run(  # noqa: S603
            [program, *command[1:]], cwd=ROOM, env=environment, check=False, stdout=subprocess.DEVNULL
        )
        if done.returncode:
            sys.stderr.write(f"'{' '.join(command)}' failed in {ROOM}\n")
            return done.returncode
    (ROOM / "static" / ".built").touch()
    return 0


if __name__ == "__main__":
    sys.exit(main())
