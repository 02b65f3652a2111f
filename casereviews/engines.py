"""Which engine an operator has chosen, and the search service over it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from casereviews.settings import Settings
from records.library import Library
from search_api.engines import Engine
from search_api.factory import build_engine, build_service
from search_api.service import SearchService

if TYPE_CHECKING:
    from search_api.engines.elasticsearch.settings import ElasticsearchSettings


def open_engine(library: Library, settings: Settings) -> Engine:
    """The engine of the settings. Close it when done; opening asks nothing of it yet."""
    return build_engine(library, elasticsearch=elasticsearch_settings(settings))


@contextmanager
def open_service(library: Library, settings: Settings) -> Iterator[SearchService]:
    """The search service over the engine of the settings, for as long as the block lasts."""
    service = build_service(library, elasticsearch=elasticsearch_settings(settings))
    try:
        yield service
    finally:
        service.close()


def elasticsearch_settings(settings: Settings) -> ElasticsearchSettings | None:
    """How to reach Elasticsearch, or None where the embedded engine is meant."""
    if settings.elasticsearch_url is None:
        return None
    from search_api.engines.elasticsearch.settings import ElasticsearchSettings  # noqa: PLC0415 - its client is slow

    password, api_key = settings.elasticsearch_password, settings.elasticsearch_api_key
    return ElasticsearchSettings(
        urls=tuple(url.strip() for url in settings.elasticsearch_url.split(",") if url.strip()),
        user=settings.elasticsearch_user,
        password=password.get_secret_value() if password else None,
        api_key=api_key.get_secret_value() if api_key else None,
        ca_file=settings.elasticsearch_ca_file,
        fingerprint=settings.elasticsearch_fingerprint,
        index=settings.elasticsearch_index,
        shards=settings.elasticsearch_shards,
        replicas=settings.elasticsearch_replicas,
        timeout_seconds=settings.elasticsearch_timeout_seconds,
    )
