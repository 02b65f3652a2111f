"""What kind of event led to a review: the words of its opening, weighed."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ingest.describe.claims import Claim
from ingest.describe.incidents import front_sentences
from ingest.describe.paragraphs import Report, Sentence
from ingest.describe.triggers import Triggers
from records.models import Evidence, IncidentType, SectionKind

_CUES: dict[IncidentType, str] = {
    IncidentType.HOMICIDE: r"murder\w*|manslaughter|homicide|unlawful(?:ly)?\s+kill\w+|(?:was|were|been)\s+killed|killed\s+(?:by|both|her|his|him)|"
    r"causing\s+or\s+allowing\s+the\s+death|infanticide|filicide",
    IncidentType.NON_ACCIDENTAL_INJURY: r"non[\s-]accidental|\bNAI\b|inflicted|fractur\w+|broken\s+(?:arm|leg|bones?|ribs?|wrist|collar)|breaks\s+in|"
    r"seriously\s+injured\s+by|bite\s+marks?|assaulted\s+by|grievous\s+bodily\s+harm|physical(?:ly)?\s+abuse[d]?\s+(?:by|over)|"
    r"injur\w+\s+(?:\w+\s+){0,4}by\s+(?:his|her|their|the)\s+(?:mother|father|parent|step|carer|partner)|beaten|scald\w*",
    IncidentType.SHAKING: r"shak(?:en|ing)|abusive\s+head\s+(?:trauma|injur\w+)|subdural|retinal\s+h(?:a?e)?morrhag\w+|inflicted\s+head",
    IncidentType.STABBING_OR_SHOOTING: r"stabb\w+|stab\s+wounds?|shot\s+(?:dead|by|in|at)|was\s+shot|shooting|gunshot|knife\s+(?:attack|wounds?)",
    IncidentType.SUICIDE: r"suicide|took\s+(?:his|her|their)\s+own\s+li(?:fe|ves)|end(?:ed|ing)\s+(?:his|her|their)\s+(?:own\s+)?li(?:fe|ves)|hang(?:ed|ing)\b",
    IncidentType.SELF_HARM: r"(?:serious|significant|severe)\s+(?:act\s+of\s+)?self[\s-]harm|self[\s-]inflicted|harmed\s+(?:himself|herself|themsel\w+)",
    IncidentType.SUDDEN_UNEXPECTED_DEATH: r"sudden(?:ly)?(?:\s+and)?\s+unexpected(?:ly)?(?:\s+(?:death|infant|in))?|\bSUDI\b|\bSUDC\b|sudden\s+infant\s+death|overlay\w*|"
    r"overlain|co[\s-]sleep\w*|bed[\s-]sharing|safe[r]?\s+sleep\w*|(?:slept|sleeping|asleep)\s+(?:\w+\s+){0,6}(?:sofa|settee|same\s+(?:surface|bed)|beside)|cot\s+death",
    IncidentType.DROWNING: r"drown\w*|submerged|found\s+in\s+(?:the\s+)?(?:bath|water|pond|canal|river)",
    IncidentType.INGESTION_OR_OVERDOSE: r"ingest\w+|overdose\w*|poison\w*|(?:drank|drinking|swallow\w+|taken)\s+(?:\w+\s+){0,3}(?:methadone|medication|tablets|drugs|medicine)|"
    r"drug\s+toxicity|methadone\s+(?:poison\w+|toxicity)",
    IncidentType.FIRE: r"house\s+fire|(?:died|killed|death|injured|burned)\s+(?:\w+\s+){0,4}fire|fire\s+(?:at|in)\s+(?:the|their|his|her)|smoke\s+inhalation|arson",
    IncidentType.ACCIDENT: r"accident(?:al(?:ly)?)?|fell\s+(?:from|out|through|down)|fall\s+from|road\s+traffic|collision|struck\s+by\s+a\s+(?:car|train|vehicle)|choked",
    IncidentType.UNTREATED_ILLNESS: r"untreated|medical\s+neglect|(?:diabet\w+|asthma|epilep\w+|seizures?|infection|sepsis|illness)\b[^.]{0,80}\b(?:died|death|not\s+(?:given|treated|receive|taken)|"
    r"without|neglect\w*)|(?:died|death)\b[^.]{0,80}\b(?:diabet\w+|asthma|epilep\w+|seizure|status\s+epilepticus|sepsis|ketoacidosis)|"
    r"not\s+(?:receiv\w+|been\s+given|given|being\s+given)\s+(?:\w+\s+){0,3}(?:medic\w+|treatment|insulin)|ketoacidosis",
    IncidentType.MALNUTRITION: r"malnutrition|malnourish\w*|starv\w+|emaciat\w+|dehydrat\w+|underweight|weighed\s+(?:less|only|just|\d)|under[\s-]?nourish\w*|"
    r"(?:without|denied|deprived\s+of|kept\s+without|withh\w+|not\s+enough|too\s+little)\s+food|faltering\s+growth|failure\s+to\s+thrive|weight\s+loss|lost\s+weight|feeds?\s+(?:were|was)\s+not",
    IncidentType.CHRONIC_NEGLECT: r"neglect(?:ed)?\b",  # a word of every report: weighed less, see _FAINT
    IncidentType.SEXUAL_ABUSE: r"sexual(?:ly)?\s+(?:abus\w+|assault\w*|offen[cs]\w*|activity\s+with)|rape[ds]?\b|incest\w*|indecent\s+(?:assault|images)|familial\s+sexual",
    IncidentType.EXPLOITATION: r"exploit(?:ed|ation|ing)\w*|county\s+lines|\bCSE\b|\bCCE\b|trafficked|groom(?:ed|ing)|gang(?:s|[\s-]related)?\b",
    IncidentType.FABRICATED_ILLNESS: r"fabricated\s+(?:or|and)\s+induced|fabricated\s+illness|induced\s+illness|\bFII\b|perplexing\s+presentation\w*|munch\w+",
}
_PATTERNS = {kind: re.compile(rf"\b(?:{pattern})", re.IGNORECASE) for kind, pattern in _CUES.items()}
_TRIGGERS: dict[IncidentType, str] = {
    IncidentType.HOMICIDE: "murder manslaughter homicide kill allowing infanticide filicide",
    IncidentType.NON_ACCIDENTAL_INJURY: "accidental nai inflicted fractur broken breaks injur bite assaulted grievous physical beaten scald",
    IncidentType.SHAKING: "shak head subdural retinal",
    IncidentType.STABBING_OR_SHOOTING: "stab shot shooting gunshot knife",
    IncidentType.SUICIDE: "suicid own hang life lives",
    IncidentType.SELF_HARM: "self",
    IncidentType.SUDDEN_UNEXPECTED_DEATH: "sudden sudi sudc overla sleep slept cot",
    IncidentType.DROWNING: "drown submerged found",
    IncidentType.INGESTION_OR_OVERDOSE: "ingest overdose poison drank drinking swallow taken toxicity",
    IncidentType.FIRE: "fire smoke arson",
    IncidentType.ACCIDENT: "accident fell fall traffic collision struck choked",
    IncidentType.UNTREATED_ILLNESS: "untreated medic diabet asthma epilep seizure infection sepsis illness ketoacidosis receiv given",
    IncidentType.MALNUTRITION: "nutrition nourish starv emaciat hydrat weigh food growth thrive feed",
    IncidentType.CHRONIC_NEGLECT: "neglect",
    IncidentType.SEXUAL_ABUSE: "sexual rape incest indecent",
    IncidentType.EXPLOITATION: "exploit county cse cce traffick groom gang",
    IncidentType.FABRICATED_ILLNESS: "fabricated induced fii perplexing munch",
}
"""Of each pattern, the beginnings of which one must stand in a sentence that it matches."""

_DENIED = re.compile(
    r"\b(?:no|not|never|nor|without|neither|ruled\s+out|excluded|rather\s+than|did\s+not|was\s+not|were\s+not|none|nobody)\b",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\b(?:Working\s+Together|guidance|defin\w+|categor\w+|means\b|regulations?|criteria|training|Act\s+\d{4}|national\s+(?:panel|review|guidance)|"
    r"form\s+of|forms\s+of|lists\s+|inspection|strategy|priorit\w+|policy|if\s+you|samaritans|(?:known|known\s+or|or)\s+suspected|abuse\s+(?:or|and)\s+neglect|earlier\s+review|other\s+review|another\s+review)\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"\b(?:(?:her|his|their)\s+own\s+(?:childhood|mother|father)|as\s+a\s+child|grew\s+up|stepfather\s+had|former\s+partner|previous\s+partner|"
    r"previously|another\s+child|other\s+children|earlier\s+relationship|charity|course|calendar)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:died|death|dies|killed|murdered|convicted|guilty|sentenced|found|hospital|taken|arrested|injur\w+|harm\w*|suffered|abused|"
    r"exploited|neglected|stabbed|weighed|condition)\b",
    re.IGNORECASE,
)
_DEFINITION = re.compile(
    r"^(?:(?:physical|emotional|sexual)\s+abuse|neglect|child\s+\w+|it)\b.{0,40}?\b(?:is|are|means|involves?|describes?|may)\b",
    re.IGNORECASE,
)
_OWN_LIFE = frozenset({IncidentType.SUICIDE, IncidentType.SELF_HARM, IncidentType.INGESTION_OR_OVERDOSE})
"""What an adult in the family may have done as well: told only of a child."""
_ADULT = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|mother|father|mum|dad|parents?|grand\w+|uncle|aunt|man|woman|partner)\b", re.IGNORECASE
)
_CHILD = re.compile(r"\b(?:child|boy|girl|baby|infant|young\s+person|daughter|son|teenager)\b", re.IGNORECASE)
_FAINT = {IncidentType.CHRONIC_NEGLECT: 0.9, IncidentType.UNTREATED_ILLNESS: 0.8, IncidentType.ACCIDENT: 0.5}
_WEIGHT_OF_TITLE = 4.0
_WEIGHT_IN_BODY = 0.25
_MOST_IN_BODY = 30
_LEAST_WEIGHT = 1.0
_SHARE_OF_MOST = 0.3
"""A kind is told when it weighs this much of what the heaviest does. Fitted on the samples, as all weights here are."""
_MOST_KINDS = 3


def find_incident_types(
    report: Report, *, title: str | None, children: Sequence[str] = ()
) -> Claim[tuple[IncidentType, ...]] | None:
    """The kinds of event that a report treats: by how often, how early and whether the event is told there."""
    weights: dict[IncidentType, float] = defaultdict(float)
    shown: dict[IncidentType, tuple[float, Evidence]] = {}
    opening = _opening(report)
    for place, sentence in enumerate(opening):
        told = max(0.5, 1.6 - place / 40) * (1.3 if _EVENT.search(sentence.text) else 0.6)
        for kind in _kinds(sentence, children):
            weight = told * _FAINT.get(kind, 1.0)
            weights[kind] += weight
            if kind not in shown or weight > shown[kind][0]:
                shown[kind] = (weight, report.of_sentence(sentence))
    for kind, sentences in _in_body(report, children).items():
        weights[kind] += _WEIGHT_IN_BODY * _FAINT.get(kind, 1.0) * min(_MOST_IN_BODY, len(sentences))
        shown.setdefault(kind, (0.0, report.of_sentence(sentences[0])))
    for kind in weights:
        if title and _PATTERNS[kind].search(title):
            weights[kind] += _WEIGHT_OF_TITLE
    _settle(weights)
    most = max(weights.values(), default=0.0)
    kinds = [
        kind
        for kind, weight in sorted(weights.items(), key=lambda each: -each[1])
        if weight >= max(_LEAST_WEIGHT, _SHARE_OF_MOST * most)
    ][:_MOST_KINDS]
    return Claim(tuple(kinds), tuple(shown[kind][1] for kind in kinds)) if kinds else None


def _kinds(sentence: Sentence, children: Sequence[str]) -> Iterator[IncidentType]:
    """What a sentence says happened to a child: not what it defines, denies or tells of somebody else."""
    text = sentence.text
    possible = _triggers().of(sentence.lower)
    if not possible or _GENERAL.search(text) or _DEFINITION.search(text) or _ANOTHER.search(text):
        return
    for kind in sorted(possible):
        match = _PATTERNS[kind].search(text)
        if match is None or _DENIED.search(text, max(0, match.start() - 60), match.start()):
            continue
        before = text[: match.start()]
        of_adult = _ADULT.search(before) and not (_CHILD.search(before) or any(child in before for child in children))
        if not (kind in _OWN_LIFE and of_adult):
            yield kind


@functools.cache
def _triggers() -> Triggers[IncidentType]:
    return Triggers({kind: words.split() for kind, words in _TRIGGERS.items()})


def _in_body(report: Report, children: Sequence[str]) -> dict[IncidentType, list[Sentence]]:
    found: dict[IncidentType, list[Sentence]] = defaultdict(list)
    for sentence in report.sentences:
        for kind in _kinds(sentence, children):
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


def _opening(report: Report) -> Sequence[Sentence]:
    skipped = {SectionKind.TERMS_OF_REFERENCE, SectionKind.APPENDIX}
    opening = (sentence for sentence in report.opening[:70] if not sentence.paragraph.kinds & skipped)
    return (*front_sentences(report.front), *opening)
