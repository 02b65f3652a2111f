"""Odd characters become those that a reader would type: ligatures, broken encodings, bullets of symbol fonts."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ODD = re.compile(r"[^\x00-\x7f‘’“”–—•…£€é½¼¾§·■◼□▪●○➢❖✓©\ufffe]")
"""Anything but what English reports are full of; ftfy costs too much to look at every typographic quote or bullet."""
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x80-\x9f\ufff9-\ufffb]")
_SYMBOLS = str.maketrans(
    {  # private characters by which Symbol and Wingdings reach us
        "\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf076": "❖", "\uf0a8": "□", "\uf06f": "□",
        "\uf0e0": "→", "\uf0d2": "©", "\uf02d": "-", "\uf06e": "■", "\uf071": "□", "\uf0b0": "°", "\uf020": " ",
        "\u2010": "-", "\u2011": "-", "\u2212": "-", "\u00a0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ",
    }
)  # fmt: skip
_SAFE = "\ufffe"


def mend(text: str) -> str:
    """Repair one line of text. Quotes and dashes stay as they are printed."""
    if text.isascii() or not _ODD.search(text):
        return text
    soft_break = text.endswith(_SAFE)
    mended = _INVISIBLE.sub("", text.removesuffix(_SAFE).translate(_SYMBOLS))
    if _ODD.search(mended):
        mended = unicodedata.normalize("NFC", _fixer()(mended))
    return mended + _SAFE if soft_break else mended


@cache
def _fixer():  # type: ignore[no-untyped-def]
    import ftfy  # noqa: PLC0415 (most documents never need it)

    config = ftfy.TextFixerConfig(uncurl_quotes=False, unescape_html=False, explain=False)
    return lambda text: ftfy.fix_text(text, config)
