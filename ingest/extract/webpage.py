"""A saved web page (.html) becomes one page of blocks."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from ingest.extract.blocks_reading import reading_of_blocks, table_of, text_block
from ingest.extract.mending import mend
from ingest.reading import Reading
from ingest.structure.blocks import Block, PageBlocks
from records.errors import FileRejected
from records.models import Document

_LEFT_OUT = ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "svg", "iframe")
_MAIN = (".//main", ".//*[@role='main']", ".//article", ".//body")
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_PARAGRAPHS = {"p", "li", "dt", "dd", "blockquote", "pre", "figcaption", "caption", "address", "summary"}
_CONTAINERS = {"div", "section", "article", "main", "body", "ul", "ol", "dl", "details", "figure", "fieldset", "center"}
_PROPERTIES = {"author": "author", "description": "subject", "keywords": "keywords", "dcterms.created": "created"}


def read_web_page(content: bytes, *, document: Document) -> Reading:
    """Read a web page: what its author wrote, without menus, headers and footers. Raises `FileRejected`."""
    try:
        root = lxml_html.document_fromstring(content, parser=lxml_html.HTMLParser(huge_tree=False, no_network=True))
    except (etree.LxmlError, ValueError) as error:
        raise FileRejected("damaged", "The web page cannot be read as HTML.") from error
    properties = _properties(root)
    etree.strip_elements(root, *_LEFT_OUT, with_tail=False)
    etree.strip_elements(root, etree.Comment, with_tail=False)
    for line_break in root.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    main = next((found for path in _MAIN if (found := root.find(path)) is not None), root)
    blocks = list(_blocks(main))
    return reading_of_blocks([PageBlocks(1, None, blocks)], document=document, properties=properties)


def _properties(root: lxml_html.HtmlElement) -> dict[str, str]:
    properties = {}
    title = root.findtext(".//title")
    if title and title.strip():
        properties["title"] = " ".join(title.split())[:1_000]
    for meta in root.iter("meta"):
        name = _PROPERTIES.get((meta.get("name") or meta.get("property") or "").casefold())
        if name and (meta.get("content") or "").strip():
            properties[name] = " ".join((meta.get("content") or "").split())[:1_000]
    return properties


def _blocks(main: lxml_html.HtmlElement) -> Iterator[Block]:
    """Blocks in the order of the page, without recursion: pages are nested as deeply as their makers like."""
    taken: set[lxml_html.HtmlElement] = set()
    for element in main.iter(etree.Element):
        parent = element.getparent()
        if parent in taken:
            taken.add(element)
            continue
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag == "table":
            taken.add(element)
            rows = [[mend(cell.text_content()) for cell in row.iter("td", "th")] for row in element.iter("tr")]
            block = table_of(rows)
            if block.text:
                yield block
        elif tag in _HEADINGS or (tag in _PARAGRAPHS and not _holds_blocks(element)):
            taken.add(element)
            text = mend(" ".join(element.text_content().split()))
            if text:
                bullet = "• " if tag == "li" and parent is not None and parent.tag == "ul" else ""
                yield text_block(bullet + text, level=_HEADINGS.get(tag))
        elif tag in _CONTAINERS and not _holds_blocks(element):
            taken.add(element)
            text = mend(" ".join(element.text_content().split()))
            if text:
                yield text_block(text)


def _holds_blocks(element: lxml_html.HtmlElement) -> bool:
    return any(child.tag in _PARAGRAPHS | _CONTAINERS | _HEADINGS.keys() | {"table"} for child in element)
