"""Which nodes belong to which test run, so that a run ends what it started and a later one what a killed run left.

A run is known by the process that leads it (under xdist the workers share their leader's). Each port that it uses is a
file named for it, in a folder named for the run.
"""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

from filelock import FileLock

from tests.services.elasticsearch_node import TRANSPORT_OFFSET, Node
from tests.services.finding import cache

_RUN = "CASEREVIEWS_TEST_RUN"
_FIRST_PORT = 20000  # below the ports that systems give out for outgoing connections


def lead() -> None:
    """Make this process the leader of its run, unless it was started by one."""
    os.environ.setdefault(_RUN, str(os.getpid()))


def leads() -> bool:
    return os.environ.get(_RUN) == str(os.getpid())


def run_folder() -> Path:
    folder = cache() / "runs" / os.environ.get(_RUN, str(os.getpid()))
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def lease_ports(count: int) -> list[int]:
    """Ports that nobody listens on and no run has leased, nor the transport port that goes with each."""
    folder = run_folder()
    ports: list[int] = []
    with FileLock(cache() / "runs.lock"):
        taken = {int(lease.name) for lease in folder.parent.glob("*/[0-9]*")}
        port = _FIRST_PORT
        while len(ports) < count:
            port += 1
            if port not in taken and _is_free(port) and _is_free(port + TRANSPORT_OFFSET):
                (folder / str(port)).touch()
                ports.append(port)
    return ports


def end_run(folder: Path | None = None) -> None:
    """Wipe every node of a run: of this one unless another's folder is given."""
    folder = folder or run_folder()
    for lease in folder.glob("[0-9]*"):
        Node(int(lease.name)).wipe()
    shutil.rmtree(folder, ignore_errors=True)


def end_dead_runs() -> None:
    """Wipe the nodes of runs whose leader is gone."""
    for folder in (cache() / "runs").glob("[0-9]*"):
        if not _is_alive(int(folder.name)):
            end_run(folder)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _is_free(port: int) -> bool:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
