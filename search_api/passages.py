"""Passages: the sentences of a review that answer a query, chosen and marked by us, whatever the engine."""

from __future__ import annotations

import html
import itertools
import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import NamedTuple

from search_api.analysis import pairs_of, raw_words, stems_of
from search_api.analysis.pages import StoredPage
from search_api.analysis.rings import Words
from search_api.analysis.words import fold
from search_api.results import Passage

MOST_PASSAGES = 3
_LONGEST_PASSAGE = 420
"""Characters: a longer sentence (a row of a table, mostly) is shown from just before its first marked word."""

_SHORTEST_SENTENCE = 5
"""Words: a shorter one is a heading or a label, and tells little."""

_NO_SENTENCE = 0.5
"""What a heading, a label or a row of a table counts for beside a sentence."""

_CANDIDATES_A_PAGE = 4
_NEIGHBOURS = 0.5
"""What two words of the query add to a sentence that has them as neighbours."""

_ONLY_A_WORD = 0.5
"""What a word of a phrase counts for beside two of its words together."""

_MINOR = 0.3
_SEEN_BEFORE = 0.4
"""What a word still counts for in a second passage, when the first already shows it."""

_SENTENCE_MARKS = frozenset(".!?")

_SENTENCE_END = "\n"
"""Stands between the words of two sentences of a page, and is no word."""


@dataclass(frozen=True)
class Wanted:
    """What a query looks for, for choosing and marking.

    `runs` are one or more cut words with spaces between, each with how telling it is.
    """

    runs: dict[str, float] = field(default_factory=dict)
    pairs: frozenset[str] = frozenset()
    """Neighbouring words of the query, joined as `pairs_of` joins them."""
    typed: int = 0
    """How many of the runs were typed; the others are their synonyms."""
    spelt: Mapping[str, Set[str]] = field(default_factory=dict)
    """Runs of one word that count only as they are spelt, with their spellings, folded: words in quotation marks."""

    @cached_property
    def words_of_pairs(self) -> tuple[frozenset[str], ...]:
        """The two words of each pair: only a sentence that holds both can hold the pair."""
        return tuple(frozenset(pair.split("_")) for pair in self.pairs)

    @cached_property
    def phrases(self) -> tuple[str, ...]:
        """The runs of several words that were typed."""
        return tuple(run for run in itertools.islice(self.runs, self.typed) if " " in run)

    @cached_property
    def in_parts(self) -> Wanted:
        """The typed phrases as their words and pairs of words, and the quoted words: what is looked for on more pages
        when the best ones hold no phrase whole, or no word as it is spelt."""
        runs: dict[str, float] = dict.fromkeys(self.spelt, 1.0)
        for phrase in self.phrases:
            words = phrase.split(" ")
            runs |= dict.fromkeys(map(" ".join, itertools.pairwise(words)), 1.0) | dict.fromkeys(words, _ONLY_A_WORD)
        return Wanted(runs, typed=len(runs), spelt=self.spelt)

    @cached_property
    def longer(self) -> dict[str, dict[str, list[Words]]]:
        """The runs of several words by their first two, the longest first."""
        longer: dict[str, dict[str, list[Words]]] = {}
        for run in sorted((tuple(run.split(" ")) for run in self.runs if " " in run), key=len, reverse=True):
            longer.setdefault(run[0], {}).setdefault(run[1], []).append(run)
        return longer

    @cached_property
    def first_words(self) -> frozenset[str]:
        """The first words of the runs, and what ends a sentence: what is worth looking at in a page's words."""
        return frozenset(run.split(" ", 1)[0] for run in self.runs) | {_SENTENCE_END}


class _Candidate(NamedTuple):
    score: float
    page: StoredPage
    sentence: int
    found: Set[str]
    last: int
    """The last sentence that is shown: the same one, but for a phrase that runs on into the next."""


def choose_passages(pages: Iterable[str], wanted: Wanted, *, most: int = MOST_PASSAGES) -> list[Passage]:
    """The most telling sentences of a review's best pages (as the index stores them), from different places.

    Sentences that show other words than the ones before are preferred, then those on other pages. What stands in a
    minor section (a glossary, the small print) is shown only where nothing else of the review is.
    """
    candidates = [each for stored in pages for each in _best_of_page(StoredPage.parse(stored), wanted)]
    chosen: list[_Candidate] = []
    shown: set[str] = set()
    while candidates and len(chosen) < most:
        worth = partial(_worth, wanted=wanted, shown=shown, chosen=chosen) if chosen else _score
        best = max(candidates, key=worth)
        if chosen and _is_minor(best) and not _is_minor(chosen[0]):
            candidates = [each for each in candidates if not _is_minor(each)]
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
    return [_passage(max(candidates, key=lambda each: each.score), wanted.in_parts)] if candidates else []


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
    return [index for index, place in enumerate(page.place_of) if not page.places[place][1]]


def _broken_off(page: StoredPage, head: str) -> Passage:
    numbers = _narrative_sentences(page)
    first, missing = len(numbers), head.count(" ") + 1
    while missing > 0:
        first -= 1
        missing -= page.sentences[numbers[first]].count(" ") + 1
    candidate = _Candidate(1.0, page, numbers[first], frozenset({head}), numbers[-1])
    return _passage(candidate, Wanted({head: 1.0}, typed=1))


def _best_of_page(page: StoredPage, wanted: Wanted) -> list[_Candidate]:
    candidates = [*_candidates(page, wanted), *_across_sentences(page, wanted)]
    return sorted(candidates, key=lambda each: -each.score)[:_CANDIDATES_A_PAGE]


def _across_sentences(page: StoredPage, wanted: Wanted) -> Iterator[_Candidate]:
    """The sentences that hold a typed phrase together, where none holds it alone."""
    if not wanted.phrases:
        return
    text = f" {' '.join(page.sentences)} "
    for phrase in wanted.phrases:
        start = text.find(f" {phrase} ")
        if start < 0 or any(f" {phrase} " in f" {sentence} " for sentence in page.sentences):
            continue
        ends = list(itertools.accumulate(len(sentence) + 1 for sentence in page.sentences))
        first, last = bisect_right(ends, start), bisect_right(ends, start + len(phrase) - 1)
        minor = any(page.places[page.place_of[index]][1] for index in range(first, last + 1))
        score = wanted.runs[phrase] * (_MINOR if minor else 1.0)
        yield _Candidate(score, page, first, frozenset({phrase}), last)


def _candidates(page: StoredPage, wanted: Wanted) -> Iterator[_Candidate]:
    runs = wanted.runs
    for index, held in _runs_by_sentence(page, wanted).items():
        found = held - _spelt_otherwise(page, index, wanted) if wanted.spelt else held
        if not found:
            continue
        sentence = page.sentences[index]
        score = math.fsum([runs[run] for run in found])  # the same in whatever order the set is in
        if len(found) > 1 and any(pair <= found for pair in wanted.words_of_pairs):
            score += _NEIGHBOURS * len(wanted.pairs.intersection(pairs_of(sentence.split(" "))))
        if sentence.count(" ") < _SHORTEST_SENTENCE - 1 or not _ends_as_a_sentence(page, index):
            score *= _NO_SENTENCE
        if page.places[page.place_of[index]][1]:
            score *= _MINOR
        yield _Candidate(score, page, index, found, index)


def _runs_by_sentence(page: StoredPage, wanted: Wanted) -> dict[int, set[str]]:
    """The runs that each sentence holds. A page has hundreds of words: only the few that may matter are looped over."""
    words = f" {_SENTENCE_END} ".join(page.sentences).split(" ")
    runs, longer = wanted.runs, wanted.longer
    found: dict[int, set[str]] = {}
    index = 0
    for at in itertools.compress(range(len(words)), map(wanted.first_words.__contains__, words)):
        word = words[at]
        if word == _SENTENCE_END:
            index += 1
            continue
        if word in runs:
            found.setdefault(index, set()).add(word)
        if word in longer:
            for run in _runs_at(words, at, longer[word]):
                found.setdefault(index, set()).add(" ".join(run))
    return found


def _runs_at(words: Sequence[str], at: int, by_second_word: Mapping[str, list[Words]]) -> Iterable[Words]:
    """The runs of several words that stand at a place, the longest first."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if following not in by_second_word:
        return ()
    return [run for run in by_second_word[following] if tuple(words[at : at + len(run)]) == run]


def _spelt_otherwise(page: StoredPage, index: int, wanted: Wanted) -> set[str]:
    """The runs that have to be spelt in a way in which a sentence does not spell them."""
    text = page.text[page.spans[2 * index] : page.spans[2 * index + 1]]
    spellings = {fold(spelling) for spelling in raw_words(text)}
    return {run for run, allowed in wanted.spelt.items() if allowed.isdisjoint(spellings)}


def _ends_as_a_sentence(page: StoredPage, index: int) -> bool:
    end = page.spans[2 * index + 1]
    return not _SENTENCE_MARKS.isdisjoint(page.text[max(end - 2, 0) : end])


def _is_minor(candidate: _Candidate) -> bool:
    return candidate.page.places[candidate.page.place_of[candidate.sentence]][1]


def _score(candidate: _Candidate) -> float:
    return candidate.score


def _worth(candidate: _Candidate, *, wanted: Wanted, shown: set[str], chosen: Sequence[_Candidate]) -> float:
    seen = math.fsum([wanted.runs[run] for run in candidate.found & shown])
    worth = candidate.score - (1.0 - _SEEN_BEFORE) * seen
    same_page = any(each.page is candidate.page for each in chosen)
    return worth * (0.6 if same_page else 1.0)


def _beside(candidate: _Candidate, chosen: _Candidate) -> bool:
    return candidate.page is chosen.page and (
        chosen.sentence - 1 <= candidate.last and candidate.sentence <= chosen.last + 1
    )


def _passage(candidate: _Candidate, wanted: Wanted) -> Passage:
    page, index = candidate.page, candidate.sentence
    text = page.text[page.spans[2 * index] : page.spans[2 * candidate.last + 1]]
    heading, _ = page.places[page.place_of[index]]
    return Passage.model_construct(
        document=page.document, page=page.number, section=heading, html=_shortened(text, wanted)
    )


def _shortened(text: str, wanted: Wanted) -> str:
    marks = mark_spans(text, wanted)
    if len(text) <= _LONGEST_PASSAGE or not marks:
        return _to_html(text, marks)
    start = max(0, marks[0][0] - _LONGEST_PASSAGE // 4)
    start = 0 if start == 0 else text.find(" ", start) + 1
    stop = text.rfind(" ", start, start + _LONGEST_PASSAGE)
    stop = len(text) if start + _LONGEST_PASSAGE >= len(text) or stop <= marks[0][1] else stop
    inside = [(first - start, last - start) for first, last in marks if first >= start and last <= stop]
    before, after = ("… " if start else ""), (" …" if stop < len(text) else "")
    return before + _to_html(text[start:stop], inside) + after


def mark_spans(text: str, wanted: Wanted) -> list[tuple[int, int]]:
    """Offsets of what is to be marked, in order, without overlaps; the longest run at a place."""
    spellings = raw_words(text)
    words = stems_of(spellings)
    runs, longer = wanted.runs, wanted.longer
    held: list[tuple[int, int]] = []
    for first in itertools.compress(range(len(words)), map(wanted.first_words.__contains__, words)):
        word = words[first]
        longest = next(iter(_runs_at(words, first, longer[word])), ()) if word in longer else ()
        if longest or (word in runs and _is_spelt(word, spellings[first], wanted)):
            held.append((first, first + max(len(longest), 1) - 1))
    spans: list[tuple[int, int]] = []
    starts = _starts(text, spellings[: 1 + max((last for _, last in held), default=-1)])
    for first, last in held:
        start, end = starts[first], starts[last] + len(spellings[last])
        if spans and start < spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _is_spelt(word: str, spelling: str, wanted: Wanted) -> bool:
    return word not in wanted.spelt or fold(spelling) in wanted.spelt[word]


def _starts(text: str, spellings: Sequence[str]) -> list[int]:
    """Where the first words of a text start: between two of them is nothing that a word may begin with."""
    starts: list[int] = []
    end = 0
    for spelling in spellings:
        start = text.index(spelling, end)
        starts.append(start)
        end = start + len(spelling)
    return starts


def marked_html(text: str, wanted: Wanted) -> str:
    """A text as HTML: everything escaped, and what is wanted in `<mark>`."""
    return _to_html(text, mark_spans(text, wanted))


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
