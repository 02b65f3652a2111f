"""Describing a long report takes a bounded multiple of its text, as a worker may read a report of 5,000 pages."""

import tracemalloc

from ingest.describe.describing import describe
from ingest.reading import Reading
from records.models import Document, Page

MOST_BYTES_A_LETTER = 15
"""Paragraphs, sentences and one passing copy of the text take twelve; with every view kept it was 22."""


def reading(pages: int) -> Reading:
    text = "\n\n".join(
        f"The school knew that the mother had moved in {place}. Nobody asked Child Q of it. They met {place} times."
        for place in range(8)
    )
    document = Document(id="a" * 16, sha256="a" * 64, filename="long.pdf", bytes=1)
    document.pages = [Page(number=number, text=text) for number in range(1, pages + 1)]
    return Reading(document)


def test_describing_keeps_few_copies_of_the_text() -> None:
    describe(reading(2))  # what is loaded once for all reports
    long = reading(200)
    tracemalloc.start()
    try:
        describe(long)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MOST_BYTES_A_LETTER * sum(len(page.text) for page in long.document.pages)
