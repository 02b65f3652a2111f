"""To whom a recommendation speaks, as concepts of the scheme of agencies."""

from __future__ import annotations

import functools
import re
from collections import Counter

from records.models import Scheme
from taxonomy.mentions import find_concepts

_CHILDRENS_SERVICES = "childrens-social-care"
_MODAL = re.compile(
    r"\b(?:should|must|shall|will|needs?\s+to|(?:is|are)\s+(?:asked\s+)?to|ought\s+to|"
    r"to\s+(?:ensure|review|consider|develop|provide|work))\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.;:])\s+")
_THAT = re.compile(r"^(?:it\s+is\s+recommended\s+)?that\s+", re.IGNORECASE)
_SUBJECT_ENDS = re.compile(r"\b(?:who|which|that|whenever|where|when|whether|by|so)\b")
_LEADS_IN = re.compile(
    r"^\s*(?:when(?:ever)?|where(?:ver)?|if|unless|before|after|once|until|while|as|although|because|since|following|during|in|at|"
    r"on|for|from|to|by|with|within|without)\b[^,;:]*,\s+",
    re.IGNORECASE,
)
"""`When police officers place a child with a relative,` says when, and not who should."""
_EVERYONE = re.compile(
    r"\b(?:all|every|each|member|partner)\s+(?:\w+\s+){0,2}(?:agenc(?:y|ies)|partners?|organisations?|services)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^(?P<who>[^:.]{2,60}):\s+(?=\S)")
_COUNCIL = re.compile(
    r"\b(?:(?:city|county|borough|district)\s+)?council\b|\bdirector\s+of\s+children[’']s\s+services\b", re.IGNORECASE
)
_AUTHORITY = re.compile(r"\blocal\s+authorit(?:y|ies)\b", re.IGNORECASE)
_OF_COUNCIL = re.compile(
    r"\bcouncil(?:[’']s)?\s+(?:housing|education|admissions|early\s+help|own\s+houses)", re.IGNORECASE
)
_COMMISSIONER = re.compile(
    r"\b(?:CCGs?|ICBs?|PCTs?|NHS\s+England|Clinical\s+Commissioning\s+Groups?|Integrated\s+Care\s+(?:Board|System)|"
    r"Primary\s+Care\s+Trusts?|Health\s+and\s+Social\s+Care\s+Board)\b"
)
_PASSED_ON = re.compile(
    r"^\s*(?:ask|require|request|seek\s+assurance\s+(?:from|that)|write\s+to|ensure\s+that|work\s+with)\s+(?P<whom>.{3,90}?)"
    r"(?=\s+(?:to|that|are|is|have|has|can|do|does|keep|know|use|make|replace|give|put|take|include|consider|how)\b|[,.;:]|$)",
    re.IGNORECASE,
)
_OF_ALL_SORTS = re.compile(
    r"\b(?:every|each|any|no)\s+(?:child|assessment|plan|referral|case|patient|famil\w+|record)\b", re.IGNORECASE
)
_SAID_AFTER = re.compile(
    r"(?:\s+[A-Z][\w’'-]+)*(?:\s*\((?P<paren>[^()]{3,80})\)|,\s+(?:the|an?|our)\s+(?P<apposed>[^,.;()]{3,80}))"
)
_PROPER_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s+(?:and\s+)?[A-Z][\w’'-]+)*")
_IN_A_PLACE = re.compile(r"\b(?:in|across|throughout|within|outside)\s+(?:the\s+)?$")
_LONGER_NAME = re.compile(
    r"\b(?!(?:The|An?|At|In|On|By|From|To|Of|For|With|And|But|Or|When|While|After|Before|As|If|Both|Their|Its|His|Her|Our)\b)"
    r"[A-Z][\w’'-]*\s$"
)
"""Before a name that is the end of another: `Haven Fenshaw`."""
_TRUST = re.compile(r"\b(?:[A-Z][\w’'-]+\s+(?:and\s+)?)+(?:NHS\s+)?(?:Foundation\s+)?Trust\b")
_MENTAL_HEALTH_TRUST = re.compile(r"\bPartnership\s+(?:University\s+)?NHS\b|\bMental\s+Health\b")


class Units:
    """The services that a report calls by names of its own, told by how it introduces them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._known: dict[str, list[str]] = {}

    def agencies_of(self, name: str) -> list[str]:
        """The agencies that a name like `Turnstone` or `the Trust` stands for; empty when the report does not say."""
        if name not in self._known:
            is_name = f" {name.lower()} " not in self._text  # and no word that begins a sentence
            self._known[name] = self._trust() if name == "Trust" else self._introduced(name) if is_name else []
        return self._known[name]

    def _introduced(self, name: str) -> list[str]:
        found: Counter[str] = Counter()
        at = self._text.find(name)
        while at >= 0:
            before, after = self._text[max(0, at - 80) : at], self._text[at + len(name) : at + len(name) + 120]
            said = _SAID_AFTER.match(after)
            if _LONGER_NAME.search(before):
                pass  # who is introduced is not the one of this name
            elif said is not None:
                found.update(_named_in(said["paren"] or said["apposed"]))
            elif before.endswith("(") and after.startswith(")"):
                words = re.split(r"[,.;()]", before[:-1])[-1].split()
                phrase = " ".join(words[-(len(name) if name.isupper() else 8) :])
                found.update(_named_in(phrase))
            at = self._text.find(name, at + len(name))
        return [found.most_common(1)[0][0]] if found else []

    def _trust(self) -> list[str]:
        """The trust that the report names most is the one that it means by `the Trust`."""
        names = Counter(
            match.group() for match in _TRUST.finditer(self._text) if match.group() not in {"NHS Trust", "Trust"}
        )
        if not names:
            return []
        return _agencies(names.most_common(1)[0][0], None)


@functools.lru_cache(maxsize=1024)  # `the Board` and `CSC` are asked for at every point
def _named_in(phrase: str) -> tuple[str, ...]:
    return tuple(find_concepts(phrase, scheme=Scheme.AGENCY))


def find_addressees(text: str, units: Units, *, lead: str = "", heading: str = "") -> list[str]:
    """The agencies that are to act: those before `should` in its sentences, and those that a table's column names.

    `lead` is what a column for the responsible body says; `heading` what the point stands under, used where the
    text names nobody. Everybody, and the board itself, give an empty list.
    """
    who: list[str] = []
    for subject, asked in _clauses(text):
        found = _agencies(subject, units)
        if not found or "ducation" in subject:
            found = [*found, *_passed_on(subject, asked, units)]
        who += found
    who += _agencies(lead, units)
    if not who and heading:
        who = _agencies(heading, units)
    return list(dict.fromkeys(who))


def _clauses(text: str) -> list[tuple[str, str]]:
    """Of each sentence, who should and what; of a text that begins with a label and a colon, the label."""
    label = _LABEL.match(text)
    if label is not None and len(label["who"].split()) <= 6 and not _MODAL.search(label["who"]):
        return [(label["who"], "")]
    clauses = []
    for sentence in _SENTENCE_END.split(text):
        that = _THAT.match(sentence)
        modal = _MODAL.search(sentence)
        if that is not None and (modal is None or not text.lower().startswith("it is")):
            clauses.append((_shortest_subject(sentence[that.end() :]), ""))
        elif modal is not None:
            subject = _SUBJECT_ENDS.split(_LEADS_IN.sub("", sentence[: modal.start()]))[0]
            if len(subject.split()) <= 30:
                clauses.append((subject, sentence[modal.end() :]))
    return clauses


def _shortest_subject(clause: str) -> str:
    """Of `that probation notify CSC` the words up to the first agency: the rest is what is asked."""
    words = clause.split()
    for length in range(1, min(8, len(words)) + 1):
        if _named_in(" ".join(words[:length])):
            return " ".join(words[:length])
    return ""


def _passed_on(subject: str, asked: str, units: Units) -> list[str]:
    """Whom a board or a commissioner is told to ask; a commissioner answers for the services that it pays."""
    if _COMMISSIONER.search(subject):
        return _agencies(asked, units)
    match = _PASSED_ON.match(asked)
    if match is None or _OF_ALL_SORTS.search(match["whom"]):
        return []
    return _agencies(match["whom"], units)


def _agencies(phrase: str, units: Units | None) -> list[str]:
    if not phrase or _EVERYONE.search(phrase):
        return []
    found = list(_named_in(phrase))
    if _MENTAL_HEALTH_TRUST.search(phrase) and _TRUST.search(phrase):
        found = ["adult-mental-health", *(agency for agency in found if agency != "hospital")]
    if units is not None:
        for match in _PROPER_NAME.finditer(phrase):
            name = match.group().removeprefix("The ")
            is_place = _IN_A_PLACE.search(phrase, 0, match.start()) is not None
            if not is_place and not _named_in(name):
                found += units.agencies_of(name)
    names_council = _COUNCIL.search(phrase) is not None and _OF_COUNCIL.search(phrase) is None
    if names_council or (not found and _AUTHORITY.search(phrase)):
        found.append(_CHILDRENS_SERVICES)  # a council that is told to act, is told so as children's services
    return list(dict.fromkeys(found))
