"""Generated questions over a generated library: both engines give the same total, hits, order, scores and counts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from search_api.analysis import cut
from search_api.engines import BY_SCORE, Ask, Order
from search_api.query.tree import Best, Bool, Boost, Constant, Everything, Node, Nothing, OneOf, Phrase, Range, Term
from search_api.schema import FACET_FIELDS, Collection
from tests.contract.two_engines import SCORES_AGREE_TO, TwoEngines, assert_same, two_engines

pytestmark = pytest.mark.elasticsearch

FACETS = tuple(field.name for field in FACET_FIELDS)
ORDERS = (
    BY_SCORE,
    Order("published_first"),
    Order("published_first", descending=True),
    *(
        Order(name, descending)
        for name in ("sort_title", "sort_authority", "sort_abuse_type")
        for descending in (False, True)
    ),
)
TEXT_FIELDS = {
    Collection.REVIEWS: (
        "title",
        "lead",
        "tags",
        "summary",
        "recommendations",
        "learning",
        "body",
        "minor",
        "findings",
    ),
    Collection.POINTS: ("text", "pairs", "tags", "names"),
}
BRIEF = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
LONG = settings(BRIEF, max_examples=1_500, derandomize=False, database=None, phases=[Phase.generate])


@pytest.fixture(scope="module")
def engines(
    elasticsearch_url: str, new_index_prefix: Callable[[], str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TwoEngines]:
    folder = tmp_path_factory.mktemp("differential")
    made = two_engines(folder, url=elasticsearch_url, index=new_index_prefix())
    yield made
    made.close()


@pytest.fixture(scope="module")
def sentences(engines: TwoEngines) -> list[list[str]]:
    """Stretches of the library's own text, cut: words have their natural frequencies, and phrases are found."""
    texts = [page.text for review in engines.reviews[:10] for page in review.documents[0].pages[:2]]
    return [words for text in texts for line in text.split(". ") if len(words := cut(line)) >= 3]


@st.composite
def scored_trees(draw: Any, sentences: list[list[str]], fields: tuple[str, ...], depth: int = 3) -> Node:
    """Trees as the ranking makes them: what has no score of its own stands in `Constant`."""
    field = st.sampled_from(fields)
    word = st.sampled_from(sentences).flatmap(st.sampled_from)
    deeper = scored_trees(sentences, fields, depth - 1) if depth else st.nothing()
    kinds: list[st.SearchStrategy[Node]] = [
        st.builds(Term, field, word),
        st.builds(
            Phrase,
            field,
            st.sampled_from(sentences).flatmap(
                lambda words: st.sampled_from([tuple(words[:2]), tuple(words[:3]), tuple(words[1:5])])
            ),
        ),
        st.builds(
            lambda name, pair, slop: Constant(
                Bool(should=(Phrase(name, pair, slop), Phrase(name, pair[::-1], slop)), minimum=1)
            ),
            field,
            st.sampled_from(sentences).map(lambda words: (words[0], words[2])),
            st.integers(1, 12),
        ),
        st.builds(
            Constant,
            st.builds(
                Range,
                st.just("published_first"),
                st.none() | st.integers(730_000, 740_000),
                st.none() | st.integers(730_000, 740_000),
            ),
            st.floats(0.5, 4, width=32),
        ),
        st.builds(lambda: Constant(Everything(), 0.5)),
    ]
    if not depth:
        kinds.append(st.just(Nothing()))
    if depth:
        several = st.lists(deeper, min_size=1, max_size=4).map(tuple)
        kinds += [
            st.builds(Boost, deeper, st.floats(0.25, 8, width=32)),
            st.builds(Best, several, st.floats(0, 1, width=32)),
            several.flatmap(lambda nodes: st.builds(Bool, should=st.just(nodes), minimum=st.integers(1, len(nodes)))),
            st.builds(
                Bool,
                must=several,
                should=st.lists(deeper, max_size=2).map(tuple),
                must_not=st.lists(deeper, max_size=1).map(tuple),
                filters=st.lists(deeper, max_size=1).map(tuple),
            ),
            st.builds(lambda nodes: Constant(Bool(must_not=nodes)), several),
        ]
    tree: Node = draw(st.one_of(kinds))
    return tree


@st.composite
def filter_nodes(draw: Any, values: dict[str, list[str]]) -> dict[str, Node]:
    chosen = draw(st.lists(st.sampled_from(sorted(values)), max_size=2, unique=True))
    filters: dict[str, Node] = {
        name: OneOf(
            name,
            tuple(
                draw(st.lists(st.sampled_from([*values[name], "no-such-value"]), min_size=1, max_size=3, unique=True))
            ),
        )
        for name in chosen
    }
    if draw(st.booleans()):
        low = draw(st.none() | st.integers(732_000, 739_000))
        filters["dates"] = Range("published_last", low, None if low is None else low + draw(st.integers(0, 3_000)))
    return filters


@st.composite
def asks(draw: Any, values: dict[str, list[str]], sentences: list[list[str]], collection: Collection) -> Ask:
    return Ask(
        query=draw(scored_trees(sentences, TEXT_FIELDS[collection])),
        filters=draw(filter_nodes(values)),
        order=draw(st.sampled_from(ORDERS)),
        offset=draw(st.integers(0, 80)),
        limit=draw(st.integers(0, 100)),
        facets=tuple(draw(st.lists(st.sampled_from(FACETS), unique=True))),
    )


@cache
def values_of(engines: TwoEngines, collection: Collection) -> dict[str, list[str]]:
    """The values of each facet that the library has."""
    counted = engines.tantivy.search(collection, Ask(limit=0, facets=FACETS)).facets
    return {name: sorted(counts) for name, counts in counted.items() if counts}


def compare(data: st.DataObject, engines: TwoEngines, sentences: list[list[str]]) -> None:
    collection = data.draw(st.sampled_from([Collection.REVIEWS, Collection.POINTS]))
    ask = data.draw(asks(values_of(engines, collection), sentences, collection))
    assert_same(engines.tantivy.search(collection, ask), engines.elasticsearch.search(collection, ask))


def compare_pages(data: st.DataObject, engines: TwoEngines, sentences: list[list[str]]) -> None:
    query = data.draw(
        scored_trees(sentences, ("words", "minor"), depth=2).filter(lambda tree: "published" not in repr(tree))
    )
    reviews = data.draw(st.lists(st.sampled_from([review.id for review in engines.reviews]), unique=True, max_size=20))
    each = data.draw(st.integers(1, 9))
    left = engines.tantivy.pages(query, reviews=tuple(reviews), each=each)
    right = engines.elasticsearch.pages(query, reviews=tuple(reviews), each=each)
    assert {name: [hit.stored for hit in hits] for name, hits in left.items()} == {
        name: [hit.stored for hit in hits] for name, hits in right.items()
    }
    for name, hits in left.items():
        for one, other in zip(hits, right[name], strict=True):
            assert abs(one.score - other.score) <= SCORES_AGREE_TO * max(1.0, abs(one.score))


@BRIEF
@given(data=st.data())
def test_both_find_the_same_in_the_same_order(
    data: st.DataObject, engines: TwoEngines, sentences: list[list[str]]
) -> None:
    compare(data, engines, sentences)


@BRIEF
@given(data=st.data())
def test_both_choose_the_same_pages(data: st.DataObject, engines: TwoEngines, sentences: list[list[str]]) -> None:
    compare_pages(data, engines, sentences)


@pytest.mark.long
@pytest.mark.timeout(900)
@LONG
@given(data=st.data())
def test_both_find_the_same_whatever_is_asked(
    data: st.DataObject, engines: TwoEngines, sentences: list[list[str]]
) -> None:
    compare(data, engines, sentences)


def test_both_know_the_same_words(engines: TwoEngines) -> None:
    words = engines.tantivy.words()
    assert words["neglect"] > 1
    assert engines.elasticsearch.words() == words
