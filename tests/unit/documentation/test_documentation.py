"""What is written down is there: links lead somewhere, verbs are explained, examples are commands that exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from casereviews.cli import make_app
from casereviews.commands import COMMANDS

ROOT = Path(__file__).parents[3]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_LINK = re.compile(r"\]\(([^)#\s]+)")
_EXAMPLE = re.compile(r"^ {4}(?:\.venv/bin/)?(casereviews [a-z].*?)(?:\s+#.*)?$", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    links = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if ":" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_verb_is_explained() -> None:
    text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [verb for verb in COMMANDS if f"casereviews {verb}" not in text] == []


def _examples() -> list[str]:
    return sorted({line for page in PAGES for line in _EXAMPLE.findall(page.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("line", _examples())
def test_every_example_is_understood(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parsed as the command line parses it, without being run."""
    words = shlex.split(line.split(">", maxsplit=1)[0].replace("~", str(tmp_path)))[1:]
    command = get_command(make_app())
    context = command.make_context("casereviews", list(words))
    verb = command.get_command(context, words[0])  # type: ignore[attr-defined]
    monkeypatch.chdir(ROOT)
    assert verb is not None
    verb.make_context(words[0], list(words[1:]), parent=context)
