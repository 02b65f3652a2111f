"""casereviews show: one review, in a terminal."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from casereviews.commands.options import JsonOption, LibraryOption, library_root
from casereviews.counting import count
from records.library import Library
from records.models import Document, Point, Review, Scheme, Tag
from taxonomy import Vocabulary, load_vocabulary

_SCHEMES = {Scheme.ABUSE_TYPE: "Abuse", Scheme.AGENCY: "Agencies", Scheme.THEME: "Themes"}


def show_command(
    review_id: Annotated[str, typer.Argument(metavar="ID", help="The review's id, as search prints it.")],
    library: LibraryOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one review: its facts, tags with their pages, recommendations and documents."""
    review = Library.open(library_root(library)).review(review_id)
    if as_json:
        typer.echo(review.model_dump_json(indent=1))
        return
    console = Console(highlight=False, markup=False)
    vocabulary = load_vocabulary()
    console.print(Text(review.title or review.id, style="bold"))
    console.print(_facts(review, vocabulary))
    if review.summary:
        console.print(Text("\nSummary", style="bold"))
        console.print(review.summary)
    _print_points(console, "Recommendations", review.recommendations)
    _print_points(console, "Learning points", review.learning_points)
    console.print(Text("\nDocuments", style="bold"))
    for document in review.documents:
        console.print(f"  {_document_line(document)}")
    for notice in [*review.notices, *(notice for document in review.documents for notice in document.notices)]:
        console.print(f"  Note: {notice}")


def _facts(review: Review, vocabulary: Vocabulary) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(min_width=14)
    table.add_column()
    rows = {
        "Id": review.id,
        "Status": review.status.value if review.status.value != "published" else None,
        "Type": vocabulary.label("review_type", review.review_type) if review.review_type else None,
        "Partnership": review.partnership,
        "Authority": ", ".join(review.authority),
        "Published": review.published,
        "Reviewer": review.lead_reviewer,
        "Child": ", ".join(review.child),
        "Age": review.child_age,
        "Outcome": vocabulary.label("outcome", review.outcome) if review.outcome else None,
        "Incident": review.incident,
        "Guidance": review.guidance,
    }
    for name, value in rows.items():
        if value:
            table.add_row(name, value)
    for scheme, heading in _SCHEMES.items():
        tags = review.accepted_tags(scheme)
        lines = [
            f"{'Possibly: ' if tag.is_unsure else ''}{vocabulary.label(scheme, tag.concept)} "
            f"({tag.confidence:.2f}{_pages(review, tag)})"
            for tag in tags
        ]
        if lines:
            table.add_row(heading, "\n".join(lines))
    return table


def _pages(review: Review, tag: Tag) -> str:
    """Where a tag's evidence stands: `, p. 3, 9`; with the document's number where there are several."""
    order = {document.id: number for number, document in enumerate(review.documents, 1)}
    places = sorted({(order.get(each.document, 1), each.page) for each in tag.evidence})
    if not places:
        return ""
    several = len({document for document, _ in places}) > 1
    by_document = {
        document: ", ".join(str(page) for each, page in places if each == document) for document, _ in places
    }
    return "".join(
        f"{'; document ' + str(document) if several else ''}, p. {pages}" for document, pages in by_document.items()
    )


def _print_points(console: Console, heading: str, points: list[Point]) -> None:
    if not points:
        return
    console.print(Text(f"\n{heading}", style="bold"))
    for point in points:
        number = f"{point.number}. " if point.number else "- "
        title = f"{point.title}: " if point.title else ""
        console.print(f"  {number}{title}{point.text} (p. {point.page})")


def _document_line(document: Document) -> str:
    role = document.role.value.replace("-", " ")
    scanned = ", recognised from scans" if document.ocr else ""
    return f"{document.filename}: {role}, {count(len(document.pages), 'page')}{scanned} [{document.id}]"
