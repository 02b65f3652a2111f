"""Finding an authority by the name that a document prints."""

from __future__ import annotations

import csv
import difflib
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources

from records.dates import overlaps
from records.models import Nation

_AROUND = re.compile(
    r"\b(?:the|london borough of|royal borough of|metropolitan borough of|borough of|city of|county of|council of the|"
    r"council of|local authority|metropolitan|borough|district|county borough|county|city|council|mbc|unitary|"
    r"combined authority)\b"
)
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SAME = str.maketrans({"ô": "o", "ŵ": "w", "ŷ": "y", "’": "", "'": "", ".": "", "&": " and "})


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority that holds, or held between two months (`YYYY-MM`), children's services."""

    name: str
    nation: Nation
    region: str | None = None
    """One of the nine English regions; None elsewhere."""
    since: str | None = None
    until: str | None = None
    aliases: tuple[str, ...] = ()

    def existed(self, partial_date: str | None) -> bool:
        return partial_date is None or overlaps(partial_date, earliest=self.since, latest=self.until)


@dataclass(frozen=True, slots=True)
class Board:
    """A board or partnership of one or more authorities, by the words that make its name."""

    name: str
    authorities: tuple[str, ...]
    since: str | None = None
    until: str | None = None

    def existed(self, partial_date: str | None) -> bool:
        return partial_date is None or overlaps(partial_date, earliest=self.since, latest=self.until)


def normalise(name: str) -> str:
    """A name as it is compared: lower case, `and` for `&`, no punctuation.

    >>> normalise("Bath & North-East Somerset")
    'bath and north east somerset'
    """
    return " ".join(_NOT_WORD.sub(" ", name.lower().translate(_SAME)).split())


@dataclass(frozen=True)
class Gazetteer:
    authorities: Mapping[str, Authority]
    boards: Sequence[Board]
    _by_name: dict[str, list[Authority]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for authority in self.authorities.values():
            for name in (authority.name, *authority.aliases):
                self._by_name.setdefault(normalise(name), []).append(authority)

    def find(self, name: str, *, at: str | None = None) -> Authority | None:
        """The authority of exactly that name, with or without `Council`, `London Borough of` and the like.

        `at` is a partial date: where a name served twice, the authority of that time.
        """
        plain = normalise(name)
        found = self._by_name.get(plain) or self._by_name.get(" ".join(_AROUND.sub(" ", plain).split()))
        if not found:
            return None
        return next((authority for authority in found if authority.existed(at)), found[0])

    def nearest(self, name: str) -> str | None:
        """The name of an authority that is written nearly so, or None when none is."""
        close = difflib.get_close_matches(normalise(name), self._by_name, n=1, cutoff=0.75)
        return self._by_name[close[0]][0].name if close else None

    def of_board(self, name: str, *, at: str | None = None) -> tuple[Authority, ...]:
        """The authorities of the board whose name is, or is told by, these words; empty when it is unknown."""
        plain = normalise(name)
        named = [board for board in self.boards if normalise(board.name) == plain]
        board = next((board for board in named if board.existed(at)), None)
        if board is None:
            return ()
        return tuple(self.authorities[authority] for authority in board.authorities)

    def mentions(self, text: str) -> Iterator[tuple[Authority, int, int]]:
        """The authorities whose full names stand in a text, longest first where names overlap, with their places."""
        for match in self._pattern.finditer(text):
            found = self._by_name[normalise(match.group())]
            yield found[0], match.start(), match.end()

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = {name for authority in self.authorities.values() for name in (authority.name, *authority.aliases)}
        forms = sorted((_flexible(name) for name in names), key=len, reverse=True)
        return re.compile(r"(?<![\w-])(?:" + "|".join(forms) + r")(?![\w-])", re.IGNORECASE)


def _flexible(name: str) -> str:
    """A pattern for a name however its words are joined, with `&` for `and`."""
    words = re.split(r"[\s-]+", name)
    return r"[\s-]+".join("(?:and|&)" if word == "and" else re.escape(word) for word in words)


@functools.cache
def load_gazetteer() -> Gazetteer:
    """Read the data; raises ValueError when a row of it is wrong."""
    authorities = {}
    for row in _rows("authorities.csv"):
        if row["name"] in authorities:
            raise ValueError(f"authorities.csv names {row['name']} twice")
        authorities[row["name"]] = Authority(
            name=row["name"],
            nation=Nation(row["nation"]),
            region=row["region"] or None,
            since=row["since"] or None,
            until=row["until"] or None,
            aliases=tuple(filter(None, row["aliases"].split(";"))),
        )
    boards = [
        Board(
            name=row["name"],
            authorities=tuple(filter(None, row["authorities"].split(";"))),
            since=row["since"] or None,
            until=row["until"] or None,
        )
        for row in _rows("boards.csv")
    ]
    unknown = {name for board in boards for name in board.authorities} - authorities.keys()
    if unknown:
        raise ValueError(f"boards.csv names authorities that authorities.csv does not: {sorted(unknown)}")
    return Gazetteer(authorities=authorities, boards=boards)


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = resources.files("ingest.gazetteer").joinpath(name).read_text(encoding="utf-8")
    return csv.DictReader(text.splitlines())
