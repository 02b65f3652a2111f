"""The schema is complete, and keeps its promise of compatibility."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

RECORDED = Path(__file__).with_name("openapi.json")
"""Write it anew with: python -m tests.api.record_schema"""


@pytest.fixture
def schema(client: httpx.Client) -> dict[str, Any]:
    schema: dict[str, Any] = client.get("/api/openapi.json").raise_for_status().json()
    return schema


def test_the_schema_is_the_recorded_one(schema: dict[str, Any]) -> None:
    assert schema == json.loads(RECORDED.read_text(encoding="utf-8")), "If it was meant, record it anew."


def _operations(schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(path, operation) for path, methods in schema["paths"].items() for operation in methods.values()]


def test_every_parameter_says_what_it_is_and_what_it_may_be(schema: dict[str, Any]) -> None:
    for path, operation in _operations(schema):
        assert operation["summary"], path
        for parameter in operation.get("parameters", ()):
            text = json.dumps([parameter, *_referenced(parameter, schema)])
            assert '"description"' in text, (path, parameter["name"])
            assert any(f'"{key}"' in text for key in ("examples", "enum", "const", "default")), (
                path,
                parameter["name"],
            )


def _referenced(parameter: dict[str, Any], schema: dict[str, Any]) -> list[Any]:
    names = re.findall(r"#/components/schemas/(\w+)", json.dumps(parameter))
    return [schema["components"]["schemas"][name] for name in names]


def test_every_error_has_an_example_in_the_one_shape(schema: dict[str, Any]) -> None:
    for path, operation in _operations(schema):
        for status, response in operation["responses"].items():
            if status >= "400" and path != "/health":
                (content,) = (response["content"][kind] for kind in response["content"] if "problem" in kind)
                assert content["example"]["status"] == int(status), path
