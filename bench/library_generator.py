"""A library of any size, made from the sentences of the samples, so that words have the frequencies of real reports.

    python -m bench.library_generator --reviews 1400 --pages 84000 FOLDER

writes one to a folder. The same seed makes the same library.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import yaml

from records.library import Library
from records.models import (
    AgeBand,
    ChildSex,
    Document,
    DocumentRole,
    Evidence,
    IncidentType,
    Nation,
    Outcome,
    Page,
    Point,
    Review,
    ReviewType,
    Scheme,
    Section,
    SectionKind,
    Tag,
)

SAMPLES = Path(__file__).parents[1] / "samples"
_WORDS_A_PAGE = 330  # the mean of the samples' PDFs
_SENTENCES_A_PARAGRAPH = 5
_FIRST_MOMENT = datetime(2024, 1, 1, tzinfo=UTC)
_NAMES = (
    "Ash",
    "Birch",
    "Cedar",
    "Hazel",
    "Juniper",
    "Linden",
    "Maple",
    "Rowan",
    "Willow",
    "Yarrow",
    "Bryony",
    "Clover",
)
_PLACES = ("Northmoor", "Wendlemere", "Eastleigh Vale", "Harrowdale", "Kestrelshire", "Marlbrook", "Sallowfield")
_REGIONS = ("North West", "South East", "Yorkshire and the Humber", "London", "West Midlands")
_PARTS: tuple[tuple[SectionKind, str, float], ...] = (  # kind, heading, share of the pages
    (SectionKind.SUMMARY, "Summary", 0.03),
    (SectionKind.BODY, "The children and their family", 0.2),
    (SectionKind.CHRONOLOGY, "What agencies did", 0.3),
    (SectionKind.BODY, "Analysis and findings", 0.3),
    (SectionKind.LEARNING, "Learning", 0.07),
    (SectionKind.RECOMMENDATIONS, "Recommendations", 0.05),
    (SectionKind.REFERENCES, "References", 0.05),
)


@dataclass(frozen=True)
class _Sample:
    facts: dict[str, Any]
    sentences: tuple[str, ...]
    points: tuple[tuple[str, tuple[str, ...]], ...]


def generated_reviews(count: int, *, pages: int, seed: int = 1) -> Iterator[Review]:
    """`count` reviews with `pages` pages between them, long and short ones as among real reports."""
    random = Random(seed)
    weights = [random.lognormvariate(0, 0.6) for _ in range(count)]
    share = pages / sum(weights)
    owed = 0.0
    for number, weight in enumerate(weights):
        owed += weight * share
        length = max(1, round(owed))
        owed -= length
        yield _review(number, length, Random(f"{seed}/{number}"))


def _review(number: int, length: int, random: Random) -> Review:
    sample = random.choice(_samples())
    year = random.randint(2006, 2024)
    place = random.choice(_PLACES)
    child = random.sample(_NAMES, random.randint(1, 2))
    document = _document(number, length, sample, random)
    moment = _FIRST_MOMENT + timedelta(minutes=number)
    return Review(
        id=f"{year}-{place.lower().replace(' ', '-')}-{child[0].lower()}-{number}",
        title=f"{random.choice(('Child', 'Safeguarding', 'Serious case'))} review: {' and '.join(child)}",
        review_type=random.choice(list(ReviewType)),
        partnership=f"{place} Safeguarding Children Partnership",
        authority=[place],
        nation=random.choice(list(Nation)),
        region=random.choice(_REGIONS),
        published=random.choice((None, f"{year}", f"{year}-{random.randint(1, 12):02}", f"{year}-05-14")),
        child=child,
        ages_months=[random.randint(0, 200)],
        child_age_band=[random.choice(list(AgeBand))],
        child_sex=random.choice(list(ChildSex)),
        outcome=random.choice(list(Outcome)),
        incident_type=random.sample(list(IncidentType), random.randint(0, 2)),
        summary=" ".join(random.sample(sample.sentences, 4)),
        recommendations=_points("r", document, random),
        learning_points=_points("l", document, random),
        tags=_tags(document, random),
        documents=[document],
        added=moment,
        updated=moment,
    )


def _document(number: int, length: int, sample: _Sample, random: Random) -> Document:
    digest = sha256(f"generated {number}".encode()).hexdigest()
    pages = [Page(number=page, label=str(page), text=_page_text(sample, random)) for page in range(1, length + 1)]
    return Document(
        id=digest[:16],
        sha256=digest,
        role=random.choice(list(DocumentRole)) if random.random() < 0.2 else DocumentRole.OVERVIEW_REPORT,
        filename=f"review-{number}.pdf",
        bytes=length * 9_000,
        pages=pages,
        sections=_sections(pages),
    )


def _page_text(sample: _Sample, random: Random) -> str:
    """Three sentences of four are from one sample, so that a review has a subject; the rest from all."""
    paragraphs: list[str] = []
    words = 0
    while words < _WORDS_A_PAGE:
        sentences = [
            random.choice(sample.sentences if random.random() < 0.75 else random.choice(_samples()).sentences)
            for _ in range(_SENTENCES_A_PARAGRAPH)
        ]
        paragraphs.append(" ".join(sentences))
        words += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


def _sections(pages: list[Page]) -> list[Section]:
    sections: list[Section] = []
    first = 1
    covered = 0.0
    for kind, heading, share in _PARTS:
        covered += share
        last = min(len(pages), round(covered * len(pages)))
        if last >= first:
            end = len(pages[last - 1].text)
            sections.append(Section(heading=heading, level=1, page=first, start=0, end_page=last, end=end, kind=kind))
            first = last + 1
    return sections


def _points(kind: str, document: Document, random: Random) -> list[Point]:
    chosen = random.sample(random.choice([sample for sample in _samples() if sample.points]).points, 3)
    last = len(document.pages)
    return [
        Point(
            id=f"{kind}{number}",
            number=str(number),
            text=text,
            addressed_to=list(addressed_to),
            document=document.id,
            page=last,
            end_page=last,
        )
        for number, (text, addressed_to) in enumerate(chosen, 1)
    ]


def _tags(document: Document, random: Random) -> list[Tag]:
    facts = random.choice(_samples()).facts
    concepts = [
        (scheme, concept)
        for scheme, name in ((Scheme.ABUSE_TYPE, "abuse_types"), (Scheme.AGENCY, "agencies"), (Scheme.THEME, "themes"))
        for concept in facts.get(name, [])
    ]
    page = random.choice(document.pages)
    evidence = Evidence(document=document.id, page=page.number, quote=page.text.split(". ")[0])
    return [
        Tag(scheme=scheme, concept=concept, confidence=round(random.uniform(0.5, 1), 2), evidence=[evidence])
        for scheme, concept in concepts
    ]


@cache
def _samples() -> tuple[_Sample, ...]:
    samples = tuple(_read_sample(path) for path in sorted((SAMPLES / "src").glob("*.md")))
    return tuple(sample for sample in samples if len(sample.sentences) >= 40)


def _read_sample(path: Path) -> _Sample:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    paragraphs = [part for part in re.split(r"\n\s*\n", body) if not re.match(r"\s*[|#<!:>`\-]", part)]
    plain = [re.sub(r"^\d+(\.\d+)*\s+|[*_]", "", " ".join(part.split())) for part in paragraphs]
    sentences = [each for part in plain for each in re.split(r"(?<=[.!?])\s+", part) if len(each.split()) > 3]
    points_path = SAMPLES / "points" / f"{path.stem}.json"
    points = json.loads(points_path.read_text(encoding="utf-8")) if points_path.exists() else {}
    return _Sample(
        facts=yaml.safe_load(front),
        sentences=tuple(sentences),
        points=tuple((point["text"], tuple(point["addressed_to"])) for point in points.get("recommendations", [])),
    )


def write_library(folder: Path, *, reviews: int, pages: int, seed: int = 1) -> Library:
    """Write a generated library, or open the one that is there with as many reviews."""
    library = Library.open(folder, create=True)
    if len(library.review_ids()) != reviews:
        with library.writing():
            for review in generated_reviews(reviews, pages=pages, seed=seed):
                library.put(review)
    return library


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reviews", type=int, default=1_400)
    parser.add_argument("--pages", type=int, default=84_000)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    write_library(chosen.folder, reviews=chosen.reviews, pages=chosen.pages, seed=chosen.seed)


if __name__ == "__main__":
    main()
