"""A query becomes a tree: pure, and compared with what is written here."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search_api.analysis.rings import Rings
from search_api.query.compile import Compiler, Meaning
from search_api.query.parse import parse
from search_api.query.syntax import AllOf, AnyOf, Between, Exact, InField, Not, Prefix, Syntax, Words
from search_api.query.tree import Best, Bool, Boost, Constant, Node, OneOf, Phrase, Range, Term
from search_api.query.wordlist import WordList
from search_api.ranking import RANKING
from search_api.schema import Collection
from taxonomy.vocabulary import load_vocabulary


def _shape(node: Syntax | None) -> Any:
    """A query's meaning as nested lists of plain words."""
    match node:
        case Words(words):
            return " ".join(word.spelling for word in words)
        case Exact(words, slop):
            return ["exact", " ".join(word.spelling for word in words), slop]
        case Prefix(start):
            return ["prefix", start]
        case Between(field, low, high):
            return [field, low, high]
        case InField(field, inner):
            return [field, _shape(inner)]
        case AllOf(nodes):
            return ["all", *map(_shape, nodes)]
        case AnyOf(nodes):
            return ["any", *map(_shape, nodes)]
        case Not(inner):
            return ["not", _shape(inner)]
        case None:
            return None


@pytest.mark.parametrize(
    ("q", "meaning"),
    [
        ("baby bruise", "baby bruise"),
        ("baby-bruise", "baby bruise"),
        ('"baby bruise"', ["exact", "baby bruise", 0]),
        ("“baby bruise”~5", ["exact", "baby bruise", 5]),
        ("‘baby bruise’", ["exact", "baby bruise", 0]),
        ("'baby bruise'", ["exact", "baby bruise", 0]),
        ("'baby bruise'~5", ["exact", "baby bruise", 5]),
        ("a AND (title:'baby bruise')", ["all", "a", ["title", ["exact", "baby bruise", 0]]]),
        ("a -'baby bruise'", ["all", "a", ["not", ["exact", "baby bruise", 0]]]),
        ("the ‘child’s voice’, heard", ["all", "the heard", ["exact", "child's voice", 0]]),
        ("\"the 'toxic trio' again\"", ["exact", "the toxic trio again", 0]),
        ("'one two' or 'three four'", ["all", "or", ["exact", "one two", 0], ["exact", "three four", 0]]),
        ("parents' evening at five o'clock", "parents evening at five o'clock"),
        ("children's and parents' views", "children's and parents views"),
        ("’til the children’s views", "til the children's views"),
        ("child 'Q' of the '80s'", "child Q of the 80s"),
        ("bruis*", ["prefix", "bruis"]),
        ("a OR b", ["any", "a", "b"]),
        ("a AND b", ["all", "a", "b"]),
        ("a b OR c", ["all", "a", ["any", "b", "c"]]),
        ("NOT a", ["not", "a"]),
        ("a -b", ["all", "a", ["not", "b"]]),
        ("a -non-mobile", ["all", "a", ["not", ["exact", "non mobile", 0]]]),
        ("co-sleeping OR sofa", ["any", ["exact", "co sleeping", 0], "sofa"]),
        ("title:hazel", ["title", "hazel"]),
        ("title:(hazel rowan)", ["title", "hazel rowan"]),
        ("in:recommendations curiosity", ["in_recommendations", "curiosity"]),
        ("published:2015", ["published", 735599, 735963]),
        ("age:<1", ["age", None, 11]),
        ("age:[6m TO 2]", ["age", 6, 35]),
        ("year:>2015", ["year", 2016, None]),
        ("year:2015-2019", ["year", 2015, 2019]),
        ("year:2015-19", ["year", 2015, 2019]),
        ("year:2015..2019", ["year", 2015, 2019]),
        ("year:2015–2019", ["year", 2015, 2019]),
        ('year:"2015"', ["year", 2015, 2015]),
        ("year:2015..", ["year", 2015, None]),
        ("year:..2015", ["year", None, 2015]),
        ("published:2015-2015", ["published", 735599, 735963]),
        ("published:2015-01-2015-12", ["published", 735599, 735963]),
        ("published:2015-01..2015-12", ["published", 735599, 735963]),
        ("published:2015-12", ["published", 735933, 735963]),
        ("age:16-17", ["age", 192, 215]),
        ("age:6-12m", ["age", 6, 12]),
        ("age:6m-2", ["age", 6, 35]),
        ('age:"7 months"', ["age", 7, 7]),
        ("age:7 months", ["age", 7, 7]),
        ("age:7 brothers", ["all", "brothers", ["age", 84, 95]]),
        ("page:3-5", ["page", 3, 5]),
        ("page:3-year", ["page", "3 year"]),
        ('page:"12 weeks"', ["page", ["exact", "12 weeks", 0]]),
        ("page:3", ["page", 3, 3]),
        ("seen at 18:30", "seen at 18 30"),
        ("and/or", "and or"),
        ("a && b || c", ["any", ["all", "a", "b"], "c"]),
        ("AND", "AND"),
        ("", None),
        ("()", None),
    ],
)
def test_what_is_meant(q: str, meaning: Any) -> None:
    assert _shape(parse(q).node) == meaning


_LETTERS = st.text("abcdefghijklmnopqrstuvwxyzé", min_size=2, max_size=9)


@given(st.lists(st.one_of(_LETTERS, st.builds("{}'{}".format, _LETTERS, _LETTERS)), min_size=1, max_size=5))
def test_single_quotation_marks_mean_what_double_ones_do(words: list[str]) -> None:
    text = " ".join(words)
    assert parse(f"'{text}'") == parse(f"‘{text}’") == parse(f'"{text}"')


@given(st.lists(st.tuples(_LETTERS, st.sampled_from(["", "'", "'s", "’", "’s"])), min_size=1, max_size=8))
def test_apostrophes_in_and_after_words_are_no_quotation_marks(words: list[tuple[str, str]]) -> None:
    assert isinstance(parse(" ".join(map("".join, words))).node, Words)


@pytest.mark.parametrize(
    ("q", "write"),
    [
        ("published:yesterday", "published:2015..2019"),
        ("year:..", "year:2015-2019"),
        ("age:baby", "age:7m for months"),
        ("page:-1", "page:12"),
        ("page:-1 bruise", "page:12"),
    ],
)
def test_a_value_that_cannot_be_is_told_what_to_write(q: str, write: str) -> None:
    (notice,) = parse(q).notices
    assert write in notice


@pytest.mark.parametrize(
    ("q", "written"),
    [
        ("published:[2019 TO 2015] baby", "published:[2019 TO 2015]"),
        ("age:[5 TO 2]", "age:[5 TO 2]"),
        ("year:[2019 TO 2018]", "year:[2019 TO 2018]"),
        ("page:[9 TO 3]", "page:[9 TO 3]"),
    ],
)
def test_a_range_that_ends_before_it_begins_is_said(q: str, written: str) -> None:
    assert parse(q).notices == (f"The range {written} ends before it begins, so nothing is in it.",)


@pytest.mark.parametrize("q", ["published:[2015 TO 2015-03]", "age:[6m TO 2]", "year:[2019 TO 2019]", "page:>9"])
def test_a_range_that_holds_something_is_not_said(q: str) -> None:
    assert parse(q).notices == ()


def test_of_long_phrases_the_first_words_are_searched() -> None:
    words = " ".join(f"word{number}" for number in range(40))
    parsed = parse(f'"{words}" "{words}"~5 "{words}"')
    assert isinstance(parsed.node, AllOf)
    assert [len(node.words) for node in parsed.node.nodes if isinstance(node, Exact)] == [40, 10]
    assert parsed.notices == ("Only the first 50 words in quotation marks were searched for.",)


@settings(max_examples=600, deadline=None)
@given(st.text(alphabet=st.sampled_from('ab"()+-*~^:[]{}<>/\\!&|?. ANDORTO\0\u202e’“”é1' + "\n"), max_size=60))
def test_parsing_never_fails(q: str) -> None:
    parse(q)


_PIECES = (
    "AND", "OR", "NOT", "(", ")", '"', "title:", "in:summary", "published:[2015 TO", "2019]", "age:<", "+", "-", "word",
    "pre*", "~5", "TO", "page:",
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join))
def test_parsing_any_mixture_of_operators_never_fails(q: str) -> None:
    parse(q)


def _meaning(*words: str) -> Meaning:
    vocabulary = load_vocabulary()
    word_list = WordList(dict.fromkeys(words, 1), reviews=10)
    return Meaning(word_list, Rings(vocabulary), vocabulary, RANKING, lambda _: ("some-review",))


def _compiled(q: str, *words: str, share: float = 1.0) -> Node:
    node = parse(q).node
    assert node is not None
    return Compiler(_meaning(*words), Collection.REVIEWS, share).compile(node)


def _anywhere(make: Any, *, labels: bool = True) -> Node:
    tags = (Boost(make("tags"), 2.0),) if labels else ()
    return Best((Boost(make("lead"), 2.0), make("body"), *tags, Boost(make("minor"), 0.25)), 0.3)


def _word(stemmed: str) -> Node:
    return _anywhere(lambda field: Term(field, stemmed))


@pytest.mark.parametrize(
    ("q", "tree"),
    [
        ("zeppelin", _word("zeppelin")),
        (
            "zeppelin lantern",
            Bool(must=(_word("zeppelin"), _word("lantern")), should=(Boost(Term("pairs", "zeppelin_lantern"), 1.2),)),
        ),
        ('"zeppelin lantern"', _anywhere(lambda field: Phrase(field, ("zeppelin", "lantern")), labels=False)),
        (
            '"Zeppelins"',
            Bool(
                must=(_anywhere(lambda field: Term(field, "zeppelin"), labels=False),),
                filters=(Term("surface", "zeppelins"),),
            ),
        ),
        ('"a"', _anywhere(lambda field: Term(field, "a"), labels=False)),
        ("title:zeppelin", Term("title", "zeppelin")),
        ("abuse:neglect", Constant(OneOf("abuse_type", ("neglect",)))),
        ("age:<1", Constant(Range("ages_months", None, 11), 0.0)),
        ("zeppelin -lantern", Bool(must=(_word("zeppelin"),), must_not=(Term("held", "lantern"),))),
        ("zepp*", _anywhere(lambda field: Best((Term(field, "zeppelin"),)))),
    ],
)
def test_trees(q: str, tree: Node) -> None:
    assert _compiled(q, "zeppelin") == tree


def test_what_is_only_counted_is_looked_up_in_one_field() -> None:
    node = parse("zeppelin NAI zepp*").node
    assert node is not None
    tree = Compiler(_meaning("zeppelin"), Collection.REVIEWS, scored=False).compile(node)
    assert isinstance(tree, Bool)
    words, prefix = tree.must
    assert prefix == OneOf("held", ("zeppelin",))
    assert isinstance(words, Bool)
    assert words.must[0] == Term("held", "zeppelin")
    assert isinstance(words.must[1], Bool)
    assert words.must[1].should[0] == Term("held", "nai")
    assert len(words.must[1].should) > 1  # and its synonyms
    assert words.should == ()


@pytest.mark.parametrize(("count", "needed"), [(3, 2), (4, 3), (5, 3), (6, 4), (10, 6)])
def test_sixty_per_cent(count: int, needed: int) -> None:
    words = " ".join(f"zeppelin{number}" for number in range(count))
    tree = _compiled(words, share=0.6)
    assert isinstance(tree, Bool)
    (most,) = tree.must
    assert isinstance(most, Bool)
    assert (len(most.should), most.minimum) == (count, needed)


def test_a_ring_weighs_less_than_the_word() -> None:
    tree = _compiled("zeppelin NAI")
    assert isinstance(tree, Bool)
    second = tree.must[1]
    assert isinstance(second, Best)
    assert second.children[0] == _word("nai")
    in_lead = RANKING.synonym * RANKING.synonym_in_lead * 2.0
    rings = [(ring.child.field, ring.factor) for ring in second.children[1:] if isinstance(ring, Boost)]  # type: ignore[union-attr]
    assert set(rings) == {("rings", RANKING.synonym), ("lead", in_lead)}
    assert len(rings) == len(second.children) - 1


def test_pages_and_points_have_no_list_of_spellings() -> None:
    node = parse('"zeppelins"').node
    assert node is not None
    for collection in (Collection.PAGES, Collection.POINTS):
        assert isinstance(Compiler(_meaning("zeppelins"), collection).compile(node), Best)
