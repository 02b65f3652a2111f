"""The one place that knows which facts are sought, and in which order."""

from __future__ import annotations

from ingest.reading import Description, Reading
from records.models import DocumentRole, Facts

DESCRIPTION_VERSION = 1
"""Raised with every change of what is found: a document described by an earlier version is described again."""


def describe(reading: Reading) -> Description:
    """Find what a document says of its case.

    Values that the document does not state are None or empty and have no provenance; never a guess.
    """
    role = DocumentRole.OVERVIEW_REPORT
    return Description(facts=Facts(title=reading.document.title), role=role)
