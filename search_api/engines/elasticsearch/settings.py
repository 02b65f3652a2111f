"""Where Elasticsearch is, who we are there, and how our indices are laid out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ElasticsearchSettings:
    """`urls` are nodes of one cluster, any of which may answer. A user with a password, or an API key, or neither.

    The servers' certificate is checked against `ca_file`, else `fingerprint` (SHA-256 of the authority's certificate,
    with or without colons), else the machine's own authorities. `timeout_seconds` is how long a search may take in all.
    """

    urls: tuple[str, ...]
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    api_key: str | None = field(default=None, repr=False)
    ca_file: Path | None = None
    fingerprint: str | None = None
    index: str = "casereviews"
    """First part of the names of the indices: two libraries on one cluster need two."""
    shards: int = 1
    """Of each index. With more than one, scores depend a little on where a review lies."""
    replicas: int = 0
    """Copies of each shard on other nodes: one of them may fail for each."""
    timeout_seconds: float = 10.0

    def __post_init__(self) -> None:
        if not self.urls:
            raise ValueError("Elasticsearch needs at least one address")
        if self.api_key and self.user:
            raise ValueError("Elasticsearch takes a user with a password or an API key, not both")
