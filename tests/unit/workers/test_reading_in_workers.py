"""A file that hangs, crashes or eats memory costs itself; the others are read."""

import errno
import multiprocessing.synchronize
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from typing import Any

import psutil
import pytest

from ingest.limits import Limits
from ingest.page_channel import PageChannel, Teller
from ingest.page_progress import tell_recognised
from ingest.workers import Outcome, read_files
from records.errors import FileRejected, TemporaryFailure

ROOT = Path(__file__).resolve().parents[3]


def of_pages(path: Path) -> int:
    """A task that tells of its pages and then does what the name of its file says."""
    for done in range(3):
        tell_recognised(done + 1, of=7)
    return length(path)


def length(path: Path) -> int:
    """A task that does what the name of its file says."""
    match path.stem.split("-")[0]:
        case "hang":
            time.sleep(60)
        case "stubborn":
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
            time.sleep(60)
        case "crash":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "memory":
            return len(bytearray(8_000_000_000))
        case "rejected":
            raise FileRejected("encrypted", "It has a password.")
        case "full":
            raise OSError(28, "No space left on device")
        case "fault":
            raise ZeroDivisionError("a mistake of ours")
    return len(path.read_bytes())


def outcomes(
    folder: Path, *names: str, limits: Limits | None = None, task: Callable[[Path], Any] = length
) -> dict[str, Outcome[int]]:
    paths = [folder / name for name in names]
    for path in paths:
        if path.stem != "absent":
            path.write_bytes(b"12345")
    return {outcome.path.name: outcome for outcome in read_files(paths, task=task, workers=2, limits=limits)}


def test_every_file_has_its_result(tmp_path: Path) -> None:
    names = [f"good-{number}" for number in range(20)]
    found = outcomes(tmp_path, *names)
    assert sorted(found) == sorted(names)
    assert {outcome.result for outcome in found.values()} == {5}


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("crash", "crashed", "died"),
        ("killed", "crashed", "died"),
        ("memory", "too-much-memory", "memory"),
        ("rejected", "encrypted", "It has a password."),
        ("fault", "program-error", "ZeroDivisionError: a mistake of ours"),
    ],
)
def test_a_bad_file_costs_only_itself(tmp_path: Path, name: str, code: str, words: str) -> None:
    found = outcomes(tmp_path, "good-1", name, "good-2", "good-3", "good-4")
    error = found.pop(name).error
    assert isinstance(error, FileRejected)
    assert error.code == code
    assert words in error.reason
    assert {outcome.result for outcome in found.values()} == {5}


def test_a_file_that_hangs_is_stopped(tmp_path: Path) -> None:
    limits = Limits(seconds=1.5, seconds_per_megabyte=0)
    found = outcomes(tmp_path, "hang", "good-1", "good-2", limits=limits)
    error = found.pop("hang").error
    assert isinstance(error, FileRejected)
    assert error.code == "too-slow"
    assert {outcome.result for outcome in found.values()} == {5}


@pytest.mark.parametrize("name", ["full", "absent"])
def test_what_may_pass_is_told_apart(tmp_path: Path, name: str) -> None:
    error = outcomes(tmp_path, name)[name].error
    assert isinstance(error, TemporaryFailure)


def test_many_crashes_in_a_row(tmp_path: Path) -> None:
    names = [*(f"crash-{number}" for number in range(6)), "good-1", *(f"killed-{number}" for number in range(6))]
    found = outcomes(tmp_path, *names)
    assert found.pop("good-1").result == 5
    assert all(isinstance(outcome.error, FileRejected) for outcome in found.values())
    assert len(found) == 12


def test_no_files_no_outcomes() -> None:
    assert list(read_files([], task=length, workers=2)) == []


def test_files_are_taken_as_workers_become_free(tmp_path: Path) -> None:
    taken = 0

    def paths() -> Any:
        nonlocal taken
        for number in range(1_000):
            taken += 1
            path = tmp_path / f"good-{number}"
            path.write_bytes(b"1")
            yield path

    reading = read_files(paths(), task=length, workers=1)
    next(reading)
    reading.close()
    assert taken < 50


def test_a_worker_that_dies_leaves_the_others_telling_of_their_pages(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("good-1", "killed-1", "crash-1", "good-2")]
    for path in paths:
        path.write_bytes(b"12345")
    told: list[tuple[str, int, int]] = []
    found = {
        outcome.path.name: outcome.result
        for outcome in read_files(
            paths, task=of_pages, workers=1, on_pages=lambda path, pages, of: told.append((path.name, pages, of))
        )
    }
    assert found == {"good-1": 5, "killed-1": None, "crash-1": None, "good-2": 5}
    assert {("good-1", 3, 7), ("good-2", 3, 7)} <= set(told)


def test_telling_hinders_no_worker_when_nobody_looks() -> None:
    channel = PageChannel()
    teller = Teller(channel.to_parent)
    for done in range(20_000):
        teller.tell(1, done, 20_000)
    heard = list(channel.received())
    assert heard == [(1, done, 20_000) for done in range(len(heard))]
    assert 100 < len(heard) < 20_000
    channel.close()


def test_where_no_semaphore_can_be_made_it_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container whose /dev/shm cannot be written."""

    def refuse(*_: Any, **__: Any) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(multiprocessing.synchronize.SemLock, "__init__", refuse)
    with pytest.raises(TemporaryFailure, match="cannot be started here: Permission denied"):
        outcomes(tmp_path, "good-1")


def test_when_the_caller_stops_no_worker_stays(tmp_path: Path) -> None:
    before = set(psutil.Process().children(recursive=True))
    paths = [tmp_path / name for name in ("good-1", "hang-1", "hang-2")]
    for path in paths:
        path.write_bytes(b"12345")
    reading = read_files(paths, task=length, workers=2)
    next(reading)
    reading.close()
    left = [
        child for child in set(psutil.Process().children(recursive=True)) - before if "spawn_main" in child.cmdline()
    ]
    assert left == []


def test_workers_that_are_still_starting_are_stopped_without_a_word(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    paths = [tmp_path / name for name in ("good-1", "stubborn-1")]
    for path in paths:
        path.write_bytes(b"12345")
    reading = read_files(paths, task=length, workers=6)
    next(reading)  # the first worker is ready; others start yet, while this one takes long to end
    reading.close()
    assert capfd.readouterr().err == ""


def test_an_interrupt_ends_the_run_and_its_workers(tmp_path: Path) -> None:
    """Ctrl-C reaches the whole group of processes, as it does in a terminal."""
    for name in ("good-1", "hang-1", "hang-2"):
        (tmp_path / name).write_bytes(b"12345")
    program = dedent(f"""
        from pathlib import Path
        from ingest.workers import read_files
        from tests.unit.workers.test_reading_in_workers import length
        if __name__ == "__main__":
            folder = Path({str(tmp_path)!r})
            try:
                for outcome in read_files(sorted(folder.glob("*-*")), task=length, workers=2):
                    print(outcome.path.name, flush=True)
            except KeyboardInterrupt:
                print("interrupted", flush=True)
    """)
    script = tmp_path / "run.py"
    script.write_text(program)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline().strip() == "good-1"
        os.killpg(run.pid, signal.SIGINT)
        assert run.stdout.read().strip() == "interrupted"
        assert run.wait(timeout=30) == 0
    _, alive = psutil.wait_procs(
        [process for process in psutil.process_iter() if _group(process) == run.pid], timeout=10
    )
    assert alive == []


def _group(process: psutil.Process) -> int:
    try:
        return os.getpgid(process.pid)
    except ProcessLookupError:
        return -1
