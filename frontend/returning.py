"""The way back to the list that a reader came from: carried in the address, as scripts and referrers may be missing."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.datastructures import QueryParams

from frontend.address import read_address
from frontend.links import Links, address_parameters
from frontend.phrasing import shortened
from frontend.subjects import Subject, subject_of
from frontend.wording import load_wording
from search_api.request import PointRequest, SearchRequest
from taxonomy.vocabulary import Vocabulary

_POINTS = "recommendations?"
_SUBJECT = "browse/"
_LONGEST_QUERY_SHOWN = 40


@dataclass(frozen=True, slots=True)
class WayBack:
    """A link back, and what further links carry so that it stays."""

    label: str
    href: str
    carried: str


def carried(asked: SearchRequest) -> str:
    """A list of results as an address carries it; empty for the plain list, to which the header leads."""
    listed = urlencode(address_parameters(asked))
    return f"{_POINTS}{listed}" if isinstance(asked, PointRequest) else listed


def carried_subject(subject: Subject) -> str:
    """The page of a subject as an address carries it."""
    return f"{_SUBJECT}{subject.kind}/{subject.value}"


def way_back(given: str, links: Links, *, vocabulary: Vocabulary, place: str) -> WayBack | None:
    """The way back that an address carries, to a place of the list, or None.

    Whatever was written there, it is read as a search or a subject and leads to a list of this site.
    """
    if not given:
        return None
    words = load_wording()["returning"]
    if given.startswith(_SUBJECT):
        kind, _, value = given.removeprefix(_SUBJECT).partition("/")
        subject = subject_of(kind, value, vocabulary=vocabulary)
        if subject is None:
            return None
        label = words["subject"].format(subject=subject.title)
        return WayBack(label, f"{links.browse(kind, value)}#{place}", carried_subject(subject))
    to_points = given.startswith(_POINTS)
    shape = PointRequest if to_points else SearchRequest
    asked, _ = read_address(QueryParams(given.removeprefix(_POINTS)), shape, vocabulary=vocabulary)
    href = (
        links.points(asked, page=asked.page)
        if isinstance(asked, PointRequest)
        else links.search(asked, page=asked.page)
    )
    label = words["points"] if to_points else words["results"]
    if asked.q:
        label = words["for"].format(list=label, q=shortened(asked.q, _LONGEST_QUERY_SHOWN))
    return WayBack(label, f"{href}#{place}", carried(asked))


def place_of_review(review_id: str) -> str:
    """The id of a review's entry in a list of results."""
    return f"review-{review_id}"


def place_of_point(review_id: str, point_id: str) -> str:
    """The id of a recommendation's entry in a list."""
    return f"point-{review_id}-{point_id}"
