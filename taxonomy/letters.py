"""Whether the full stop after a single letter ends a sentence: that of `Child K.` may, that of `J. Smith` does not."""

from __future__ import annotations

import re

_LABELLED = re.compile(
    r"\b(?:child(?:ren)?|bab(?:y|ies)|infant|boy|girl|sibling|twin|person|adult|family|subject|appendix|part|section|figure|"
    r"table|category|class|group|hepatitis|vitamin|school|nursery|home|hospital|practice|agency|and)\s+[A-Z]$",
    re.IGNORECASE,
)
"""A letter that is a name or a number, not the initial of a surname that follows."""
_BEGINS = re.compile(
    r"(?:The|An?(?=\s[a-z])|S?[Hh]e|It|They|We|This|That|These|Those|There|In|On|At|By|For|From|To|After|Before|When|While|As|If|"
    r"Although|But|And|Both|Each|All|Some|Most|No|Not|Nobody|None|One|His|Her|Their|Its|Our|What|Who|How|During|Since|Until|"
    r"Then|Had|Seen|Early|Every|Neither|Nor|Only|Later|Once|Other|Another|Many|Few|Such)\b"
)
"""Words with which a sentence goes on after `Ms M.`, and no surname after an initial."""
_FARTHEST_LABEL = 16
"""Characters within which a label and its letter end."""


def ends_in_letter(text: str, stop: int, following: int) -> bool:
    """Whether a sentence ends at the full stop at `stop`, after a single letter; what follows begins at `following`."""
    if _BEGINS.match(text, following):
        return True
    return _LABELLED.search(text, max(0, stop - _FARTHEST_LABEL), stop) is not None
