"""The children at the centre of a review, by the names that the report gives them."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import resources

from ingest.describe.claims import Claim
from ingest.describe.kinds import without_type_and_role
from ingest.describe.report import Report
from records.models import Evidence

_KINDS = {
    "child": "Child",
    "children": "Child",
    "baby": "Baby",
    "babies": "Baby",
    "infant": "Infant",
    "infants": "Infant",
    "boy": "Boy",
    "boys": "Boy",
    "girl": "Girl",
    "girls": "Girl",
    "sibling": "Sibling",
    "siblings": "Sibling",
    "young person": "Young Person",
    "young people": "Young Person",
    "young persons": "Young Person",
    "young woman": "Young Woman",
    "young women": "Young Woman",
    "young man": "Young Man",
    "adult": "Adult",
    "adults": "Adult",
    "subject": "Subject",
    "yp": "YP",
}
_KIND = (
    r"(?P<kind>(?i:child(?:ren)?|bab(?:y|ies)|infants?|boys?|girls?|siblings?|"
    r"young\s+(?:persons?|people|wom[ae]n|man)|adults?|subject))"
)
_LABEL = r"(?:[A-Z]{1,4}\d{0,3}|\d{1,3}[A-Z]?)"
_AGAIN = r"(?:(?i:child|baby|boy|girl|sibling|infant|young\s+person|yp)\s+)?"
_LABELLED = re.compile(
    rf"\b{_KIND}\s+(?P<labels>{_LABEL}(?:\s*(?:[-–]|to)\s*{_AGAIN}{_LABEL}\b(?!\w)|"
    rf"(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+|\s*/\s*){_AGAIN}{_LABEL}(?![\w’'-]))*))(?!\w)"
)
_CODE = re.compile(r"\b[A-Z]{1,4}\d{1,3}\b")
_OF_ADULT = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Adult)\s+[A-Z]{1,2}\b")
_DEATH_OF = re.compile(r"\b(?i:deaths?|murder|homicide)\s+of\s+(?P<name>[A-ZÀ-Þ][a-zà-ÿ][\w’-]*)\b(?!\s+[A-Z])")
_LABELS_PARTED = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+|\s*/\s*")
_RANGE = re.compile(r"(?:([A-Z])\s*(?:[-–]|to)\s*([A-Z])|(\d{1,2})\s*(?:[-–]|to)\s*(\d{1,2}))")
_FIRST_NAME = r"[A-ZÀ-Þ][a-zà-ÿ][\w'’-]*"
_NAME_LIST = re.compile(rf"{_FIRST_NAME}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+){_FIRST_NAME})*")
_INTRODUCED = re.compile(
    r"\b(?:(?:will\s+be\s+|is\s+|are\s+|been\s+)?(?:referred\s+to|known|called|named|identified|anonymised)"
    r"(?:\s+(?:here|throughout|within|in\s+this\s+(?:report|review)|for\s+the\s+purposes?\s+of\s+this\s+\w+))*"
    r"(?:\s+by)?(?:\s+the)?(?:\s+(?:as|pseudonyms?))*\s*[:,]?\s*[“\"'‘]?|pseudonyms?\s+(?:of\s+)?(?:is\s+|are\s+)?[“\"'‘]?)"
    rf"(?P<names>{_FIRST_NAME}(?:(?:\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+){_FIRST_NAME})*)",
)
_NOT_REAL = re.compile(
    rf"(?P<names>{_FIRST_NAME})\s*(?:\(|,)?\s*(?:(?:is|was)\s+)?(?:not\s+(?:her|his|their|the\s+child[’']s)\s+(?:real\s+|own\s+)?name|"
    r"a\s+pseudonym)",
)
_ROW = re.compile(
    rf"^(?:the\s+)?(?:child|children|young\s+person|subject(?:\s+child(?:ren)?)?|name(?:\s+of\s+child)?)\s*(?:[|:]\s*|\s+)"
    rf"(?P<names>{_FIRST_NAME}(?:\s*\(\d+\))?(?:(?:\s*,\s*|\s+and\s+){_FIRST_NAME}(?:\s*\(\d+\))?)*)",
    re.IGNORECASE,
)
_OF_A_CHILD = re.compile(
    r"\b(?:child|children|girls?|boys?|bab(?:y|ies)|infants?|sisters?|brothers?|siblings?|son|daughter|young\s+(?:person|people|wom[ae]n|m[ae]n)|"
    r"toddler|teenagers?|pupils?|he|she|her|his)\b",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"\b([A-Z][\w’-]*)\s$")
_AS_OF_PERSON = (
    r"(?:['’]s\s|,?\s+(?:\((?:aged|\d)|(?:aged|was|had|is|has|died|lived|said|told|did|went|who)\b|and\s+h|an?\s))"
)
"""What follows a name that begins a sentence, when it is a person's."""
_ALSO_WORDS = frozenset(
    ("may", "will", "june", "april", "august", "summer", "spring", "autumn", "winter", "march", "hope", "grace", "mark")
)
"""Names that are months, seasons and other words: a name only where people are spoken of so."""
_BEFORE_A_MONTH = r"(?:in|since|by|of|during|until|from|early|late|mid|this|that|last|next|each|every|the)"
_ALONE_IN_LIST = re.compile(
    r"\b(?:concerns?|is\s+about|relates?\s+to|considers?|regarding|in\s+respect\s+of)\b", re.IGNORECASE
)
_FEWEST_MENTIONS = 3


@functools.cache
def no_names() -> frozenset[str]:
    """Words of titles, in lower case, that are no child's name however they are written."""
    text = resources.files("ingest.describe").joinpath("no_names.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def find_children(
    report: Report, *, title: Claim[str] | None, of_adults: bool = False
) -> Claim[tuple[str, ...]] | None:
    """From the title, then from where the report says what it calls them, then from whom it is mostly about.

    A review `of_adults` names its subject instead: then no child that it speaks of is meant.
    """
    text = report.text
    if title is not None:
        names = _labelled(title.value, text) or _first_names(title.value, text) or _by_code(title.value, text)
        if not names and of_adults:
            names = _adults(title.value)
        if names:
            return Claim(tuple(names), title.evidence)
    return None if of_adults else _introduced(report, text) or _most_labelled(report, text)


def expand(kind: str, labels: str) -> list[str]:
    """The single names that a plural stands for.

    >>> expand("Babies", "V, W and X")
    ['Baby V', 'Baby W', 'Baby X']
    >>> expand("Boys", "A to C")
    ['Boy A', 'Boy B', 'Boy C']
    """
    singular = _KINDS[" ".join(kind.lower().split())]
    span = _RANGE.fullmatch(re.sub(_AGAIN, "", labels.strip()))
    if span is not None and span[1]:
        return [f"{singular} {chr(code)}" for code in range(ord(span[1]), ord(span[2]) + 1)]
    if span is not None:
        return [f"{singular} {number}" for number in range(int(span[3]), int(span[4]) + 1)]
    names = []
    for part in _LABELS_PARTED.split(labels):
        own = re.match(rf"(?i:(child|baby|boy|girl|sibling|infant))\s+({_LABEL})", part)
        names.append(f"{_KINDS[own[1].lower()]} {own[2]}" if own else f"{singular} {part.strip()}")
    return list(dict.fromkeys(names))


def _labelled(title: str, text: str) -> list[str]:
    names: list[str] = []
    for match in _LABELLED.finditer(title):
        names += [_as_in_body(name, text) for name in expand(match["kind"], match["labels"])]
    names = list(dict.fromkeys(names))
    return [name for name in names if not name.startswith("Adult")] or names


def _as_in_body(name: str, text: str) -> str:
    """A title's `Siblings K and L` are the body's `Child K` and `Child L`."""
    kind, label = name.rsplit(" ", 1)
    if kind in {"Sibling", "Young Person"} and text.count(f"Child {label}") > text.count(name):
        return f"Child {label}"
    return name


def _first_names(title: str, text: str) -> list[str]:
    """Names in a title that the body uses as a person's."""
    left = without_type_and_role(title)
    names: list[str] = []
    for match in _NAME_LIST.finditer(left):
        before = _WORD_BEFORE.search(left, 0, match.start())
        is_parts = before is not None and before[1].lower() not in no_names()
        if is_parts or left[match.end() : match.end() + 2].strip()[:1].isupper():
            continue  # a part of a longer name: Highfold School
        is_quoted = left[max(0, match.start() - 1) : match.start()] in {"‘", "“", "'", '"'}
        words = [word.strip("'’") for word in re.split(r"[\s,&]+", match.group())]
        persons = [word for word in words if _is_person(word, text) or (is_quoted and _stands_in(text, word))]
        if len(persons) * 2 > len(words):  # who is listed with persons is one
            persons = [word for word in words if word.lower() not in no_names() and _stands_in(text, word)]
        names += persons
    return list(dict.fromkeys(names))


def _stands_in(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text) is not None


def _by_code(title: str, text: str) -> list[str]:
    """A code that some boards give a case instead of a name: `RN19`."""
    return [code for code in dict.fromkeys(_CODE.findall(title)) if text.count(code) >= _FEWEST_MENTIONS]


def _adults(title: str) -> list[str]:
    named = _DEATH_OF.search(title)
    return list(dict.fromkeys(_OF_ADULT.findall(title))) or ([named["name"]] if named else [])


def _is_person(word: str, text: str) -> bool:
    """Whether the body speaks of someone of that name, and not mostly of what the word means otherwise."""
    name = re.sub(r"['’]s$", "", word)
    if name.lower() in no_names() or len(name) < 2:
        return False
    if name not in text:
        return False
    as_person = sum(1 for _ in re.finditer(rf"\b{re.escape(name)}{_AS_OF_PERSON}", text))
    inside = len(re.findall(rf"(?<=[a-z,;] ){re.escape(name)}(?:['’]s)?\b(?!\s+[A-Z])", text))
    if name.lower() in _ALSO_WORDS:
        inside -= len(re.findall(rf"\b(?:{_BEFORE_A_MONTH}|\d{{1,2}})\s+{re.escape(name)}\b", text))
        return as_person > 0 and as_person + inside >= _FEWEST_MENTIONS
    common = len(re.findall(rf"\b{re.escape(name.lower())}\b", text)) if name.lower() in text else 0
    return (inside >= _FEWEST_MENTIONS and inside > common) or (not common and as_person >= 2)


def _introduced(report: Report, text: str) -> Claim[tuple[str, ...]] | None:
    """From a row of the cover's table, or from the sentence that says what the children are called."""
    for paragraph in report.front:
        match = _ROW.search(paragraph.text)
        listed = [name for name in re.findall(_FIRST_NAME, match["names"]) if _is_person(name, text)] if match else []
        if match is not None and listed:
            return Claim(tuple(dict.fromkeys(listed)), (report.of_match(paragraph, match),))
    names: list[str] = []
    evidence: list[Evidence] = []
    for sentence in report.opening:
        found = _called(sentence.text, text) if _OF_A_CHILD.search(sentence.text) else []
        if len(found) > 1:
            return Claim(tuple(dict.fromkeys(found)), (report.of_sentence(sentence),))
        if found and len(evidence) < 3:
            names += found
            evidence.append(report.of_sentence(sentence))
    return Claim(tuple(_central(list(dict.fromkeys(names)), text)), tuple(evidence)) if names else None


def _called(sentence: str, text: str) -> list[str]:
    """The names that a sentence gives to children."""
    introduces = _INTRODUCED.search(sentence) or _NOT_REAL.search(sentence)
    found = [name for match in _LABELLED.finditer(sentence) for name in expand(match["kind"], match["labels"])]
    if introduces is None and not (found and _ALONE_IN_LIST.search(sentence)):
        return []
    if not found and introduces is not None:
        words = re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+", introduces["names"])
        found = [word for word in words if _is_person(word, text)]
    return [name for name in found if not name.startswith("Adult")]


def _most_labelled(report: Report, text: str) -> Claim[tuple[str, ...]] | None:
    told: Counter[str] = Counter()
    for match in _LABELLED.finditer(text):
        for name in expand(match["kind"], match["labels"]):
            told[name] += 1
    told = Counter(
        {name: count for name, count in told.items() if not name.startswith(("Adult", "Sibling", "Subject"))}
    )
    if not told or told.most_common(1)[0][1] < _FEWEST_MENTIONS:
        return None
    names = _central([name for name, _ in told.most_common(12)], text)
    evidence = _first_mentions(report, names)
    return Claim(tuple(sorted(names, key=text.find)), evidence)


def _central(names: Sequence[str], text: str) -> list[str]:
    """Those spoken of at least half as often as the one spoken of most."""
    counts = {name: text.count(name) for name in names}
    most = max(counts.values(), default=0)
    return [name for name in names if counts[name] * 2 >= most]


def _first_mentions(report: Report, names: Iterable[str]) -> tuple[Evidence, ...]:
    found = (next((s for s in report.sentences if name in s.text), None) for name in names)
    return tuple(report.of_sentence(sentence) for sentence in found if sentence)
