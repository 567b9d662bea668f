"""A PDF file read back as its reader meets it, by what it says of itself: its tags, its bookmarks, its fonts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, NameObject

# Marked content by its page and its number there.
Marked = tuple[int, int]
WRITES = {b"Tj", b"TJ", b"'", b'"', b"Do"}


def squeezed(texts: str) -> str:
    """Letters alone, because lines are broken elsewhere on paper: without spaces, hyphens and signs of lights."""
    return re.sub(r"[\s\u200b\u00ad\u2010\-●▲◆○•]+", "", texts)


@dataclass(frozen=True)
class PdfFile:
    content: bytes

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(BytesIO(self.content))

    @cached_property
    def elements(self) -> list[tuple[str, DictionaryObject]]:
        """Every tagged element in reading order, by what it is."""
        return list(elements_under(self.reader.root_object["/StructTreeRoot"]["/K"]))  # type: ignore[index]

    def tags(self, kind: str) -> list[DictionaryObject]:
        return [element for tag, element in self.elements if tag == kind]

    @property
    def alternatives(self) -> list[str]:
        """What is read aloud in place of pictures."""
        return [str(figure.get("/Alt", "")) for figure in self.tags("/Figure")]

    @property
    def bookmarks(self) -> list[tuple[int, str]]:
        return list(levelled(self.reader.outline))

    @property
    def chapter_pages(self) -> dict[str, int]:
        """The page, counted from 1, that each bookmark leads to."""
        places = {one.title: self.reader.get_destination_page_number(one) for one in flat(self.reader.outline)}
        return {title: page + 1 for title, page in places.items() if page is not None}

    @property
    def fonts(self) -> list[Any]:
        return [font.get_object() for page in self.reader.pages for font in fonts_of(page)]

    @property
    def unembedded_fonts(self) -> list[str]:
        return [str(font["/BaseFont"]) for font in self.fonts if not is_embedded(font)]

    @property
    def page_texts(self) -> list[str]:
        """The text of every page without footers and without what is written inside drawings."""
        figures = {mark for element in self.tags("/Figure") for mark in marks_of(element, self.reader)}
        writer = PdfWriter(clone_from=BytesIO(self.content))
        for number, page in enumerate(writer.pages):
            contents = page.get_contents()
            if contents is not None:
                stream = ContentStream(contents, writer, "bytes")
                stream.operations = list(shown(stream.operations, {mark for where, mark in figures if where == number}))
                page[NameObject("/Contents")] = stream
        return [page.extract_text() for page in writer.pages]


def elements_under(kid: Any) -> Iterator[tuple[str, DictionaryObject]]:
    kid = kid.get_object()
    if isinstance(kid, ArrayObject):
        for one in kid:
            yield from elements_under(one)
    elif isinstance(kid, DictionaryObject) and "/S" in kid:
        yield str(kid["/S"]), kid
        if "/K" in kid:
            yield from elements_under(kid["/K"])


def marks_of(element: DictionaryObject, reader: PdfReader) -> Iterator[Marked]:
    """The marked content of an element and of all below it."""
    pages = {page.indirect_reference.idnum: number for number, page in enumerate(reader.pages)}  # type: ignore[union-attr]
    for owner in (element, *(one for _, one in elements_under(element.get("/K", ArrayObject())))):
        kids = owner.get("/K", ArrayObject())
        kids = kids.get_object()
        for kid in kids if isinstance(kids, ArrayObject) else [kids]:
            found = kid.get_object()
            if isinstance(found, int):
                yield pages[owner.raw_get("/Pg").idnum], int(found)
            elif "/MCID" in found:
                where = found if "/Pg" in found else owner
                yield pages[where.raw_get("/Pg").idnum], int(found["/MCID"])


def shown(operations: list[tuple[Any, bytes]], figures: set[int]) -> Iterator[tuple[Any, bytes]]:
    """What is neither page furniture nor part of a drawing."""
    passed_over: list[bool] = []
    for operands, operator in operations:
        if operator in {b"BDC", b"BMC"}:
            properties = operands[1] if len(operands) > 1 and isinstance(operands[1], dict) else {}
            passed_over.append(operands[0] == "/Artifact" or properties.get("/MCID") in figures)
        # What changes fonts and places counts for what comes after it too.
        if operator not in WRITES or not any(passed_over):
            yield operands, operator
        if operator == b"EMC":
            passed_over.pop()


def levelled(outline: list[Any], level: int = 1) -> Iterator[tuple[int, str]]:
    for one in outline:
        if isinstance(one, list):
            yield from levelled(one, level + 1)
        else:
            yield level, one.title


def flat(outline: list[Any]) -> Iterator[Any]:
    for one in outline:
        yield from flat(one) if isinstance(one, list) else [one]


def fonts_of(page: Any) -> list[Any]:
    resources = page["/Resources"].get_object()
    return list(resources.get("/Font", DictionaryObject()).get_object().values())


def is_embedded(font: Any) -> bool:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    descriptor = inner["/FontDescriptor"].get_object()
    return any(name in descriptor for name in ("/FontFile", "/FontFile2", "/FontFile3"))
