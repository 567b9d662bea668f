"""Files that are no workbooks, or that would take all memory: refused in one line, before they are read."""

import io
import re
import struct
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accounts.imports import MOST_LINES, ImportRefused, Problems
from indicators.sources.excel import archive, mapping_named, read_workbook, scanning, sheets
from tests.workbooks import repacked, tall, with_sheet_xml, workbook

GOOD = tall(["fond", "Larvik", 2024, 1])


def refusal_of(body: bytes) -> str:
    with pytest.raises(ImportRefused) as refused:
        read_workbook(body, mapping=None, problems=Problems("tall.xlsx"))
    assert len(refused.value.problems) == 1
    return str(refused.value.problems[0])


def zipped(parts: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return packed.getvalue()


DAMAGED = "tall.xlsx: filen er skadet og kan ikke leses: åpne den i Excel og lagre den på nytt"
NO_WORKBOOK = "tall.xlsx: filen er ikke en Excel-fil (.xlsx)"


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"indicator_id,region\n", NO_WORKBOOK),
        (b"", NO_WORKBOOK),
        (b"PK\x03\x04" + bytes(range(256)), DAMAGED),
        (GOOD[: len(GOOD) // 2], DAMAGED),
        (zipped({"a.txt": b"hei"}), NO_WORKBOOK),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "beskyttet med passord eller i det gamle formatet .xls"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "formatet .ods: lagre den som .xlsx"),
        (zipped({"xl/workbook.bin": b""}), "formatet .xlsb: lagre den som .xlsx"),
        (zipped({"xl/workbook.xml": b"<workbook/>"}), DAMAGED),
        (repacked(GOOD, lambda name, one: b"" if name.endswith("sheet1.xml") else one), DAMAGED),
        (repacked(GOOD, lambda name, one: b"<a>" if name.endswith("sheet1.xml") else one), DAMAGED),
        (repacked(GOOD, lambda name, one: b"\0<" if name.endswith("Strings.xml") else one), DAMAGED),
        (repacked(GOOD, lambda _name, one: one.replace(b"UTF-8", b"UTF-1")), DAMAGED),
        (repacked(GOOD, lambda _name, one: one.replace(b"UTF-8", b"utf-7")), DAMAGED),
    ],
    ids=[
        *("csv", "empty", "no zip", "half", "another zip", "password or xls", "ods", "xlsb", "no sheets"),
        *("empty sheet", "broken sheet", "broken texts", "unknown encoding", "mail encoding"),
    ],
)
def test_what_is_no_workbook_is_told_in_one_line(body: bytes, told: str) -> None:
    assert told in refusal_of(body)


def test_two_parts_of_one_name_are_two_workbooks_in_one() -> None:
    packed = io.BytesIO(GOOD)
    with zipfile.ZipFile(packed, "a") as both, pytest.warns(UserWarning, match="Duplicate name"):
        both.writestr("xl/worksheets/sheet1.xml", b"<worksheet/>")
    assert refusal_of(packed.getvalue()) == DAMAGED


def test_a_document_type_is_no_part_of_a_workbook() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'

    def change(name: str, content: bytes) -> bytes:
        return content.replace(b"<worksheet", bomb + b"<worksheet", 1) if name.endswith("sheet1.xml") else content

    assert refusal_of(repacked(GOOD, change)) == DAMAGED


def bomb() -> bytes:
    """Three megabytes of nothing beside the sheet."""
    return zipped({"xl/workbook.xml": b"<workbook/>", "xl/media/bilde.png": b"\0" * 3 * 1024 * 1024})


def believing(body: bytes) -> bytes:
    """The same file saying that everything in it is a byte large."""
    changed = bytearray(body)
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        for match in re.finditer(signature, body):
            changed[match.start() + offset : match.start() + offset + 4] = struct.pack("<I", 1)
    return bytes(changed)


@pytest.mark.parametrize("change", [bytes, believing], ids=["honest", "lying about its size"])
def test_a_zip_bomb_is_not_unpacked(change: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 2 * 1024 * 1024)
    assert "når den pakkes ut, og leses ikke" in refusal_of(change(bomb()))


def test_two_cells_far_apart_do_not_take_all_memory() -> None:
    xml = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "arket er for stort: høyst 10 millioner celler" in refusal_of(with_sheet_xml(xml))


def test_many_cells_that_share_one_long_text_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanning, "MOST_SIGNS", 50_000)
    rows = [["x" * 10_000] for _row in range(6)]
    assert "for mye tekst" in refusal_of(workbook({"Tall": rows}))


def test_merged_cells_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_MERGED", 3)
    body = tall(["fond", "Larvik", 2024, 1], fill=lambda _book, sheet: sheet.merge_range("A1:B3", "x"))
    assert "for mange sammenslåtte celler" in refusal_of(body)


def lines_told(body: bytes) -> int:
    """How many lines the reader has to say; any other end than lines is a failure."""
    problems = Problems("tall.xlsx")
    try:
        read_workbook(body, mapping=None, problems=problems)
    except ImportRefused as refused:
        return len(refused.problems)
    return len(problems.listed)


@settings(max_examples=300)
@given(st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_file_with_flipped_bytes_is_read_or_refused(flips: list[tuple[int, int]]) -> None:
    body = bytearray(GOOD)
    for place, byte in flips:
        body[place] = byte
    assert lines_told(bytes(body)) <= MOST_LINES


PARTS = ("sheet1.xml", "workbook.xml", "styles.xml", "sharedStrings.xml", "workbook.xml.rels")


@settings(max_examples=300)
@example(part="sheet1.xml", where=0.046875, cut=0, put="1")
@given(st.sampled_from(PARTS), st.floats(0, 1), st.integers(0, 30), st.text('<>/="rtscv1A &;é', max_size=8))
def test_a_file_with_damaged_xml_is_read_or_refused(part: str, where: float, cut: int, put: str) -> None:
    """The example is an encoding that nobody knows, `UTF-18`."""

    def change(name: str, content: bytes) -> bytes:
        place = int(where * len(content))
        return content[:place] + put.encode() + content[place + cut :] if name.endswith("/" + part) else content

    assert lines_told(repacked(GOOD, change)) <= MOST_LINES


@pytest.mark.parametrize("name", ["finnes-ikke", "../../settings", "finnes-ikke.yaml"])
def test_an_unknown_mapping_is_told(name: str) -> None:
    with pytest.raises(ImportRefused, match="1 problems"):
        mapping_named(name)
