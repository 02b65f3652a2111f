"""What tagging costs: milliseconds a page on one core, by part, and that odd texts cost no more than others.

    python -m bench.tagging [FOLDER OF PDFS]

Times are of the process, the best of five, after one run to warm up.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from ingest.extract import read
from ingest.limits import Limits
from records.models import Document
from taxonomy.naming import names_of
from taxonomy.plain_text import document_of
from taxonomy.scan import load_scanner
from taxonomy.sentences import sentences_of
from taxonomy.tagger import Tagger

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5
MEGABYTE = 1_000_000


def best_seconds(work: Callable[[], object], *, runs: int = RUNS) -> float:
    """The least time of this process that some work took."""
    work()
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def by_part(documents: list[Document]) -> None:
    tagger, scanner = Tagger(), load_scanner()
    pages = sum(len(document.pages) for document in documents)
    sentences = [sentences_of(document) for document in documents]
    texts = [[sentence.text for sentence in each] for each in sentences]
    hits = [[(text, scanner.scan(text)) for text in each] for each in texts]
    parts: dict[str, Callable[[], object]] = {
        "sentences": lambda: [sentences_of(document) for document in documents],
        "scan": lambda: [scanner.scan(text) for each in texts for text in each],
        "names": lambda: [names_of(each, scanner) for each in hits],
        "mentions (all of these, and the spaCy pipeline)": lambda: [tagger.mentions(each) for each in documents],
        "tag (mentions, decision, evidence)": lambda: [tagger.tag(each) for each in documents],
    }
    letters = sum(len(page.text) for document in documents for page in document.pages)
    print(f"{len(documents)} documents, {pages} pages, {letters // pages} letters a page\n")
    print("| part | ms a page |\n| --- | --: |")
    for name, work in parts.items():
        print(f"| {name} | {1_000 * best_seconds(work) / pages:.2f} |")


def odd_texts() -> None:
    tagger = Tagger()
    texts = {
        "one line, a word in ten means something": "the flat was cold and she ate alone and neglect ",
        "nothing but denials": "no evidence of neglect ",
        "names without end": "Abc Def Ghi, the police service ",
        "numbers": "1234 5678.9 ",
        "no spaces": "a",
    }
    print("\n| a megabyte, and five, of | s | s |\n| --- | --: | --: |")
    for name, text in texts.items():
        one, five = (document_of((text * (size // len(text) + 1))[:size]) for size in (MEGABYTE, 5 * MEGABYTE))
        seconds = [best_seconds(lambda document=each: tagger.tag(document), runs=1) for each in (one, five)]  # type: ignore[misc]
        print(f"| {name} | {seconds[0]:.2f} | {seconds[1]:.2f} |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "samples" / "pdf")
    arguments = parser.parse_args()
    paths = sorted(arguments.folder.glob("*.pdf"))
    documents = [read(path, ocr="never", limits=Limits()).document for path in paths]
    by_part([document for document in documents if any(page.text for page in document.pages)])
    odd_texts()


if __name__ == "__main__":
    main()
