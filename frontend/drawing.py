"""Drawing a page of a PDF: runs in a worker process only, as PDFium is not to be trusted with the server's life."""

from __future__ import annotations

import io
from pathlib import Path

PICTURE_WIDTH = 1200
"""Pixels: small print of an A4 page stays readable at twice the width that the page gives it."""
_MOST_PIXELS = 6_000_000
"""A page of an odd shape (a folded plan) is drawn smaller rather than refused."""
_WEBP_QUALITY = 72
"""Text stays crisp, and a page is some 100 kB."""


def draw_page(path: Path, page_index: int) -> bytes:
    """A page of a PDF as WebP. Raises whatever PDFium raises on a file or a page that it cannot draw."""
    import pypdfium2 as pdfium  # noqa: PLC0415 (the server knows this function, and never loads PDFium)

    with pdfium.PdfDocument(path) as pdf:
        page = pdf[page_index]
        width_points, height_points = page.get_size()
        scale = min(PICTURE_WIDTH / width_points, (_MOST_PIXELS / (width_points * height_points)) ** 0.5)
        picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        written = io.BytesIO()
        picture.save(written, "WEBP", quality=_WEBP_QUALITY)
        return written.getvalue()


def limit_memory(memory_bytes: int) -> None:
    """Bound this process's memory where the system can."""
    try:
        import resource  # noqa: PLC0415 (not there on Windows)

        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, ValueError, OSError):
        return  # macOS refuses; the time limit is left
