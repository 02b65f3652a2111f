"""Files that were damaged, or made to do harm, end as text or as a plain reason: never as a fault of this program."""

import random
import re
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from ingest.extract import read
from records.errors import FileRejected
from tests.pdfs import SENTENCES, paragraphs, pdf, saved, scanned

SENTENCE = "The school shared its records with the health visitor."
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
PICTURE = (
    b"<</Type/XObject/Subtype/Image/Width 60/Height 60/BitsPerComponent 8/ColorSpace/DeviceGray/Length 3600>>stream\n"
    + bytes(3600)
    + b"\nendstream"
)


def written(
    *,
    catalog: bytes = b"",
    tree: bytes = b"/Kids[3 0 R]/Count 1",
    page: bytes = b"/MediaBox[0 0 595 842]",
    content: bytes = b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % SENTENCE.encode(),
    more: tuple[bytes, ...] = (),
    trailer: bytes = b"",
) -> bytes:
    """A PDF written by hand, so that it can be wrong: objects 1 to 6, then those of `more`."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalog,
        b"<</Type/Pages%s>>" % tree,
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>%s>>" % page,
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        FONT,
        PICTURE,
        *more,
    ]
    text = b"%PDF-1.7\n"
    table = b"0000000000 65535 f \n"
    for number, item in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(text)
        text += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    ending = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(text))
    return text + b"xref\n0 %d\n" % (len(objects) + 1) + table + ending


def text_of(folder: Path, content: bytes) -> str:
    return "\n".join(page.text for page in read(saved(folder, content)).document.pages)


def with_outline(*entries: bytes) -> bytes:
    return written(catalog=b"/Outlines 7 0 R", more=entries)


PICTURE_ON_PAGE = b"q 595 0 0 842 0 0 cm /X Do Q"


@pytest.mark.parametrize(
    "content",
    [
        written(tree=b"/Kids[3 0 R 2 0 R]/Count 1"),
        written(catalog=b"/X " + b"[" * 50_000 + b"]" * 50_000),
        with_outline(
            b"<</Type/Outlines/First 8 0 R/Last 8 0 R>>",
            b"<</Title(A)/Parent 7 0 R/Next 8 0 R/First 8 0 R/Dest[3 0 R/Fit]>>",
        ),
        with_outline(
            b"<</Type/Outlines/First 8 0 R/Last 8 0 R>>", b"<</Title<FEFFD800D800>/Parent 7 0 R/Dest[3 0 R/Fit]>>"
        ),
        written(trailer=b"/Info<</Title<FEFFD800D800>>>"),
        written(page=b"/MediaBox[0 0 0 0]"),
        written(page=b"/MediaBox[0 0 595 842]/Rotate 2147483648"),
    ],
    ids=["tree-loop", "nested", "outline-loop", "outline-title", "property", "no-size", "rotation"],
)
def test_what_is_wrong_beside_the_text_leaves_it(tmp_path: Path, content: bytes) -> None:
    assert text_of(tmp_path, content) == SENTENCE


@pytest.mark.parametrize("box", [b"0 0 1 1000000", b"0 0 20 1000000", b"0 0 200000 200000", b"0 0 0.001 0.001"])
def test_a_picture_on_a_page_of_no_sensible_size_is_left(tmp_path: Path, box: bytes) -> None:
    assert text_of(tmp_path, written(page=b"/MediaBox[%s]" % box, content=PICTURE_ON_PAGE)) == ""


def reports() -> list[bytes]:
    def with_outline(canvas: Canvas) -> None:
        canvas.bookmarkPage("here")
        canvas.addOutlineEntry("Introduction", "here")
        paragraphs(canvas, SENTENCES[:3])

    printed = pdf(with_outline, with_outline)
    return [printed, scanned(printed, dots_an_inch=30), written()]


def read_or_told(path: Path) -> str:
    """How many pages there are, or why the file is none. Whatever else is raised fails the test."""
    try:
        return f"{len(read(path).document.pages)} pages"
    except FileRejected as rejected:
        return rejected.reason


@pytest.mark.parametrize("seed", range(60))
def test_damage_at_random_is_read_or_told(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(chance.choice(reports()))
    kind = seed % 3
    if kind == 0:
        del content[chance.randrange(len(content)) :]
    elif kind == 1:
        for _ in range(chance.choice([1, 10, 100])):
            content[chance.randrange(len(content))] = chance.randrange(256)
    else:
        begin = chance.randrange(len(content))
        del content[begin : begin + len(content) // 10]
    assert re.fullmatch(r"[1-9]\d* pages|[A-Z].+\.", read_or_told(saved(tmp_path, bytes(content))))
