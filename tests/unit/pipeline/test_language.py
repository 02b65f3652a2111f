"""What is not English is kept and searched, but no rule for English tags it, and the record says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.composing import Part
from ingest.limits import Limits
from ingest.stages import read_file

_WELSH = """Mae'r adolygiad hwn yn ymwneud â phlentyn a oedd yn byw gyda'i fam ac yr oedd yr heddlu a'r gwasanaethau
cymdeithasol wedi bod yn gweithio gyda'r teulu am gyfnod o ddwy flynedd. Roedd y plentyn wedi bod yn
destun esgeulustod ac nid oedd yr asiantaethau wedi rhannu'r wybodaeth oedd gan bob un ohonynt. Police
and neglect are named once."""
_POLISH = """Ten raport dotyczy dziecka, które mieszkało z matką i było znane policji oraz pomocy społecznej. Przez
dwa lata nikt nie połączył informacji, które miała każda z instytucji, a dziecko nie było widziane samo
przez nikogo z nich."""
_ENGLISH = """This review is about a child who lived with his mother. Police and the health visitor had known of
neglect for two years, and what each of them had seen was never put together by anybody."""


@pytest.mark.parametrize(("text", "language", "says"), [(_WELSH, "cy", "in Welsh"), (_POLISH, "und", "not in English")])
def test_another_language_is_recognised_and_not_tagged(tmp_path: Path, text: str, language: str, says: str) -> None:
    part = _read(tmp_path, text)
    assert part.document.language == language
    assert part.tags == ()
    assert any(says in notice and "not tagged" in notice for notice in part.document.notices)


def test_english_is_tagged_without_a_word_about_it(tmp_path: Path) -> None:
    part = _read(tmp_path, _ENGLISH)
    assert part.document.language == "en"
    assert "neglect" in {tag.concept for tag in part.tags}
    assert not any("tagged" in notice for notice in part.document.notices)


def _read(folder: Path, text: str) -> Part:
    path = folder / "review.html"
    path.write_text(
        f"<html><head><meta charset='utf-8'></head><body><h1>Report</h1><p>{text}</p></body></html>", "utf-8"
    )
    return read_file(path, ocr="never", limits=Limits()).part
