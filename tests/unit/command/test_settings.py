"""Settings: read from the environment, checked, and a misspelling is an error rather than a silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from casereviews.engines import elasticsearch_settings
from casereviews.settings import PREFIX, Settings, SettingsWrong, load_settings

ROOT = Path(__file__).parents[3]


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    import os  # noqa: PLC0415

    for variable in os.environ:
        if variable.startswith(PREFIX):
            monkeypatch.delenv(variable)


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEREVIEWS_LIBRARY", "/srv/reviews")
    monkeypatch.setenv("CASEREVIEWS_PORT", "9000")
    settings = load_settings()
    assert (settings.library, settings.port) == (Path("/srv/reviews"), 9000)


def test_a_misspelt_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEREVIEWS_LIBARY", "/srv/reviews")
    with pytest.raises(SettingsWrong, match=r"CASEREVIEWS_LIBARY.*CASEREVIEWS_LIBRARY"):
        load_settings()


def test_a_value_that_cannot_be_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CASEREVIEWS_PORT", "ninety")
    with pytest.raises(SettingsWrong, match="CASEREVIEWS_PORT"):
        load_settings()


def test_several_nodes_are_given_with_commas() -> None:
    assert elasticsearch_settings(Settings()) is None
    chosen = elasticsearch_settings(Settings(elasticsearch_url="http://a:9200, http://b:9200"))
    assert chosen is not None
    assert chosen.urls == ("http://a:9200", "http://b:9200")


def test_a_password_is_not_shown() -> None:
    settings = Settings.model_validate(
        {"elasticsearch_url": "http://a:9200", "elasticsearch_password": "correct horse"}
    )
    assert "horse" not in repr(settings)
    assert "horse" not in repr(elasticsearch_settings(settings))


def test_every_setting_is_documented() -> None:
    documented = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    missing = [name for name in Settings.model_fields if f"{PREFIX}{name.upper()}" not in documented]
    assert missing == []
