"""Which files are looked at."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from ingest.survey import find_files, hash_files
from records.library import Library


def test_folders_are_searched_to_the_bottom_and_each_file_is_met_once(folder: Path) -> None:
    (folder / "2019.pdf").mkdir()  # a folder, whatever its name
    for name in ("b.pdf", "a.PDF", "2019.pdf/c.docx", ".hidden.pdf", "~$open.docx", "notes.txt", ".git/d.pdf"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    names = [str(path.relative_to(folder)) for path in find_files([folder, folder / "b.pdf"])]
    assert names == ["2019.pdf/c.docx", "a.PDF", "b.pdf"]


def test_a_file_that_is_named_is_taken_whatever_it_is_called(folder: Path) -> None:
    (folder / "scan.bin").touch()
    assert find_files([folder / "scan.bin"]) == [folder / "scan.bin"]


def test_a_folder_that_may_not_be_looked_into_is_told_of(
    folder: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.pdf").touch()
    (folder / "locked").mkdir()
    look_into = os.scandir

    def refuse_locked(path: str) -> Any:  # whoever runs the tests may be root, whom no folder refuses
        if str(path).endswith("locked"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return look_into(path)

    monkeypatch.setattr(os, "scandir", refuse_locked)
    files = find_files([folder])
    assert files == [folder / "a.pdf", folder / "locked"]
    _, locked = hash_files(files, library.catalogue)
    assert locked.error is not None
    assert "locked" in str(locked.error)


def test_a_file_that_is_gone_is_told_apart_from_a_bad_one(folder: Path, library: Library) -> None:
    (found,) = hash_files([folder / "gone.pdf"], library.catalogue)
    assert found.error is not None
    assert "gone.pdf" in str(found.error)


def test_a_file_of_known_size_and_time_is_not_read_again(folder: Path, library: Library) -> None:
    path = folder / "a.pdf"
    path.write_bytes(b"one")
    (first,) = hash_files([path], library.catalogue)
    stamp = path.stat().st_mtime_ns
    path.write_bytes(b"two")
    os.utime(path, ns=(stamp, stamp))
    assert [found.sha256 for found in hash_files([path], library.catalogue)] == [first.sha256]
    os.utime(path, ns=(stamp, stamp + 1))
    assert [found.sha256 for found in hash_files([path], library.catalogue)] != [first.sha256]
