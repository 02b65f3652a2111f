"""Searches over HTTP: the promised shapes, and every error in one."""

from __future__ import annotations

import http.client
from typing import Any

import httpx
import pytest

from records.errors import IndexMismatch, IndexUnavailable
from search_api.request import FACETS
from search_api.service import SearchService
from tests.contract.written_reviews import document_of


def test_the_shape_of_a_search(client: httpx.Client) -> None:
    body = client.get("/api/v1/reviews", params={"q": "kitchen window", "abuse_type": ["neglect", "bullying"]}).json()
    assert {"total", "page", "size", "took_ms", "notice", "suggestion", "results", "facets"} <= set(body)
    assert tuple(body["facets"]) == FACETS
    assert body["facets"]["abuse_type"][0] == {"id": "neglect", "label": "Neglect", "count": 1}
    (result,) = body["results"]
    assert set(result) == {
        "id", "title", "review_type", "partnership", "authority", "published", "child", "child_age", "child_age_band",
        "outcome", "abuse_types", "agencies", "themes", "unsure", "summary", "score", "passages",
    }  # fmt: skip
    assert result["passages"] == [
        {
            "document": document_of("2014-marlbrook-hazel"),
            "page": 1,
            "section": None,
            "html": "The <mark>kitchen</mark> <mark>window</mark> was broken.",
        }
    ]


@pytest.mark.parametrize(
    "params",
    [
        {"size": 0},
        {"size": 101},
        {"page": 0},
        {"page": "x"},
        {"sort": "best"},
        {"outcome": "unknown"},
        {"year": "20"},
        {"published_from": "2015-13"},
        {"published_to": "yesterday"},
        {"facets": "perhaps"},
    ],
)
def test_a_parameter_that_is_not_understood_is_named(client: httpx.Client, params: dict[str, Any]) -> None:
    answer = client.get("/api/v1/reviews", params=params)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert next(iter(params)) in answer.json()["errors"][0]


@pytest.mark.parametrize(
    ("params", "says"),
    [
        ({"year": "20"}, "year: write a year with its four digits, such as 2019"),
        ({"size": 101}, "size: write 100 or less"),
        ({"size": "many"}, "size: write a whole number, such as 20"),
        ({"page": 0}, "page: write 1 or more"),
        ({"facets": "perhaps"}, "facets: write true or false"),
        ({"sort": "newst"}, "did you mean newest?"),
        ({"outcome": "unknown"}, "outcome: write one of death, serious-harm or other"),
        ({"published_from": "yesterday"}, "published_from: 'yesterday' is not a date: write YYYY, YYYY-MM"),
        ({"authority": "a" * 201}, "authority: write 200 characters at most"),
    ],
)
def test_what_to_write_instead(client: httpx.Client, params: dict[str, Any], says: str) -> None:
    assert says in client.get("/api/v1/reviews", params=params).json()["detail"]


@pytest.mark.parametrize("path", ["reviews", "recommendations"])
@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("abuse_typ", "“abuse_typ”, so it was left out. Did you mean abuse_type?"),
        ("Child-Age-Band", "Did you mean child_age_band?"),
        ("limit", "Did you mean size?"),
        ("utm_source", "“utm_source”, so it was left out."),
    ],
)
def test_an_unknown_parameter_is_named_and_the_rest_is_answered(
    client: httpx.Client, path: str, name: str, says: str
) -> None:
    body = client.get(f"/api/v1/{path}", params={"q": "window", name: "neglect"}).json()
    assert says in body["notice"]
    assert body["results"]


def test_a_known_parameter_is_not_named(client: httpx.Client) -> None:
    assert client.get("/api/v1/recommendations", params={"kind": "recommendation"}).json()["notice"] is None


@pytest.mark.parametrize(
    "q",
    [
        "(" * 10_000,
        "a " * 20_000,
        "AND OR NOT",
        "*window",
        "/(a+)+$/",
        "win\0dow",
        "\u202ewodniw",
        "😀",
        "'; DROP TABLE reviews; --",
        "<script>alert(1)</script>",
        "\ud83d".encode("utf-8", "surrogatepass"),
        b"\xff\xfe",
        '"""""""',
        "title:" * 500,
        "-" * 2_000,
        "a~99999999999999999999",
        "published:[99999 TO 0]",
        "age:<99999999999999999999",
        "year:[0 TO 999999999]",
        "page:999999999",
    ],
)
def test_any_query_is_answered(client: httpx.Client, q: str | bytes) -> None:
    for path in ("reviews", "recommendations", "suggest"):
        answer = client.get(f"/api/v1/{path}", params={"q": q})
        assert answer.status_code == 200
        if path != "suggest":
            assert answer.json()["results"] or answer.json()["notice"]


def test_a_query_of_a_megabyte_harms_nobody(client: httpx.Client) -> None:
    connection = http.client.HTTPConnection(client.base_url.host, client.base_url.port, timeout=20)
    connection.request("GET", "/api/v1/reviews?q=" + "a" * 1_000_000)
    assert connection.getresponse().status in (200, 400, 414, 431)
    connection.close()
    assert client.get("/api/v1/reviews").status_code == 200


@pytest.mark.parametrize("page", [10**6, 10**9, 10**30])
def test_a_page_far_beyond_is_empty(client: httpx.Client, page: int) -> None:
    answer = client.get("/api/v1/reviews", params={"q": "window", "page": page})
    assert (answer.status_code, answer.json()["results"]) == (200, [])
    assert "last page" in answer.json()["notice"]


@pytest.mark.parametrize("error", [IndexUnavailable("It does not answer."), IndexMismatch("Run: casereviews reindex")])
@pytest.mark.parametrize("path", ["reviews", "recommendations", "stats", "suggest?q=a", "reviews.csv", "reviews.atom"])
def test_an_engine_that_is_down_is_503_with_retry_after(
    client: httpx.Client, service: SearchService, monkeypatch: pytest.MonkeyPatch, path: str, error: Exception
) -> None:
    def down() -> str:
        raise error

    monkeypatch.setattr(service.engine, "generation", down)
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == str(error)


@pytest.mark.parametrize("path", ["/nope", "/api/v1/nope", "/api/v2/reviews"])
def test_no_such_address(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert "/api/docs" in answer.json()["detail"] or not path.startswith("/api/")


def test_the_address_that_was_likely_meant(client: httpx.Client) -> None:
    assert "Did you mean /api/v1/reviews?" in client.get("/api/v1/review").json()["detail"]


def test_no_such_method(client: httpx.Client) -> None:
    answer = client.post("/api/v1/reviews")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")
    assert answer.headers["allow"] == "GET, HEAD"
    assert answer.json()["detail"] == "Nothing can be changed here: ask with GET, not POST."


def test_health_and_stats(client: httpx.Client) -> None:
    assert client.get("/health").json()["status"] == "ok"
    assert client.get("/api/v1/stats").json()["reviews"] == 4


def test_recommendations(client: httpx.Client) -> None:
    body = client.get("/api/v1/recommendations", params={"q": "window", "kind": "recommendation"}).json()
    assert body["results"][0]["html"] == "Count every <mark>window</mark>."
    grouped = client.get("/api/v1/recommendations", params={"group": "review"}).json()
    assert grouped["results"][0]["points"][0]["id"] == body["results"][0]["id"]


def test_the_documentation_is_served_by_us_alone(client: httpx.Client) -> None:
    page = client.get("/api/docs")
    assert page.headers["content-type"].startswith("text/html")
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "<script>" not in page.text
