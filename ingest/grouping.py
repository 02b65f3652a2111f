"""Which documents are about one case, why, and how a librarian joins and parts them.

Two documents are of one case when they are of one body, about the same children, and something more agrees (the
incident, the reviewer, the ages) while nothing contradicts. Names of children are letters that boards use again, so
a letter alone joins nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from rapidfuzz import fuzz

from ingest.composing import FIELDS, Part, compose, make_id, remember
from ingest.describe.kinds import without_type_and_role
from ingest.gazetteer.places import normalise
from records.dates import first_day
from records.errors import CaseReviewsError
from records.models import DocumentRole, Facts, Grouping, Review, ReviewType, Source

_LABEL = re.compile(
    r"(?:child|baby|infant|boy|girl|sibling|young person|young woman|young man|yp|subject|adult)\s+(\w{1,4})",
    re.IGNORECASE,
)
_JOINS_ANY_TYPE = frozenset({ReviewType.RAPID_REVIEW, ReviewType.LEARNING_REVIEW, ReviewType.OTHER})
"""A rapid review comes before the review of the same case; briefings call a review by a wider name."""
_YEARS_APART = 2.0
"""Within this time of each other's publication companions come that share nothing but body and children."""
_SAME_TITLE = 90.0


class GroupingRefused(CaseReviewsError):
    """What was asked for cannot be joined or parted; says why."""


@dataclass(frozen=True, slots=True)
class Case:
    """What tells one case from another, as a document or a review gives it."""

    bodies: frozenset[str]
    """Authorities, or the partnership where those are unknown, as they are compared."""
    children: frozenset[str]
    title_words: str
    review_type: ReviewType | None
    incident: str | None
    published: str | None
    reviewer: str | None
    ages_months: tuple[int, ...]
    has_report: bool
    """Whether the review's own report is there, as against what was made from it."""


@dataclass(frozen=True, slots=True)
class Match:
    review_id: str
    reason: str
    """For a librarian: what agrees."""
    strength: int
    """How many things agree."""


def case_of(facts: Facts, roles: Iterable[DocumentRole]) -> Case:
    """The case that facts describe; `roles` are those of its documents."""
    bodies = facts.authority or ([facts.partnership] if facts.partnership else [])
    return Case(
        bodies=frozenset(normalise(body) for body in bodies),
        children=frozenset(_child(child) for child in facts.child),
        title_words=normalise(without_type_and_role(facts.title or "")),
        review_type=facts.review_type,
        incident=facts.incident,
        published=facts.published,
        reviewer=_surname(facts.lead_reviewer),
        ages_months=tuple(sorted(facts.ages_months)),
        has_report=DocumentRole.OVERVIEW_REPORT in set(roles),
    )


def case_of_part(part: Part) -> Case:
    """The case of one document; what a person supplied counts before what software found."""
    facts = part.description.facts.model_copy(update=part.supplied.values)
    return case_of(facts, [part.supplied.role or part.description.role])


def case_of_review(review: Review) -> Case:
    return case_of(review, [document.role for document in review.documents])


def same_case(left: Case, right: Case) -> tuple[str, ...]:
    """What agrees, in words, when two are of one case; empty when they are not, or when it cannot be told."""
    bodies = left.bodies & right.bodies
    more = _what_agrees(left, right) if bodies and _types_agree(left, right) else None
    who = _who_agrees(left, right)
    if more is None or who is None:
        return ()
    if who:
        is_enough = bool(more) or _may_be_companions(left, right)
        if left.has_report and right.has_report and len(more) == 1 and "reviewer" in more[0]:
            is_enough = False  # a reviewer writes several reports for one board, and boards use their letters again
    else:
        is_enough = len(more) > 1
    return (f"the same body ({', '.join(sorted(bodies))})", *who, *more) if is_enough else ()


def _who_agrees(left: Case, right: Case) -> tuple[str, ...] | None:
    """The children, or else the title, where they agree; None where they contradict."""
    if left.children and right.children:
        if not (left.children <= right.children or right.children <= left.children):
            return None
        return (f"the same children ({', '.join(sorted(left.children & right.children))})",)
    return ("the same title",) if left.title_words and _titles_agree(left, right) else ()


class CaseBook:
    """The cases of a library, looked up by body."""

    def __init__(self) -> None:
        self._cases: dict[str, Case] = {}
        self._by_body: defaultdict[str, set[str]] = defaultdict(set)

    def add(self, review_id: str, case: Case) -> None:
        """Take in a review, in place of what was known of it."""
        self.forget(review_id)
        self._cases[review_id] = case
        for body in case.bodies:
            self._by_body[body].add(review_id)

    def forget(self, review_id: str) -> None:
        case = self._cases.pop(review_id, None)
        for body in case.bodies if case else ():
            self._by_body[body].discard(review_id)

    def find(self, case: Case) -> Match | None:
        """The review that a document of this case belongs to; None when there is none, or two are equally likely."""
        matches = sorted(
            (
                Match(review_id, _sentence(agree), len(agree))
                for review_id in {each for body in case.bodies for each in self._by_body[body]}
                if (agree := same_case(case, self._cases[review_id]))
            ),
            key=lambda match: (-match.strength, match.review_id),
        )
        if not matches or (len(matches) > 1 and matches[0].strength == matches[1].strength):
            return None
        return matches[0]

    def of_like_title(self, case: Case) -> list[str]:
        """Reviews of the same body and title, whatever else differs: where to look for another copy of a file."""
        return sorted(
            review_id
            for review_id in {each for body in case.bodies for each in self._by_body[body]}
            if self._cases[review_id].review_type == case.review_type and _titles_agree(case, self._cases[review_id])
        )


def group(older: Review, newer: Review, *, now: datetime, reason: str = "Put together by a person.") -> Review:
    """Join two reviews of one case. The older one's id stays; the other's becomes one of its former ids.

    The order of the arguments does not matter: the review that was added first is the older. Raises GroupingRefused
    when both are the same review.
    """
    if older.id == newer.id:
        raise GroupingRefused(f"{older.id} is one review already.")
    kept, absorbed = sorted((older, newer), key=lambda review: (review.added, review.id))
    before = _with_persons_values(kept, absorbed)
    joined = compose([remember(absorbed, each) for each in absorbed.documents], taken_ids=(), now=now, earlier=before)
    former = dict.fromkeys((*kept.former_ids, absorbed.id, *absorbed.former_ids))
    return joined.model_copy(update={"former_ids": list(former), "grouping": Grouping(reason=reason, pinned=True)})


def ungroup(
    review: Review,
    document_id: str,
    *,
    taken_ids: Collection[str],
    now: datetime,
    read_again: Mapping[str, Part] | None = None,
) -> tuple[Review, Review]:
    """Part a document from its review: what is left of the review, and a new review of the document alone.

    Where two reviews had been joined and are parted again, each goes by its own id as before.

    Parameters
    ----------
    taken_ids
        Ids that other reviews hold; the new review takes none of them.
    read_again
        Documents by id as they have just been read. Of one that is not among them, only what the record kept is known:
        a record keeps each value of one document only, so both reviews may then lack what the other one has.

    Raises
    ------
    GroupingRefused
        The review does not have that document, or has no other.
    """
    document = review.document(document_id)
    if document is None:
        raise GroupingRefused(f"{review.id} has no document {document_id}.")
    if len(review.documents) == 1:
        raise GroupingRefused(f"{document_id} is the only document of {review.id}: there is nothing to part it from.")
    others = [each for each in review.documents if each.id != document_id]
    read = read_again or {}
    left = [read[each.id] for each in others if each.id in read]
    rest = compose(left, taken_ids=(), now=now, earlier=review.model_copy(update={"documents": others}))
    apart = compose([read.get(document_id) or remember(review, document)], taken_ids=(), now=now)
    rest_id, apart_id = _ids_after_parting(review, rest, apart, taken_ids=taken_ids)
    former = [name for name in (review.id, *review.former_ids) if name not in (rest_id, apart_id)]
    grouped = Grouping(reason=f"Parted from {apart_id} by a person.", pinned=True)
    alone = Grouping(reason=f"Parted from {rest_id} by a person.", pinned=True)
    return (
        rest.model_copy(update={"id": rest_id, "former_ids": former, "grouping": grouped}),
        apart.model_copy(update={"id": apart_id, "grouping": alone}),
    )


def _ids_after_parting(review: Review, rest: Review, apart: Review, *, taken_ids: Collection[str]) -> tuple[str, str]:
    """The ids of what is left and of what was parted: those that they would have had, where the review held them."""
    names = {review.id, *review.former_ids}
    elsewhere = set(taken_ids) - names
    rest_id, apart_id = make_id(rest, taken_ids=elsewhere), make_id(apart, taken_ids=elsewhere)
    if apart_id in names and rest_id in names and apart_id != rest_id:
        return rest_id, apart_id
    if apart_id in names and apart_id != review.id:
        return review.id, apart_id
    return review.id, make_id(apart, taken_ids=elsewhere | names)


def _what_agrees(left: Case, right: Case) -> list[str] | None:
    """The marks on which both agree; None when one contradicts."""
    agree = []
    if left.incident and right.incident:
        length = min(len(left.incident), len(right.incident), len("2014-06"))
        if left.incident[:length] != right.incident[:length]:
            return None
        if length > len("2014"):
            agree.append(f"the same time of the incident ({left.incident[:length]})")
    if left.reviewer and right.reviewer:
        if left.reviewer == right.reviewer:
            agree.append(f"the same reviewer ({left.reviewer.title()})")
        elif not agree:
            return None
    if left.ages_months and right.ages_months:
        if left.ages_months == right.ages_months:
            agree.append("the same ages")
        elif len(left.ages_months) == len(right.ages_months) and not agree and not _ages_near(left, right):
            return None
    return agree


def _ages_near(left: Case, right: Case) -> bool:
    """A briefing rounds: two years and five months become two years."""
    return all(abs(mine - theirs) <= 12 for mine, theirs in zip(left.ages_months, right.ages_months, strict=True))


def _types_agree(left: Case, right: Case) -> bool:
    if ReviewType.INSPECTION_REPORT in (left.review_type, right.review_type):
        return False
    if left.review_type == right.review_type or None in (left.review_type, right.review_type):
        return True
    return left.review_type in _JOINS_ANY_TYPE or right.review_type in _JOINS_ANY_TYPE


def _may_be_companions(left: Case, right: Case) -> bool:
    """Whether one may have been made from the other: published near each other, and not two reports."""
    if left.published is None or right.published is None or (left.has_report and right.has_report):
        return False
    apart = abs((first_day(left.published) - first_day(right.published)).days)
    return apart <= _YEARS_APART * 366


def _titles_agree(left: Case, right: Case) -> bool:
    if not left.title_words or not right.title_words:
        return left.title_words == right.title_words
    return fuzz.token_set_ratio(left.title_words, right.title_words) >= _SAME_TITLE


def _child(name: str) -> str:
    """A letter without its kind: `Child K`, `Baby K` and `Sibling K` may be one child; a name as it is."""
    match = _LABEL.fullmatch(name.strip())
    return (match[1] if match else name).casefold()


def _surname(name: str | None) -> str | None:
    words = normalise(name or "").split()
    return words[-1] if words else None


def _sentence(agree: tuple[str, ...]) -> str:
    text = ", ".join(agree)
    return f"{text[:1].upper()}{text[1:]}."


def _with_persons_values(kept: Review, absorbed: Review) -> Review:
    """The kept review, with what persons said of the absorbed one where nobody said anything of the kept."""
    values = {}
    provenance = dict(kept.provenance)
    for name in FIELDS:
        theirs, ours = absorbed.provenance.get(name), kept.provenance.get(name)
        if theirs is None or theirs.source is Source.AUTO or (ours is not None and ours.source is not Source.AUTO):
            continue
        values[name] = getattr(absorbed, name)
        provenance[name] = theirs
    decided = {(tag.scheme, tag.concept) for tag in kept.tags if tag.rejected or tag.source is not Source.AUTO}
    tags = [
        tag
        for tag in absorbed.tags
        if (tag.rejected or tag.source is not Source.AUTO) and (tag.scheme, tag.concept) not in decided
    ]
    taken = {(tag.scheme, tag.concept) for tag in tags}
    ours_left = [tag for tag in kept.tags if (tag.scheme, tag.concept) not in taken]
    return kept.model_copy(update={**values, "provenance": provenance, "tags": [*tags, *ours_left]})
