"""The services that tests need: where they are found, and that one which is missing is never missed."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.services import finding
from tests.services.chromium import chromium

pytest_plugins = ["pytester"]

NEEDS_CHROMIUM = """
    pytest_plugins = ["tests.services.pytest_plugin"]

    def test_page(chromium_path):
        assert chromium_path

    def test_sum():
        assert 1 + 1 == 2
"""


@pytest.fixture
def suite_without_chromium(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[3]))
    pytester.makepyfile(NEEDS_CHROMIUM)
    return pytester


def test_a_suite_whose_service_is_missing_is_named_in_the_last_line(
    suite_without_chromium: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    run = suite_without_chromium.runpytest_subprocess()
    run.assert_outcomes(passed=1, skipped=1)
    assert run.outlines[-1] == "1 tests not run, no Chromium: CHROMIUM is '/nowhere/chromium', which is no program"


def test_a_missing_service_fails_the_run_in_ci(
    suite_without_chromium: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    run = suite_without_chromium.runpytest_subprocess()
    run.assert_outcomes(passed=1, errors=1)
    assert run.ret == pytest.ExitCode.TESTS_FAILED


def test_the_chromium_that_is_named_is_the_one_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mine = tmp_path / "my chromium"
    mine.touch(mode=0o755)
    monkeypatch.setenv("CHROMIUM", str(mine))
    assert chromium() == str(mine)


def test_what_was_fetched_is_kept_where_the_user_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CASEREVIEWS_TEST_CACHE", str(tmp_path / "with spaces"))
    assert finding.cache() == tmp_path / "with spaces"


@pytest.mark.elasticsearch
def test_the_shared_server_is_a_real_elasticsearch(elasticsearch_url: str) -> None:
    about = httpx.get(elasticsearch_url, trust_env=False).json()
    assert about["tagline"] == "You Know, for Search"
    assert about["version"]["number"].startswith("8.19.")
