"""How well and how fast documents are described: a table of every field against the samples' sources.

python -m bench.describe [FOLDER]     FOLDER holds src/, points/ and pdf/, as samples/ does
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from casereviews.evaluation.fields import measure_fields, overall
from casereviews.evaluation.groups import measure_groups
from casereviews.evaluation.points import measure_points, measure_summaries
from casereviews.evaluation.sources import read_sources
from ingest.composing import Part
from ingest.describe.describing import describe
from ingest.extract import read
from ingest.grouping import case_of_part, same_case

FEWEST_CHARACTERS = 500
"""Of a document with less text than this, a scan, nothing can be said before it has been through OCR."""


def main(folder: Path) -> None:
    sources = read_sources(folder / "src")
    readings = {source.name: read(folder / "pdf" / f"{source.name}.pdf", ocr="never") for source in sources}
    readings = {
        name: reading
        for name, reading in readings.items()
        if sum(len(page.text) for page in reading.document.pages) >= FEWEST_CHARACTERS
    }
    sources = [source for source in sources if source.name in readings]
    pages = sum(len(reading.document.pages) for reading in readings.values())
    for reading in readings.values():
        describe(reading)  # data is loaded and patterns are compiled once a process
    started = time.process_time()
    found = {name: describe(reading) for name, reading in readings.items()}
    milliseconds = (time.process_time() - started) * 1000 / pages

    fields = measure_fields(
        (each.name, each.expected | each.points, found[each.name].facts, found[each.name].role) for each in sources
    )
    print(f"{len(sources)} documents, {pages} pages, {milliseconds:.2f} ms a page\n")
    print("| field | right | of |\n| --- | ---: | ---: |")
    for name, score in fields.items():
        print(f"| {name} | {score.right} | {score.of} |")
    print(f"| all fields | {overall(fields):.3f} | |\n")

    points = measure_points(
        (
            each.points,
            found[each.name].recommendations,
            found[each.name].learning_points,
            found[each.name].facts.incident_type,
        )
        for each in sources
    )
    summaries = {name: description.facts.provenance.get("summary") for name, description in found.items()}
    right, of = measure_summaries(
        (each.expected["key_sentences"], claim.evidence if (claim := summaries[each.name]) else ()) for each in sources
    )
    print("| | figure |\n| --- | ---: |")
    print(f"| number of recommendations exact | {points.exact_number} of {points.documents} |")
    print(f"| number of learning points exact | {points.exact_learning_points} of {points.documents} |")
    print(f"| texts of recommendations found | {points.texts_found} of {points.texts} |")
    print(f"| to whom, F1 | {points.addressed_to.f1:.2f} |")
    print(f"| kind of incident, F1 | {points.incident_type.f1:.2f} |")
    print(f"| summary holds a key sentence | {right} of {of} |")

    expected = {source.name: source.expected.get("case", source.name) for source in sources}
    together: dict[str, str] = {}
    for name, reading in readings.items():
        case = case_of_part(Part(reading.document, found[name]))
        same = (
            other for other in together if same_case(case, case_of_part(Part(readings[other].document, found[other])))
        )
        together[name] = together[first] if (first := next(same, None)) else name
    groups = measure_groups(expected, together)
    print(f"| pairs of documents rightly together or apart | {groups.right} of {groups.pairs} |\n")
    for name, score in fields.items():
        for mistake in score.mistakes:
            print(f"{name}, {mistake.source}: expected {mistake.expected!r}, found {mistake.found!r}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("samples"))
