"""The site over the reviews written for tests."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI

from frontend import SiteSettings, add_pages
from records.library import Library
from search_api.app import create_app
from search_api.factory import build_service
from tests.unit.frontend.written_library import written_library

CONTACT = "librarian@example.org"


def site_over(library: Library) -> FastAPI:
    app = create_app(build_service(library))
    add_pages(app, settings=SiteSettings(report_address=CONTACT))
    return app


def written_site(folder: Path) -> FastAPI:
    return site_over(written_library(folder))
