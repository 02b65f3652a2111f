"""A real Chromium: the one named, one on the PATH, Debian's package where it may install, or Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.services.finding import ServiceUnavailable, install_from_debian, say

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str:
    """The program's path. Raises ServiceUnavailable when there is none and none can be had."""
    if named := os.environ.get("CHROMIUM"):
        if shutil.which(named) is None:
            raise ServiceUnavailable(f"CHROMIUM is '{named}', which is no program")
        return named
    _make_playwright_run()
    return _on_path() or _playwrights_own() or _installed()


def _make_playwright_run() -> None:
    """Playwright drives the browser by a Node of its own, which needs a library that the smallest Debian lacks."""
    if _runs_playwright():
        return
    install_from_debian("libatomic1")
    if not _runs_playwright():
        raise ServiceUnavailable("Playwright does not start; see what `python -m playwright --version` says")


def _runs_playwright() -> bool:
    return not subprocess.run(
        [sys.executable, "-m", "playwright", "--version"], check=False, capture_output=True
    ).returncode


def _on_path() -> str | None:
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def _installed() -> str:
    try:
        install_from_debian("chromium")
    except ServiceUnavailable as error:
        refused = str(error)
    else:
        if path := _on_path():
            return path
        refused = "Debian's package `chromium` is installed but puts no such program on the PATH"
    say("fetching Playwright's own Chromium")
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    fetched = subprocess.run(command, check=False, capture_output=True, text=True)
    if path := _playwrights_own():
        return path
    raise ServiceUnavailable(
        f"{refused}. Playwright's own cannot be fetched either: {fetched.stderr.strip()[-300:]}. "
        "Install Chromium, or name one with CHROMIUM=/path"
    )
