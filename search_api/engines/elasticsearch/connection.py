"""One client for a cluster: what is tried again, for how long, and what is said when it does not answer.

A request that fails in passing (no connection, no answer, 429, 502, 503, 504) is tried again with growing, jittered
waits, within a budget. When that is used up the cluster counts as down: for a moment every caller is told so at once,
and then one request finds out whether it is back. Going down and coming back are each logged once.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from elastic_transport import ConnectionError as NoConnection
from elastic_transport import ConnectionTimeout, TlsError, TransportError
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError
from tenacity import Retrying, retry_if_exception, stop_after_attempt, stop_after_delay, wait_exponential_jitter

from records.errors import IndexUnavailable
from search_api.engines.elasticsearch.settings import ElasticsearchSettings

Answer = TypeVar("Answer")
_log = logging.getLogger(__name__)

_PASSING_STATUS = frozenset({429, 502, 503, 504})
_OLDEST_VERSION = (8, 19)
_NEWEST_MAJOR = 9
_CONNECTIONS = 40
"""To each node: as many as the web server has threads."""

DOWN_SECONDS = 2.0
"""How long nobody asks again after a cluster did not answer."""

READ_ONLY = "takes no changes, as it does when its disk is full. Make room, and it goes on by itself."
BUSY = "has more to do than it can take on."


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to go on: in all, for one attempt, and how often."""

    budget_seconds: float
    attempt_seconds: float
    attempts: int


class Refused(ValueError):
    """The cluster answered, and turned a part of a request down for the moment: `READ_ONLY` or `BUSY`."""


class WrongVersion(ValueError):
    """A server that this client is not made for."""


class Connection:
    """Makes requests and raises IndexUnavailable, with a sentence for people, when there is no good answer."""

    def __init__(self, settings: ElasticsearchSettings) -> None:
        self.settings = settings
        seconds = settings.timeout_seconds
        # One server that refuses will not stop doing so at once; of several, others take over within the budget.
        self.reading = Patience(seconds, seconds / 2, attempts=3 if len(settings.urls) == 1 else 20)
        self.writing = Patience(6 * seconds, 3 * seconds, attempts=6 if len(settings.urls) == 1 else 40)
        self.where = ", ".join(re.sub(r"//[^/@]*@", "//", url) for url in settings.urls)  # a password is for nobody
        self._lock = threading.Lock()
        self._client: Elasticsearch | None = None
        self._version_is_known = False
        self._failure: str | None = None
        self._silent_until = 0.0

    def ask(self, request: Callable[[Elasticsearch], Answer], *, patience: Patience | None = None) -> Answer:
        """Make a request that is safe to repeat.

        Raises IndexUnavailable when the cluster gives no good answer in time, and elasticsearch's own ApiError when it
        says that the request itself is wrong (400, 404, 409).
        """
        patience = patience or self.reading
        is_down = self._is_down(patience)
        retrying = Retrying(
            retry=retry_if_exception(_passes),
            stop=stop_after_attempt(1 if is_down else patience.attempts) | stop_after_delay(patience.budget_seconds),
            wait=wait_exponential_jitter(multiplier=0.1, max=3, jitter=0.2),
            reraise=True,
        )
        try:
            answer: Answer = retrying(self._once, request, patience.attempt_seconds)
        except (TransportError, ApiError, OSError, ValueError) as error:
            if isinstance(error, ApiError) and _is_about_the_request(error):
                self._came_back()
                raise
            raise self._unavailable(error) from error
        self._came_back()
        return answer

    def probe(self, request: Callable[[Elasticsearch], Answer]) -> Answer:
        """Make a request once, at once and briefly, whether or not the cluster counts as down."""
        try:
            return self._once(request, min(2.0, self.reading.attempt_seconds))
        except (TransportError, ApiError, OSError, ValueError) as error:
            if isinstance(error, ApiError) and _is_about_the_request(error):
                raise
            raise IndexUnavailable(self._sentence(error)) from error

    def close(self) -> None:
        with self._lock:
            client, self._client = self._client, None
        if client is not None:
            client.close()

    def _once(self, request: Callable[[Elasticsearch], Answer], seconds: float) -> Answer:
        client = self._connected().options(request_timeout=seconds)
        if not self._version_is_known:
            _check_version(client)
            self._version_is_known = True
        return request(client)

    def _connected(self) -> Elasticsearch:
        with self._lock:
            if self._client is None:
                self._client = _make_client(self.settings)
            return self._client

    def _is_down(self, patience: Patience) -> bool:
        """Whether it was when last asked. While nobody is to ask again, raises IndexUnavailable with the reason."""
        with self._lock:
            if self._failure is None:
                return False
            if time.monotonic() < self._silent_until:
                raise IndexUnavailable(self._failure)
            self._silent_until = time.monotonic() + patience.attempt_seconds  # this caller finds out, the others wait
            return True

    def _unavailable(self, error: Exception) -> IndexUnavailable:
        sentence = self._sentence(error)
        with self._lock:
            if self._failure is None:
                _log.warning(sentence)
            if not isinstance(error, Refused) and not (isinstance(error, ApiError) and error.status_code in {403, 429}):
                self._failure = sentence
                self._silent_until = time.monotonic() + DOWN_SECONDS
                self._version_is_known = False  # what comes back may be another
        return IndexUnavailable(sentence)

    def _came_back(self) -> None:
        if self._failure is None:
            return
        with self._lock:
            if self._failure is not None:
                _log.warning("The search engine at %s answers again.", self.where)
            self._failure = None

    def _sentence(self, error: Exception) -> str:
        """What went wrong, for the person who runs the server."""
        engine = f"The search engine at {self.where}"
        match error:
            case WrongVersion() | Refused():
                sentence = f"{engine} {error}"
            case UnsupportedProductError():
                sentence = f"{engine} is not Elasticsearch."
            case ApiError():
                sentence = f"{engine} {_api_sentence(error)}"
            case TlsError():
                sentence = (
                    f"{engine} shows a certificate that is not trusted. Name its authority with "
                    "CASEREVIEWS_ELASTICSEARCH_CA_FILE or CASEREVIEWS_ELASTICSEARCH_FINGERPRINT."
                )
            case ConnectionTimeout():
                sentence = f"{engine} accepts connections but does not answer."
            case NoConnection():
                sentence = f"{engine} cannot be reached."
            case OSError():
                sentence = f"The certificate authority {self.settings.ca_file} cannot be used: {error}."
            case _:
                sentence = f"{engine} cannot be used: {error}."
        return sentence


def _make_client(settings: ElasticsearchSettings) -> Elasticsearch:
    # The client's own log repeats on each request what is logged here once.
    logging.getLogger("elastic_transport").setLevel(logging.ERROR)
    options: dict[str, Any] = {}
    if settings.user:
        options["basic_auth"] = (settings.user, settings.password or "")
    if settings.api_key:
        options["api_key"] = settings.api_key
    if all(url.startswith("https:") for url in settings.urls):
        if settings.ca_file:
            settings.ca_file.read_bytes()  # the client would call a missing one a failed connection
            options["ca_certs"] = str(settings.ca_file)
        elif settings.fingerprint:
            options["ssl_assert_fingerprint"] = settings.fingerprint
    return Elasticsearch(
        [_with_port(url) for url in settings.urls],
        connections_per_node=_CONNECTIONS,
        max_retries=0,  # what is tried again is decided here, once
        **options,
    )


def _with_port(url: str) -> str:
    """The client wants the port said; Elasticsearch's own is 9200, as everywhere in its documentation."""
    scheme, _, rest = url.rstrip("/").partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host if ':' in host.rpartition(']')[2] else f'{host}:9200'}{slash}{path}"


def _check_version(client: Elasticsearch) -> None:
    number = str(client.info()["version"]["number"])
    version = tuple(int(part) for part in number.split(".")[:2])
    if version < _OLDEST_VERSION or version[0] > _NEWEST_MAJOR:
        raise WrongVersion(f"is Elasticsearch {number}; it has to be 8.19 or 9.")


def _passes(error: BaseException) -> bool:
    """Whether the same request may well succeed in a moment."""
    if isinstance(error, Refused):
        return str(error) != READ_ONLY
    if isinstance(error, ApiError):
        return error.status_code in _PASSING_STATUS and not _is_read_only(error)
    return isinstance(error, NoConnection | ConnectionTimeout) and not isinstance(error, TlsError)


def _is_about_the_request(error: ApiError) -> bool:
    return error.status_code in {400, 404, 409} and not isinstance(error, UnsupportedProductError)


def _is_read_only(error: ApiError) -> bool:
    return "cluster_block_exception" in str(error.body)


def _api_sentence(error: ApiError) -> str:
    if _is_read_only(error):
        return READ_ONLY
    match error.status_code:
        case 401:
            return (
                "refuses the user and password or the API key. "
                "Check CASEREVIEWS_ELASTICSEARCH_USER and _PASSWORD, or _API_KEY."
            )
        case 403:
            return "does not let this user do that: the rights that are needed stand in docs/operating.md."
        case 429:
            return BUSY
        case status:
            return f"cannot answer now (status {status})."
