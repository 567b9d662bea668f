"""One Excel sheet written straight into its file, row by row: very many rows in little time and little memory.

Cells are a style, and a text or a number; whatever looks like a formula was guarded before. Styles: 0 plain, 1 bold,
2 wrapped at the top.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape
from itertools import chain, islice
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reporting.charts.svg import NOT_XML
from reporting.exports.packing import NO_DAY

Value = str | int | Decimal
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Widths are those that the first rows want; Excel lets nobody write them after the rows.
ROWS_FOR_WIDTHS, ROWS_AT_A_TIME = 1_000, 500
NARROWEST, WIDEST = 12, 60
# The most letters that a cell may hold.
LONGEST_TEXT = 32_767
# What Excel takes for the number of a letter.
ESCAPE = re.compile("_(?=x[0-9a-fA-F]{4}_)")
NOT_PLAIN = re.compile("[&<>\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_x")

TYPES = (
    f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>'
)
STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf xfId="0"/><xf fontId="1" applyFont="1" xfId="0"/>'
    '<xf applyAlignment="1" xfId="0"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def relationships(*parts: tuple[str, str]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, start=1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def stream_sheet(file: IO[bytes], title: str, heading: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """A heading in bold that stays in sight and can be filtered by, and the rows below it as they come."""
    coming = iter(rows)
    first = list(islice(coming, ROWS_FOR_WIDTHS))
    letters = [column_name(place) for place in range(len(heading))]
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=4) as parts:
        put(parts, "[Content_Types].xml", TYPES)
        put(parts, "_rels/.rels", relationships(("officeDocument", "xl/workbook.xml")))
        links = relationships(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"))
        put(parts, "xl/_rels/workbook.xml.rels", links)
        put(parts, "xl/styles.xml", STYLES)
        with parts.open(entry("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            sheet.write(beginning(heading, first).encode())
            count = write_rows(sheet, heading, chain(first, coming), letters)
            sheet.write(f'</sheetData><autoFilter ref="A1:{letters[-1]}{count}"/></worksheet>'.encode())
        put(parts, "xl/workbook.xml", workbook(title, f"$A$1:${letters[-1]}${count}"))


def write_rows(sheet: IO[bytes], heading: Sequence[str], rows: Iterator[Sequence[Value]], letters: list[str]) -> int:
    """The heading and the rows below it; how many there are of both."""
    sheet.write(row(1, heading, letters, 1).encode())
    count = 1
    for some in in_portions(rows):
        lines = [row(number, values, letters, 2) for number, values in enumerate(some, start=count + 1)]
        sheet.write("".join(lines).encode())
        count += len(some)
    return count


def in_portions(rows: Iterator[Sequence[Value]]) -> Iterator[list[Sequence[Value]]]:
    while some := list(islice(rows, ROWS_AT_A_TIME)):
        yield some


def beginning(heading: Sequence[str], first: Sequence[Sequence[Value]]) -> str:
    widths = (
        min(WIDEST, max(NARROWEST, len(name), *(len(str(line[place])) for line in first), 0))
        for place, name in enumerate(heading)
    )
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(widths, start=1)
    )
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    views = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    return f'{HEAD}<worksheet xmlns="{MAIN}">{views}<cols>{columns}</cols><sheetData>'


def row(number: int, values: Sequence[Value], letters: Sequence[str], style: int) -> str:
    cells = [cell(f'r="{letter}{number}" s="{style}"', value) for letter, value in zip(letters, values, strict=True)]
    return f'<row r="{number}">{"".join(cells)}</row>'


def cell(place: str, value: Value) -> str:
    if not isinstance(value, str):
        return f"<c {place}><v>{value}</v></c>"
    if not value:
        return f"<c {place}/>"
    return f'<c {place} t="inlineStr"><is><t xml:space="preserve">{text_of(value)}</t></is></c>'


def text_of(text: str) -> str:
    """Most texts are plain; the others lose what no file may hold."""
    text = text[:LONGEST_TEXT]
    return escape(ESCAPE.sub("_x005F_", NOT_XML.sub("", text)), quote=False) if NOT_PLAIN.search(text) else text


def workbook(title: str, filtered: str) -> str:
    name = escape(title)
    sheet = f'<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets>'
    quoted = escape("'" + title.replace("'", "''") + "'")
    hidden = f'<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">{quoted}!{filtered}</definedName>'
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><bookViews><workbookView/></bookViews>{sheet}'
        f"<definedNames>{hidden}</definedNames></workbook>"
    )


def column_name(place: int) -> str:
    """`A` for the first, `AA` after `Z`."""
    name = ""
    place += 1
    while place:
        place, letter = divmod(place - 1, 26)
        name = chr(65 + letter) + name
    return name


def put(parts: ZipFile, name: str, content: str) -> None:
    parts.writestr(entry(name), content, ZIP_DEFLATED)


def entry(name: str) -> ZipInfo:
    made = ZipInfo(name, NO_DAY)
    made.compress_type = ZIP_DEFLATED
    return made
