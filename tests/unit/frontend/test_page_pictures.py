"""Pictures of pages: drawn in a worker, kept on disk, and never at the cost of the server."""

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from frontend.drawing import PICTURE_WIDTH
from frontend.page_pictures import PagePictures
from records.models import Document

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PagePictures]:
    made = PagePictures(tmp_path_factory.mktemp("pictures"))
    yield made
    made.close()


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    canvas = Canvas(str(path), pagesize=(400, 600))
    canvas.rect(0, 0, 400, 300, fill=1)
    canvas.showPage()
    canvas.save()
    return path


def document(first: str) -> Document:
    return Document(id=first * 16, sha256=first * 64, filename="report.pdf", bytes=1)


def test_a_page_is_drawn_as_it_looks(pictures: PagePictures, pdf: Path) -> None:
    drawn = pictures.picture(document("a"), pdf, 1)
    assert drawn is not None
    picture = Image.open(io.BytesIO(drawn)).convert("L")
    assert picture.size == (PICTURE_WIDTH, PICTURE_WIDTH * 3 // 2)
    assert picture.getpixel((600, 100)) > 240  # type: ignore[operator]
    assert picture.getpixel((600, 1700)) < 15  # type: ignore[operator]


def test_a_picture_is_kept(pictures: PagePictures, pdf: Path) -> None:
    first = pictures.picture(document("b"), pdf, 1)
    pdf.unlink()
    assert pictures.picture(document("b"), pdf, 1) == first is not None


def test_what_cannot_be_drawn_is_none_and_the_next_page_is_drawn(pictures: PagePictures, pdf: Path) -> None:
    broken = pdf.with_name("broken.pdf")
    broken.write_bytes(b"%PDF-1.7 and then nothing")
    assert pictures.picture(document("c"), broken, 1) is None
    assert pictures.picture(document("c"), pdf, 99) is None
    assert pictures.picture(document("c"), pdf, 1) is not None


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path, pdf: Path) -> None:
    (tmp_path / "taken").write_text("a file, not a folder")
    pictures = PagePictures(tmp_path / "taken")
    try:
        assert pictures.picture(document("d"), pdf, 1) is not None
    finally:
        pictures.close()


def test_the_server_draws_without_loading_pdfium(tmp_path: Path, pdf: Path) -> None:
    """PDFium is in the workers only: a crash or a hole in it is theirs."""
    program = f"""
import sys
from pathlib import Path
from frontend.page_pictures import PagePictures
from records.models import Document

ROOT = Path(__file__).parents[3]
if __name__ == "__main__":
    pictures = PagePictures(Path({str(tmp_path / "kept")!r}))
    document = Document(id="e" * 16, sha256="e" * 64, filename="report.pdf", bytes=1)
    drawn = pictures.picture(document, Path({str(pdf)!r}), 1)
    pictures.close()
    sys.exit(not drawn or any(name.startswith("pypdfium2") for name in sys.modules))
"""
    script = tmp_path / "serve.py"
    script.write_text(program)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, script], check=False, env=environment).returncode == 0
