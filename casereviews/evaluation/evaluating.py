"""All that is measured of a library, as plain figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from casereviews.evaluation.fields import FieldScore, measure_fields, overall
from casereviews.evaluation.groups import measure_groups
from casereviews.evaluation.points import Agreement, measure_points, measure_summaries
from casereviews.evaluation.queries import QueryScore, by_kind, score_queries
from casereviews.evaluation.sources import Source
from casereviews.evaluation.tags import FIELDS, Figures, Judgement, Miss, TagReport, compare_tags, sentences_of_missing
from records.library import Library
from records.models import Document, Model, Review, Scheme
from search_api.service import SearchService


class Figure(Model):
    """A share or a mean between 0 and 1, `of` so many things."""

    name: str
    value: float
    of: int


class Evaluation(Model):
    """`figures` by subject; `misses` every difference by subject; `fallen` the figures below their floors."""

    sources: int
    documents: int
    figures: dict[str, list[Figure]]
    misses: dict[str, list[str]]
    fallen: list[str]


@dataclass(frozen=True, slots=True)
class _Matched:
    """A source with its document. `speaks` when the review's fields and tags are this document's."""

    source: Source
    review: Review
    document: Document

    @property
    def speaks(self) -> bool:
        return self.review.documents[0].id == self.document.id


def read_floors(path: Path) -> dict[str, dict[str, float]]:
    """The recorded figures, subject by subject, that must not be fallen below; none when there is no such file."""
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else {}


def evaluate(
    service: SearchService, sources: Iterable[Source], *, floors: Mapping[str, Mapping[str, float]]
) -> Evaluation:
    """Measure a library against sources.

    Fields, tags and recommendations are measured of the documents that speak for their review; grouping of all.
    """
    sources = list(sources)
    matched = list(_match(service.library, sources))
    speaking = [each for each in matched if each.speaks]
    figures: dict[str, list[Figure]] = {}
    misses: dict[str, list[str]] = {}
    report = compare_tags(_judgement(each) for each in speaking)
    figures["tags"] = list(_scheme_figures(report))
    figures["concepts"] = list(_concept_figures(report))
    figures["calibration"] = [
        Figure(name=f"right at {band.start:.2f} to {band.end:.2f}", value=band.share_right, of=band.tags)
        for band in report.calibration
    ]
    misses["tags"] = [_miss_line(miss) for miss in report.misses]
    figures["fields"], misses["fields"] = _fields(speaking)
    figures["points"] = _points(speaking)
    figures["groups"], misses["groups"] = _groups(matched)
    figures["queries"], misses["queries"] = _queries(score_queries(service, sources))
    return Evaluation(
        sources=len(sources),
        documents=len(matched),
        figures=figures,
        misses=misses,
        fallen=list(_fallen(figures, floors)),
    )


def _match(library: Library, sources: Iterable[Source]) -> Iterator[_Matched]:
    by_name = {
        Path(document.filename).stem: (review, document)
        for review in library.reviews()
        for document in review.documents
    }
    for source in sources:
        if source.name in by_name:
            yield _Matched(source, *by_name[source.name])


def _judgement(matched: _Matched) -> Judgement:
    from taxonomy.tagger import Tagger  # noqa: PLC0415 - spaCy takes a second to import

    found = matched.review.accepted_tags()
    tagged = {(tag.scheme, tag.concept) for tag in found}
    missing = [
        (scheme, concept)
        for scheme in Scheme
        for concept in matched.source.expected.get(FIELDS[scheme]) or ()
        if (scheme, concept) not in tagged
    ]
    mentions = Tagger().explain(matched.document).mentions if missing else []
    return Judgement(matched.source.name, matched.source.expected, found, sentences_of_missing(mentions, missing))


def _scheme_figures(report: TagReport) -> Iterator[Figure]:
    for scheme, figures in report.schemes.items():
        name = scheme.value.replace("-", " ")
        yield Figure(name=f"{name}: precision", value=figures.precision or 0.0, of=figures.right + figures.wrong)
        yield Figure(name=f"{name}: recall", value=figures.recall or 0.0, of=figures.right + figures.missed)
        yield _f1(name, figures)
        share = report.share_of_mere_mentions_tagged(scheme)
        if share is not None:
            yield Figure(name=f"{name}: mere mentions tagged", value=share, of=report.mere_mentions[scheme])


def _concept_figures(report: TagReport) -> Iterator[Figure]:
    for concepts in report.concepts.values():
        for concept, figures in concepts.items():
            yield _f1(concept, figures)


def _f1(name: str, figures: Figures) -> Figure:
    return Figure(name=f"{name}: F1", value=figures.f1 or 0.0, of=figures.right + figures.wrong + figures.missed)


def _miss_line(miss: Miss) -> str:
    sure = f" ({miss.confidence:.2f})" if miss.confidence is not None else ""
    return f"{miss.document} {miss.concept}: {miss.kind}{sure}. {miss.sentence or 'No sentence mentions it.'}"


def _fields(matched: list[_Matched]) -> tuple[list[Figure], list[str]]:
    scores: dict[str, FieldScore] = measure_fields(
        (each.source.name, _with_points(each.source), each.review, each.document.role) for each in matched
    )
    figures = [Figure(name=name, value=score.share, of=score.of) for name, score in scores.items() if score.of]
    figures.append(Figure(name="all", value=overall(scores), of=sum(score.of for score in scores.values())))
    misses = [
        f"{mistake.source} {name}: expected {mistake.expected}, found {mistake.found}"
        for name, score in scores.items()
        for mistake in score.mistakes
    ]
    return figures, misses


def _with_points(source: Source) -> dict[str, object]:
    ages = source.points.get("ages_months")
    return source.expected if ages is None else source.expected | {"ages_months": ages}


def _points(matched: list[_Matched]) -> list[Figure]:
    score = measure_points(
        (each.source.points, each.review.recommendations, each.review.learning_points, each.review.incident_type)
        for each in matched
        if each.source.points
    )
    nothing: list[str] = []
    key_sentences_found, summaries = measure_summaries(
        (each.source.expected.get("key_sentences", nothing), claim.evidence if claim else [])
        for each in matched
        for claim in [each.review.provenance.get("summary")]
    )
    return [
        _share("number of recommendations exact", score.exact_number, score.documents),
        _share("number of learning points exact", score.exact_learning_points, score.documents),
        _share("texts of recommendations found", score.texts_found, score.texts),
        *_agreement("addressed to", score.addressed_to),
        *_agreement("incident type", score.incident_type),
        _share("summaries with a key sentence", key_sentences_found, summaries),
    ]


def _groups(matched: list[_Matched]) -> tuple[list[Figure], list[str]]:
    score = measure_groups(
        {each.source.name: str(each.source.expected.get("case", each.source.name)) for each in matched},
        {each.source.name: each.review.id for each in matched},
    )
    return [_share("pairs right", score.right, score.pairs)], [f"{left} and {right}" for left, right in score.wrong]


def _queries(scores: list[QueryScore]) -> tuple[list[Figure], list[str]]:
    figures = [
        Figure(name=f"MRR@10 {kind}", value=value, of=sum(score.kind == kind for score in scores) or len(scores))
        for kind, value in by_kind(scores).items()
    ]
    return figures, [f"{each.source} {each.kind}: {each.query} ({each.place})" for each in scores if each.place != 1]


def _share(name: str, right: int, of: int) -> Figure:
    return Figure(name=name, value=right / of if of else 1.0, of=of)


def _agreement(name: str, agreement: Agreement) -> list[Figure]:
    return [
        Figure(name=f"{name}: precision", value=agreement.precision, of=agreement.found),
        Figure(name=f"{name}: recall", value=agreement.recall, of=agreement.expected),
        Figure(name=f"{name}: F1", value=agreement.f1, of=agreement.expected),
    ]


def _fallen(figures: Mapping[str, list[Figure]], floors: Mapping[str, Mapping[str, float]]) -> Iterator[str]:
    found = {(subject, figure.name): figure.value for subject, listed in figures.items() for figure in listed}
    for subject, floor in floors.items():
        for name, least in floor.items():
            value = found.get((subject, name))
            if value is None or value < least:
                yield f"{subject}, {name}: {'not measured' if value is None else f'{value:.3f}'}, recorded {least:.3f}"
