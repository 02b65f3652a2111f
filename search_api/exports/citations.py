"""Results for a reference manager (RIS, BibTeX), and a citation to copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from search_api.results import ListedReview

_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def to_ris(results: Iterable[ListedReview], *, link: str = "") -> Iterator[str]:
    """RIS records of type RPRT. `link` with `{id}` in it is where a review can be read."""
    for result in results:
        fields = [
            ("TY", "RPRT"),
            ("ID", result.id),
            ("TI", result.title or result.id),
            ("AU", result.lead_reviewer),
            ("PB", result.partnership),
            ("PY", result.published and result.published[:4]),
            ("DA", result.published and _ris_date(result.published)),
            ("CY", "; ".join(result.authority)),
            ("AB", result.summary),
            *(("KW", concept) for concept in (*result.abuse_types, *result.agencies, *result.themes)),
            ("UR", link.format(id=result.id)),
        ]
        lines = [f"{tag}  - {one_line(value)}\r\n" for tag, value in fields if value]
        yield "".join((*lines, "ER  - \r\n\r\n"))


def to_bib(results: Iterable[ListedReview], *, link: str = "") -> Iterator[str]:
    """BibTeX entries of type techreport, with the id as key."""
    for result in results:
        month = result.published[5:7] if result.published else ""
        fields = {
            "title": f"{{{_latex(result.title or result.id)}}}",
            "author": _latex(result.lead_reviewer) if result.lead_reviewer else _corporate(result.partnership),
            "institution": _corporate(result.partnership),
            "year": result.published[:4] if result.published else "",
            "month": _MONTHS[int(month) - 1] if month else "",
            "address": _latex("; ".join(result.authority)),
            "keywords": _latex(", ".join((*result.abuse_types, *result.themes))),
            "abstract": _latex(result.summary or ""),
            "url": link.format(id=result.id),
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        yield f"@techreport{{{result.id},\n" + ",\n".join(lines) + "\n}\n\n"


def cite(result: ListedReview, *, page: int | None = None, link: str = "") -> str:
    """One review as a reference to copy, in the order of the Harvard style."""
    author = result.lead_reviewer or result.partnership or "Author not stated"
    year = result.published[:4] if result.published else "no date"
    parts = [f"{author} ({year}) {one_line(result.title or result.id)}."]
    if result.partnership and result.partnership != author:
        parts.append(f"{result.partnership}.")
    if page is not None:
        parts.append(f"p. {page}.")
    if link:
        parts.append(f"Available at: {link.format(id=result.id)}")
    return " ".join(parts)


def one_line(text: str) -> str:
    """Text without line ends and other controls, which would end a field."""
    return _CONTROLS.sub(" ", text).strip()


def _ris_date(partial: str) -> str:
    """YYYY/MM/DD/ with what is not known left empty."""
    parts = partial.split("-")
    return "/".join([*parts, *[""] * (4 - len(parts))])


def _corporate(name: str | None) -> str:
    """In braces of its own: the name of a body, not a first and a last name."""
    return f"{{{_latex(name)}}}" if name else ""


def _latex(text: str) -> str:
    return "".join(_LATEX.get(char, char) for char in one_line(text))
