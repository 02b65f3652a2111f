"""Building the styles and scripts on any machine."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from frontend import build_static

FRONTEND = Path(build_static.__file__).parent


@pytest.mark.parametrize(("says", "major"), [("v20.1.0", 20), ("v8.9.4", 8), ("no version", 0)])
def test_the_version_of_a_node_is_what_it_says(tmp_path: Path, says: str, major: int) -> None:
    node = tmp_path / "a node"
    node.write_text(f"#!/bin/sh\necho {says}\n")
    node.chmod(0o755)
    assert build_static.node_major(node) == major


def test_a_node_that_is_not_there_or_does_not_run_has_none(tmp_path: Path) -> None:
    assert build_static.node_major(tmp_path / "node") == 0
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    assert build_static.node_major(broken) == 0


def test_a_node_that_is_too_old_is_passed_over_for_the_environments_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder, version in (("old", "v12.0.0"), ("own", "v24.0.0")):
        for name in ("node", "npm"):
            program = tmp_path / folder / name
            program.parent.mkdir(exist_ok=True)
            program.write_text(f"#!/bin/sh\necho {version}\n")
            program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path / "old"))
    monkeypatch.setattr("sys.executable", str(tmp_path / "own" / "python"))
    assert build_static.folder_of_node() == tmp_path / "own"


def test_locks_hold_names_and_hashes_and_no_address() -> None:
    packages = json.loads((FRONTEND / "package-lock.json").read_text("utf-8"))["packages"]
    named = {name: package for name, package in packages.items() if name}
    assert "node_modules/govuk-frontend" in named
    assert all("integrity" in package and "resolved" not in package for package in named.values())
    assert not re.search(r"https?:", (FRONTEND / "requirements-node.lock").read_text("utf-8"))


def test_what_is_built_is_what_pages_ask_for() -> None:
    manifest = json.loads((FRONTEND / "static" / "manifest.json").read_text("utf-8"))
    asked = {
        name
        for template in (FRONTEND / "templates").rglob("*.html")
        for name in re.findall(r"asset\(['\"]([^'\"]+)['\"]\)", template.read_text("utf-8"))
    }
    assert asked
    assert asked <= manifest.keys()
    assert all((FRONTEND / "static" / hashed).is_file() for hashed in manifest.values())


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A copy of what is built from, with the packages that are installed."""
    for name in ("styles", "scripts", "icons", "templates"):
        shutil.copytree(FRONTEND / name, tmp_path / name)
    shutil.copy(FRONTEND / "build.mjs", tmp_path)
    packages = tmp_path / "node_modules"
    packages.mkdir()
    for package in (FRONTEND / "node_modules").iterdir():
        if package.is_dir() and package.name != ".static":
            (packages / package.name).symlink_to(package)
    return tmp_path


def build(room: Path, colour: str) -> str:
    """Build with a style of its own; the name of the style sheet."""
    with (room / "styles" / "_print.scss").open("a") as style:
        style.write(f".changed {{ color: {colour} }}")
    subprocess.run([build_static.folder_of_node() / "node", "build.mjs"], cwd=room, check=True)
    return str(json.loads((room / "static" / "manifest.json").read_text("utf-8"))["site.css"])


def test_a_server_that_runs_finds_the_files_of_the_builds_before(room: Path) -> None:
    built = [build(room, colour) for colour in ("#111", "#222", "#333", "#444")]
    assert len(set(built)) == len(built)
    kept = {path.name for path in (room / "static").glob("site-*.css")}
    assert kept == set(built[1:])
    assert {path.name.removesuffix(".br") for path in (room / "static").glob("site-*.css.br")} == kept
    assert (room / "static" / "swagger-ui" / "start.js").is_file()


def test_the_style_sheet_holds_what_templates_use_and_little_else() -> None:
    manifest = json.loads((FRONTEND / "static" / "manifest.json").read_text("utf-8"))
    css = (FRONTEND / "static" / manifest["site.css"]).read_text("utf-8")
    assert ".govuk-pagination__item--current" in css  # by a macro of the design system
    assert ".govuk-checkboxes__input:checked" in css
    assert ".govuk-button--warning" not in css
    assert ".govuk-grid-column" not in css
    assert len(gzip.compress(css.encode())) < 12_000
