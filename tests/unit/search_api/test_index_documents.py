"""What of a review goes into an index."""

from __future__ import annotations

from search_api.analysis.rings import Rings
from search_api.documents import DocumentMaker
from taxonomy.vocabulary import load_vocabulary
from tests.contract.written_reviews import written


def test_another_copy_of_a_text_changes_nothing_that_is_indexed() -> None:
    review = written("one", "A harbour.\n\nThe boats came home.")
    (original,) = review.documents
    copy = original.model_copy(update={"id": "c" * 16, "copy_of": original.id, "title": "The harbour, again"})
    vocabulary = load_vocabulary()
    maker = DocumentMaker(vocabulary, Rings(vocabulary))
    assert maker.make(review.model_copy(update={"documents": [original, copy]})) == maker.make(review)
