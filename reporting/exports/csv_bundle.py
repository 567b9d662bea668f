"""A report as CSV files in one archive: a file for each table, one with all texts, and a list of them."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext

from indicators.dump import guarded
from reporting.documents import Block, FactList, Heading, Paragraph, ReportDocument, Table
from reporting.exports.block_rows import Look, Row, Value, clean, rows_of, table_rows
from reporting.exports.packing import NO_DAY

LONGEST_NAME = 60
OF_TABLE = {Look.HEAD, Look.FIGURES}


@dataclass(frozen=True, slots=True)
class Part:
    """A block with the chapter and the heading that it stands under."""

    chapter: str
    heading: str
    block: Block


@dataclass(frozen=True, slots=True)
class File:
    """`part` is the table that the file holds."""

    name: str
    part: Part

    @property
    def table(self) -> Table:
        assert isinstance(self.part.block, Table)
        return self.part.block


def as_csv_bundle(document: ReportDocument) -> bytes:
    """The whole document as a .zip of .csv files. Numbers have a decimal point; the same document, the same bytes."""
    content = BytesIO()
    with translation.override(document.language), ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.comment = document.mark.encode()
        parts = list(parts_of(document))
        files = list(files_of(parts))
        write(archive, gettext("innhold") + ".csv", contents_of(files))
        write(archive, gettext("tekster") + ".csv", texts_of(parts, files))
        for file in files:
            write(archive, file.name, figures_of(file.table))
    return content.getvalue()


def parts_of(document: ReportDocument) -> Iterator[Part]:
    """Everything in order, the front page first."""
    title = Heading(1, document.title)
    front = (Paragraph(document.publisher), title, Paragraph(document.subtitle), document.facts)
    chapter = heading = document.title
    for block in (*front, *(Paragraph(text) for text in document.front), *document.blocks):
        if isinstance(block, Heading):
            chapter, heading = (block.text if block.level == 1 else chapter), block.text
        yield Part(chapter, heading, block)


def files_of(parts: Iterable[Part]) -> Iterator[File]:
    """Named by number and by what the table is about, so that they stand in the order of the report."""
    tables = [part for part in parts if isinstance(part.block, Table)]
    width = max(2, len(str(len(tables))))
    folder, unnamed = gettext("tabeller"), gettext("tabell")
    for number, part in enumerate(tables, start=1):
        assert isinstance(part.block, Table)
        words = slugify(part.block.about or part.block.title)[:LONGEST_NAME].strip("-")
        yield File(f"{folder}/{number:0{width}}-{words or unnamed}.csv", part)


def contents_of(files: Iterable[File]) -> Iterator[Sequence[str]]:
    yield (gettext("Fil"), gettext("Kapittel"), gettext("Overskrift"), gettext("Tabell"), gettext("Kilde"))
    for file in files:
        yield tuple(
            guarded(clean(text))
            for text in (file.name, file.part.chapter, file.part.heading, file.table.name, file.table.source)
        )


def texts_of(parts: Iterable[Part], files: Sequence[File]) -> Iterator[Sequence[str]]:
    """Every text that stands outside tables, and where a table stands, its file."""
    yield (gettext("Kapittel"), gettext("Overskrift"), gettext("Tekst"))
    names = iter(file.name for file in files)
    for part in parts:
        where = (guarded(clean(part.chapter)), guarded(clean(part.heading)))
        if isinstance(part.block, Table):
            yield (*where, next(names))
        else:
            for row in rows_of(part.block):
                between = ": " if isinstance(part.block, FactList) else " "
                yield (*where, guarded(between.join(one.text for one in row.values)))


def figures_of(table: Table) -> Iterator[Sequence[str]]:
    """The header and the rows; the marks of figures stand in a column of their own where there are any."""
    rows = [row for row in table_rows(table) if row.look in OF_TABLE]
    has_marks = any(one.marks for row in rows for one in row.values)
    for row in rows:
        written_row = tuple(written(one) for one in row.values)
        yield (*written_row, marks_beside(table, row)) if has_marks else written_row


def marks_beside(table: Table, row: Row) -> str:
    """`2024: ‖; Arendal: *`."""
    if row.look is Look.HEAD:
        return gettext("Merknad")
    pairs = zip(table.columns, row.values, strict=True)
    return "; ".join(f"{column.title}: {one.marks}" for column, one in pairs if one.marks)


def written(one: Value) -> str:
    return guarded(one.text) if one.number is None else f"{one.number:f}"


def write(archive: ZipFile, name: str, rows: Iterable[Sequence[str]]) -> None:
    """Commas between cells; begins with the mark by which Excel sees that it is UTF-8."""
    text = StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    entry = ZipInfo(name, NO_DAY)
    entry.compress_type = ZIP_DEFLATED
    archive.writestr(entry, text.getvalue().encode("utf-8-sig"))
