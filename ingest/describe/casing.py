"""Title case as a careful catalogue writes it."""

from __future__ import annotations

import re

_SMALL = re.compile(
    r"a|an|and|as|at|but|by|for|from|in|into|nor|of|on|onto|or|over|per|so|than|that|the|to|upon|via|vs|with"
)
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_ACRONYM = re.compile(
    r"(?:SCR|CSPR|LCSPR|CPR|CMR|DHR|SAR|LSCB|LSCP|SCP|CSP|CPC|NHS|CSE|CCE|FGM|FII|SUDI|BCP|UK|SEND|CAMHS|LGBT|PREVENT|"
    r"[IVX]{2,4}|[A-Z]{1,2}\d+|[A-Z]|[A-Z]{2}\d?)"
)


def title_case(text: str) -> str:
    """Capitalise all but the small words; capitals that are not shouting (names, acronyms) stay.

    >>> title_case("SERIOUS CASE REVIEW IN RESPECT OF CHILD BR")
    'Serious Case Review in Respect of Child BR'
    """
    shouting = _is_shouting(text)
    text = " ".join(text.split())

    def cased(match: re.Match[str]) -> str:
        word = match.group()
        is_first = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1:] in ":?!.–—|"
        return _cased(word, shouting=shouting, is_first=is_first, before=text[: match.start()])

    return _WORD.sub(cased, text)


def _cased(word: str, *, shouting: bool, is_first: bool, before: str) -> str:
    if _SMALL.fullmatch(word.lower()) and not is_first and not (len(word) == 1 and word.isupper()):
        return word.lower()
    if shouting and _is_loud(word):
        after_child = re.search(r"\b(?:CHILD|BABY|FAMILY|ADULT|BOY|GIRL|SIBLINGS?|CHILDREN|AND)\s+$", before)
        if _ACRONYM.fullmatch(word) and (len(word) != 2 or after_child or word == "UK"):
            return word
        lowered = word.lower()
        return re.sub(r"^(mc|o['’])?(\w)", lambda m: (m[1] or "").capitalize() + m[2].upper(), lowered)
    return word if any(letter.isupper() for letter in word) else word[:1].upper() + word[1:]


def _is_loud(word: str) -> bool:
    """`FAMILY`, and `McDONALD` too."""
    return sum(letter.isupper() for letter in word) > 0.6 * len(word)


def _is_shouting(text: str) -> bool:
    """Whether words are in capitals that are no acronyms: two of them, or most."""
    words = [word for word in _WORD.findall(text) if len(word) > 2 and not _ACRONYM.fullmatch(word)]
    shouted = [word for word in words if _is_loud(word)]
    return len(shouted) >= 2 or len(shouted) > 0.6 * len(words)
