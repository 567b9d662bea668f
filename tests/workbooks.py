"""Makes workbooks of Excel for the tests: sheets as rows of plain values, and the odd cells that people leave."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

HEADING = ["indicator_id", "region", "year", "value"]
Rows = Sequence[Sequence[object]]
Fill = Callable[[Workbook, Worksheet], None]
EMISSIONS_SHEET = "Oversikt - detaljert"
EMISSIONS_HEADING = [
    *("Fylke", "Kommunenummer", "Kommune", "År", "Sektor", "Utslippskilde", "Klimagass"),
    "Utslipp (tonn CO2-ekvivalenter)",
]


def workbook(sheets: Mapping[str, Rows], *, fill: Fill | None = None, hidden: Sequence[str] = ()) -> bytes:
    """A workbook; `fill` writes what plain rows cannot say into the last sheet."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = None
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if name in hidden:
            sheet.hide()
        else:
            sheet.activate()
    if fill and sheet:
        fill(book, sheet)
    book.close()
    return buffer.getvalue()


def tall(*rows: Sequence[Any], heading: Sequence[str] = HEADING, fill: Fill | None = None) -> bytes:
    """One sheet `Tall` with the heading of the CSV file."""
    return workbook({"Tall": [heading, *rows]}, fill=fill)


def emissions(*rows: Sequence[Any], heading: Sequence[str] = EMISSIONS_HEADING) -> bytes:
    """As the Environment Agency's workbook is thought to be: (number, year, sector, source, gas, tonnes)."""
    told = [["Vestfold", number, "Larvik", year, *rest] for number, year, *rest in rows]
    return workbook({"Innhold": [["Les meg"]], EMISSIONS_SHEET: [heading, *told]})


def repacked(body: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same workbook with its parts changed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, change(info.filename, old.read(info.filename)))
    return packed.getvalue()


def with_sheet_xml(xml: str, body: bytes | None = None) -> bytes:
    """A workbook whose first sheet holds these rows of XML."""
    frame = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'

    def change(name: str, content: bytes) -> bytes:
        return f"{frame}{xml}</sheetData></worksheet>".encode() if name.endswith("sheet1.xml") else content

    return repacked(body or workbook({"Tall": [["x"]]}), change)
