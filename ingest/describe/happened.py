"""Whether a sentence says what happened to the children: a harm, told as a fact, of a child and of nobody else.

A sentence that only holds the words will not do: `Ms T was abused as a child`, `the criteria are met when a child has
died`, `there was no sign that the baby was neglected` tell nothing of the child whom the review is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.describe.triggers import GuardedPattern, Needs

_NAME = "Thechild"
"""What stands for every child's name, so that one pattern serves all reports."""
_CHILD = (
    rf"(?:{_NAME}|(?i:child(?:ren)?|bab(?:y|ies)|infants?|newborn|boys?|girls?|twins|toddlers?|teenagers?|pupils?|victims?|"
    r"siblings|young\s+(?:persons?|people|wom[ae]n|m[ae]n)|[\w-]{1,20}-(?:year|month|week|day)s?-olds?|"
    r"(?:two|three|four|five|six|both|all|younger|elder|the|her|his|their|own)\s+(?:sisters?|brothers?|sons?|daughters?)))\b"
    r"(?!['’-]|\s+(?i:protection|in\s+need|practice|safeguarding|sexual|criminal|abuse|death|care|health|development|minder|"
    r"benefit|welfare|cruelty|services?|and\s+(?:famil|adolescent|young)|(?:\w+\s+)?(?:mother|father|man|woman|parent)\b))"
)
"""A child who may be the one; not what is a child's, or a service's, nor a parent of so many years."""
_ADULT = (
    r"(?:Mr|Mrs|Ms|Miss|Dr)\b|(?i:(?:step|grand)?(?:mother|father|parent)s?|mum|dad|step\w+|partners?|boyfriend|"
    r"girlfriend|gran|nan|aunts?|uncles?|cousins?|carers?|m[ae]n|wom[ae]n|adults?|neighbours?|friends?|lodger|brothers?|"
    r"sisters?|sibling|sons?|daughters?|officers?|workers?|teachers?|reviewer|author|practitioners?|professionals?|"
    r"relatives?|perpetrators?|offenders?)\b"
)
_OF_ANOTHER = (
    r"(?P<another>\b(?i:another|other|previous|earlier|older|half|any|each|every|"
    r"(?:(?:step|grand)?(?:mother|father|parent)s?|brother|sister|uncle|aunt|partner)\s+of)[\s-]+(?:(?:the|this|a)\s+)?)?"
)
_PERSON = re.compile(rf"{_OF_ANOTHER}\b(?P<child>{_CHILD})|\b(?P<adult>{_ADULT})")

_BE = r"(?:was|were|(?<!have )(?<!has )been)(?:\s+[\w-]+,?){0,4}?\s+"
_DONE = (
    r"(?:killed|murdered|stabbed|shot|injured|harmed|hurt|assaulted|attacked|abused|exploited|raped|trafficked|groomed|"
    r"neglected|starved|beaten|shaken|burn(?:ed|t)|scalded|poisoned|smothered|suffocated|strangled|drowned|bitten|abandoned|"
    r"tortured|(?:ill-|mal|mis)treated|electrocuted|crushed|abducted)\b"
)
_DOING = (
    r"(?:killed|murdered|stabbed|shot|injured|harmed|assaulted|attacked|abus(?:ed|ing)|exploit(?:ed|ing)|raped|"
    r"neglect(?:ed|ing)|starved|beat(?:en)?|shook|shaken|poisoned|smothered|suffocated|strangled|drowned|abandoned|tortured)"
)
_HURTS = r"(?:injur|burn|fractur|brain|head|cardiac|abuse|harm|neglect|wound|bruis|stab|break|overdose|disab)\w*"
_STATE = (
    r"\b(?:dead|alone|hang(?:ing|ed)|unresponsive|unconscious|lifeless|collapsed|not\s+breathing|in\s+cardiac|floating|"
    r"drowned|submerged|injur\w+|wounds?|burns?|bruis\w+|fractures?|broken|breaks)\b"
)
"""In what state a child is found, where something has happened."""
_OF_CHILD: dict[float, tuple[str, ...]] = {
    3.0: (
        r"(?:died|drowned|(?:hanged|killed)\s+(?:him|her)self)\b",
        r"(?:lost|took|ended|taken)\s+(?:his|her|their)\s+(?:own\s+)?(?:life|lives)\b",
        r"(?:stabbed|shot|beaten|starved|burned|strangled)\s+to\s+death\b",
        rf"{_BE}(?:pronounced\s+dead\b|{_DONE})",
    ),
    2.6: (
        rf"{_BE}found\b(?=[^.;]{{0,60}}?{_STATE})",
        rf"(?<!have )(?<!has )(?:suffered|sustained|survived|received)\s+(?:[\w’'-]+,?\s+){{0,6}}?{_HURTS}",
        r"collapsed\b|stopped\s+breathing\b|(?:been|be|was|were)\s+resuscitated\b",
    ),
    2.2: (
        rf"{_BE}(?:left|kept)\s+(?:alone|unattended|without|awake|locked|for\s+(?:long|hours|days|many)|"
        r"with\s+(?:an?\s+)?(?:lasting|permanent|serious|severe|life))",
        rf"{_BE}given\s+(?:alcohol|drugs|methadone|drink)\b|(?:took|taken)\s+an\s+overdose\b",
        r"(?:ingested|swallowed|drank)\s",
        r"lived\b[^.;]{0,60}?\b(?:without|too\s+little|squal\w+|filth\w*|cold|neglect\w*)\b",
    ),
    1.6: (
        r"fell\s+(?:from|out)\b|weighed\s+(?:less|only|just|under|\d)",
        r"had\s+(?:[\w’'-]+,?\s+){0,5}?(?:fractur\w+|bruis\w+|burns|injur\w+|broken|breaks)\b",
        rf"{_BE}(?:admitted\b|removed\s+from\b)",
        rf"{_BE}(?:taken|brought|rushed|airlifted|flown|transferred)\s+(?:\w+\s+){{0,3}}?(?:to|into|in)\s+"
        r"(?:[\w’']+\s+){0,3}?(?:hospital|intensive|emergency|A&E|Accident)",
    ),
}
"""What is told of a child who stands before it, by how grave and how plain it is."""
_GRADES = [f"(?P<w{place}>{'|'.join(patterns)})" for place, patterns in enumerate(_OF_CHILD.values())]
_TOLD_OF_CHILD = re.compile(rf"\b(?:{'|'.join(_GRADES)})")
"""One look for the beginning of a word, and not one for each pattern, takes half the time."""
_TOLD_WEIGHTS = {f"w{place}": weight for place, weight in enumerate(_OF_CHILD)}
_TO_CHILD = re.compile(
    rf"\b(?:{_DOING}|(?P<found>found))\s+(?:(?:and|both|of|the|her|his|their|these|this|two|three|four|five|six)\s+){{0,3}}"
    rf"(?:{_CHILD}|(?P<pronoun>him|them|her(?=\W*$|[.,;:]|\s+(?:and|for|in|at|on|with|when|by|over|while|after|until|from)\b)))"
)
"""What somebody did to a child, who stands after it."""
_NO_DEED = re.compile(r"\b(?:of|for|with|about|to|the|from|are|is|be) $")
"""Before a word that tells of no deed: `the work with abused children`, `who is exploiting children`."""
_TO_CHILD_WEIGHT = 2.8
_NAMED = re.compile(
    r"\b(?:deaths?|murders?|killing|manslaughter|homicide|suicide|serious\s+(?:injur\w+|harm)|exploitation)\s+"
    rf"(?:of|to|suffered\s+by)\s+(?:[\w-]+\s+){{0,5}}?{_CHILD}|\b{_NAME}['’]s\s+(?:\w+\s+)?(?:death|murder|suicide)\b"
)
"""A harm that is named and not told: `following the death of Child B`."""
_NAMED_WEIGHT = 1.6
_TOLD_TWICE = 0.4
"""More for a sentence that tells of two harms."""
_FARTHEST_SUBJECT = 140
"""Characters between a child and what is told of it."""
_FARTHEST_DOUBT = 80
"""Characters between a word of doubt and what it puts in doubt."""

_TELLS_NOTHING = GuardedPattern(
    r"\bno(?:\s+\w+)?\s+(?:evidence|indication|sign|suggestion)\b|^(?:no|none|nobody|neither|nothing|not)\b|"
    r"\bbeen\s+(?:\w+\s+)?(?:prevented|avoided)\b|\b(?:predict\w*|fores[ae]\w*|known\s+or\s+suspected|remit|research|"
    r"known\s+to\s+be\s+a\s+factor|(?:cause|grounds)\s+for\s+concern|gave\s+rise\s+to\s+concern|terms\s+of\s+reference|"
    r"nationally|studies|per\s+cent|hypothes\w+)\b|\b(?:when|where|whenever|if|that|which)\s+(?:a|any)\s+(?:child|baby|young\s+person)\b|"
    r"\bas\s+an?\s+(?:child|girl|boy|baby|teenager)\b|\bin\s+(?:her|his|their)\s+(?:own\s+)?childhood\b|"
    r"\b(?:earlier|another|previous|other)\s+(?:serious\s+case\s+)?reviews?\b|\bchild(?:ren)?\s+who\s+(?:have|has|are|is)\b",
    needs=(
        *("no", "neither", "prevented", "avoided", "predict", "foresee", "foresaw", "suspected", "remit"),
        *(
            "research",
            "factor",
            "concern",
            "reference",
            "studies",
            "per cent",
            "nationally",
            "hypothes",
            "a child",
            "any child",
        ),
        *("a baby", "any baby", "a young person", "any young person", "as a", "childhood", " review", "child who"),
        *("children who"),
    ),
)
"""Of a sentence in lower case: what denies, defines, looks ahead, or tells of an adult's own childhood."""
_DOUBT = re.compile(
    r"\b(?:could|would|might|may|should|can(?:not)?|must|risk(?:s|ed)?|likely|if|whether|unless|prevent\w*|threat\w*|alleg\w+|"
    r"suspect\w*|suspicion\w*|fear\w*|concerned|concerns?\s+(?:that|about|for)|worr\w+|belie\w+|claim\w*|den(?:y|ied)|ruled\s+out|not|never|no|nor|neither|"
    r"none|nobody|hardly|without)\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\b(?:since|before|until|each\s+of\s+the\s+[\w\s]{1,30}who)\b")
_CLAUSE_BEGINS = re.compile(r"[,;:()–—]")
_SPOKEN_OF_AGAIN = re.compile(r"[,)]\s*(?:\w+\s+)?$")
"""After `Child B, who lived with her mother,` the child is spoken of again."""
_WITH_AN_ADULT = re.compile(r"(?:\s+of\s+\w+|,?\s+aged\s+\w+,?)?\s+and\s+(?:his|her|their)\s+(?:[\w-]+\s+)?")
"""Between a child and the adult to whom the same was done."""
_SIGNS = Needs(
    (
        *("died", "drown", "his life", "her life", "their lives", "own li", "hanged", "dead", "kill", "murder"),
        *("stab", "shot", "injur", "harm", "hurt", "assault", "attack", "abus", "exploit", "rape", "traffick"),
        *("groom", "neglect", "starv", "beat", "shak", "shook", "burn", "scald", "poison", "smother", "suffocat"),
        *("strangl", "bitten", "abandon", "tortur", "treated", "electrocut", "crush", "abducted", "found"),
        *("fractur", "brain", "head", "cardiac", "wound", "bruis", "break", "broken", "overdose", "disab"),
        *("collapsed", "breathing", "resuscitated", " left ", " kept ", "alcohol", "drugs", "methadone", "drink"),
        *("ingested", "swallowed", "drank", "lived", "fell", "admitted", "removed", "taken", "brought", "rushed"),
        *("airlifted", "flown", "transferred", "weighed", "death", "manslaughter", "homicide", "suicide"),
    ),
)
"""Beginnings of words of which every sentence that tells of harm holds one."""


def harm_told(text: str, lowered: str, *, children: re.Pattern[str] | None) -> float:
    """How grave and how plainly told the harm is that a sentence tells of a child; 0 where it tells none.

    `lowered` is the text in lower case; `children` finds the names that the report gives the children at the centre.
    """
    if not _SIGNS.stand_in(lowered):
        return 0.0
    if children is not None:
        text = children.sub(_NAME, text)
    weights = [*_told_of_a_child(text), *_done_to_a_child(text)]
    if not weights:
        named = _NAMED.search(text)
        weights = [_NAMED_WEIGHT] if named is not None and _is_fact(text, named) else []
    if not weights or _TELLS_NOTHING.search(lowered):
        return 0.0
    return max(weights) + _TOLD_TWICE * (len(weights) > 1)


def _told_of_a_child(text: str) -> Iterator[float]:
    persons: list[re.Match[str]] | None = None
    for told in _TOLD_OF_CHILD.finditer(text):
        if not _is_fact(text, told):
            continue
        persons = list(_PERSON.finditer(text)) if persons is None else persons
        if _is_of_a_child(text, told.start(), persons):
            weight = _TOLD_WEIGHTS[str(told.lastgroup)]
            yield min(weight, _NAMED_WEIGHT) if _ASIDE.search(_clause(text, 0, told.start())) else weight


def _done_to_a_child(text: str) -> Iterator[float]:
    for done in _TO_CHILD.finditer(text):
        if _NO_DEED.search(text, max(0, done.start() - 6), done.start()) or not _is_fact(text, done):
            continue
        if done["found"] and not re.search(_STATE, text[done.end() : done.end() + 60]):
            continue
        if done["pronoun"]:
            first = _PERSON.search(text)
            if first is None or not first["child"] or first["another"]:
                continue
        yield _TO_CHILD_WEIGHT


def _is_fact(text: str, told: re.Match[str]) -> bool:
    """Whether nothing before it in its clause, and no `not` within it, puts in doubt what is told."""
    if " not " in told.group() or " never " in told.group():
        return False
    return _DOUBT.search(_clause(text, max(0, told.start() - _FARTHEST_DOUBT), told.start())) is None


def _clause(text: str, start: int, end: int) -> str:
    return _CLAUSE_BEGINS.split(text[start:end])[-1]


def _is_of_a_child(text: str, at: int, persons: Sequence[re.Match[str]]) -> bool:
    """Whether it is a child of whom a word tells: the nearest person before it; a pronoun means the nearest, too."""
    before = [person for person in persons if person.end() <= at + 1]
    if not before or at - before[-1].end() > _FARTHEST_SUBJECT:
        return False
    nearest = before[-1]
    if nearest["child"]:
        return not nearest["another"]
    earlier = next((person for person in reversed(before) if person["child"] and not person["another"]), None)
    if earlier is None:
        return False
    if _WITH_AN_ADULT.fullmatch(text, earlier.end(), nearest.start()):
        return True
    return text[earlier.end() :].startswith(",") and _SPOKEN_OF_AGAIN.search(text[nearest.end() : at]) is not None
