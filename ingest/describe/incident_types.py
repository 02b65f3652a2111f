"""What kind of event led to a review: the words of its opening, weighed."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import resources

from ingest.describe.claims import Claim
from ingest.describe.incidents import front_sentences, speak_of_the_child
from ingest.describe.report import Report, Sentence
from ingest.describe.triggers import Triggers
from records.models import Evidence, IncidentType, SectionKind
from taxonomy.yaml_data import parse_yaml

_DENIED = re.compile(
    r"\b(?:no|not|never|nor|without|neither|none|nobody|ruled out|excluded|rather than|did not|was not|were not)\b",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\b(?:working together|guidance|defin\w+|categor\w+|means\b|regulations?|criteria|training|act \d{4}|"
    r"national (?:panel|review|guidance)|forms? of|lists |inspection|strategy|priorit\w+|policy|if you|samaritans|"
    r"(?:known|known or|or) suspected|abuse (?:or|and) neglect|earlier review|other review|another review)\b"
)
"""Of a sentence in lower case that speaks of such things in general, or of the process."""
_ANOTHER = re.compile(
    r"\b(?:(?:her|his|their) own (?:childhood|mother|father)|as a child|grew up|stepfather had|former partner|"
    r"previous partner|previously|another child|other children|earlier relationship|charity|course|calendar)\b"
)
_EVENT = re.compile(
    r"\b(?:died|death|dies|killed|murdered|convicted|guilty|sentenced|found|hospital|taken|arrested|injur\w+|harm\w*|"
    r"suffered|abused|exploited|neglected|stabbed|weighed|condition)\b"
)
_DEFINITION = re.compile(
    r"^(?:(?:physical|emotional|sexual) abuse|neglect|child \w+|it)\b.{0,40}?"
    r"\b(?:is|are|means|involves?|describes?|may)\b"
)
_OWN_LIFE = frozenset({IncidentType.SUICIDE, IncidentType.SELF_HARM, IncidentType.INGESTION_OR_OVERDOSE})
"""What an adult in the family may have done as well: told only of a child."""
_ADULT = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|mother|father|mum|dad|parents?|grand\w+|uncle|aunt|man|woman|partner)\b", re.IGNORECASE
)
_CHILD = re.compile(r"\b(?:child|boy|girl|baby|infant|young\s+person|daughter|son|teenager)\b", re.IGNORECASE)
_WEIGHT_OF_TITLE = 4.0
_WEIGHT_IN_BODY = 0.25
_MOST_IN_BODY = 30
_LEAST_WEIGHT = 1.0
_SHARE_OF_MOST = 0.3
"""A kind is told when it weighs this much of what the heaviest does. Fitted on the samples, as all weights here are."""
_MOST_KINDS = 3


@dataclass(frozen=True, slots=True)
class _Kinds:
    """The data of `incident_types.yaml`."""

    told: dict[IncidentType, re.Pattern[str]]
    faint: dict[IncidentType, float]
    signs: Triggers[IncidentType]


@functools.cache
def _kinds() -> _Kinds:
    text = resources.files("ingest.describe").joinpath("incident_types.yaml").read_text(encoding="utf-8")
    rows = {IncidentType(name): row for name, row in parse_yaml(text).items()}
    return _Kinds(
        told={kind: re.compile(rf"\b(?:{'|'.join(row['told'])})", re.IGNORECASE) for kind, row in rows.items()},
        faint={kind: row.get("faint", 1.0) for kind, row in rows.items()},
        signs=Triggers({kind: row["signs"] for kind, row in rows.items()}),
    )


def find_incident_types(
    report: Report, *, title: str | None, children: Sequence[str] = ()
) -> Claim[tuple[IncidentType, ...]] | None:
    """The kinds of event that a report treats: by how often, how early and whether the event is told there."""
    data = _kinds()
    weights: dict[IncidentType, float] = defaultdict(float)
    shown: dict[IncidentType, tuple[float, Evidence]] = {}
    in_body = [(sentence, told) for sentence in report.sentences if (told := tuple(_told(sentence, children)))]
    known = {id(sentence): told for sentence, told in in_body}
    in_front = [(sentence, tuple(_told(sentence, children))) for sentence in front_sentences(report.front)]
    in_opening = [(sentence, known.get(id(sentence), ())) for sentence in _opening(report)]
    for place, (sentence, kinds_told) in enumerate((*in_front, *in_opening)):
        if not kinds_told:
            continue
        how_told = max(0.5, 1.6 - place / 40) * (1.3 if _EVENT.search(sentence.lower) else 0.6)
        for kind in kinds_told:
            weight = how_told * data.faint[kind]
            weights[kind] += weight
            if kind not in shown or weight > shown[kind][0]:
                shown[kind] = (weight, report.of_sentence(sentence))
    for kind, sentences in _by_kind(in_body).items():
        weights[kind] += _WEIGHT_IN_BODY * data.faint[kind] * min(_MOST_IN_BODY, len(sentences))
        shown.setdefault(kind, (0.0, report.of_sentence(sentences[0])))
    for kind in weights:
        if title and data.told[kind].search(title):
            weights[kind] += _WEIGHT_OF_TITLE
    _settle(weights)
    most = max(weights.values(), default=0.0)
    kinds = [
        kind
        for kind, weight in sorted(weights.items(), key=lambda each: -each[1])
        if weight >= max(_LEAST_WEIGHT, _SHARE_OF_MOST * most)
    ][:_MOST_KINDS]
    return Claim(tuple(kinds), tuple(shown[kind][1] for kind in kinds)) if kinds else None


def _told(sentence: Sentence, children: Sequence[str]) -> Iterator[IncidentType]:
    """What a sentence says happened to a child: not what it defines, denies or tells of somebody else."""
    data = _kinds()
    lower = sentence.lower
    possible = data.signs.of(lower)
    if not possible or _GENERAL.search(lower) or _DEFINITION.search(lower) or _ANOTHER.search(lower):
        return
    text = speak_of_the_child(sentence.text, children)
    for kind in sorted(possible):
        match = data.told[kind].search(text)
        if match is None or _DENIED.search(text, max(0, match.start() - 60), match.start()):
            continue
        if not (kind in _OWN_LIFE and _is_about_adult(text[: match.start()])):
            yield kind


def _is_about_adult(before: str) -> bool:
    """Whether an adult is the first who is spoken of."""
    adult, child = _ADULT.search(before), _CHILD.search(before)
    return adult is not None and (child is None or adult.start() < child.start())


def _by_kind(told: Iterable[tuple[Sentence, Iterable[IncidentType]]]) -> dict[IncidentType, list[Sentence]]:
    found: dict[IncidentType, list[Sentence]] = defaultdict(list)
    for sentence, kinds in told:
        for kind in kinds:
            found[kind].append(sentence)
    return found


def _settle(weights: dict[IncidentType, float]) -> None:
    """One event is told in several ways: the wider name gives way where the narrower one is sure."""
    narrow = (
        IncidentType.SUDDEN_UNEXPECTED_DEATH,
        IncidentType.INGESTION_OR_OVERDOSE,
        IncidentType.DROWNING,
        IncidentType.FIRE,
    )
    if any(weights.get(kind, 0) > 2 for kind in narrow):
        for kind in (IncidentType.CHRONIC_NEGLECT, IncidentType.ACCIDENT):
            weights.pop(kind, None)


def _opening(report: Report) -> Iterator[Sentence]:
    skipped = {SectionKind.TERMS_OF_REFERENCE, SectionKind.APPENDIX}
    return (sentence for sentence in report.opening[:70] if sentence.paragraph.kinds.isdisjoint(skipped))
