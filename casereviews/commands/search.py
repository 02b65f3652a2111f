"""casereviews search: the same search as the page, in a terminal."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from pydantic import ValidationError
from rich.console import Console

from casereviews.commands.options import JsonOption, LibraryOption, library_root
from casereviews.engines import open_service
from casereviews.printing import print_points, print_reviews
from casereviews.settings import load_settings
from records.library import Library
from search_api.refusals import advice
from search_api.request import PointRequest, SearchRequest, Sort

Many = list[str] | None
_POINTS = "Recommendations and learning points"
_FILTERS = "Filters (each may be given several times: any of the values)"


def _filter(text: str) -> Any:
    return typer.Option(help=text, rich_help_panel=_FILTERS, metavar="VALUE")


def search_command(
    context: typer.Context,
    query: Annotated[
        Many,
        typer.Argument(metavar="QUERY", help="Words, -unwanted, '\"a phrase\"', AND OR NOT, prefix*, field:word."),
    ] = None,
    library: LibraryOption = None,
    abuse_type: Annotated[Many, _filter("Concept, such as neglect.")] = None,
    agency: Annotated[Many, _filter("Concept, such as health-visiting.")] = None,
    theme: Annotated[Many, _filter("Concept, such as thresholds.")] = None,
    review_type: Annotated[Many, _filter("Such as serious-case-review.")] = None,
    document_role: Annotated[Many, _filter("Such as executive-summary.")] = None,
    authority: Annotated[Many, _filter("As it is named, such as Leeds.")] = None,
    region: Annotated[Many, _filter("Such as 'North West'.")] = None,
    nation: Annotated[Many, _filter("England, Wales, Scotland or 'Northern Ireland'.")] = None,
    year: Annotated[Many, _filter("Year of publication.")] = None,
    outcome: Annotated[Many, _filter("death, serious-harm or other.")] = None,
    incident_type: Annotated[Many, _filter("Such as drowning.")] = None,
    child_age_band: Annotated[Many, _filter("Such as under-1 or 11-15.")] = None,
    child_sex: Annotated[Many, _filter("female, male or multiple.")] = None,
    addressed_to: Annotated[Many, _filter("Agency that a recommendation is addressed to.")] = None,
    published_from: Annotated[str | None, typer.Option(metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD.")] = None,
    published_to: Annotated[str | None, typer.Option(metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD.")] = None,
    recommendations: Annotated[
        bool,
        typer.Option(
            "--recommendations",
            help="Search recommendations and learning points themselves.",
            rich_help_panel=_POINTS,
        ),
    ] = False,
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="Only one: recommendation or learning-point.", rich_help_panel=_POINTS),
    ] = None,
    group: Annotated[
        str | None, typer.Option(metavar="review", help="List them under their reviews.", rich_help_panel=_POINTS)
    ] = None,
    sort: Annotated[Sort | None, typer.Option(help="Relevance when words are given, else newest.")] = None,
    page: Annotated[int, typer.Option(min=1)] = 1,
    size: Annotated[int, typer.Option(min=1, max=100)] = 10,
    as_json: JsonOption = False,
) -> None:
    """Search the library: reviews with the passages that match and their pages, or their recommendations."""
    words = query or []
    _refuse_options(words, context)
    given = {
        "abuse_type": abuse_type, "agency": agency, "theme": theme, "review_type": review_type,
        "document_role": document_role, "authority": authority, "region": region, "nation": nation, "year": year,
        "outcome": outcome, "incident_type": incident_type, "child_age_band": child_age_band, "child_sex": child_sex,
        "addressed_to": addressed_to, "published_from": published_from, "published_to": published_to, "sort": sort,
        "kind": kind, "group": group,
    }  # fmt: skip
    if not recommendations and (kind or group):
        raise typer.BadParameter("goes with --recommendations", param_hint="--kind" if kind else "--group")
    try:
        asked = {name: value for name, value in given.items() if value is not None}
        model = PointRequest if recommendations else SearchRequest
        request = model(q=" ".join(words), page=page, size=size, facets=as_json, **asked)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        option = "--" + str(first["loc"][0]).replace("_", "-")
        raise typer.BadParameter(advice(first), param_hint=option) from None
    with open_service(Library.open(library_root(library)), load_settings()) as service:
        console = Console(highlight=False, markup=False)
        if isinstance(request, PointRequest):
            points = service.recommendations(request)
            if not as_json:
                print_points(points, service=service, console=console)
                return
            found = points.model_dump_json(indent=1)
        else:
            reviews = service.search(request)
            if not as_json:
                print_reviews(reviews, service=service, console=console)
                return
            found = reviews.model_dump_json(indent=1)
        typer.echo(found)


def _refuse_options(words: Sequence[str], context: typer.Context) -> None:
    """A word that is not wanted begins with one hyphen, so one with two is an option that there is not."""
    for word in words:
        if word.startswith("--"):
            name = word.split("=", maxsplit=1)[0]
            known = [option for parameter in context.command.params for option in parameter.opts]
            close = difflib.get_close_matches(name, known, n=1)
            question = f"; did you mean {close[0]}?" if close else ""
            raise typer.BadParameter(f"there is no such option{question}", param_hint=name)
