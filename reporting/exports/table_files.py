"""A table as a file: CSV for programs, Excel for people. Texts that a sheet would take for a formula are guarded."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape

from reporting.sheets import FileCell, Sheet, file_rows

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
# The one moment that a zip file can always hold, so that the same table is the same file.
ALWAYS = (1980, 1, 1, 0, 0, 0)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{KIND}.styles+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    # Style 1 is the bold one of headings.
    "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>',
}
LONGEST_SHEET_NAME = 31


def table_csv(sheet: Sheet) -> bytes:
    """Commas between cells and a point in numbers; begins with the mark by which Excel sees that it is UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([written(cell) for cell in row] for row in file_rows(sheet))
    return out.getvalue().encode("utf-8-sig")


def written(cell: FileCell) -> str:
    return f"{cell:f}" if isinstance(cell, Decimal) else guarded(cell or "")


def guarded(text: str) -> str:
    """Text that stays text, whatever it begins with."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def table_xlsx(sheet: Sheet) -> bytes:
    """One sheet, its heading in bold and always in sight; numbers are numbers."""
    out = io.BytesIO()
    parts = PARTS | {"xl/workbook.xml": workbook(sheet), "xl/worksheets/sheet1.xml": worksheet(file_rows(sheet))}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, body in parts.items():
            file.writestr(zipfile.ZipInfo(name, ALWAYS), HEAD + body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def workbook(sheet: Sheet) -> str:
    name = escape(sheet.code[:LONGEST_SHEET_NAME], {'"': "&quot;"})
    sheets = f'<sheets><sheet name="{name}" sheetId="1" r:id="rId1"/></sheets>'
    return f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheets}</workbook>'


def worksheet(rows: Iterable[Sequence[FileCell]]) -> str:
    body = "".join(
        f"<row>{''.join(cell_xml(cell, is_heading=number == 0) for cell in row)}</row>"
        for number, row in enumerate(rows)
    )
    pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
    views = f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
    return f'<worksheet xmlns="{MAIN}">{views}<sheetData>{body}</sheetData></worksheet>'


def cell_xml(cell: FileCell, *, is_heading: bool) -> str:
    style = ' s="1"' if is_heading else ""
    if isinstance(cell, Decimal):
        return f"<c{style}><v>{cell:f}</v></c>"
    if not cell:
        return f"<c{style}/>"
    return f'<c t="inlineStr"{style}><is><t xml:space="preserve">{escape(legal(guarded(cell)))}</t></is></c>'


def legal(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return "".join(sign for sign in text if sign.isprintable() or sign in "\n\t")
