"""How much of a text survives being printed and read again: extraction against the sources of the samples.

    python -m bench.extraction [SOURCES PDFS]

The sources (`samples/src/*.md`) are the truth: the words, their order, headings, the rows of tables. One line a
layout; pdfplumber and pdftotext (poppler) read the same files for comparison.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import pdfplumber
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from ingest.extract import read

ROOT = Path(__file__).resolve().parent.parent
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_FOOTNOTE_MARK = re.compile(r"\[\^(\w+)\](:?)")
_DETAIL = re.compile(r":|^Table|^Figure|^\w+ \d{4}$|^overview report$", re.IGNORECASE)
"""What stands in bold letters on covers, and the titles of tables."""
SAMPLED = 100
"""Sentences of a layout that are looked for on their pages."""
SAME_SENTENCE = 90
"""Of 100 (rapidfuzz's partial ratio). A sentence with a misread letter still stands on its page; of pages
that hold like sentences the likest counts."""


@dataclass
class Truth:
    """What a source says: its words in order, its headings, the rows of its tables, its sentences."""

    layout: str
    words: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    sentences: list[str] = field(default_factory=list)


def words_of(text: str) -> list[str]:
    return [word.replace("’", "'").casefold() for word in _WORD.findall(text)]


def plain(text: str) -> str:
    return " ".join(words_of(text))


def truth_of(source: Path) -> Truth:
    _, front_matter, body = source.read_text(encoding="utf-8").split("---\n", 2)
    truth = Truth(layout=yaml.safe_load(front_matter)["layout"])
    # Footnotes are read last on their page, which a source does not know: they count as found, not as ordered.
    body = re.sub(r"^\[\^\w+\]:.*$", "", body, flags=re.MULTILINE)
    tokens = MarkdownIt("commonmark").enable("table").parse(_FOOTNOTE_MARK.sub("", body))
    cells: list[str] = []
    for index, token in enumerate(tokens):
        if token.type == "inline":
            text = _text(token)
            truth.words += words_of(text)
            kind = tokens[index - 1].type
            if kind == "heading_open":
                truth.headings.append(plain(text))
            elif kind in ("th_open", "td_open"):
                cells.append(text)
            else:
                if truth.headings and _is_bold_line(text, token):
                    truth.headings.append(plain(text))
                truth.sentences += [part for part in re.split(r"(?<=[.?!])\s+", text) if len(words_of(part)) >= 6]
        elif token.type == "list_item_open" and token.info:
            truth.words.append(token.info)
        elif token.type == "tr_close":
            truth.rows.append(plain(" ".join(cells)))
            cells = []
    return truth


def _is_bold_line(text: str, token: Token) -> bool:
    """A line of its own in bold letters is a heading in a document that uses no heading styles for it."""
    kinds = [child.type for child in token.children or [] if child.type != "text" or child.content]
    return kinds == ["strong_open", "text", "strong_close"] and not _DETAIL.search(text)


def _text(token: Token) -> str:
    return "".join(" " if "break" in child.type else child.content for child in token.children or [])


@dataclass
class Score:
    """Counts, summed over the documents of a layout."""

    documents: int = 0
    words: int = 0
    found: int = 0
    ordered: int = 0
    read: int = 0
    extra: int = 0
    headings: int = 0
    headings_read: int = 0
    headings_right: int = 0
    rows: int = 0
    rows_whole: int = 0
    sampled: int = 0
    sentences_whole: int = 0
    on_page: int = 0

    def add_words(self, truth: list[str], found: list[str], allowed: Counter[str]) -> None:
        expected, got = Counter(truth), Counter(found)
        self.documents += 1
        self.words += len(truth)
        self.found += sum((expected & got).values())
        self.ordered += int(LCSseq.similarity(truth, found))
        self.read += len(found)
        self.extra += sum((got - expected - allowed).values())


def part(count: int, total: int) -> str:
    return f"{100 * count / total:.2f}" if total else "-"


def measure(source: Path, pdf: Path, score: Score, sentences: random.Random, *, sample_size: int) -> None:
    truth = truth_of(source)
    document = read(pdf).document
    text = "\n\n".join(page.text for page in document.pages)
    score.add_words(truth.words, words_of(text), footnotes_and_contents(source, truth))
    headings = Counter(plain(section.heading) for section in document.sections)
    expected = Counter(truth.headings)
    headings -= Counter({plain("Contents"): 1}) - expected  # a list of contents that printing added
    score.headings += sum(expected.values())
    score.headings_read += sum(headings.values())
    score.headings_right += sum((expected & headings).values())
    score.rows += len(truth.rows)
    lines = " \n ".join(plain(line) for page in document.pages for line in page.text.splitlines())
    score.rows_whole += sum(row in lines for row in truth.rows)
    pages = Pages([plain(page.text) for page in document.pages], _poppler_pages(pdf))
    looked_for = [plain(sentence) for sentence in truth.sentences]
    for index in sentences.sample(range(len(looked_for)), min(sample_size, len(looked_for))):
        score.sampled += 1
        score.sentences_whole += pages.hold_whole(looked_for[index])
        score.on_page += pages.right(looked_for, index)


@dataclass
class Pages:
    """The pages as they were read, and as poppler reads them in the order of the file (of scans it reads nothing)."""

    read: list[str]
    printed: list[str]

    def hold_whole(self, sentence: str) -> bool:
        """Whether each word of the sentence was read right, on one page or across two."""
        return any(sentence in text for text in (*self.read, " ".join(self.read)))

    def number_of(self, sentence: str) -> int | None:
        """The page on which the sentence, or one very like it, begins."""
        ratios = [fuzz.partial_ratio(sentence, text) if len(text) >= len(sentence) else 0.0 for text in self.read]
        across = [fuzz.partial_ratio(sentence, f"{one} {next_one}") for one, next_one in pairwise(self.read)]
        for found in (ratios, across):
            if found and max(found) >= SAME_SENTENCE:
                return found.index(max(found)) + 1
        return None

    def right(self, sentences: list[str], index: int) -> bool:
        """Whether a sentence stands on the page on which poppler finds its beginning.

        Where poppler finds nothing, it must stand where the order of the source has it: on no page before that of the
        sentence before it, on none after that of the sentence after it.
        """
        number = self.number_of(sentences[index])
        if number is None:
            return False
        beginning = " ".join(sentences[index].split()[:4])
        printed_on = [page for page, text in enumerate(self.printed, 1) if beginning in text]
        if printed_on:
            return number in printed_on
        before = next(filter(None, map(self.number_of, reversed(sentences[:index]))), 1)
        after = next(filter(None, map(self.number_of, sentences[index + 1 :])), len(self.read))
        return before <= number <= after


def _poppler_pages(pdf: Path) -> list[str]:
    done = subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, text=True, check=False)
    return [plain(page) for page in done.stdout.split("\f")]


def footnotes_and_contents(source: Path, truth: Truth) -> Counter[str]:
    """Words that stand in a print without being in the body of its source: footnotes, a printed list of contents."""
    footnotes = re.findall(r"^\[\^(\w+)\]:(.*)$", source.read_text(encoding="utf-8"), flags=re.MULTILINE)
    allowed = Counter(words_of(" ".join(f"{number} {text}" for number, text in footnotes)))
    if truth.layout == "numbered":
        allowed += Counter(words_of(" ".join(["Contents", *truth.headings])))
        allowed += Counter(str(number) for number in range(1, 20) for _ in range(20))
    return allowed


def others(pdf: Path) -> dict[str, Callable[[], str]]:
    def with_pdfplumber() -> str:
        with pdfplumber.open(pdf) as opened:
            return "\n".join(page.extract_text() for page in opened.pages)

    def with_pdftotext() -> str:
        return subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout

    return {"pdfplumber": with_pdfplumber} | ({"pdftotext": with_pdftotext} if shutil.which("pdftotext") else {})


COLUMNS = [
    "layout",
    "documents",
    "words found %",
    "in order %",
    "extra %",
    "headings F1 %",
    "rows whole %",
    "sentences whole %",
    "pages right %",
]


def row_of(name: str, score: Score) -> list[str]:
    return [
        name,
        str(score.documents),
        part(score.found, score.words),
        part(score.ordered, score.words),
        part(score.extra, score.read),
        part(2 * score.headings_right, score.headings + score.headings_read) if score.headings_read else "-",
        part(score.rows_whole, score.rows) if score.headings_read else "-",
        part(score.sentences_whole, score.sampled),
        part(score.on_page, score.sampled),
    ]


def table(rows: Iterable[list[str]]) -> str:
    lines = [COLUMNS, ["---"] * len(COLUMNS), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", nargs="?", type=Path, default=ROOT / "samples/src")
    parser.add_argument("pdfs", nargs="?", type=Path, default=ROOT / "samples/pdf")
    parser.add_argument("--each", action="store_true", help="one line a document instead of one a layout")
    arguments = parser.parse_args()
    sentences = random.Random(1)
    scores: dict[str, Score] = defaultdict(Score)
    compared: dict[str, Score] = defaultdict(Score)
    sources = {source: truth_of(source) for source in sorted(arguments.sources.glob("*.md"))}
    documents = Counter(truth.layout for truth in sources.values())
    for source, truth in sources.items():
        pdf = arguments.pdfs / f"{source.stem}.pdf"
        score = scores[source.stem if arguments.each else truth.layout]
        measure(source, pdf, score, sentences, sample_size=math.ceil(SAMPLED / documents[truth.layout]))
        if truth.layout != "scanned":
            for name, reader in others(pdf).items():
                allowed = footnotes_and_contents(source, truth)
                compared[f"{name}, {truth.layout}"].add_words(truth.words, words_of(reader()), allowed)
    print(table(row_of(name, score) for name, score in sorted(scores.items())))
    if not arguments.each:
        print()
        print(table(row_of(name, score) for name, score in sorted(compared.items())))


if __name__ == "__main__":
    main()
