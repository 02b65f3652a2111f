"""Filters, chosen values, orders and pages of a list."""

from frontend import listing
from frontend.links import Links
from search_api.request import SearchRequest
from search_api.results import FacetValue, Listing
from taxonomy import load_vocabulary

VOCABULARY = load_vocabulary()
HREF = Links().search


def found(total: int = 0, page: int = 1, **facets: list[FacetValue]) -> Listing:
    return Listing(total=total, page=page, size=20, took_ms=1, facets=facets)


def values(*pairs: tuple[str, int]) -> list[FacetValue]:
    return [FacetValue(id=each, label=each.capitalize(), count=count) for each, count in pairs]


def test_chosen_values_stand_first_even_when_nothing_is_left_of_them() -> None:
    asked = SearchRequest(abuse_type=["bullying"])
    (facet,) = listing.facets(found(abuse_type=values(("neglect", 3))), asked, vocabulary=VOCABULARY)
    assert [(value.id, value.count, value.chosen) for value in facet.first] == [
        ("bullying", 0, True),
        ("neglect", 3, False),
    ]
    assert facet.first[0].label == "Bullying"
    assert facet.open
    assert facet.chosen == 1


def test_a_long_facet_shows_its_first_values() -> None:
    many = values(*((f"theme-{number}", 50 - number) for number in range(30)))
    (facet,) = listing.facets(found(theme=many), SearchRequest(), vocabulary=VOCABULARY)
    assert (len(facet.first), len(facet.more)) == (8, 22)
    assert facet.long
    assert not facet.open


def test_no_facet_hides_one_or_two_values() -> None:
    (facet,) = listing.facets(
        found(theme=values(*((f"theme-{number}", 1) for number in range(10)))), SearchRequest(), vocabulary=VOCABULARY
    )
    assert facet.more == []
    assert not facet.long


def test_ages_stand_in_order_of_age_and_years_the_newest_first() -> None:
    counted = found(
        child_age_band=values(("11-15", 9), ("under-1", 3), ("multiple", 5)), year=values(("2010", 9), ("2021", 1))
    )
    ages, years = listing.facets(counted, SearchRequest(), vocabulary=VOCABULARY)
    assert [value.id for value in ages.first] == ["under-1", "11-15", "multiple"]
    assert [value.id for value in years.first] == ["2021", "2010"]


def test_every_chosen_filter_can_be_taken_away() -> None:
    asked = SearchRequest(q="x", theme=["thresholds"], authority=["Leeds"], published_from="2015")
    choices = listing.chosen(asked, HREF, vocabulary=VOCABULARY)
    assert [(choice.label, choice.href) for choice in choices] == [
        ("Thresholds", "/?q=x&authority=Leeds&published_from=2015"),
        ("Leeds", "/?q=x&theme=thresholds&published_from=2015"),
        ("From 2015", "/?q=x&theme=thresholds&authority=Leeds"),
    ]
    assert listing.cleared(asked, HREF) == "/?q=x"


def test_best_match_is_offered_only_for_words() -> None:
    assert listing.orders(SearchRequest(), HREF)[0].label == "Newest"
    offered = listing.orders(SearchRequest(q="x"), HREF)
    assert (offered[0].label, offered[0].href, offered[0].current) == ("Best match", "/?q=x", True)


def test_pages_leave_out_what_is_far() -> None:
    pages = listing.pages(found(total=200, page=5), SearchRequest(q="x", page=5), HREF)
    assert pages is not None
    shown = [item.get("number", "…") for item in pages["items"]]
    assert shown == [1, "…", 4, 5, 6, "…", 10]
    assert pages["previous"]["href"] == "/?q=x&page=4"
    assert pages["next"]["href"] == "/?q=x&page=6"


def test_one_page_needs_no_pages() -> None:
    assert listing.pages(found(total=20), SearchRequest(), HREF) is None


def test_past_the_last_page_the_way_back_is_shown() -> None:
    pages = listing.pages(found(total=41, page=10**9), SearchRequest(page=10**9), HREF)
    assert pages is not None
    assert [item.get("number", "…") for item in pages["items"]] == [1, "…", 3]
    assert not any(item.get("current") for item in pages["items"])
    assert pages["previous"]["href"] == "/?page=3"
    assert "next" not in pages
