"""docker-compose.yml: no engine runs where these tests do, so what can be said without one is checked.

`compose-spec.json` is the Compose Specification's schema, version 2.16.2 of github.com/compose-spec/compose-go
(Apache-2.0, `compose-spec.LICENSE`).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from casereviews.settings import PREFIX, Settings

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "docker-compose.yml"
FILES = [COMPOSE, ROOT / "tests" / "services" / "elasticsearch.compose.yml"]


@pytest.fixture
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())["services"]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_it_keeps_to_the_compose_specification(path: Path) -> None:
    schema = json.loads(Path(__file__).with_name("compose-spec.json").read_text())
    jsonschema.Draft202012Validator(schema).validate(yaml.safe_load(path.read_text()))


def test_the_schema_refuses_a_misspelt_word() -> None:
    schema = json.loads(Path(__file__).with_name("compose-spec.json").read_text())
    wrong = {"services": {"web": {"image": "casereviews", "helthcheck": {}}}}
    assert not jsonschema.Draft202012Validator(schema).is_valid(wrong)


def test_the_application_gets_only_settings_that_it_knows(services: dict[str, Any]) -> None:
    known = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    in_dockerfile = re.findall(rf"\b({PREFIX}\w+)=", (ROOT / "Dockerfile").read_text())
    given = {*services["web"]["environment"], *services["samples"]["environment"], *in_dockerfile}
    assert given <= known


def test_the_page_says_that_the_samples_are_invented(services: dict[str, Any]) -> None:
    said = services["web"]["environment"]["CASEREVIEWS_NOTICE"]
    in_makefile = re.search(r"^SAMPLES_NOTICE := (.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert in_makefile
    assert said == f"${{CASEREVIEWS_NOTICE-{in_makefile[1]}}}"


def test_only_the_page_is_reachable_and_only_from_this_machine(services: dict[str, Any]) -> None:
    assert {name for name, service in services.items() if "ports" in service} == {"web"}
    assert all(port.startswith("127.0.0.1:") for port in services["web"]["ports"])


def test_every_service_has_a_memory_limit(services: dict[str, Any]) -> None:
    assert all("mem_limit" in service for service in services.values())


def test_the_application_has_no_rights_and_writes_only_to_its_library(services: dict[str, Any]) -> None:
    for name in ("web", "samples"):
        assert services[name]["read_only"]
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["volumes"] == ["library:/library"]
    assert re.search(r"^USER 10001$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)


def test_the_image_installs_only_what_a_hash_vouches_for() -> None:
    installs = re.findall(r"pip install ([^\n\\]*)", (ROOT / "Dockerfile").read_text())
    assert installs
    assert all("--require-hashes" in each or "--no-deps --no-build-isolation" in each for each in installs)


def test_all_that_the_image_copies_is_sent_to_the_engine() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    sent = {
        line.removeprefix("!") for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")
    }
    names = {name for line in copied for name in line.split()}
    assert names == sent
