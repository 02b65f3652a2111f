"""How a review, and a page of it, is cited: in the style that most universities here ask for."""

from __future__ import annotations

from frontend.wording import load_wording, title_of_review
from records.models import Page, Review, ReviewType
from taxonomy.vocabulary import Vocabulary


def citation(review: Review, *, vocabulary: Vocabulary) -> str:
    """Author (year) title, kind. The place that was inspected did not write of itself."""
    places = [] if review.review_type == ReviewType.INSPECTION_REPORT else review.authority
    author = review.partnership or " and ".join(places) or None
    year = review.published[:4] if review.published else "no date"
    title = title_of_review(review)
    kind = vocabulary.label("review_type", str(review.review_type)) if review.review_type else None
    parts = [f"{author} ({year})" if author else f"({year})", title if title.endswith(".") else f"{title}."]
    return " ".join([*parts, f"{kind}." if kind else ""]).strip()


def citation_of_page(review: Review, page: Page, *, name: str, vocabulary: Vocabulary) -> str:
    """The same with a page: the number printed on it, as a reader of the paper sees it, then where it is in the file.

    `name` says which document it is, where a review has several.
    """
    words = load_wording()["reading"]
    if page.label and page.label != str(page.number):
        where = words["cited_printed"].format(label=page.label, number=page.number)
    else:
        where = words["cited"].format(number=page.number)
    document_name = f", {name}" if len(review.documents) > 1 else ""
    return f"{citation(review, vocabulary=vocabulary).removesuffix('.')}{document_name}, {where}."
