"""The whole application: the API with the pages on it, over one library."""

from __future__ import annotations

from fastapi import FastAPI

from casereviews.engines import elasticsearch_settings
from casereviews.settings import Settings
from frontend.settings import SiteSettings
from frontend.site import add_pages
from frontend.wording import load_wording
from records.library import Library
from search_api.app import AppSettings, create_app
from search_api.factory import build_service


def make_application(library: Library, settings: Settings) -> FastAPI:
    """Put the rooms together. The engine is asked nothing yet, so it may be down."""
    service = build_service(library, elasticsearch=elasticsearch_settings(settings))
    app = create_app(
        service, settings=AppSettings(root_path=settings.root_path, site_name=load_wording()["site"]["name"])
    )
    add_pages(
        app,
        settings=SiteSettings(
            report_address=settings.contact,
            notice=settings.notice.strip(),
            for_search_engines=settings.allow_search_engines,
            exit_to=settings.exit_url,
        ),
    )
    return app
