"""Putting text into a Word document, and the small pieces of its XML that python-docx has no words for."""

import re

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reporting.charts.svg import NOT_XML
from reporting.exports.light_signs import SIGNS
from targets.rules import Light

# Has all four signs in one size; programs without it take another font for the sign alone.
SIGN_FONT = "Segoe UI Symbol"
# The keys of character styles, by what they are for.
HEAD, STRONG, FACT_NAME = "Tabellhode", "UthevetTall", "Faktanavn"
LIGHT_WORD = {light: f"Lysord{light.value.title()}" for light in Light}
LIGHT_SIGN = {light: f"Lystegn{light.value.title()}" for light in Light}
# Every document is made of the same styles.
STYLE_IDS: dict[str, str] = {}


def xml(tag: str, **attributes: str) -> BaseOxmlElement:
    """One element of WordprocessingML: `xml("tblHeader")`, `xml("lang", val="nb-NO")`."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element


def clean(text: str) -> str:
    """On one line, without the characters that no XML file may hold; texts come from people and files."""
    return re.sub(r"\s*[\r\n]+\s*", " ", NOT_XML.sub("", text))


def styled(word: WordDocument, name: str) -> Paragraph:
    """A new paragraph. python-docx looks through all styles for every one of them; theirs is the same in every file."""
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.element.style = style_id(word, name)
    return paragraph


def style_id(word: WordDocument, name: str) -> str:
    if name not in STYLE_IDS:
        STYLE_IDS[name] = str(word.styles[name].style_id)
    return STYLE_IDS[name]


def write(paragraph: Paragraph, text: str, *, style: str = "") -> Run:
    """The only way that text gets into the document. `style` is the key of a character style."""
    run = paragraph.add_run(clean(text))
    if style:
        run.font.element.style = style
    return run


def write_lines(paragraph: Paragraph, text: str) -> None:
    """What a person typed keeps its lines."""
    for number, line in enumerate(text.splitlines() or [""]):
        if number:
            paragraph.add_run().add_break()
        write(paragraph, line)


def write_light(paragraph: Paragraph, light: str, word: str, *, between: str = " ", calculated: str = "") -> None:
    """A light as sign, colour and word; the sign of the calculated one follows where a person has set another."""
    kind = Light(light)
    write_sign(paragraph, kind)
    if calculated and calculated != light:
        write_sign(paragraph, Light(calculated))
    write(paragraph, between)
    write(paragraph, word, style=LIGHT_WORD[kind])


def write_sign(paragraph: Paragraph, light: Light) -> None:
    write(paragraph, SIGNS[light], style=LIGHT_SIGN[light])


def fonts(name: str) -> BaseOxmlElement:
    return xml("rFonts", ascii=name, hAnsi=name, cs=name, eastAsia=name)


def rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#").upper())
