"""Turning templates into pages."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from fnmatch import fnmatch
from functools import partial
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from frontend import phrasing
from frontend.links import Links
from frontend.passage_names import passage_name, passage_name_of_html
from frontend.returning import place_of_point, place_of_review
from frontend.settings import SiteSettings
from frontend.wording import load_wording, title_of, title_of_review
from records.models import Scheme
from search_api.cards import sure
from taxonomy.vocabulary import Vocabulary

_PIECES_KEPT = 10_000
"""Some 300 bytes each: the concepts and places of a large library, in the lists and as tags."""


class Renderer:
    """Knows the templates, the wording, the labels of the vocabulary and the built files."""

    def __init__(self, *, settings: SiteSettings, vocabulary: Vocabulary, manifest: Mapping[str, str]) -> None:
        self.settings = settings
        self.vocabulary = vocabulary
        self._manifest = manifest
        self._environment = _environment(vocabulary)

    def page(
        self, request: Request, template: str, *, status: int = 200, back: str = "", **context: Any
    ) -> HTMLResponse:
        """The page of a template. Every template is given `links`, `words`, `settings`, `here` and `asset`.

        `back` is the list of results that its links to reviews carry.
        """
        links = replace(links_of(request), back=back)
        rendered = self._environment.get_template(template).render(
            context,
            links=links,
            asset=partial(self.asset, request),
            settings=self.settings,
            report_href=self._report_href,
            here=request.url.path.removeprefix(links.root) or "/",
        )
        return HTMLResponse(rendered, status_code=status, headers={"Cache-Control": "no-cache"})

    def templates(self, pattern: str) -> list[str]:
        """The names of the templates that fit a pattern, in order."""
        return self._environment.list_templates(filter_func=lambda name: fnmatch(name, pattern))

    def asset(self, request: Request, name: str) -> str:
        """The address of a built file."""
        return links_of(request).to(f"/static/{self._manifest[name]}")

    def _report_href(self, review_id: str) -> str:
        """Where to report a problem with a review: a letter already addressed, or the operator's own page."""
        address = self.settings.report_address or ""
        if "://" in address:
            return address
        subject = load_wording()["review"]["report_subject"].format(id=review_id)
        return f"mailto:{address}?{urlencode({'subject': subject}, quote_via=quote)}"


def links_of(request: Request) -> Links:
    return Links(root=str(request.scope.get("root_path", "")).rstrip("/"))


def full_address(request: Request, address: str) -> str:
    """An address of this site as it is written elsewhere: with its host."""
    return f"{request.url.scheme}://{request.url.netloc}{address}"


def renderer_of(request: Request) -> Renderer:
    renderer: Renderer = request.app.state.renderer
    return renderer


def _environment(vocabulary: Vocabulary) -> Environment:
    environment = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("frontend", "templates"),
                PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja", "templates")}),
            ]
        ),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )

    def concept_label(concept: str) -> str:
        """The label of a concept of whatever scheme, or of an age band."""
        for field in (*Scheme, "child_age_band"):
            if concept in vocabulary.values(field):
                return vocabulary.label(field, concept)
        return concept

    words = load_wording()["review"]

    def file_label(filename: str) -> str:
        """What a link to a file says: browsers show PDFs and keep other files."""
        kind = filename.rpartition(".")[2].upper()
        return str(words["file"] if kind == "PDF" else words["other_file"].format(kind=kind))

    @functools.lru_cache(maxsize=_PIECES_KEPT)
    def piece(macro: Callable[..., Markup], *values: str) -> Markup:
        """What a macro makes of plain values, made once: a page of results says the same few hundred things again."""
        return macro(*values)

    environment.globals |= {"file_label": file_label} | {
        "words": load_wording(),
        "label": vocabulary.label,
        "concept_label": concept_label,
        "title_of": title_of,
        "title_of_review": title_of_review,
        "place_of_point": place_of_point,
        "place_of_review": place_of_review,
    }
    environment.filters |= {
        "date": phrasing.written_date,
        "number": phrasing.number,
        "counted": phrasing.counted,
        "in_one_line": phrasing.in_one_line,
        "shortened": phrasing.shortened,
        "file_size": phrasing.file_size,
        "written_list": phrasing.written_list,
        "sure": sure,
        "piece": piece,  # a filter, as calls from templates take longer than what they make
        "passage_name": passage_name,
        "passage_name_of_html": passage_name_of_html,
        "marked_only": Markup,  # for what the service has escaped and marked
    }
    return environment
