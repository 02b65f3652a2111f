"""What is said of a list: what was not understood, what was put right, what is left out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import unescape

from records.dates import first_day, last_day
from search_api.analysis import cut
from search_api.analysis.rings import Words
from search_api.facets import filter_nodes, unknown_values
from search_api.listing import Listed
from search_api.query.syntax import typed_words
from search_api.request import SearchRequest
from taxonomy.vocabulary import Vocabulary

_MOST_SYNONYMS_SHOWN = 8
"""Beside those that are marked in what is shown."""

_LONGEST_NAME = 10
"""Words of the longest label of the vocabulary, and two more."""

_MARKED = re.compile("<mark>(.*?)</mark>", re.DOTALL)


def notice(listed: Listed, request: SearchRequest, vocabulary: Vocabulary) -> str | None:
    """All that is to be said, as sentences; None when there is nothing."""
    sentences = dict.fromkeys((*listed.notices, *_sentences(listed, request, vocabulary)))
    return " ".join(sentences) or None


def corrected_query(listed: Listed, request: SearchRequest) -> str | None:
    """The query that was searched instead of one that finds nothing as it was typed."""
    return None if listed.found_as_typed else _with(listed.changed, request.q)


def suggested_query(listed: Listed, request: SearchRequest) -> str | None:
    """The query with the words put right that the library does not have, or hardly has."""
    return _with({**listed.changed, **listed.doubted}, request.q)


def _with(changed: Mapping[str, str], text: str) -> str | None:
    for typed, instead in changed.items():
        text = re.sub(rf"(?<!\w){re.escape(typed)}(?!\w)", instead, text)
    return text if changed else None


def synonyms_searched(listed: Listed, shown: Iterable[str]) -> list[str]:
    """The synonyms that were searched for beside what was typed: of each thing the best known first, in turn.

    Of many only some are named, but all that are marked in what is `shown`, texts with `<mark>`.
    """
    if listed.query.syntax is None:
        return []
    typed = _runs_of([word.stem for word in typed_words(listed.query.syntax)])
    of_each = [
        [(words, label) for words, label in ring.label_of.items() if words not in typed] for ring in listed.query.rings
    ]
    in_turn: dict[Words, str] = {}
    for turn in itertools.zip_longest(*of_each):
        for words, label in filter(None, turn):
            in_turn.setdefault(words, label)
    if len(in_turn) <= _MOST_SYNONYMS_SHOWN:
        return list(in_turn.values())
    marked = {run for html in shown for text in _MARKED.findall(html) for run in _runs_of(cut(unescape(text)))}
    best_known = set(itertools.islice(in_turn, _MOST_SYNONYMS_SHOWN))
    return [label for words, label in in_turn.items() if words in best_known or words in marked]


def _runs_of(words: Sequence[str]) -> set[Words]:
    """All runs of neighbouring words; no longer than a name is."""
    return {
        tuple(words[first:last])
        for first in range(len(words))
        for last in range(first + 1, min(first + _LONGEST_NAME, len(words)) + 1)
    }


def _sentences(listed: Listed, request: SearchRequest, vocabulary: Vocabulary) -> Iterator[str]:
    yield from unknown_values(request, vocabulary)
    earliest, latest = request.published_from, request.published_to
    if earliest and latest and first_day(earliest) > last_day(latest):
        yield f"The dates end ({latest}) before they begin ({earliest}), so nothing is between them: change one."
    if listed.query.syntax is None and request.q.strip():
        yield "There are no words in this query to search for, so everything is listed."
    if listed.widened:
        about = " or ".join(f"“{name}”" for name in listed.widened)
        yield f"Nothing was found for the words as typed, so what is about something wider, {about}, is listed."
    if listed.loosened:
        yield "Nothing fits the whole query, so what holds some of its words is listed."
    if listed.changed and listed.total:
        instead = ", ".join(f"“{new}” for “{old}”" for old, new in listed.changed.items())
        lead = "Searched for" if listed.found_as_typed else "Nothing was found for the words as typed; searched for"
        yield f"{lead} {instead}."
    if listed.partial_total:
        yield f"{_more(listed.partial_total)} only most of the words; sort by relevance to see them, too."
    if listed.total == 0:
        yield _nothing(listed, request)
    elif request.offset >= listed.total:
        last = -(-listed.total // request.size)
        yield f"There are no results on page {request.page}: the last page is {last}."


def _nothing(listed: Listed, request: SearchRequest) -> str:
    if not filter_nodes(request):
        return "Nothing was found."
    if listed.query.syntax is None:
        return "Nothing fits these filters."
    if not listed.found_without_filters:
        return "Nothing was found, and without the filters nothing would be."
    return "Nothing fits both the query and these filters; without the filters there are results."


def _more(count: int) -> str:
    return "1 more holds" if count == 1 else f"{count:,} more hold"
