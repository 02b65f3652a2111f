"""Whatever a document holds, describing it ends, and what it says can be looked up."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.describe.describing import describe
from tests.unit.describe import reports
from tests.unit.describe.markup import reading

_LINES = [line for name in dir(reports) if name.isupper() for line in getattr(reports, name).splitlines()]
_ODD = [
    "",
    "===",
    "# ",
    "# 1",
    "| | |",
    "a | b",
    "Recommendation",
    "R1",
    "(a)",
    "• ",
    "Child",
    "Mr",
    "©",
    "31 February 2015",
]

documents = st.lists(st.sampled_from([*_LINES, *_ODD]) | st.text(max_size=40), max_size=40).map("\n".join)


@settings(max_examples=150, deadline=None)
@given(documents)
def test_any_document_is_described_and_every_quote_stands_in_it(text: str) -> None:
    read = reading(text)
    description = describe(read)
    pages = [" ".join(page.text.split()) for page in read.document.pages]
    for field, claim in description.facts.provenance.items():
        for evidence in claim.evidence:
            shown = " ".join(pages[evidence.page - 1 : evidence.page + 1])
            assert evidence.quote, field
            assert evidence.quote in shown, field
    for point in (*description.recommendations, *description.learning_points):
        assert point.text.strip()
        assert 1 <= point.page <= point.end_page <= len(pages)
