"""Results for a reference manager: RIS and BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from records.models import Scheme
from search_api.cards import sure
from search_api.exports.names import authors
from search_api.results import ListedReview
from taxonomy.vocabulary import Vocabulary

_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")
_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def to_ris(results: Iterable[ListedReview], *, vocabulary: Vocabulary, link: str = "") -> Iterator[str]:
    """RIS records of type RPRT. `link` with `{id}` in it is where a review can be read."""
    for result in results:
        fields = [
            ("TY", "RPRT"),
            ("ID", result.id),
            ("TI", result.title or result.id),
            *(("AU", f"{family}, {given}" if given else family) for family, given in _authors(result)),
            ("PB", result.partnership),
            ("PY", result.published and result.published[:4]),
            ("DA", result.published and _ris_date(result.published)),
            ("CY", "; ".join(result.authority)),
            ("M3", _kind(result, vocabulary)),
            ("AB", result.summary),
            *(("KW", keyword) for keyword in _keywords(result, vocabulary)),
            ("UR", link.format(id=result.id)),
        ]
        lines = [f"{tag}  - {one_line(value)}\r\n" for tag, value in fields if value]
        yield "".join((*lines, "ER  - \r\n\r\n"))


def to_bib(results: Iterable[ListedReview], *, vocabulary: Vocabulary, link: str = "") -> Iterator[str]:
    """BibTeX entries of type techreport, with the id as key."""
    for result in results:
        month = result.published[5:7] if result.published else ""
        fields = {
            "title": f"{{{_latex(result.title or result.id)}}}",
            "author": " and ".join(_bib_author(family, given) for family, given in _authors(result)),
            "institution": _corporate(result.partnership or "; ".join(result.authority)),
            "year": result.published[:4] if result.published else "",
            "month": _MONTHS[int(month) - 1] if month else "",
            "type": _latex(_kind(result, vocabulary) or ""),
            "address": _latex("; ".join(result.authority)),
            "keywords": _latex(", ".join(each.replace(",", "") for each in _keywords(result, vocabulary))),
            "abstract": _latex(result.summary or ""),
            "url": link.format(id=result.id),
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        yield f"@techreport{{{result.id},\n" + ",\n".join(lines) + "\n}\n\n"


def _authors(result: ListedReview) -> list[tuple[str, str | None]]:
    """Who wrote it; where that is not known, the body that had it written."""
    if result.lead_reviewer and (found := authors(result.lead_reviewer)):
        return found
    return [(result.partnership, None)] if result.partnership else []


def _bib_author(family: str, given: str | None) -> str:
    return f"{_latex(family)}, {_latex(given)}" if given else _corporate(family)


def _keywords(result: ListedReview, vocabulary: Vocabulary) -> list[str]:
    """The labels of what it is about, in the words of the vocabulary; what is only a guess left out."""
    schemes = ((Scheme.ABUSE_TYPE, result.abuse_types), (Scheme.AGENCY, result.agencies), (Scheme.THEME, result.themes))
    return list(
        dict.fromkeys(
            vocabulary.label(scheme, each) for scheme, concepts in schemes for each in sure(concepts, result.unsure)
        )
    )


def _kind(result: ListedReview, vocabulary: Vocabulary) -> str | None:
    return vocabulary.label("review_type", result.review_type) if result.review_type else None


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
