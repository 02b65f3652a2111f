"""Marking sentences in the text of a page, and words on its picture."""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from markupsafe import Markup, escape

from frontend.links import FIRST_MARK

Span = tuple[int, int]
"""Start and end (exclusive) of a stretch of a text."""

_FEWEST_WORDS = 4
"""A quote that runs on to the next page is looked for by its beginning, of at least so many words."""
_BLANK_LINE = re.compile(r"\n\s*\n")
_MARK = re.compile(r"<mark>(.*?)</mark>", re.DOTALL)
_MARK_TAG = re.compile(r"</?mark>")


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page: whole points from its top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Where the words of a page stand. Sizes in points; each word is (x0, y0, x1, y1, text)."""

    width: float
    height: float
    words: Sequence[tuple[float, float, float, float, str]]


def read_layout(path: Path | None, number: int) -> PageLayout | None:
    """The layout of a page, or None where there is none that can be read."""
    if path is None:
        return None
    try:
        content = gzip.decompress(path.read_bytes()).decode()
        start = re.search(rf'\{{\s*"number":\s*{number}\b', content)  # inside a word its quotes would be escaped
        if start is None:
            return None
        page, _ = json.JSONDecoder().raw_decode(content, start.start())  # one page of a hundred: 40 times as fast
        return PageLayout(page["width"], page["height"], page["words"])
    except (OSError, EOFError, ValueError, KeyError, zlib.error):
        return None


def quote_spans(text: str, quotes: Iterable[str]) -> list[Span]:
    """Where quotes stand in a text, white space aside, in order and joined where they overlap.

    Of a quote that runs on to the next page, the part on this page.
    """
    spans: list[Span] = []
    for quote in quotes:
        words = quote.split()
        shortest = min(len(words), _FEWEST_WORDS)
        for length in _lengths(len(words), shortest):
            found = re.search(r"\s+".join(map(re.escape, words[:length])), text) if length else None
            if found:
                spans.append(found.span())
                break
    return _joined(spans)


def _lengths(longest: int, shortest: int) -> range:
    return range(longest, shortest - 1, -1)


def spans_of_marks(html: str) -> list[Span]:
    """Where the marks of an escaped and marked text stand in the text that it was made of."""
    spans: list[Span] = []
    at = 0
    for index, piece in enumerate(_MARK_TAG.split(html)):
        length = len(unescape(piece))
        if index % 2:
            spans.append((at, at + length))
        at += length
    return spans


def marked_paragraphs(text: str, spans: Sequence[Span], *, here: Span | None = None) -> list[Markup]:
    """The paragraphs of a text as HTML, with the spans, which are in order and do not overlap, in `<mark>`.

    `here` is the passage that a link leads to: a mark of its own class, in which the spans are strong. It is named
    FIRST_MARK, or without it the first of the marks is.
    """
    blocks = sorted([*without_overlap(spans, here), *([here] if here else [])])
    named = here or (blocks[0] if blocks else None)
    paragraphs = []
    for start, end in paragraph_spans(text):
        html, at = Markup(), start
        for block in blocks:
            first, last = max(block[0], at), min(block[1], end)
            if first >= last:
                continue
            inner = _strengthened(text, (first, last), spans) if block == here else escape(text[first:last])
            name = Markup(' id="%s"') % FIRST_MARK if block == named else ""
            look = Markup(' class="here"') if block == here else ""
            html += escape(text[at:first]) + Markup("<mark%s%s>%s</mark>") % (name, look, inner)
            named, at = None if block == named else named, last
        paragraphs.append(html + escape(text[at:end]))
    return paragraphs


def without_overlap(spans: Iterable[Span], here: Span | None) -> list[Span]:
    """The spans that do not touch the passage."""
    return [span for span in spans if not here or span[1] <= here[0] or span[0] >= here[1]]


def _strengthened(text: str, within: Span, spans: Iterable[Span]) -> Markup:
    html, at = Markup(), within[0]
    for span in spans:
        first, last = max(span[0], at), min(span[1], within[1])
        if first < last:
            html += escape(text[at:first]) + Markup("<strong>%s</strong>") % text[first:last]
            at = last
    return html + escape(text[at : within[1]])


def paragraph_spans(text: str) -> list[Span]:
    """Where the paragraphs of a text stand: what blank lines separate, without white space at either end."""
    starts = [0, *(gap.end() for gap in _BLANK_LINE.finditer(text))]
    ends = [*(gap.start() for gap in _BLANK_LINE.finditer(text)), len(text)]
    spans = []
    for start, end in zip(starts, ends, strict=True):
        paragraph = text[start:end]
        if paragraph.strip():
            first = start + len(paragraph) - len(paragraph.lstrip())
            spans.append((first, first + len(paragraph.strip())))
    return spans


def boxes_of_quotes(layout: PageLayout, quotes: Iterable[str]) -> list[Box]:
    """The boxes of quotes on a page. Only letters and digits are compared: lines are broken elsewhere in print."""
    letters, owner = [], []
    for index, word in enumerate(layout.words):
        bare = _bare(word[4])
        letters.append(bare)
        owner += [index] * len(bare)
    printed = "".join(letters)
    marked_words: set[int] = set()
    for quote in quotes:
        words = quote.split()
        for length in _lengths(len(words), min(len(words), _FEWEST_WORDS)):
            wanted = _bare("".join(words[:length]))
            at = printed.find(wanted) if wanted else -1
            if at >= 0:
                marked_words.update(owner[at : at + len(wanted)])
                break
    return _boxes(layout, marked_words)


def boxes_of_query(layout: PageLayout, mark: Callable[[str], str]) -> list[Box]:
    """The boxes of the words that `mark` puts into `<mark>`: a function from text to HTML."""
    words = [word[4].replace("\n", " ") for word in layout.words]
    html = mark("\n".join(words))
    marked_words: set[int] = set()
    line = at = 0
    for found in _MARK.finditer(html):
        line += html.count("\n", at, found.start())
        at = found.start()
        marked_words.update(range(line, line + found.group().count("\n") + 1))
    return _boxes(layout, marked_words)


def _boxes(layout: PageLayout, marked_words: set[int]) -> list[Box]:
    """One box for neighbouring words of a line."""
    boxes: list[Box] = []
    before: int | None = None
    for index in sorted(marked_words):
        x0, y0, x1, y1, _ = layout.words[index]
        last = boxes[-1] if boxes else None
        if last and before == index - 1 and abs(last.y - y0) < last.height / 2 and x0 >= last.x:
            top, bottom = min(last.y, y0), max(last.y + last.height, y1)
            boxes[-1] = Box(last.x, top, x1 - last.x, bottom - top)
        else:
            boxes.append(Box(x0, y0, x1 - x0, y1 - y0))
        before = index
    return boxes


def _bare(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
