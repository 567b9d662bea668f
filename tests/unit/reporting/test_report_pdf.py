"""The PDF says what the page and the Word file say, to those who see and to those who listen."""

from functools import cache
from pathlib import Path

import page
import pytest

from reporting.documents import Bullets, Cell, Column, Comment, FactList, Heading, LightLine, Look, Paragraph, Table
from reporting.exports.html import as_html
from reporting.exports.pdf import as_pdf
from reporting.exports.pdf.content import COLUMN, lines
from reporting.exports.typesetting import TypesettingProblem, running, shown, typeset, write_typefaces
from reporting.exports.typesetting.letters import BROUGHT
from reporting.exports.word import as_docx
from tests.pdf_files import PdfFile, squeezed
from tests.report_documents import BROKEN, EVERYTHING, FIGURES, LOGO, everything, report_document
from tests.report_files import docx_texts, html_texts

HOSTILE = (
    "#panic()",
    "$x^2$",
    r"\u{1F389} \ ~",
    "= Ikke en overskrift",
    "- ikke en liste",
    "@ukjent <merke>",
    "*nei* _nei_",
    "/* // ikke bort */",
    '`#read("/etc/passwd")`',
    '"); #import "x.typ"',
    "[[[[",
    "]]]]",
    "<script>alert(1)</script>",
    "x",
    "\x00\x0b\x1b[31mrødt",
    "=1+2",
    "🎉 fest 👩‍👩‍👧",
    "中文字",
    "שלום",
    "e\u0301n",
    "a\u2028b",
    "\ud800",
)
LONG_WORD = "ord" * 4_000
ADDRESS = "https://kommunikasjon.ntb.no/pressemelding/18009741/stor-kartlegging?publisherId=17846751&lang=no"


@cache
def made() -> PdfFile:
    """Made once for all that look at it."""
    return PdfFile(as_pdf(everything()))


def failed_rules(content: bytes) -> list[str]:
    report = page.validate_pdf_bytes(content, profile=page.ValidationProfile.PDF_UA_1)
    return [str(one) for one in report.failures]


# What it says ---------------------------------------------------------------------------------------------------------


def test_three_forms_say_the_same_in_the_same_order() -> None:
    document = everything()
    texts = html_texts(as_html(document))
    assert docx_texts(as_docx(document)) == texts
    assert squeezed("".join(with_page_numbers(texts, made()))) == squeezed("".join(made().page_texts))


def with_page_numbers(texts: list[str], pdf: PdfFile) -> list[str]:
    """In print the contents say where; the chapters stand right after their title."""
    first = texts.index("Innhold") + 1
    chapters = [title for level, title in pdf.bookmarks if level == 1]
    assert texts[first : first + len(chapters)] == chapters
    numbered = [f"{title}{pdf.chapter_pages[title]}" for title in chapters]
    return [*texts[:first], *numbered, *texts[first + len(chapters) :]]


def test_the_same_document_is_the_same_file() -> None:
    assert as_pdf(everything()) == made().content


def test_it_tells_what_it_is_and_from_when() -> None:
    about = made().reader.metadata
    assert about is not None
    assert (about.title, about.author) == ("Årsrapport 2024 – Samfunnsdelen", "Larvik kommune")
    assert str(about["/CreationDate"]) == str(about["/ModDate"]) == "D:20250301000000Z"
    assert str(made().reader.root_object["/Lang"]) == "nb-NO"


# For everybody --------------------------------------------------------------------------------------------------------


def test_no_rule_of_pdf_for_everybody_is_broken() -> None:
    assert failed_rules(made().content) == []


def test_bookmarks_are_the_headings() -> None:
    headings = [(one.level, one.text) for one in EVERYTHING if isinstance(one, Heading)]
    assert made().bookmarks == headings


def test_every_picture_is_told_in_words() -> None:
    assert FIGURES.drawing
    assert made().alternatives == ["Larvik kommunes våpen", FIGURES.drawing.description, "Elever ved et bord"]


def test_tables_have_header_rows_that_come_again_on_the_next_page() -> None:
    tables = [one for one in EVERYTHING if isinstance(one, Table)]
    assert len(made().tags("/Table")) == len(made().tags("/THead")) == len(tables)
    assert scopes().count("/Column") == sum(len(one.columns) for one in tables)
    with_rows = [text for text in made().reader.pages if "Indikator nummer" in text.extract_text()]
    assert len(with_rows) > 1
    assert all("Verdi" in text.extract_text() for text in with_rows)


def test_the_first_cell_of_a_row_is_its_header() -> None:
    tables = [one for one in EVERYTHING if isinstance(one, Table)]
    assert scopes().count("/Row") == sum(len(one.rows) for one in tables)
    assert len(made().tags("/TD")) == sum(len(one.rows) * (len(one.columns) - 1) for one in tables)
    # A cell that named the header of its column would be read without that of its row.
    assert [cell for cell in made().tags("/TD") if any("/Headers" in one for one in cell["/A"])] == []  # type: ignore[attr-defined]


def scopes() -> list[str]:
    """What each header of the tables is a header of."""
    return [str(one["/Scope"]) for cell in made().tags("/TH") for one in cell["/A"] if "/Scope" in one]  # type: ignore[attr-defined]


def test_every_font_is_in_the_file_and_the_first_is_the_products_own() -> None:
    assert made().unembedded_fonts == []
    fonts = {str(font.get_object()["/BaseFont"]) for font in made().fonts}
    assert any("Inter" in name for name in fonts)


def test_pages_are_numbered_but_the_front_page() -> None:
    pages = [text.extract_text() for text in made().reader.pages]
    assert "Side" not in pages[0]
    assert f"Side 2 av {len(pages)}" in pages[1]


def test_a_page_lies_where_a_table_is_too_wide() -> None:
    lying = [one.extract_text() for one in made().reader.pages if one.mediabox.width > one.mediabox.height]
    assert len(lying) == 1
    # Its heading has come with it.
    assert lying[0].startswith("Hele serien")


# Whatever comes -------------------------------------------------------------------------------------------------------


def test_what_people_write_is_text_and_never_an_instruction() -> None:
    text = " ".join(HOSTILE)
    blocks = (
        Heading(1, text, 1),
        Paragraph(text),
        LightLine("red", text, text),
        FactList(((text, text),)),
        Bullets(HOSTILE),
        Comment(HOSTILE, text),
        Table(text, (Column(text), Column("Tall", is_number=True)), ((Cell(LONG_WORD), Cell(text)),), source=text),
    )
    names = {"publisher": text, "title": text, "subtitle": text, "front": HOSTILE}
    content = as_pdf(report_document(*blocks, **names))
    assert failed_rules(content) == []
    said = squeezed("".join(PdfFile(content).page_texts))
    assert [one for one in HOSTILE if said.count(squeezed(shown(one))) < len(blocks)] == []
    assert LONG_WORD in said


def test_who_has_written_stays_with_the_words() -> None:
    comment = Comment(("Vi fant flere.", "Vi hjalp dem."), "Skole, 3. mars 2025")
    blocks = [block for _ in range(70) for block in (Paragraph("En linje."), comment)]
    pages = PdfFile(as_pdf(report_document(Heading(1, "Mål", 1), *blocks))).page_texts
    assert len(pages) > 8
    assert [page for page in pages if page.strip().startswith("Skole")] == []
    assert as_pdf(report_document(Comment((), "Skole, 3. mars 2025")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("vanlig tekst med æøå og 5\u00a0%", "vanlig tekst med æøå og 5\u00a0%"),
        ("på\r\nto  linjer", "på to  linjer"),
        ("hit\x00 og\x1b dit\ufffe", "hit og dit"),
        ("fest 🎉🎉 og 👩‍👩‍👧", "fest 🎉🎉 og 👩👩👧"),
        ("bra 👍🏽 og viktig ⚠\ufe0f", "bra 👍 og viktig ⚠"),
        ("中文字 og 中 文", "[tegn som ikke kan skrives ut] og [tegn som ikke kan skrives ut]"),
        ("Доброго дня, καλημέρα", "Доброго дня, καλημέρα"),
        ("a\u0301", "á"),
        ("smalt\u202fmellomrom\u2009her", "smalt\u00a0mellomrom her"),
        ("x" * 45, "\u200b".join(["x" * 10] * 4 + ["x" * 5])),
        pytest.param(ADDRESS, ADDRESS, id="an address can be copied whole"),
        pytest.param(
            f"{ADDRESS}å{'x' * 14}", f"{ADDRESS}å{'x' * 9}\u200b{'x' * 5}", id="what follows one is no address"
        ),
        pytest.param(
            f"https://a.no/{'x' * 30}",
            f"https://a.\u200bno/{'x' * 7}\u200b{'x' * 10}\u200b{'x' * 10}\u200bxxx",
            id="letters",
        ),
    ],
)
def test_texts_become_what_can_be_shown(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_the_columns_of_a_table_that_is_pasted_stay_apart() -> None:
    assert lines("2023\t1,5\n2024\t1,7") == [f"2023{COLUMN}1,5", f"2024{COLUMN}1,7"]


def test_letters_that_typst_brings_are_there() -> None:
    letters = "".join(map(chr, sorted(BROUGHT)))
    assert as_pdf(report_document(Paragraph(" ".join(letters))))


def test_emoji_are_drawn_by_a_typeface_of_the_file() -> None:
    content = as_pdf(report_document(Heading(1, "Fest 🎉", 1), Paragraph("Godt ✅ ☎ 👍")))
    assert failed_rules(content) == []
    fonts = {str(font["/BaseFont"]).partition("+")[2] for font in PdfFile(content).fonts}
    assert {"NotoEmoji", "NotoSansSymbols2"} <= {name.partition("-")[0] for name in fonts}
    assert squeezed("Godt✅☎👍") in squeezed("".join(PdfFile(content).page_texts))


def test_a_report_without_them_does_not_carry_them(tmp_path: Path) -> None:
    write_typefaces(tmp_path, "Larvik æøå")
    assert len([*(tmp_path / "fonts").iterdir()]) == 2


def test_a_picture_that_cannot_be_read_is_a_line_in_every_form() -> None:
    document = report_document(Paragraph("Før."), BROKEN, Paragraph("Etter."), look=Look(logo=BROKEN))
    expected = ["Før.", "Bildet «Plassen» kan ikke vises.", "Etter."]
    assert html_texts(as_html(document))[-3:] == docx_texts(as_docx(document))[-3:] == expected
    text = squeezed("".join(PdfFile(as_pdf(document)).page_texts))
    assert text.endswith(squeezed("".join(expected)))
    assert text.count(squeezed(expected[1])) == 2


def test_a_report_of_nothing_is_one_page() -> None:
    content = as_pdf(report_document(look=Look("ingen farge", LOGO)))
    assert failed_rules(content) == []
    assert len(PdfFile(content).reader.pages) == 1
    assert "Innhold" not in PdfFile(content).page_texts[0]


# When it goes wrong ---------------------------------------------------------------------------------------------------


def test_what_cannot_be_set_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "source.typ").write_text("#panic()", encoding="utf-8")
    with pytest.raises(TypesettingProblem, match="Rapporten kunne ikke settes"):
        typeset(tmp_path, "pdf", made_on=everything().made_on)


class Unwanted(Exception):
    """Somebody has asked for it to stop."""


def test_a_process_that_is_not_wanted_or_takes_too_long_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, begun = tmp_path / "sleeper.py", tmp_path / "begun"
    program.write_text(
        "import os, time\nwith open('begun', 'a') as file: print(os.getpid(), file=file)\ntime.sleep(60)"
    )
    begun.touch()
    monkeypatch.setattr(running, "PROGRAM", program)
    monkeypatch.setattr(running, "ASKED_EVERY_SECONDS", 0.2)

    def stop() -> None:
        # On a busy machine it takes a while to begin.
        if begun.read_text():
            raise Unwanted

    with pytest.raises(Unwanted):
        typeset(tmp_path, "pdf", made_on=everything().made_on, stop=stop)
    with pytest.raises(TypesettingProblem, match="for lang tid"):
        typeset(tmp_path, "pdf", made_on=everything().made_on, limit=0.1)
    assert [one for one in begun.read_text().split() if Path(f"/proc/{one}").exists()] == []
