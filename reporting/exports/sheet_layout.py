"""The chapters of a report as sheets: tables that are alike in one, under one header that stays in sight.

A short chapter is read as on a page. In others the figures come first and the texts below; tables of another kind than
the first ones get a sheet of their own.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext

from reporting.documents import Block, Cell, Column, FactList, Heading, Paragraph, ReportDocument, Table
from reporting.exports.block_rows import Look, Row, cell_value, rows_of, said, value

# A header so far down can stay in sight and leave room for what is under it.
LOWEST_HEADER = 8
# So few rows under a header of their own are read among the texts.
FEW_ROWS = 10


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    blocks: tuple[Block, ...]

    @property
    def tables(self) -> list[Table]:
        return [block for block in self.blocks if isinstance(block, Table)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`header` and `last` are the lines of the figures, counted from 1, and 0 where there are none to hold on to.

    `names` is how many columns name a row, and `columns` how many there are.
    """

    title: str
    rows: tuple[Row, ...]
    header: int = 0
    last: int = 0
    names: int = 1
    columns: int = 1


@dataclass(slots=True)
class Stack:
    """Tables that are alike, under the heading that the first of them stands under."""

    heading: str
    tables: list[Table] = field(default_factory=list)
    headings: set[str] = field(default_factory=set)

    @property
    def titles(self) -> set[str]:
        return {title for table in self.tables for title in titles_of(table)}

    @property
    def is_small(self) -> bool:
        return sum(len(table.rows) for table in self.tables) <= FEW_ROWS

    def fits(self, table: Table) -> bool:
        """The same things are named in the first column, and half of the others are the same; all years are alike."""
        first, *rest = titles_of(table)
        known = titles_of(self.tables[0])[0] == first
        others = [title for title in rest if not title.isdecimal()]
        return known and 2 * len(self.titles.intersection(others)) >= len(others)


def sheets_of(chapter: Chapter) -> Iterator[Sheet]:
    """The sheet of the chapter, and one for each kind of table that is not the first."""
    rows = tuple(spaced(chapter.blocks))
    heads = [line for line, row in enumerate(rows, start=1) if row.look is Look.HEAD]
    if not heads:
        yield Sheet(chapter.title, rows)
    elif len(heads) == 1 and heads[0] <= LOWEST_HEADER:
        (table,) = chapter.tables
        yield Sheet(chapter.title, rows, heads[0], heads[0] + len(table.rows), columns=len(table.columns))
    else:
        yield from stacked(chapter)


def chapters_of(document: ReportDocument) -> Iterator[Chapter]:
    """The front page, and every chapter with what stands in it."""
    front: tuple[Block, ...] = (
        Paragraph(document.publisher),
        Heading(1, document.title),
        Paragraph(document.subtitle),
        document.facts,
        *(Paragraph(text) for text in document.front),
    )
    title, blocks = document.title, list(front)
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            yield Chapter(title, tuple(blocks))
            title, blocks = block.text, []
        blocks.append(block)
    yield Chapter(title, tuple(blocks))


def spaced(blocks: Iterable[Block]) -> Iterator[Row]:
    """With an empty row before headings and tables."""
    for number, block in enumerate(blocks):
        if number and isinstance(block, Heading | Table | FactList):
            yield Row(Look.TEXT, ())
        yield from rows_of(block)


# Figures first ------------------------------------------------------------------------------------------------------


def stacked(chapter: Chapter) -> Iterator[Sheet]:
    """The first kind of table above the texts, every other large kind in a sheet of its own."""
    first, *others = stacks_of(chapter)
    apart = [stack for stack in others if not stack.is_small]
    moved = [id(table) for stack in (first, *apart) for table in stack.tables]
    texts = [block for block in chapter.blocks[1:] if id(block) not in moved]
    sheet = sheet_of(chapter.title, chapter.title, first)
    told = [Row(Look.TEXT, ()), *spaced(texts)] if texts else []
    yield Sheet(sheet.title, (*sheet.rows, *told), sheet.header, sheet.last, sheet.names, sheet.columns)
    for stack in apart:
        yield sheet_of(title_of(chapter, stack), chapter.title, stack)


def stacks_of(chapter: Chapter) -> list[Stack]:
    found: list[Stack] = []
    heading = ""
    for block in chapter.blocks:
        if isinstance(block, Heading) and block.level == 2:
            heading = block.text
        elif isinstance(block, Table):
            stack = next((one for one in found if one.fits(block)), None)
            if stack is None:
                found.append(stack := Stack(heading))
            stack.tables.append(block)
            stack.headings.add(heading)
    return found


def title_of(chapter: Chapter, stack: Stack) -> str:
    """`1 Indikator for indikator` where the chapter has a number, so that its sheets stand together by name."""
    number = chapter.title.split(" ")[0]
    if not stack.heading:
        return stack.tables[0].title if len(stack.tables) == 1 else chapter.title
    return f"{number} {stack.heading}" if number.isdecimal() else stack.heading


def sheet_of(title: str, chapter: str, stack: Stack) -> Sheet:
    """The title of the chapter, what the tables are about, one header, and all their rows."""
    above = [said(Look.CHAPTER, chapter), *([said(Look.TITLE, name)] if (name := name_of(stack)) else [])]
    leading, columns = leading_of(stack), columns_of(stack)
    has_source = len(stack.tables) > 1 and any(table.source for table in stack.tables)
    if has_source and gettext("Kilde") not in {column.title for column in columns}:
        columns.append(Column(gettext("Kilde")))
    head = [*leading, *columns]
    header = Row(Look.HEAD, tuple(value(one.title, light=one.light, is_right=one.is_number) for one in head))
    figures = [
        figures_row(leading, columns, table, row, has_source=has_source) for table in stack.tables for row in table.rows
    ]
    sources = [] if has_source else [said(Look.NOTE, table.source) for table in stack.tables if table.source]
    line = len(above) + 1
    return Sheet(title, (*above, header, *figures, *sources), line, line + len(figures), len(leading) + 1, len(head))


def name_of(stack: Stack) -> str:
    """What all the tables are about."""
    if len(stack.tables) == 1:
        return stack.tables[0].name
    abouts = {table.about for table in stack.tables}
    if len(abouts) == 1:
        return abouts.pop()
    return stack.heading if len(stack.headings) == 1 else gettext("Tallene")


def leading_of(stack: Stack) -> list[Column]:
    """What tells the rows of one table from those of another."""
    about, title = gettext("Gjelder"), gettext("Tabell")
    named = {about: {one.about for one in stack.tables}, title: {one.title for one in stack.tables}}
    return [Column(name) for name, found in named.items() if len(found) > 1]


def columns_of(stack: Stack) -> list[Column]:
    """The columns of all the tables: a new one stands before what follows it in its own table; years stand in order."""
    found: dict[str, Column] = {}
    order: list[str] = []
    for table in stack.tables:
        titles = titles_of(table)
        for place, (title, column) in enumerate(zip(titles, table.columns, strict=True)):
            if title not in found:
                following = next((order.index(one) for one in titles[place + 1 :] if one in found), len(order))
                order.insert(following, title)
                found[title] = Column(title, is_number=column.is_number, light=column.light)
    years = sorted(title for title in order if title.isdecimal())
    in_order = iter(years)
    return [found[next(in_order) if title.isdecimal() else title] for title in order]


def titles_of(table: Table) -> list[str]:
    """Without the unit, which follows the indicator: `Endring fra 2023 (prosentpoeng)` is `Endring fra 2023`."""
    bare = [column.title.split(" (")[0] for column in table.columns]
    return bare if len(set(bare)) == len(bare) else [column.title for column in table.columns]


def figures_row(
    leading: Sequence[Column], columns: Sequence[Column], table: Table, row: Sequence[Cell], *, has_source: bool
) -> Row:
    """A row with what its own table says of all its rows; a source of their own goes before the table's."""
    names = {gettext("Gjelder"): table.about, gettext("Tabell"): table.title}
    shared = {gettext("Kilde"): Cell(table.source.split(": ", 1)[-1])} if has_source else {}
    cells = shared | dict(zip(titles_of(table), row, strict=True))
    return Row(
        Look.FIGURES,
        (
            *(value(names[column.title]) for column in leading),
            *(cell_value(cells.get(column.title, Cell("")), is_right=column.is_number) for column in columns),
        ),
    )
