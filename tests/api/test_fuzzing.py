"""Whatever is asked, no 5xx: requests generated from the schema, and queries of any text, with a fixed budget."""

from __future__ import annotations

import json
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from search_api.request import PointRequest, SearchRequest, Sort
from search_api.service import SearchService
from tests.api.test_schema import RECORDED

_BUDGET = settings(
    max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
_PROMISES = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
_SIGNS = tuple("()\"+-*~^:[]<>\\/&|!?.,'’“\0\u202e😀é ")
_WORDS = (
    "AND",
    "OR",
    "NOT",
    "TO",
    "title:",
    "in:summary",
    "age:<",
    "published:[",
    "window",
    "kitch*",
    "page:(",
    "theme:",
    "age:<1",
)
_PIECES = st.sampled_from((*_SIGNS, *_WORDS))
_PATHS = tuple(json.loads(RECORDED.read_text(encoding="utf-8"))["paths"])


@pytest.fixture(scope="session")
def described(base_url: str) -> Any:
    return schemathesis.openapi.from_url(f"{base_url}/api/openapi.json")


@pytest.mark.parametrize("path", _PATHS)
def test_requests_after_the_schema(described: Any, path: str) -> None:
    @_BUDGET
    @given(case=described[path]["GET"].as_strategy())
    def ask(case: Any) -> None:
        case.call_and_validate(checks=list(_PROMISES))

    ask()


@settings(_BUDGET, max_examples=200)
@given(q=st.lists(_PIECES, max_size=30).map("".join) | st.text(max_size=80), sort=st.none() | st.sampled_from(Sort))
def test_queries_of_any_text(service: SearchService, q: str, sort: Sort | None) -> None:
    found = service.search(SearchRequest(q=q, sort=sort))
    assert found.results or found.notice
    service.recommendations(PointRequest(q=q, sort=sort))
    assert all(suggestion.label for suggestion in service.suggest(q))
