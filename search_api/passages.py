"""Passages: the sentences of a review that answer a query, chosen by us, whatever the engine."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from search_api.analysis import pairs_of, raw_words
from search_api.analysis.pages import StoredPage
from search_api.marking import ELLIPSIS, marked_passage
from search_api.query.wanted import Wanted
from search_api.results import Passage

MOST_PASSAGES = 3

_CANDIDATES_A_PAGE = 4
_NEIGHBOURS = 0.5
"""What two words of the query add to a sentence that has them as neighbours."""

_SEEN_BEFORE = 0.4
"""What a word still counts for in a second passage, when the first already shows it."""

_SAME_PAGE = 0.6
"""What a second passage of a page counts for beside one of another page."""


class _Candidate(NamedTuple):
    score: float
    page: StoredPage
    sentence: int
    found: int
    """The runs that are in it, as bits (`Wanted`)."""
    last: int
    """The last sentence that is shown: the same one, but for a phrase that runs on into the next."""

    @property
    def is_minor(self) -> bool:
        return self.page.is_minor(self.sentence)


_score = attrgetter("score")


def choose_passages(pages: Iterable[str], wanted: Wanted, *, most: int = MOST_PASSAGES) -> list[Passage]:
    """The most telling sentences of a review's best pages (as the index stores them), from different places.

    Sentences that show other words than the ones before are preferred, then those on other pages. What stands in a
    minor section (a glossary, the small print) is shown only where nothing else of the review is.
    """
    candidates = [each for stored in pages for each in _best_of_page(StoredPage.parse(stored), wanted)]
    chosen: list[_Candidate] = []
    shown = 0
    while candidates and len(chosen) < most:
        best = _most_worth(candidates, wanted=wanted, shown=shown, chosen=chosen)
        if chosen and best.is_minor and not chosen[0].is_minor:
            candidates = [each for each in candidates if not each.is_minor]
            continue
        chosen.append(best)
        shown |= best.found
        words = best.page.sentences[best.sentence]
        candidates = [
            each for each in candidates if each.page.sentences[each.sentence] != words and not _beside(each, best)
        ]
    return [_passage(each, wanted) for each in chosen]


def choose_parts(pages: Iterable[str], wanted: Wanted) -> list[Passage]:
    """One passage for a phrase that no page holds: where it begins before a page's end, else most of its words."""
    parsed = [StoredPage.parse(stored) for stored in pages]
    by_place = {(page.document, page.number): page for page in parsed}
    for page in parsed:
        following = by_place.get((page.document, page.number + 1))
        if following is None:
            continue
        for phrase in wanted.phrases:
            if head := _head_before_break(page, following, phrase):
                return [_broken_off(page, head)]
    candidates = [each for page in parsed for each in _best_of_page(page, wanted.in_parts)]
    return [_passage(max(candidates, key=_score), wanted.in_parts)] if candidates else []


def _head_before_break(page: StoredPage, following: StoredPage, phrase: str) -> str | None:
    """The words of a phrase that end a page when the others begin the next, or None."""
    words = phrase.split(" ")
    before, after = f" {_narrative(page)}", f"{_narrative(following)} "
    for count in range(len(words) - 1, 0, -1):
        head = " ".join(words[:count])
        if before.endswith(f" {head}") and after.startswith(" ".join(words[count:]) + " "):
            return head
    return None


def _narrative(page: StoredPage) -> str:
    return " ".join(page.sentences[index] for index in _narrative_sentences(page))


def _narrative_sentences(page: StoredPage) -> list[int]:
    return [index for index in range(len(page.place_of)) if not page.is_minor(index)]


def _broken_off(page: StoredPage, head: str) -> Passage:
    numbers = _narrative_sentences(page)
    first, missing = len(numbers), head.count(" ") + 1
    while missing > 0:
        first -= 1
        missing -= page.sentences[numbers[first]].count(" ") + 1
    return _passage(_Candidate(1.0, page, numbers[first], 1, numbers[-1]), Wanted({head: 1.0}, typed=1))


def _best_of_page(page: StoredPage, wanted: Wanted) -> list[_Candidate]:
    """The most telling sentences of a page, the best first."""
    held = _runs_by_sentence(page, wanted)
    scores = _scores(page, held, wanted)
    best = sorted(scores, key=scores.__getitem__, reverse=True)  # those that tie stay in order
    candidates = [_Candidate(scores[index], page, index, held[index], index) for index in best[:_CANDIDATES_A_PAGE]]
    if wanted.phrases:
        candidates += _across_sentences(page, held, wanted)
        candidates.sort(key=_score, reverse=True)
    return candidates


def _runs_by_sentence(page: StoredPage, wanted: Wanted) -> dict[int, int]:
    """The runs that each sentence holds, as bits."""
    found: dict[int, int] = {}
    words, sentence, at = page.words, 0, 0
    for run, start, _ in wanted.finder.find_matches_as_indexes(words, overlapping=True):  # they share a space
        sentence += words.count("\n", at, start)
        at = start
        found[sentence] = found.get(sentence, 0) | 1 << run
    particular = wanted.particular
    if particular:
        for index, runs in found.items():
            if runs & particular:
                found[index] = runs & ~particular | _as_spelt(page, index, wanted)
    return found


def _scores(page: StoredPage, held: Mapping[int, int], wanted: Wanted) -> dict[int, float]:
    """How telling each sentence is that holds something."""
    scores: dict[int, float] = {}
    for index, found in held.items():
        if found:
            score, with_pair = wanted.judge(found)
            if with_pair:
                score += _NEIGHBOURS * len(wanted.pairs.intersection(pairs_of(page.sentences[index].split(" "))))
            scores[index] = score * page.weights[index]
    return scores


def _across_sentences(page: StoredPage, held: Mapping[int, int], wanted: Wanted) -> Iterator[_Candidate]:
    """The sentences that hold a typed phrase together, where none holds it alone."""
    text = f" {' '.join(page.sentences)} "
    for phrase in wanted.phrases:
        bit = wanted.bits[phrase]
        start = text.find(f" {phrase} ")
        if start < 0 or any(runs & bit for runs in held.values()):
            continue
        ends = list(itertools.accumulate(len(sentence) + 1 for sentence in page.sentences))
        first, last = bisect_right(ends, start), bisect_right(ends, start + len(phrase) - 1)
        weight = min(page.weights[first : last + 1])
        yield _Candidate(wanted.runs[phrase] * weight, page, first, bit, last)


def _as_spelt(page: StoredPage, index: int, wanted: Wanted) -> int:
    """The runs that count only in some spellings, where a sentence spells them so, as bits."""
    words = page.sentences[index].split(" ")
    spellings = raw_words(page.text[page.spans[2 * index] : page.spans[2 * index + 1]])
    found = 0
    for word, spelling in zip(words, spellings, strict=True):
        if (bit := wanted.bits.get(word, 0)) & wanted.particular and wanted.is_spelt(word, spelling):
            found |= bit
    return found


def _most_worth(
    candidates: Sequence[_Candidate], *, wanted: Wanted, shown: int, chosen: Sequence[_Candidate]
) -> _Candidate:
    """The first of those that add most to what is shown already."""
    if not chosen:
        return max(candidates, key=_score)
    pages = {id(each.page) for each in chosen}

    def worth(candidate: _Candidate) -> float:
        worth = candidate.score - (1.0 - _SEEN_BEFORE) * wanted.judge(candidate.found & shown)[0]
        return worth * _SAME_PAGE if id(candidate.page) in pages else worth

    return max(candidates, key=worth)


def _beside(candidate: _Candidate, chosen: _Candidate) -> bool:
    return candidate.page is chosen.page and (
        chosen.sentence - 1 <= candidate.last and candidate.sentence <= chosen.last + 1
    )


def _passage(candidate: _Candidate, wanted: Wanted) -> Passage:
    page, index, last = candidate.page, candidate.sentence, candidate.last
    text = page.text[page.spans[2 * index] : page.spans[2 * last + 1]]
    words = " ".join(page.sentences[index : last + 1]).split(" ")
    html = marked_passage(text, wanted, words=words)
    if text[0].islower() and not html.startswith(ELLIPSIS):  # the other half stands on the page before
        html = f"{ELLIPSIS} {html}"
    heading, _ = page.places[page.place_of[index]]
    return Passage(page.document, page.number, heading, html)
