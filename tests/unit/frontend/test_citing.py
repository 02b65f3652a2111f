"""Citations of reviews and of their pages."""

import httpx
import pytest

from frontend.citing import citation, citation_of_page
from records.models import Page
from taxonomy.vocabulary import load_vocabulary
from tests.unit.frontend.reading_pages import REVIEW, document_of, read, text_of
from tests.unit.frontend.written_library import document, whole_review

HASH = "0123456789abcdef" * 4
CITED = "Northmoor Safeguarding Children Board (2019) Serious Case Review: Child Q. Serious case review"


def test_a_review_is_cited_by_author_year_title_and_kind() -> None:
    assert citation(whole_review(HASH), vocabulary=load_vocabulary()).lower() == f"{CITED}.".lower()


def test_an_inspection_is_by_its_inspectorate_or_by_nobody_but_not_by_the_place() -> None:
    inspection = whole_review(HASH).model_copy(update={"review_type": "inspection-report", "partnership": "Ofsted"})
    assert citation(inspection, vocabulary=load_vocabulary()).startswith("Ofsted (2019) ")
    inspection.partnership = None
    assert citation(inspection, vocabulary=load_vocabulary()).startswith("(2019) ")


@pytest.mark.parametrize(
    ("label", "where"),
    [(None, "p. 7"), ("7", "p. 7"), ("iv", "p. iv (page 7 of the file)")],
)
def test_a_page_is_cited_by_the_number_that_is_printed_on_it(label: str | None, where: str) -> None:
    page = Page(number=7, label=label, text="")
    cited = citation_of_page(whole_review(HASH), page, name="Overview report", vocabulary=load_vocabulary())
    assert cited.lower() == f"{CITED}, {where}.".lower()


def test_of_several_documents_the_citation_names_one() -> None:
    review = whole_review(HASH)
    review.documents.append(document(HASH[::-1], "More."))
    cited = citation_of_page(review, Page(number=7, text=""), name="Overview report", vocabulary=load_vocabulary())
    assert cited.endswith(", Overview report, p. 7.")


def test_a_page_shows_its_citation_with_its_address(site: httpx.Client) -> None:
    address = f"{document_of(site, REVIEW)}/pages/2"
    page = read(site, f"{address}?q=school&back=%2F%3Fq%3Dschool")
    cited = text_of(page, "//details[summary='Cite this page']//p")
    assert ", p. 2. Read at: http" in cited
    assert cited.endswith(address)
