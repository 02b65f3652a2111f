"""Results as an Atom feed (RFC 4287), for following a search."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from records.models import Scheme
from search_api.cards import sure
from search_api.results import ListedReview
from taxonomy.vocabulary import Vocabulary

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://casereviews.invalid/")
"""Ids of feeds and entries are derived from what they are about, never from where they are served."""

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BEFORE_ALL = datetime(1970, 1, 1, tzinfo=UTC)


def to_atom(
    results: Iterable[ListedReview],
    *,
    vocabulary: Vocabulary,
    title: str,
    about: str,
    link: str,
    self_link: str,
    page_link: str,
) -> Iterator[str]:
    """A feed of reviews.

    Parameters
    ----------
    about
        What is searched for, in a form that does not change: the feed's id is derived from it.
    link
        Where a review can be read, with `{id}` in it.
    self_link, page_link
        Where the feed is, and the same search for people.
    """
    yield (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB">\n'
        f"<id>{_urn(f'search?{about}')}</id>\n"
        f"<title>{_xml(title)}</title>\n"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(self_link)}/>\n'
        f'<link rel="alternate" type="text/html" href={quoteattr(page_link)}/>\n'
    )
    latest = _BEFORE_ALL
    for result in results:
        updated = _moment(result.updated)
        latest = max(latest, updated)
        yield _entry(result, vocabulary=vocabulary, updated=updated, link=link.format(id=result.id))
    yield f"<updated>{latest.isoformat()}</updated>\n</feed>\n"


def _entry(result: ListedReview, *, vocabulary: Vocabulary, updated: datetime, link: str) -> str:
    author = result.partnership or result.lead_reviewer or "Author not stated"
    categories = "".join(
        f'<category term={quoteattr(concept)} scheme="urn:casereviews:{scheme}" '
        f"label={quoteattr(vocabulary.label(scheme, concept))}/>\n"
        for scheme, concepts in ((Scheme.ABUSE_TYPE, result.abuse_types), (Scheme.THEME, result.themes))
        for concept in sure(concepts, result.unsure)
    )
    summary = f"<summary>{_xml(result.summary)}</summary>\n" if result.summary else ""
    return (
        f"<entry>\n<id>{_urn(f'review/{result.id}')}</id>\n"
        f"<title>{_xml(result.title or result.id)}</title>\n"
        f"<updated>{updated.isoformat()}</updated>\n"
        f"<author><name>{_xml(author)}</name></author>\n"
        f'<link rel="alternate" type="text/html" href={quoteattr(link)}/>\n'
        f"{categories}{summary}</entry>\n"
    )


def _urn(name: str) -> str:
    return uuid.uuid5(_NAMESPACE, name).urn


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _xml(text: str) -> str:
    return escape(_NO_XML.sub("", text))
