"""PDFs drawn for tests, one difficulty each. The texts are invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

Draw = Callable[[Canvas], object]
WIDTH, HEIGHT = A4

SENTENCES = (
    "The review looked at how agencies worked together over a period of two years.",
    "Health visitors recorded that the home was cold and that the mother felt alone.",
    "The school had noticed that he was often late and told the family support worker.",
    "A strategy discussion was planned but the meeting did not take place that week.",
    "The father was not asked for his view until the assessment had been completed.",
    "Staff said that they would have liked more time to talk with their supervisor.",
    "When the family moved to another town the records were not sent for a month.",
    "The general practitioner knew of the missed appointments and wrote two letters.",
)


def pdf(*pages: Draw, size: tuple[float, float] = A4, prepare: Draw | None = None) -> bytes:
    """A PDF of one page for each function, which draws it."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=size, invariant=True)
    if prepare:
        prepare(canvas)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(
    canvas: Canvas,
    texts: Sequence[str],
    *,
    x: float = 72,
    top: float = 100,
    size: float = 11,
    leading: float | None = None,
    font: str = "Helvetica",
) -> float:
    """Draw lines as they are; `top` is the distance of the first baseline from the top. Returns that of the next."""
    canvas.setFont(font, size)
    for text in texts:
        canvas.drawString(x, canvas._pagesize[1] - top, text)
        top += leading or 1.25 * size
    return top


def wrapped(text: str, width: float, *, size: float = 11, font: str = "Helvetica") -> list[str]:
    """Break a text into lines of a width, between words."""
    broken: list[str] = []
    for word in text.split():
        if broken and stringWidth(f"{broken[-1]} {word}", font, size) <= width:
            broken[-1] += f" {word}"
        else:
            broken.append(word)
    return broken


def prose(canvas: Canvas, text: str, *, x: float = 72, top: float = 100, width: float = 450, size: float = 11) -> float:
    """Draw a paragraph; returns where the next may begin."""
    return lines(canvas, wrapped(text, width, size=size), x=x, top=top, size=size) + 0.7 * size


def paragraphs(canvas: Canvas, texts: Sequence[str], *, x: float = 72, top: float = 100, width: float = 450) -> float:
    for text in texts:
        top = prose(canvas, text, x=x, top=top, width=width)
    return top


def ruled_table(
    canvas: Canvas, rows: Sequence[Sequence[str]], *, widths: Sequence[float], x: float = 72, top: float = 100
) -> float:
    """A table with all its borders; cells are wrapped."""
    size, padding = 9.0, 4.0
    height = canvas._pagesize[1]
    for row in rows:
        cells = [wrapped(text, width - 2 * padding, size=size) for text, width in zip(row, widths, strict=True)]
        bottom = top + max(map(len, cells)) * 1.25 * size + 2 * padding
        left = x
        for cell, width in zip(cells, widths, strict=True):
            canvas.rect(left, height - bottom, width, bottom - top)
            lines(canvas, cell, x=left + padding, top=top + padding + size, size=size)
            left += width
        top = bottom
    return top


def spaced_table(
    canvas: Canvas, rows: Sequence[Sequence[str]], *, widths: Sequence[float], x: float = 72, top: float = 100
) -> float:
    """A table with a rule below its header and none else; rows are set apart by a little space."""
    size = 10.0
    for number, row in enumerate(rows):
        cells = [wrapped(text, width - 12, size=size) for text, width in zip(row, widths, strict=True)]
        left = x
        for cell, width in zip(cells, widths, strict=True):
            lines(canvas, cell, x=left, top=top, size=size)
            left += width
        top += max(map(len, cells)) * 1.25 * size + 4
        if number == 0:
            canvas.line(x, canvas._pagesize[1] - top + 11, left, canvas._pagesize[1] - top + 11)
    return top


def scanned(content: bytes, *, degrees: float = 0.0, dots_an_inch: int = 200) -> bytes:
    """The same pages as pictures, turned counter-clockwise."""
    source = pdfium.PdfDocument(content)
    pictures = [page.render(scale=dots_an_inch / 72, grayscale=True).to_pil() for page in source]
    source.close()

    def draw(picture: Image.Image) -> Draw:
        turned = picture.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255) if degrees else picture
        return lambda canvas: _fill(canvas, turned)

    return pdf(*(draw(picture) for picture in pictures))


def _fill(canvas: Canvas, picture: Image.Image) -> None:
    width, height = canvas._pagesize
    scale = min(width / picture.width, height / picture.height)
    canvas.drawImage(ImageReader(picture), 0, 0, width=picture.width * scale, height=picture.height * scale)


def saved(folder: Path, content: bytes, name: str = "report.pdf") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path
