"""What a slide is made of: its title, text boxes, lights as shapes, pictures. All lengths are centimetres."""

from io import BytesIO

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.text.text import _Paragraph as Paragraph
from pptx.util import Cm, Emu, Pt

from reporting.charts.palette import GREEN, INK, MUTED, RED, YELLOW, YELLOW_EDGE
from reporting.charts.svg import NOT_XML
from targets.rules import Light

WIDTH, HEIGHT, MARGIN = 33.867, 19.05, 1.6
LONG_TITLE = 55
NUMBER_WIDTH, NUMBER_HEIGHT = 2.0, 0.8
# Any identity that no other field in the file has.
SLIDE_NUMBER = "{6B1F2E54-7C1D-4E0B-9C59-0A6B5D2F8E11}"
SHAPES = {
    Light.GREEN: MSO_SHAPE.OVAL,
    Light.YELLOW: MSO_SHAPE.ISOSCELES_TRIANGLE,
    Light.RED: MSO_SHAPE.DIAMOND,
    Light.GREY: MSO_SHAPE.DONUT,
}
FILLS = {Light.GREEN: GREEN, Light.YELLOW: YELLOW, Light.RED: RED, Light.GREY: MUTED}


def clean(text: str) -> str:
    """On one line, without the characters that no XML file may hold."""
    return " ".join(NOT_XML.sub("", text).split())


def shortened(text: str, longest: int) -> str:
    """At a word; what is left out is said in the notes."""
    plain = clean(text)
    if len(plain) <= longest:
        return plain
    return plain[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:–") + " …"


def rgb(colour: str) -> RGBColor:
    return RGBColor(*bytes.fromhex(colour.removeprefix("#")))  # type: ignore[no-untyped-call]


def put_title(slide: Slide, text: str, *, colour: str, top: float = MARGIN * 0.7) -> None:
    """In the slide's own title, which is what an outline and a screen reader go by."""
    title = slide.shapes.title
    assert title is not None  # the layout has one
    title.left, title.top, title.width, title.height = Cm(MARGIN), Cm(top), Cm(WIDTH - 2 * MARGIN), Cm(2.6)
    frame = title.text_frame
    frame.text, frame.word_wrap, frame.vertical_anchor = shortened(text, 100), True, MSO_ANCHOR.MIDDLE
    without_inset(frame)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    dress(paragraph, 32 if len(frame.text) <= LONG_TITLE else 26, is_bold=True, colour=colour)


def put_text(
    slide: Slide, lines: list[tuple[str, int, bool]], *, left: float, top: float, width: float, height: float
) -> None:
    """Paragraphs of (text, size in points, bold) in one box."""
    frame = slide.shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(height)).text_frame
    frame.word_wrap = True
    without_inset(frame)
    for number, (text, size, bold) in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.text = clean(text)
        paragraph.space_after = Pt(size // 5)
        dress(paragraph, size, is_bold=bold)


def dress(paragraph: Paragraph, size: int, *, is_bold: bool = False, colour: str = INK) -> None:
    """Said of every run: not every program heeds what is said of the paragraph."""
    for run in paragraph.runs:
        run.font.size, run.font.bold, run.font.color.rgb = Pt(size), is_bold, rgb(colour)


def put_number(slide: Slide, number: int) -> None:
    """In the corner, for whoever asks about a slide; a field, so that it is right when slides are moved."""
    left, top = WIDTH - MARGIN - NUMBER_WIDTH, HEIGHT - NUMBER_HEIGHT - 0.4
    frame = slide.shapes.add_textbox(Cm(left), Cm(top), Cm(NUMBER_WIDTH), Cm(NUMBER_HEIGHT)).text_frame
    without_inset(frame)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    paragraph.add_run().text = str(number)
    dress(paragraph, 12, colour=MUTED)
    run = paragraph.runs[0].font._element.getparent()  # noqa: SLF001 - python-pptx has no words for fields
    run.tag = qn("a:fld")
    run.set("id", SLIDE_NUMBER)
    run.set("type", "slidenum")


def set_language(slide: Slide, tag: str) -> None:
    """For spelling and for reading aloud, of slide and notes."""
    for part in (slide, *([slide.notes_slide] if slide.has_notes_slide else [])):
        for text in part.element.iter(qn("a:t")):
            text.getparent().get_or_add_rPr().set("lang", tag)


def without_inset(frame: TextFrame) -> None:
    """So that every text begins on the same line from top to bottom, titles too."""
    frame.margin_left = frame.margin_right = Cm(0)


def put_light(slide: Slide, light: str, word: str, *, left: float, top: float, size: float) -> None:
    """Colour and shape; the word is its description, and stands beside it as text."""
    kind = Light(light)
    shape = slide.shapes.add_shape(SHAPES[kind], Cm(left), Cm(top), Cm(size), Cm(size))
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(FILLS[kind])
    shape.line.color.rgb = rgb(YELLOW_EDGE if kind is Light.YELLOW else FILLS[kind])
    shape.shadow.inherit = False
    describe(shape, word)


def put_picture(
    slide: Slide, content: bytes, description: str, *, left: float, top: float, width: float, height: float
) -> None:
    """As large as it can be within the room, and no larger."""
    picture = slide.shapes.add_picture(BytesIO(content), Cm(left), Cm(top), width=Cm(width))
    if picture.height > Cm(height):
        picture.width, picture.height = Emu(picture.width * Cm(height) // picture.height), Cm(height)
    describe(picture, description)


def describe(shape: BaseShape, text: str) -> None:
    """What is read aloud instead of the shape."""
    shape.element.xpath(".//p:cNvPr")[0].set("descr", clean(text))


def put_notes(slide: Slide, lines: list[str]) -> None:
    """For whoever speaks: everything in full, with its source."""
    frame = slide.notes_slide.notes_text_frame
    assert frame is not None  # the library's own notes page has one
    frame.text = "\n".join(clean(line) for line in lines if line)
