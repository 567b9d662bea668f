"""A report read back as its reader meets it: the texts of the file, in the order they stand."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

SIGNS = "●▲◆○"
BLOCKS = {"p", "li", "dt", "dd", "th", "td", "figcaption", *(f"h{level}" for level in range(1, 7))}
# The contents of a page lead to the chapters only.
DEEPER_CONTENTS = {"toc 2", "toc 3"}
# Not part of the text: what the window is called, how it looks, the drawings, and the link past the contents.
PASSED_OVER = {"title", "style", "svg", "a.skip"}


def plain(text: str) -> str:
    """As words: any space is a space, and the signs of the lights are pictures."""
    return re.sub(r"\s+", " ", "".join(" " if letter in SIGNS else letter for letter in text)).strip()


class Reader(HTMLParser):
    """Collects the text of each block, and every element that was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if f"{tag}.{dict(attrs).get('class', '')}" in PASSED_OVER or tag in PASSED_OVER:
            self.hidden.append(tag)
        elif tag in BLOCKS and not self.hidden:
            self.texts.append("")
        elif tag == "br" and self.texts and not self.hidden:
            self.texts[-1] += " "

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()

    def handle_data(self, data: str) -> None:
        if self.texts and not self.hidden:
            self.texts[-1] += data


def read_html(content: bytes) -> Reader:
    reader = Reader()
    reader.feed(content.decode())
    reader.close()
    return reader


def html_texts(content: bytes) -> list[str]:
    return [said for text in read_html(content).texts if (said := plain(text))]


def docx_texts(content: bytes) -> list[str]:
    return [said for text in raw_docx_texts(content) if (said := plain(text))]


def raw_docx_texts(content: bytes) -> Iterator[str]:
    for block in every_block(docx.Document(BytesIO(content))):
        if isinstance(block, Paragraph) and block.style and block.style.name in DEEPER_CONTENTS:
            continue
        if isinstance(block, Paragraph):
            yield from block.text.split("\t")
        elif isinstance(block, Table):
            yield from (cell.text for row in block.rows for cell in row.cells)


def every_block(word: Document) -> Iterator[Paragraph | Table]:
    """Also those of the contents, which stand in a frame."""
    for element in word.element.body.xpath("./w:p | ./w:tbl | ./w:sdt/w:sdtContent/w:p"):
        yield Table(element, word) if element.tag.endswith("}tbl") else Paragraph(element, word._body)
