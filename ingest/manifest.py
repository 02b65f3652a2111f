"""A manifest: what a person knows of files, as a table with a column `filename` and any field or tag.

Read as spreadsheet programs write it: UTF-8, UTF-16 or Windows-1252; comma, semicolon or tab. What cannot be used is
named by line and column and stops nothing else.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.composing import FIELDS, Supplied
from ingest.values import TAG_FIELDS, doubts, parse_date, parse_tags, parse_value
from records.errors import CaseReviewsError
from records.models import DocumentRole, Source, Tag

FILENAME = "filename"
_ROLE = "document_role"
_URL = "source_url"
_EXPIRY = "electronic_until"
_KNOWN = (FILENAME, _ROLE, _URL, _EXPIRY, *FIELDS, *TAG_FIELDS)
_OTHER_NAMES = {
    "file": FILENAME,
    "file_name": FILENAME,
    "role": _ROLE,
    "url": _URL,
    "authorities": "authority",
    "children": "child",
    "abuse_types": "abuse_type",
    "agencies": "agency",
    "themes": "theme",
    "incident_types": "incident_type",
}
_SEPARATORS = ",;\t|"
_MOST_BYTES = 50_000_000
"""A catalogue of every review ever published is a hundredth of it; more is no manifest."""


class ManifestUnusable(CaseReviewsError):
    """Nothing of the file can be used: it is no table, or has no column of file names."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell that cannot be used. Lines count from 1, the line of headings included."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What was supplied for each file name, what could not be used, and what is used but may be mistyped."""

    rows: Mapping[str, Supplied] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()

    def supplied_for(self, path: Path) -> Supplied:
        """What a person said of a file, by its name with or without folders."""
        return self.rows.get(path.as_posix()) or self.rows.get(path.name) or Supplied()

    def unused(self, paths: Iterable[Path]) -> list[str]:
        """The file names of rows that speak of none of these files: mistyped, perhaps."""
        names = {name for path in paths for name in (path.as_posix(), path.name)}
        return [name for name in self.rows if name not in names]


def read_manifest(path: Path) -> Manifest:
    """Read a manifest. Raises ManifestUnusable, or OSError when the file cannot be opened."""
    if path.stat().st_size > _MOST_BYTES:
        raise ManifestUnusable(f"{path} is too large for a manifest ({path.stat().st_size:,} bytes).")
    return parse_manifest(path.read_bytes(), name=str(path))


def parse_manifest(content: bytes, *, name: str = "The manifest") -> Manifest:
    """Read the bytes of a manifest; `name` is what messages call it. Raises ManifestUnusable."""
    text = _decode(content, name)
    rows = _rows(text, name)
    head = next(rows, None)
    if head is None:
        raise ManifestUnusable(f"{name} is empty: its first line must name the columns, `filename` among them.")
    columns = [_column(cell) for cell in head[1]]
    if FILENAME not in columns:
        raise ManifestUnusable(f"{name} has no column `filename`. Its columns are: {', '.join(head[1])}.")
    problems = [
        Problem(
            head[0], cell.strip() or f"number {place}", "no field of a review has this name: the column is not used"
        )
        for place, (cell, column) in enumerate(zip(head[1], columns, strict=True), start=1)
        if column not in _KNOWN
    ]
    problems += [Problem(head[0], column, "the column stands twice: the first is used") for column in _twice(columns)]
    supplied: dict[str, Supplied] = {}
    doubtful: list[Problem] = []
    for line, cells in rows:
        row = _row(line, columns, cells, problems, doubtful)
        if row is None:
            continue
        filename, values = row
        if filename in supplied:
            problems.append(Problem(line, FILENAME, f"'{filename}' stood above already: this line is not used"))
        else:
            supplied[filename] = values
    return Manifest(supplied, tuple(problems), tuple(doubtful))


def _row(
    line: int, columns: Sequence[str], cells: Sequence[str], problems: list[Problem], doubtful: list[Problem]
) -> tuple[str, Supplied] | None:
    by_column: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        by_column.setdefault(column, cell.strip())
    if len(cells) > len(columns) and any(cell.strip() for cell in cells[len(columns) :]):
        problems.append(Problem(line, f"number {len(columns) + 1}", "the line has more cells than there are columns"))
    filename = by_column.get(FILENAME, "")
    if not filename:
        problems.append(Problem(line, FILENAME, "the line names no file"))
        return None
    values: dict[str, Any] = {}
    tags: list[Tag] = []
    others: dict[str, Any] = {}
    for column, cell in by_column.items():
        if not cell or column == FILENAME or column not in _KNOWN:
            continue
        try:
            if column in TAG_FIELDS:
                tags += parse_tags(column, cell, source=Source.SUPPLIED)
            elif column in FIELDS:
                values[column] = parse_value(column, cell)
                doubtful += [Problem(line, column, doubt) for doubt in doubts(column, cell)]
            else:
                others[column] = _other(column, cell)
        except ValueError as error:
            problems.append(Problem(line, column, str(error)))
    return filename, Supplied(
        values=values,
        tags=tuple(tags),
        role=others.get(_ROLE),
        source_url=others.get(_URL),
        electronic_until=others.get(_EXPIRY),
    )


def _other(column: str, cell: str) -> Any:
    """Columns that speak of the document and not of the case."""
    if column == _EXPIRY:
        return parse_date(cell)
    if column == _URL:
        if not re.match(r"https?://\S+$", cell):
            raise ValueError(f"'{cell}' is not a web address")
        return cell
    try:
        return DocumentRole(cell.lower().replace(" ", "-").replace("_", "-"))
    except ValueError:
        roles = ", ".join(role.value for role in DocumentRole)
        raise ValueError(f"'{cell}' is not a role of a document: it takes one of {roles}") from None


def _column(heading: str) -> str:
    name = "_".join(re.findall(r"[a-z0-9]+", heading.lower()))
    return _OTHER_NAMES.get(name, name)


def _twice(columns: Sequence[str]) -> list[str]:
    return sorted({column for column in columns if columns.count(column) > 1 and column in _KNOWN})


def _decode(content: bytes, name: str) -> str:
    """By its byte order mark; else as UTF-8; else as Windows-1252, which is what older spreadsheets write."""
    if content.startswith(b"PK\x03\x04") or content.startswith(b"\xd0\xcf\x11\xe0"):
        raise ManifestUnusable(f"{name} is a spreadsheet, not a table as text: save it as CSV UTF-8 and give that.")
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                raise ManifestUnusable(f"{name} begins as {encoding} but goes on as something else.") from None
    if b"\x00" in content:
        raise ManifestUnusable(f"{name} is not a table as text.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Each line that is not blank, with the number of the line of print on which it begins."""
    first, _, rest = text.partition("\n")
    skipped = 0
    if re.fullmatch(r'"?sep=.?"?\s*', first, re.IGNORECASE):  # a spreadsheet's note to itself
        text, skipped = rest, 1
        separator = first.strip().strip('"')[-1:]
    else:
        separator = max(_SEPARATORS, key=lambda each: _outside_quotes(first, each))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    while True:
        line = reader.line_num + 1 + skipped
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ManifestUnusable(f"{name}, line {line}, is not a line of a table: {error}.") from error
        if any(cell.strip() for cell in cells):
            yield line, cells


def _outside_quotes(line: str, mark: str) -> int:
    return re.sub(r'"[^"]*"', "", line).count(mark)
