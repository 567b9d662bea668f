"""HTML and Word print the same document: the same words in the same order, each in its own good manner."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from reporting.charts import ChartPoint, ChartSeries, TargetChart
from reporting.documents import (
    Block,
    Bullets,
    Cell,
    Column,
    Comment,
    FactList,
    Heading,
    LightLine,
    Look,
    Paragraph,
    ReportDocument,
    Role,
    Table,
)
from reporting.drawing import draw_target
from reporting.exports.html import as_html
from reporting.exports.word import as_docx
from reporting.exports.word.fields import depth_of
from tests.report_documents import WIDE, everything
from tests.report_files import docx_texts, html_texts, read_html

CHART = TargetChart(
    key="1",
    title="Fond",
    series=ChartSeries(
        "Larvik", (ChartPoint(24276, "2023", Decimal("9.8")), ChartPoint(24288, "2024", Decimal("10.6")))
    ),
)
FIGURES = Table(
    "Prosent",
    (Column("Periode"), Column("2023", is_number=True), Column("2024", is_number=True)),
    ((Cell("Larvik"), Cell("9,8"), Cell("10,6", is_strong=True)), (Cell("Forventet"), Cell("–"), Cell("5,0"))),
    about="Disposisjonsfond",
    source="Kilde: KOSTRA.",
    drawing=draw_target(CHART, family="limit"),
)
LIGHTS = Table(
    "Fordelt på lys",
    (Column("Område", share=3), Column("Grønt", is_number=True, light="green"), Column("Svakest")),
    ((Cell("Hele planen"), Cell("1"), Cell("Rødt", light="red")),),
)
BLOCKS: tuple[Block, ...] = (
    Heading(1, "Sammendrag", 1),
    Paragraph("Planen har ett måltall.", Role.LEAD),
    LIGHTS,
    Paragraph("En merknad.", Role.NOTE),
    Heading(1, "Leve i Larvik", 2),
    Heading(2, "Kommunens mål", 3),
    Heading(3, "Økonomi", 4),
    Heading(4, "Et trygt fond.", 5),
    Heading(5, "Disposisjonsfond", 6),
    LightLine("green", "Oppfylt", "Disposisjonsfond er 10,6\u00a0% i 2024."),
    FactList((("Måltall", "Minst 5\u00a0%"), ("Tallet som er vurdert", "10,6\u00a0% (2024)"))),
    FIGURES,
    Bullets(("Det ene.", "Det andre.")),
)


def document(*blocks: Block, **values: object) -> ReportDocument:
    given = {
        "language": "nb",
        "publisher": "Larvik kommune",
        "title": "Årsrapport 2024",
        "subtitle": "Samfunnsdelen",
        "facts": FactList((("Rapportår", "2024"),)),
        "contents_title": "Innhold",
        "blocks": blocks or BLOCKS,
        "made_on": date(2025, 3, 1),
    }
    return ReportDocument(**given | values)  # type: ignore[arg-type]


@cache
def ordinary_docx() -> bytes:
    """Made once, because drawings take a while."""
    return as_docx(document())


def word(*blocks: Block, **values: object) -> WordDocument:
    made = as_docx(document(*blocks, **values)) if blocks or values else ordinary_docx()
    return docx.Document(BytesIO(made))


def texts_of_parts(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as file:
        return {name: file.read(name).decode() for name in file.namelist() if name.endswith(".xml")}


# Both ---------------------------------------------------------------------------------------------------------------


def test_both_forms_say_the_same_in_the_same_order() -> None:
    texts = html_texts(as_html(document()))
    assert texts == docx_texts(ordinary_docx())
    assert texts[:8] == [
        *("Larvik kommune", "Årsrapport 2024", "Samfunnsdelen", "Rapportår", "2024"),
        *("Innhold", "Sammendrag", "Leve i Larvik"),
    ]
    assert texts[-18:-13] == [
        *("Oppfylt: Disposisjonsfond er 10,6 % i 2024.", "Måltall", "Minst 5 %"),
        *("Tallet som er vurdert", "10,6 % (2024)"),
    ]
    assert texts[-13:] == [
        *("Prosent", "Periode", "2023", "2024", "Larvik", "9,8", "10,6", "Forventet", "–", "5,0"),
        *("Kilde: KOSTRA.", "Det ene.", "Det andre."),
    ]


@pytest.mark.parametrize("write", [as_html, as_docx])
def test_the_same_document_is_the_same_file(write: Callable[[ReportDocument], bytes]) -> None:
    assert write(document()) == write(document())


def test_a_text_of_several_lines_becomes_one() -> None:
    made = document(Heading(1, "Første\r\n\r\nandre", 1), Paragraph("En\nto"))
    assert docx_texts(as_docx(made))[-2:] == html_texts(as_html(made))[-2:] == ["Første andre", "En to"]
    assert "<w:br/>" not in texts_of_parts(as_docx(made))["word/document.xml"]


@pytest.mark.parametrize("text", ["a\x00b\x0bc\ufffed", "\x1b[31mrødt"])
def test_characters_that_no_file_may_hold_are_left_out(text: str) -> None:
    blocks = (
        Heading(1, text, 1),
        Paragraph(text),
        LightLine("red", text, text),
        FactList(((text, text),)),
        Bullets((text,)),
        Table(text, (Column(text),), ((Cell(text, light="grey"),),), source=text),
    )
    made = document(*blocks, publisher=text, title=text, subtitle=text)
    texts = html_texts(as_html(made))
    assert texts == docx_texts(as_docx(made))
    assert not re.search(r"[\x00-\x08\x0b\x1b\ufffe]", "".join(texts))


def test_what_people_write_is_text_and_never_markup() -> None:
    nasty = '<script>alert("1")</script> & <w:p/> {{ 7 }} {% now %}'
    made = document(Heading(1, nasty, 1), Paragraph(nasty), LightLine("red", nasty, nasty), subtitle=nasty)
    html = as_html(made)
    assert b"<script" not in html
    assert html_texts(html) == docx_texts(as_docx(made))
    assert nasty in html_texts(html)


# HTML ---------------------------------------------------------------------------------------------------------------


def test_html_names_its_language_title_and_publisher() -> None:
    html = as_html(document(language="nn")).decode()
    assert html.startswith('<!DOCTYPE html>\n<html lang="nn">')
    assert "<title>Årsrapport 2024 – Samfunnsdelen</title>" in html


def test_html_headings_go_one_step_at_a_time() -> None:
    levels = [int(tag[1]) for tag, _ in read_html(as_html(document())).elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels == [1, 2, 2, 2, 3, 4, 5, 6]


def test_html_contents_lead_to_the_chapters() -> None:
    elements = read_html(as_html(document())).elements
    links = [attributes["href"] for tag, attributes in elements if tag == "a" and attributes.get("class") != "skip"]
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert links == ["#del-1", "#del-2"]
    assert {link.removeprefix("#") for link in links if link} <= set(ids)
    assert len(ids) == len(set(ids))


def test_html_tables_name_their_rows_and_columns() -> None:
    cells = [(tag, attributes) for tag, attributes in read_html(as_html(document(FIGURES))).elements if tag == "th"]
    assert [attributes["scope"] for _, attributes in cells] == ["col", "col", "col", "row", "row"]


def test_html_needs_nothing_beside_itself() -> None:
    elements = read_html(as_html(document())).elements
    assert not [tag for tag, _ in elements if tag in {"link", "script", "img", "iframe"}]
    assert not [value for _, attributes in elements for value in attributes.values() if (value or "").startswith("//")]
    assert "url(" not in as_html(document()).decode()


def test_html_holds_a_logo_of_any_size_and_the_columns_of_a_table_that_is_pasted() -> None:
    page = as_html(everything()).decode()
    logo, comment = (re.search(rf"{rule} {{([^}}]*)}}", page) for rule in (r"\.logo", r"\.comment > p"))
    assert logo
    assert comment
    assert "max-width: min(100%" in logo[1]
    assert "white-space: pre-wrap" in comment[1]


def test_html_draws_the_chart_wide_and_narrow() -> None:
    drawings = [
        attributes["class"] for tag, attributes in read_html(as_html(document(FIGURES))).elements if tag == "svg"
    ]
    assert drawings == ["pp-svg pp-svg-wide", "pp-svg pp-svg-compact"]


# Word ---------------------------------------------------------------------------------------------------------------


def test_word_headings_are_real_headings() -> None:
    styles = [(one.style.name, one.text) for one in word().paragraphs if one.style and "Heading" in str(one.style.name)]
    assert ("Heading 1", "Sammendrag") in styles
    assert ("Heading 5", "Disposisjonsfond") in styles
    assert word().paragraphs[1].style.name == "Title"  # type: ignore[union-attr]


def test_word_properties_tell_what_it_is() -> None:
    properties = word().core_properties
    assert (properties.title, properties.author) == ("Årsrapport 2024 – Samfunnsdelen", "Larvik kommune")
    assert (properties.language, properties.comments) == ("nb-NO", "")
    assert properties.created == datetime(2025, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(("language", "expected"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_word_says_its_language_to_whatever_reads_it_aloud(language: str, expected: str) -> None:
    parts = texts_of_parts(as_docx(document(Paragraph("Tekst."), language=language)))
    assert set(re.findall(r'<w:lang w:val="([^"]+)"', parts["word/styles.xml"])) == {expected}
    assert f'<w:themeFontLang w:val="{expected}"/>' in parts["word/settings.xml"]


def test_word_marks_the_header_row_and_keeps_rows_whole() -> None:
    made = word(FIGURES)
    table = made.element.body.tbl_lst[0]
    rows = [row.get_or_add_trPr() for row in table.tr_lst]
    assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True, False, False]
    assert all(row.find(qn("w:cantSplit")) is not None for row in rows)
    assert table.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Disposisjonsfond: Prosent"
    assert made.tables[0].style is not None
    assert made.tables[0].style.name == "Planpuls-tabell"


def test_word_keeps_a_light_with_its_figures_whatever_stands_between() -> None:
    note = Paragraph("Ingen årsak eller tiltak er skrevet.", Role.NOTE)
    promise = Paragraph("Måltallet var 6 til 2024.", Role.NOTE)
    facts = FactList((("Måltall", "Minst 5"),))
    written = word(Heading(1, "Mål", 1), LightLine("red", "Verre", "Ned."), note, facts, promise, FIGURES).paragraphs
    kept = [one.text for one in written if one.paragraph_format.keep_with_next and one.text]
    assert kept[-4:] == ["◆\tVerre: Ned.", note.text, "Måltall\tMinst 5", promise.text]


def test_word_has_styles_for_every_part_of_a_line() -> None:
    """Whoever wants another look changes a style, and not the words one by one."""
    parts = texts_of_parts(as_docx(everything()))
    looks = set(re.findall(r"<w:rPr>(.*?)</w:rPr>", parts["word/document.xml"]))
    keys = {re.fullmatch(r'<w:rStyle w:val="(\w+)"/>', one) for one in looks}
    assert None not in keys
    used = {one[1] for one in keys if one} | set(re.findall(r'<w:pStyle w:val="(\w+)"/>', parts["word/document.xml"]))
    assert used <= set(re.findall(r'w:styleId="(\w+)"', parts["word/styles.xml"]))


def test_word_has_no_empty_paragraphs() -> None:
    pictures = ".//pic:pic"
    assert [one.text for one in word().paragraphs if not (one.text.strip() or one._p.xpath(pictures))] == []


def test_word_shows_lights_as_sign_and_word() -> None:
    lights = [LightLine(light, "Ord", "Tekst.") for light in ("green", "yellow", "red", "grey")]
    lines = [one.text for one in word(*lights).paragraphs]
    assert lines[-4:] == ["●\tOrd: Tekst.", "▲\tOrd: Tekst.", "◆\tOrd: Tekst.", "○\tOrd: Tekst."]


def test_word_contents_are_a_field_that_is_filled_in() -> None:
    xml = texts_of_parts(ordinary_docx())["word/document.xml"]
    assert r'TOC \o "1-3"' in xml
    links = re.findall(r'<w:hyperlink w:anchor="([^"]+)"', xml)
    bookmarks = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]+)"', xml)
    assert links == ["_Toc000001", "_Toc000002", "_Toc000003", "_Toc000004"]
    assert set(links) <= set(bookmarks)
    assert len(bookmarks) == len(set(bookmarks))


def test_word_contents_are_as_deep_as_they_have_room_for() -> None:
    chapters = [Heading(1, "Kapittel", 1), *(Heading(2, "Del", number) for number in range(2, 100))]
    many = [Heading(3, "Indikator", number) for number in range(100, 400)]
    assert (depth_of([*chapters, *many[:200]]), depth_of([*chapters, *many]), depth_of(chapters * 4)) == (3, 2, 1)


def test_word_opens_the_file_without_asking_and_shows_no_page_that_could_be_wrong() -> None:
    parts = texts_of_parts(ordinary_docx())
    assert "updateFields" not in parts["word/settings.xml"]
    assert "w:dirty" not in parts["word/document.xml"]
    body = docx.Document(BytesIO(ordinary_docx())).element.body
    lines = body.xpath("./w:sdt/w:sdtContent/w:p")
    assert ["".join(line.xpath(".//w:t/text()")) for line in lines] == [
        *("Innhold", "Sammendrag", "Leve i Larvik", "Kommunens mål", "Økonomi")
    ]
    assert not [line for line in lines if line.xpath(".//w:tab[not(ancestor::w:pPr)]")]


def test_word_offers_to_update_the_contents() -> None:
    body = docx.Document(BytesIO(ordinary_docx())).element.body
    assert body.xpath("./w:sdt/w:sdtPr/w:docPartObj/w:docPartGallery/@w:val") == ["Table of Contents"]


def test_word_begins_no_new_page_in_a_short_document() -> None:
    short = word(*BLOCKS, contents_title="")
    assert short.styles["Heading 1"].paragraph_format.page_break_before is False
    assert word().styles["Heading 1"].paragraph_format.page_break_before
    assert not short.element.body.xpath("./w:sdt")


def test_word_tells_that_the_first_cell_names_the_row() -> None:
    look = word(FIGURES).element.body.tbl_lst[0].tblPr.find(qn("w:tblLook"))
    assert look.get(qn("w:firstColumn")) == "1"
    # Header row, first column, and neither bands of rows nor of columns.
    assert int(look.get(qn("w:val")), 16) == 0x0020 | 0x0080 | 0x0200 | 0x0400


def test_word_pages_are_numbered() -> None:
    footer = next(text for name, text in texts_of_parts(ordinary_docx()).items() if "footer" in name)
    assert re.findall(r"<w:instrText[^>]*> (\w+) <", footer) == ["PAGE", "NUMPAGES"]
    assert "Årsrapport 2024 – Samfunnsdelen" in footer


def test_word_without_chapters_has_no_broken_field() -> None:
    xml = texts_of_parts(as_docx(document(Paragraph("Ingenting."))))["word/document.xml"]
    assert xml.count('fldCharType="begin"') == xml.count('fldCharType="end"') == 0


def test_word_shows_drawings_pictures_and_logo_and_tells_what_they_show() -> None:
    made = docx.Document(BytesIO(as_docx(everything())))
    told = [shape._inline.docPr.get("descr") for shape in made.inline_shapes]
    assert FIGURES.drawing
    assert told == ["Larvik kommunes våpen", FIGURES.drawing.description, "Elever ved et bord"]
    widths = [round(shape.width.cm, 1) for shape in made.inline_shapes]
    assert widths == [4.8, 14.0, 15.0]
    # The title stands over the drawing, and the drawing over its table.
    blocks = list(made.iter_inner_content())
    title = next(
        number for number, one in enumerate(blocks) if isinstance(one, WordParagraph) and one.text == "Prosent"
    )
    assert blocks[title + 1]._element.xpath(".//pic:pic")
    assert isinstance(blocks[title + 2], WordTable)


def test_word_quotes_what_people_wrote_and_says_who() -> None:
    made = docx.Document(BytesIO(as_docx(document(Comment(("Fondet vokser.\nDet er bra.", "Mer."), "Økonomi, mai")))))
    said = [(one.style.name, one.text) for one in made.paragraphs if one.style][-3:]
    assert said == [
        ("Faglig vurdering", "Fondet vokser.\nDet er bra."),
        ("Faglig vurdering", "Mer."),
        ("Vurdert av", "Økonomi, mai"),
    ]


def test_word_has_the_municipalitys_colour_where_it_can_be_read() -> None:
    plain = texts_of_parts(as_docx(document(Paragraph("Tekst."))))["word/styles.xml"]
    own = texts_of_parts(as_docx(document(Paragraph("Tekst."), look=Look("#7a1f5c"))))["word/styles.xml"]
    pale = texts_of_parts(as_docx(document(Paragraph("Tekst."), look=Look("#ffee00"))))["word/styles.xml"]
    assert "7A1F5C" in own
    assert pale == plain


@pytest.mark.parametrize("count", range(5, 10))
def test_word_breaks_no_name_over_a_number(count: int) -> None:
    names = (
        "Larvik 2024",
        "Sandefjord",
        "Porsgrunn",
        "Sarpsborg",
        "Tønsberg",
        "KOSTRA-gruppe 11",
        "Arendal",
        "Skien",
        "Bodø",
    )
    columns = (Column("Indikator"), *(Column(name, is_number=True) for name in names[:count]))
    table = Table("Kroner", columns, ((Cell("Utgifter per innbygger"), *(Cell("12 345") for _ in names[:count])),))
    markup = docx.Document(BytesIO(as_docx(document(table)))).element.body.tbl_lst[0]
    size = markup.xpath(".//w:pStyle/@w:val")[-1].removeprefix("Tabelltall")
    letters = int(size) / 2 if size else 9.0
    # Twips, and what a cell keeps free to the right.
    margin = 110 if markup.tblPr.xpath("./w:tblCellMar") else 200
    for column, width in zip(columns[1:], markup.xpath("./w:tblGrid/w:gridCol/@w:w")[1:], strict=True):
        longest = max(len(word) for word in re.split(r"[ -]", column.title))
        # The average bold letter of Arial is six tenths of its size.
        assert (int(width) - margin) / 20 >= longest * letters * 0.6, column.title


def test_word_tables_that_are_too_wide_get_narrow_columns_and_small_letters() -> None:
    xml = texts_of_parts(as_docx(document(WIDE)))["word/document.xml"]
    assert sum(map(int, re.findall(r'<w:gridCol w:w="(\d+)"', xml))) <= 16.7 / 2.54 * 1440
    (small,) = set(re.findall(r'<w:pStyle w:val="(Tabelltall\d+)"/>', xml))
    assert int(small.removeprefix("Tabelltall")) < 18
