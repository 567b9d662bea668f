"""A document as the plain values that the template reads, and the pictures beside them as files.

What people wrote is data here and never a part of the template, so that no text can be taken for an instruction.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext

from reporting.charts.svg import on_paper
from reporting.documents import (
    Block,
    Bullets,
    Cell,
    Column,
    Comment,
    FactList,
    Heading,
    LightLine,
    Paragraph,
    Picture,
    ReportDocument,
    Role,
    Table,
)
from reporting.exports.look import ink_of
from reporting.exports.pictures import Extent, extent_of
from reporting.exports.table_shape import UPRIGHT, shape_of
from reporting.exports.typesetting import FAMILIES, shown

Values = dict[str, Any]
REGIONS = {"nb": "no", "nn": "no", "en": "gb"}
# Centimetres that a logo and a picture may take, and pixels of a picture on a centimetre of paper.
LOGO, PICTURE, PIXELS_PER_CENTIMETRE = Extent(7, 2.4), Extent(UPRIGHT, 15), 60
# Letters of a footer, and of words beyond which they may be broken anywhere.
FOOTER_LETTERS, HEADING_WORD, CELL_WORD, TITLE_WORD = 90, 26, 22, 20
NARROW_FACT, CHAPTERS_ON_A_PAGE, BREAKABLE_CELL = 34, 30, 400
# Between the columns of a table that somebody has pasted: paper has no tabulators, and other spaces become one.
COLUMN = "\u00a0" * 4 + " "


class Content:
    """Values for `report.typ`. Pictures and signs are written into the folder as they are met."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.count = 0

    def of(self, document: ReportDocument) -> Values:
        language = document.language[:2]
        title = shown(document.title, longest=TITLE_WORD)
        subtitle = shown(document.subtitle, longest=TITLE_WORD)
        name = f"{shown(document.title)} – {shown(document.subtitle)}"
        return {
            "language": language,
            "region": REGIONS.get(language),
            "families": FAMILIES,
            "ink": ink_of(document.look),
            "name": name,
            "footer": name if len(name) <= FOOTER_LETTERS else f"{name[:FOOTER_LETTERS]}…",
            "page_words": page_words(),
            "publisher": shown(document.publisher),
            "title": title,
            "subtitle": subtitle,
            "facts": fact_list(document.facts),
            "front": [lines(text) for text in document.front],
            "logo": self.logo(document.look.logo),
            "contents_title": shown(document.contents_title),
            "is_short": document.is_short,
            "has_chapters": bool(document.chapters) and not document.is_short,
            "many_chapters": len(document.chapters) > CHAPTERS_ON_A_PAGE,
            "mark": document.mark,
            "made_on": [document.made_on.year, document.made_on.month, document.made_on.day],
            "groups": [
                {"is_lying": is_lying, "blocks": [self.block(*pair) for pair in pairs]}
                for is_lying, pairs in grouped(document.blocks)
            ],
        }

    def block(self, block: Block, following: Block | None) -> Values:
        """One block by its kind, and whether it stays with the next."""
        match block:
            case Heading():
                return {"kind": "heading", "level": block.level, "text": shown(block.text, longest=HEADING_WORD)}
            case Paragraph():
                is_leading = block.role is Role.BODY and isinstance(following, Heading | Bullets)
                kept = is_leading or isinstance(following, FactList | Table)
                return {"kind": "paragraph", "role": block.role.value, "text": shown(block.text), "is_kept": kept}
            case LightLine():
                return self.light_line(block) | {"is_kept": isinstance(following, FactList | Table | Paragraph)}
            case FactList():
                return {"kind": "facts", "is_kept": isinstance(following, Table | Paragraph)} | fact_list(block)
            case Bullets():
                return {"kind": "bullets", "items": [shown(item) for item in block.items]}
            case Comment() | Picture() | Table():
                return self.thing(block)

    def thing(self, block: Comment | Picture | Table) -> Values:
        """What stands by itself."""
        if isinstance(block, Comment):
            paragraphs = [lines(text) for text in block.paragraphs]
            return {"kind": "comment", "paragraphs": paragraphs, "said": shown(block.said)}
        return self.picture(block) if isinstance(block, Picture) else self.table(block)

    def light_line(self, block: LightLine) -> Values:
        sign = self.sign(block.light, block.calculated)
        return {"kind": "light", "sign": sign, "word": shown(block.word), "text": shown(block.text)}

    def table(self, block: Table) -> Values:
        shape, airy = shape_of(block), with_air(block.columns)
        return {
            "kind": "table",
            "title": shown(block.title),
            "drawing": self.drawing(block),
            "letters": shape.letters,
            "widths": shape.widths,
            "is_number": [column.is_number for column in block.columns],
            "is_whole": shape.is_kept_whole,
            "heading": [self.cell(Cell(column.title, light=column.light), air) for column, air in airy],
            "cells": [self.row_cell(cell, air) for row in block.rows for (_, air), cell in zip(airy, row, strict=True)],
            "source": shown(block.source),
        }

    def row_cell(self, cell: Cell, is_after_number: bool) -> Values | str:
        """Its text alone where there is no more to say: thousands of them are most of what Typst has to keep."""
        values = self.cell(cell, is_after_number)
        plain = {"sign": "", "is_strong": False, "is_after_number": False, "is_long": False}
        return str(values["text"]) if values == plain | {"text": values["text"]} else values

    def cell(self, cell: Cell, is_after_number: bool) -> Values:
        return {
            "text": shown(cell.text, longest=CELL_WORD),
            "sign": self.sign(cell.light) if cell.light else "",
            "is_strong": cell.is_strong,
            "is_after_number": is_after_number,
            "is_long": len(cell.text) > BREAKABLE_CELL,
        }

    def drawing(self, block: Table) -> Values | None:
        if block.drawing is None:
            return None
        alt = block.drawing.description or block.drawing.title or block.name
        return {"file": self.file("svg", on_paper(block.drawing.wide).encode()), "alt": shown(alt)}

    def picture(self, block: Picture) -> Values:
        extent = extent_of(block)
        room = PICTURE.within(min(PICTURE.width, extent.width / PIXELS_PER_CENTIMETRE), PICTURE.height)
        return {"kind": "picture", "caption": shown(block.caption)} | self.placed(block, extent, room.width)

    def placed(self, picture: Picture, extent: Extent, most: float) -> Values:
        size = extent.within(most, PICTURE.height)
        file = self.file(picture.media_type.removeprefix("image/"), picture.content)
        return {"file": file, "alt": shown(picture.alt), "width": size.width, "height": size.height}

    def logo(self, picture: Picture | None) -> Values | None:
        if picture is None:
            return None
        size = extent_of(picture).within(LOGO.width, LOGO.height)
        return self.placed(picture, size, size.width)

    def sign(self, light: str, calculated: str = "") -> str:
        """The file with the shape of the light, the same as on the pages."""
        name = f"light-{light}-{calculated or light}.svg"
        if not (self.folder / name).exists():
            words = {"light": light, "overridden_from": calculated}
            (self.folder / name).write_text(render_to_string("components/light_shape.html", words), encoding="utf-8")
        return name

    def file(self, kind: str, content: bytes) -> str:
        self.count += 1
        name = f"picture-{self.count}.{kind}"
        (self.folder / name).write_bytes(content)
        return name


def page_words() -> list[str]:
    """Before, between and after the number of the page and how many there are."""
    before, rest = gettext("Side {page} av {pages}").split("{page}")
    return [before, *rest.split("{pages}")]


def fact_list(block: FactList) -> Values:
    """Names beside their words where every name is short, above them where not."""
    facts = [[shown(name), shown(words)] for name, words in block.facts]
    return {"facts": facts, "is_beside": all(len(name) <= NARROW_FACT for name, _ in facts)}


def lines(text: str) -> list[str]:
    """What a person typed keeps its lines, and the room between the columns of a table that was pasted."""
    return [shown(line.replace("\t", COLUMN)) for line in text.splitlines()] or [""]


def with_air(columns: Sequence[Column]) -> list[tuple[Column, bool]]:
    """Whether a column's text follows a number, and would else stand close to it."""
    is_number_before = [False, *(column.is_number for column in columns)]
    return [(one, before and not one.is_number) for one, before in zip(columns, is_number_before, strict=False)]


Pair = tuple[Block, Block | None]


def grouped(blocks: Sequence[Block]) -> Iterator[tuple[bool, list[Pair]]]:
    """Blocks on upright and on lying pages; what leads up to a table that lies goes to its page."""
    pairs = list(zip_longest(blocks, blocks[1:]))
    waiting: list[Pair] = []
    for pair in pairs:
        waiting.append(pair)
        if isinstance(pair[0], Table) and shape_of(pair[0]).is_lying:
            leading = count_of_leading(block for block, _ in waiting[:-1])
            before, on_page = waiting[: len(waiting) - 1 - leading], waiting[len(waiting) - 1 - leading :]
            if before:
                yield False, before
            yield True, on_page
            waiting = []
    if waiting:
        yield False, waiting


def count_of_leading(blocks: Iterable[Block]) -> int:
    """How many blocks just before the last one belong to it: from the heading above it on."""
    leading = 0
    for count, block in enumerate(reversed(list(blocks)), start=1):
        if isinstance(block, Heading):
            leading = count
        elif not isinstance(block, LightLine | FactList | Paragraph):
            break
    return leading
