"""Writing files so that a killed process or a full disk leaves the old file or the new one, never half of one."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from records.errors import TemporaryFailure

_PASSING = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "permission was refused",
    errno.EBUSY: "the file is in use",
    errno.EIO: "the disk reported an error",
    errno.EMFILE: "too many files are open",
    errno.EFBIG: "the file would be larger than is allowed here",
}


def temporary_failure(error: OSError, path: Path) -> TemporaryFailure:
    """An operating system's error in a person's words: nothing is wrong with the document, so it can be tried again."""
    reason = _PASSING.get(error.errno or 0, error.strerror or str(error))
    return TemporaryFailure(f"{path} could not be written or read: {reason}. Mend that and run the same command again.")


def write_bytes(path: Path, content: bytes) -> None:
    """Put `content` at `path`, whole and durable, or raise TemporaryFailure and leave what was there."""
    with _replacing(path) as stream:
        stream.write(content)


def write_bytes_of_many(path: Path, content: bytes) -> None:
    """Put one of many files into a folder, whole; its name is durable once `sync_folder` has run."""
    with _replacing(path, is_one_of_many=True) as stream:
        stream.write(content)


def copy_file_of_many(source: Path, target: Path) -> None:
    """Copy a file likewise. Raises TemporaryFailure."""
    with _replacing(target, is_one_of_many=True) as stream, source.open("rb") as original:
        shutil.copyfileobj(original, stream, 1024 * 1024)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file so that it is whole and durable. Raises TemporaryFailure."""
    copy_file_of_many(source, target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable, as they are once the folder itself is. Raises TemporaryFailure."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        raise temporary_failure(error, folder) from error


@contextmanager
def _replacing(path: Path, *, is_one_of_many: bool = False) -> Iterator[IO[bytes]]:
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
        temporary = Path(name)
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
        temporary = None
    except OSError as error:
        raise temporary_failure(error, path) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    if not is_one_of_many:
        sync_folder(path.parent)
