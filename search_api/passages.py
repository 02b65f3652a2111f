"""Passages: the sentences of a review that answer a query, chosen and marked by us, whatever the engine."""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from search_api.analysis import WORD, stem
from search_api.analysis.pages import StoredPage
from search_api.analysis.rings import Words
from search_api.results import Passage

MOST_PASSAGES = 3
_LONGEST_PASSAGE = 420
"""Characters: a longer sentence (a row of a table, mostly) is shown from just before its first marked word."""

_SHORTEST_SENTENCE = 5
"""Words: a shorter one is a heading or a label, and tells little."""

_MINOR = 0.3
_SEEN_BEFORE = 0.4
"""What a word still counts for in a second passage, when the first already shows it."""


@dataclass(frozen=True)
class Wanted:
    """What a query looks for, for choosing and marking: runs of one or more cut words, each with how telling it is."""

    runs: dict[Words, float] = field(default_factory=dict)
    near: frozenset[tuple[str, str]] = frozenset()
    """Words that were typed next to each other."""

    @property
    def first_words(self) -> dict[str, list[Words]]:
        """The runs by their first word, the longest first."""
        by_first: dict[str, list[Words]] = {}
        for run in sorted(self.runs, key=len, reverse=True):
            by_first.setdefault(run[0], []).append(run)
        return by_first


class _Candidate(NamedTuple):
    score: float
    page: StoredPage
    sentence: int
    found: frozenset[Words]


def choose_passages(pages: Iterable[str], wanted: Wanted, *, most: int = MOST_PASSAGES) -> list[Passage]:
    """The most telling sentences of a review's best pages (as the index stores them), from different places.

    Sentences that show other words than the ones before are preferred, then those on other pages.
    """
    by_first = wanted.first_words
    candidates = [
        candidate for stored in pages for candidate in _candidates(StoredPage.parse(stored), wanted, by_first=by_first)
    ]
    chosen: list[_Candidate] = []
    shown: set[Words] = set()
    while candidates and len(chosen) < most:
        best = max(candidates, key=lambda each: _worth(each, wanted, shown=shown, chosen=chosen))
        chosen.append(best)
        shown |= best.found
        words = best.page.sentences[best.sentence]
        candidates = [
            each for each in candidates if each.page.sentences[each.sentence] != words and not _beside(each, best)
        ]
    return [_passage(each, by_first=by_first) for each in chosen]


def _candidates(page: StoredPage, wanted: Wanted, *, by_first: dict[str, list[Words]]) -> Iterable[_Candidate]:
    firsts = by_first.keys()
    for index, sentence in enumerate(page.sentences):
        words = sentence.split(" ")
        if firsts.isdisjoint(words):
            continue
        found = frozenset(run for _, run in find_runs(words, by_first))
        if not found:
            continue
        score = sum(wanted.runs[run] for run in found)
        if wanted.near:
            score += 0.5 * sum(1.0 for pair in itertools.pairwise(words) if pair in wanted.near)
        if len(words) < _SHORTEST_SENTENCE:
            score *= 0.5
        if page.places[page.place_of[index]][1]:
            score *= _MINOR
        yield _Candidate(score, page, index, found)


def _worth(candidate: _Candidate, wanted: Wanted, *, shown: set[Words], chosen: Sequence[_Candidate]) -> float:
    if not chosen:
        return candidate.score
    seen = sum(wanted.runs[run] for run in candidate.found & shown)
    worth = candidate.score - (1.0 - _SEEN_BEFORE) * seen
    same_page = any(each.page is candidate.page for each in chosen)
    return worth * (0.6 if same_page else 1.0)


def _beside(candidate: _Candidate, chosen: _Candidate) -> bool:
    return candidate.page is chosen.page and abs(candidate.sentence - chosen.sentence) <= 1


def _passage(candidate: _Candidate, *, by_first: dict[str, list[Words]]) -> Passage:
    page, index = candidate.page, candidate.sentence
    text = page.text[page.spans[2 * index] : page.spans[2 * index + 1]]
    heading, _ = page.places[page.place_of[index]]
    return Passage(document=page.document, page=page.number, section=heading, html=_shortened(text, by_first=by_first))


def _shortened(text: str, *, by_first: dict[str, list[Words]]) -> str:
    marks = mark_spans(text, by_first)
    if len(text) <= _LONGEST_PASSAGE or not marks:
        return _to_html(text, marks)
    start = max(0, marks[0][0] - _LONGEST_PASSAGE // 4)
    start = 0 if start == 0 else text.find(" ", start) + 1
    stop = text.rfind(" ", start, start + _LONGEST_PASSAGE)
    stop = len(text) if start + _LONGEST_PASSAGE >= len(text) or stop <= marks[0][1] else stop
    inside = [(first - start, last - start) for first, last in marks if first >= start and last <= stop]
    before, after = ("… " if start else ""), (" …" if stop < len(text) else "")
    return before + _to_html(text[start:stop], inside) + after


def find_runs(words: Sequence[str], by_first: dict[str, list[Words]]) -> Iterable[tuple[int, Words]]:
    """Where runs begin among cut words; the longest at a place."""
    for index, word in enumerate(words):
        for run in by_first.get(word, ()):
            if len(run) == 1 or tuple(words[index : index + len(run)]) == run:
                yield index, run
                break


def mark_spans(text: str, by_first: dict[str, list[Words]]) -> list[tuple[int, int]]:
    """Offsets of what is to be marked, in order, without overlaps."""
    matches = list(WORD.finditer(text))
    words = [stem(match.group()) for match in matches]
    spans: list[tuple[int, int]] = []
    for index, run in find_runs(words, by_first):
        start, end = matches[index].start(), matches[index + len(run) - 1].end()
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def marked_html(text: str, wanted: Wanted) -> str:
    """A text as HTML: everything escaped, and what is wanted in `<mark>`."""
    return _to_html(text, mark_spans(text, wanted.first_words))


def _to_html(text: str, spans: Iterable[tuple[int, int]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        pieces += [_escaped(text[at:start]), "<mark>", _escaped(text[start:end]), "</mark>"]
        at = end
    pieces.append(_escaped(text[at:]))
    return "".join(pieces)


def _escaped(text: str) -> str:
    """For text between tags, where quotation marks are themselves."""
    return html.escape(text, quote=False)
