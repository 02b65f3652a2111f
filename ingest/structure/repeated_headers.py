"""Header rows that a table repeats at the top of each page on which it goes on."""

from __future__ import annotations

from ingest.structure.blocks import Block, PageBlocks, Role


def drop_repeated_headers(pages: list[PageBlocks]) -> None:
    """Leave out the first row of a table at the top of a page when the table before it, which it continues, had it."""
    before: Block | None = None
    header = ""
    for page in pages:
        body = [block for block in page.blocks if block.role is not Role.FOOTNOTE]
        for block in body:
            if block.role is not Role.TABLE:
                continue
            first, _, others = block.text.partition("\n")
            continues = block is body[0] and before is not None and before.role is Role.TABLE
            if continues and first == header:
                block.text = others
            elif not continues:
                header = first
        page.blocks = [block for block in page.blocks if block.text]
        if body:
            before = body[-1]
