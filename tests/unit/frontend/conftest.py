"""The site over a small library, served for real."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from fastapi import FastAPI

from records.library import Library
from tests.unit.frontend.serving import serving
from tests.unit.frontend.site import site_over
from tests.unit.frontend.written_library import written_library


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return written_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def application(library: Library) -> FastAPI:
    return site_over(library)


@pytest.fixture(scope="session")
def site(application: FastAPI) -> Iterator[httpx.Client]:
    with serving(application) as address, httpx.Client(base_url=address, follow_redirects=True, timeout=30) as client:
        yield client
