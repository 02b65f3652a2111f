"""Reviews, pages and files over HTTP, and why some of them are not shown."""

from __future__ import annotations

import httpx
import pytest

from tests.api.conftest import FILES, document_id
from tests.contract.written_reviews import document_of

HAZEL = "2014-marlbrook-hazel"


def _file(name: str) -> str:
    return f"/api/v1/reviews/{HAZEL}/documents/{document_id(name)}/file"


def test_a_review_is_given_without_the_text_of_pages(client: httpx.Client) -> None:
    review = client.get(f"/api/v1/reviews/{HAZEL}").raise_for_status().json()
    assert review["id"] == HAZEL
    assert review["tags"][0]["concept"] == "neglect"
    assert review["documents"][0]["pages"] == [{"number": 1, "label": None, "ocr": False, "ocr_confidence": None}]


def test_a_page_is_given_as_text(client: httpx.Client) -> None:
    page = client.get(f"/api/v1/reviews/{HAZEL}/documents/{document_of(HAZEL)}/pages/1").raise_for_status().json()
    assert page == {
        "document": document_of(HAZEL),
        "number": 1,
        "label": None,
        "text": "The kitchen window was broken.",
        "section": None,
        "pages": 1,
    }


def test_a_file_is_given_whole_and_in_parts(client: httpx.Client) -> None:
    whole = client.get(_file("report.pdf"))
    assert whole.content == FILES["report.pdf"]
    assert whole.headers["content-type"] == "application/pdf"
    assert whole.headers["x-content-type-options"] == "nosniff"
    assert whole.headers["content-disposition"].startswith("inline")
    part = client.get(_file("report.pdf"), headers={"Range": "bytes=9-18"})
    assert (part.status_code, part.content) == (206, b"0123456789")
    assert client.get(_file("report.pdf"), headers={"Range": "bytes=99999-"}).status_code == 416
    assert client.head(_file("report.pdf")).headers["content-length"] == str(len(FILES["report.pdf"]))


def test_html_is_only_a_download(client: httpx.Client) -> None:
    answer = client.get(_file("page.html"))
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_former_id_redirects_for_good(client: httpx.Client) -> None:
    answer = client.get("/api/v1/reviews/2014-marlbrook-child-h/similar?limit=3")
    assert answer.status_code == 308
    assert answer.headers["location"] == f"/api/v1/reviews/{HAZEL}/similar?limit=3"
    assert client.get("/api/v1/reviews/2014-marlbrook-child-h", follow_redirects=True).json()["id"] == HAZEL


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("reviews/withdrawn", 410, "at the family's wish"),
        ("reviews/withdrawn/similar", 410, "at the family's wish"),
        (f"reviews/withdrawn/documents/{document_of('withdrawn')}/pages/1", 410, "at the family's wish"),
        (f"reviews/withdrawn/documents/{document_of('withdrawn')}/file", 410, "at the family's wish"),
        (f"reviews/expired/documents/{document_of('expired')}/pages/1", 410, "2020-06"),
        (f"reviews/expired/documents/{document_of('expired')}/file", 410, "2020-06"),
        ("reviews/draft", 404, "draft"),
        ("reviews/nobody", 404, "nobody"),
        ("reviews/..%2F..%2Fetc", 404, ""),
        ("reviews/%00", 404, ""),
        (f"reviews/{HAZEL}/documents/0000000000000000/pages/1", 404, "no document"),
        (f"reviews/{HAZEL}/documents/..%2Fx/file", 404, ""),
        (f"reviews/{HAZEL}/documents/{document_of(HAZEL)}/pages/2", 404, "no page 2"),
        (f"reviews/{HAZEL}/documents/{document_id('gone.pdf')}/file", 404, "not in the library"),
        (f"reviews/{HAZEL}/documents/{document_of(HAZEL)}/pages/0", 422, "number"),
        (f"reviews/{HAZEL}/documents/{document_of(HAZEL)}/pages/x", 422, "number"),
    ],
)
def test_why_not(client: httpx.Client, path: str, status: int, says: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert says in problem["detail"]


def test_after_its_date_the_record_stays(client: httpx.Client) -> None:
    assert client.get("/api/v1/reviews/expired").status_code == 200
    results = client.get("/api/v1/reviews", params={"q": "shut"}).json()["results"]
    assert [(result["id"], result["passages"]) for result in results] == [("expired", [])]


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("bytes=0-4", b"%PDF-"),
        ("bytes=0-4,99999-", b"%PDF-"),
        ("bytes=-5", FILES["report.pdf"][-5:]),
        ("BYTES = 0-4", b"%PDF-"),
        ("bytes=5-999999999999999999999999", FILES["report.pdf"][5:]),
    ],
)
def test_parts_of_a_file(client: httpx.Client, asked: str, part: bytes) -> None:
    answer = client.get(_file("report.pdf"), headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, part)


@pytest.mark.parametrize(
    "asked", ["foo=1", "bytes=5-2", "bytes=", "bytes=-", "bytes", "bytes=a-b", "0-4", "bytes=0-4,5-2"]
)
def test_a_range_that_is_none_is_ignored(client: httpx.Client, asked: str) -> None:
    answer = client.get(_file("report.pdf"), headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, FILES["report.pdf"])


@pytest.mark.parametrize("asked", ["bytes=99999-", "bytes=-0", "bytes=99999-,88888-"])
def test_a_part_that_the_file_does_not_have(client: httpx.Client, asked: str) -> None:
    answer = client.get(_file("report.pdf"), headers={"Range": asked})
    assert (answer.status_code, answer.headers["content-type"]) == (416, "application/problem+json")
    assert answer.headers["content-range"] == f"bytes */{len(FILES['report.pdf'])}"


def test_a_part_of_another_version_of_a_file_is_the_whole(client: httpx.Client) -> None:
    tag = client.head(_file("report.pdf")).headers["etag"]
    for asked, version, status in (("0-4", tag, 206), ("0-4", '"other"', 200), ("99999-", '"other"', 200)):
        answer = client.get(_file("report.pdf"), headers={"Range": f"bytes={asked}", "If-Range": version})
        assert answer.status_code == status


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/reviews?q=window",
        "/api/v1/recommendations",
        "/api/v1/suggest?q=a",
        "/api/v1/vocabulary",
        "/api/v1/stats",
        "/api/v1/reviews.csv",
        "/api/v1/reviews.atom",
        f"/api/v1/reviews/{HAZEL}",
        f"/api/v1/reviews/{HAZEL}/similar",
        f"/api/v1/reviews/{HAZEL}/documents/{document_of(HAZEL)}/pages/1",
        "/api/openapi.json",
        "/api/docs",
        "/health",
    ],
)
def test_head_answers_as_get_without_a_body(client: httpx.Client, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == get.headers["content-type"]


@pytest.mark.parametrize("extension", ["csv", "ris", "bib", "jsonl", "atom"])
def test_head_says_of_an_export_no_length_that_it_does_not_have(client: httpx.Client, extension: str) -> None:
    assert "content-length" not in client.head(f"/api/v1/reviews.{extension}").headers
