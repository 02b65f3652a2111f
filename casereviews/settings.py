"""Settings: one frozen object, read from the environment (`CASEREVIEWS_...`), checked, and handed to what needs it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from records.errors import CaseReviewsError

PREFIX = "CASEREVIEWS_"
_FOR_TESTS = "CASEREVIEWS_TEST_"


class SettingsWrong(CaseReviewsError):
    """An environment variable with our prefix that is misspelt or has a value that cannot be."""


class Settings(BaseSettings):
    """What an operator may set. Every field is the environment variable of its name in capitals, after the prefix."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    library: Annotated[Path, Field(description="The library folder.")] = Path("library")
    workers: Annotated[
        int,
        Field(ge=1, le=256, description="Processes that read files side by side; the number of processors unless set."),
    ] = max(1, os.cpu_count() or 1)

    host: Annotated[str, Field(description="Address that the server listens on.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="Port that the server listens on; 0 for any free one.")] = (
        8000
    )
    root_path: Annotated[
        str,
        Field(
            pattern=r"^(/[A-Za-z0-9._~-]+)*$", description="Path under which a proxy serves the site, such as /heed."
        ),
    ] = ""
    contact: Annotated[
        str | None,
        Field(description="Where readers report a problem or ask for removal: an e-mail address or a web address."),
    ] = None
    notice: Annotated[
        str, Field(max_length=300, description="A sentence or two that every page shows below its header.")
    ] = ""
    allow_search_engines: Annotated[
        bool, Field(description="Let web search engines list the site; they are asked not to unless this is set.")
    ] = False
    exit_url: Annotated[
        str, Field(pattern=r"^https?://\S+$", description="The neutral site that the exit button opens.")
    ] = "https://www.bbc.co.uk/weather"

    elasticsearch_url: Annotated[
        str | None,
        Field(
            description="Use Elasticsearch at this address, or several with commas between; else the embedded engine."
        ),
    ] = None
    elasticsearch_user: str | None = None
    elasticsearch_password: SecretStr | None = None
    elasticsearch_api_key: SecretStr | None = None
    elasticsearch_ca_file: Annotated[Path | None, Field(description="Certificate authority of the servers.")] = None
    elasticsearch_fingerprint: Annotated[
        str | None, Field(description="SHA-256 fingerprint of the servers' certificate authority, instead of a file.")
    ] = None
    elasticsearch_index: Annotated[
        str, Field(pattern=r"^[a-z][a-z0-9_-]{0,60}$", description="First part of the names of the indices.")
    ] = "casereviews"
    elasticsearch_shards: Annotated[int, Field(ge=1, le=64)] = 1
    elasticsearch_replicas: Annotated[int, Field(ge=0, le=8)] = 0
    elasticsearch_timeout_seconds: Annotated[float, Field(gt=0, le=120)] = 10.0


def load_settings() -> Settings:
    """Read the environment. Raises SettingsWrong, naming the variable and what it may be."""
    names = {f"{PREFIX}{name.upper()}" for name in Settings.model_fields}
    for variable in os.environ:
        if (
            variable.upper().startswith(PREFIX)
            and not variable.upper().startswith(_FOR_TESTS)
            and variable.upper() not in names
        ):
            raise SettingsWrong(
                f"The environment variable {variable} is none of this program's. It knows: {', '.join(sorted(names))}."
            )
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = f"{PREFIX}{'_'.join(str(part) for part in first['loc']).upper()}"
        raise SettingsWrong(f"The environment variable {name} cannot be used: {first['msg']}.") from None
