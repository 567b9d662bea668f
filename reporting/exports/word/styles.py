"""How the Word document looks: a few named styles, so that the municipality can change them in one place."""

from dataclasses import dataclass, replace

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt
from docx.styles.style import ParagraphStyle

from reporting.charts.palette import FOOT, INK, MUTED, OWN
from reporting.exports.word.characters import set_character_styles
from reporting.exports.word.text import fonts, rgb, xml

# A4.
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = Cm(21), Cm(29.7), Cm(2.2)
TEXT_WIDTH = Cm(16.6)
FONT = "Arial"
PUBLISHER, LEAD, NOTE, LIGHT, FACT, CELL, NUMBER, COMMENT, SAID, PICTURE = (
    *("Utgiver", "Ingress", "Merknad", "Lys", "Faktalinje", "Tabellcelle", "Tabelltall"),
    *("Faglig vurdering", "Vurdert av", "Bilde"),
)
CONTENTS_TITLE, CONTENTS = "TOC Heading", ("toc 1", "toc 2", "toc 3")
TABLE = "Planpuls-tabell"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes and distances in points, indents in centimetres. A hanging line starts at the margin, with a tab;
    a quoted one stands beside a line in the municipality's colour."""

    size: float
    colour: str = INK
    bold: bool = False
    before: float = 0
    after: float = 6
    line: float = 1.25
    keep_with_next: bool = False
    new_page: bool = False
    hanging: float = 0
    beside_line: bool = False
    # A line of the contents: how far in it begins, with dots to the number of its page.
    inset: float | None = None


LOOKS = {
    "Normal": Look(10.5),
    PUBLISHER: Look(11, MUTED, bold=True, before=90, after=4),
    "Title": Look(34, OWN, bold=True, after=6, line=1.05),
    "Subtitle": Look(15, OWN, after=24, line=1.2),
    LEAD: Look(13, after=8),
    NOTE: Look(9, MUTED, before=3, after=8),
    "Heading 1": Look(22, OWN, bold=True, after=8, line=1.1, keep_with_next=True, new_page=True),
    "Heading 2": Look(15, OWN, bold=True, before=22, after=6, line=1.15, keep_with_next=True),
    "Heading 3": Look(12.5, OWN, bold=True, before=18, after=4, line=1.15, keep_with_next=True),
    "Heading 4": Look(11, OWN, bold=True, before=14, after=4, line=1.2, keep_with_next=True),
    "Heading 5": Look(10.5, INK, bold=True, before=10, after=3, line=1.2, keep_with_next=True),
    "Caption": Look(9, INK, bold=True, before=8, after=4, keep_with_next=True),
    "List Bullet": Look(10.5, after=3),
    LIGHT: Look(10.5, before=2, after=5, hanging=0.65),
    FACT: Look(9.5, after=2, hanging=4.6),
    COMMENT: Look(10.5, before=2, after=2, beside_line=True, keep_with_next=True),
    SAID: Look(9, MUTED, before=2, after=10, beside_line=True),
    PICTURE: Look(10.5, before=6, after=4, line=1),
    CELL: Look(9, after=0, line=1.15),
    NUMBER: Look(9, after=0, line=1.15),
    CONTENTS_TITLE: Look(12.5, OWN, bold=True, before=36, after=6, keep_with_next=True),
    CONTENTS[0]: Look(10.5, bold=True, before=4, after=2, line=1.1, inset=0),
    CONTENTS[1]: Look(10, after=1, line=1.1, inset=0.5),
    CONTENTS[2]: Look(9.5, MUTED, after=0, line=1.1, inset=1),
    "Footer": Look(8.5, MUTED, after=0),
}
# A short document has its title on the first page, where its chapters follow each other, as in the PDF.
SHORT_LOOKS = LOOKS | {
    "Normal": Look(10, after=4, line=1.2),
    PUBLISHER: Look(11, MUTED, bold=True, after=4),
    "Title": Look(22, OWN, bold=True, after=4, line=1.05),
    "Subtitle": Look(12, OWN, after=10, line=1.2),
    LEAD: Look(12, after=6),
    NOTE: Look(8.5, MUTED, after=4),
    "Heading 1": Look(14, OWN, bold=True, before=12, after=5, line=1.1, keep_with_next=True),
    "Heading 2": Look(12, OWN, bold=True, before=10, after=4, line=1.15, keep_with_next=True),
    LIGHT: Look(10, before=1, after=2, line=1.2, hanging=0.65),
    "List Bullet": Look(10, after=1, line=1.2),
}
# In Word's own language; the rest are ours.
BUILT_IN = set(CONTENTS)

TABLE_STYLE = """
<w:style xmlns:w="{namespace}" w:type="table" w:customStyle="1" w:styleId="PlanpulsTabell">
  <w:name w:val="{table}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{foot}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{foot}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="60" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
      <w:bottom w:w="60" w:type="dxa"/><w:right w:w="200" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tcPr>
      <w:tcBorders><w:bottom w:val="single" w:sz="8" w:space="0" w:color="{own}"/></w:tcBorders>
      <w:vAlign w:val="bottom"/>
    </w:tcPr>
  </w:tblStylePr>
</w:style>
"""


def set_styles(word: WordDocument, own: str = OWN, *, is_short: bool = False) -> None:
    """Our styles, in place of what the empty document brings, with the municipality's own colour."""
    drop_table_styles(word)
    for name, look in (SHORT_LOOKS if is_short else LOOKS).items():
        dress(style_named(word, name), replace(look, colour=own) if look.colour == OWN else look, own)
    word.styles[NUMBER].paragraph_format.alignment = 2
    words = {"namespace": NAMESPACE, "table": TABLE, "foot": FOOT[1:], "own": own[1:]}
    word.styles.element.append(parse_xml(TABLE_STYLE.format(**words)))
    set_character_styles(word, own)


def set_paper(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    section.footer_distance = MARGIN // 2


def drop_table_styles(word: WordDocument) -> None:
    """A gallery of a hundred colourful tables helps nobody who edits the report."""
    for style in list(word.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()


def style_named(word: WordDocument, name: str) -> ParagraphStyle:
    if name not in word.styles:
        added: ParagraphStyle = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in BUILT_IN)
        added.base_style = word.styles["Normal"]
        return added
    found = word.styles[name]
    assert isinstance(found, ParagraphStyle)
    return found


def dress(style: ParagraphStyle, look: Look, own: str) -> None:
    properties = style.element.get_or_add_rPr()
    drop(properties, "rFonts", "color", "spacing", "kern", "i", "iCs")
    properties.insert(0, fonts(FONT))
    style.font.size, style.font.bold, style.font.color.rgb = Pt(look.size), look.bold, rgb(look.colour)
    lines = style.paragraph_format
    drop(style.element.get_or_add_pPr(), "pBdr", "contextualSpacing", "tabs")
    lines.space_before, lines.space_after, lines.line_spacing = Pt(look.before), Pt(look.after), look.line
    lines.keep_with_next, lines.page_break_before = look.keep_with_next, look.new_page
    lines.widow_control = True
    if look.hanging:
        lines.left_indent, lines.first_line_indent = Cm(look.hanging), Cm(-look.hanging)
        lines.tab_stops.add_tab_stop(Cm(look.hanging))
    if look.inset is not None:
        lines.left_indent, lines.right_indent = Cm(look.inset), Cm(0.9)
        lines.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    if look.beside_line:
        lines.left_indent = Cm(0.6)
        draw_line_beside(style, own)


def draw_line_beside(style: ParagraphStyle, own: str) -> None:
    borders = xml("pBdr")
    borders.append(xml("left", val="single", sz="18", space="12", color=own[1:]))
    properties = style.element.get_or_add_pPr()
    # Word wants the parts of a paragraph's properties in one order; borders come before tabs and distances.
    later = [
        found for tag in ("shd", "tabs", "spacing", "ind") if (found := properties.find(qn(f"w:{tag}"))) is not None
    ]
    later[0].addprevious(borders)


def drop(element: BaseOxmlElement, *tags: str) -> None:
    """Remove what the empty document's own style says of these things."""
    for tag in tags:
        for found in element.findall(qn(f"w:{tag}")):
            element.remove(found)


def set_language(word: WordDocument, language: str) -> None:
    """For spelling and for reading aloud, in the styles that everything is based on."""
    for element in word.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)
    settings = word.settings.element
    drop(settings, "themeFontLang")
    settings.find(qn("w:clrSchemeMapping")).addprevious(xml("themeFontLang", val=language))
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), ",")
    settings.find(qn("w:listSeparator")).set(qn("w:val"), ";")


def set_compatibility(word: WordDocument) -> None:
    """As the Word of today lays pages out, not as the one that the empty document was made with."""
    compatibility = word.settings.element.find(qn("w:compat"))
    drop(compatibility, "useFELayout")
    for setting in compatibility.findall(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")
