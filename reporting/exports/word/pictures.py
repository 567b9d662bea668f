"""Pictures in a Word document: drawings, made of the same lines as those on the pages, and what people brought."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count

from docx.document import Document as WordDocument
from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.shape import CT_Inline
from docx.parts.image import ImagePart
from docx.shared import Cm, Length
from docx.text.paragraph import Paragraph

from reporting.documents import Picture, ReportDocument, Table
from reporting.drawing import Drawing
from reporting.exports.pictures import extent_of
from reporting.exports.typesetting import Stop
from reporting.exports.typesetting.drawings import pngs_of
from reporting.exports.word.text import clean

# As in the PDF, so that two of them with their tables fit on a page. Logos are smaller.
DRAWING_WIDTH, PICTURE_WIDTH, PICTURE_HEIGHT = Cm(14), Cm(16.6), Cm(15)
LOGO_WIDTH, LOGO_HEIGHT = Cm(7), Cm(2.4)
PIXELS_PER_CENTIMETRE = 60
FIRST_DRAWING = 100_000
# PNG by the identity of the drawing: the same drawing twice is made once.
Drawn = dict[int, ImagePart]


@dataclass(frozen=True, slots=True)
class Dressing:
    """What the blocks of one document are dressed with: its drawings as pictures."""

    drawn: Drawn
    # Every drawing in a document has a number of its own; the library's begin at 1.
    numbers: Iterator[int] = field(default_factory=lambda: count(FIRST_DRAWING))


def drawn(document: ReportDocument, *, stop: Stop) -> Drawn:
    """Every drawing of the document as PNG by the identity of the drawing, all made in one go."""
    drawings = list({id(one): one for one in drawings_of(document)}.values())
    pages = pngs_of(drawings, made_on=document.made_on, stop=stop)
    return {
        id(one): ImagePart.from_image(Image.from_blob(page), PackURI(f"/word/media/drawing{number}.png"))
        for number, (one, page) in enumerate(zip(drawings, pages, strict=True), start=1)
    }


def drawings_of(document: ReportDocument) -> Iterator[Drawing]:
    for block in document.blocks:
        if isinstance(block, Table) and block.drawing:
            yield block.drawing


def write_drawing(paragraph: Paragraph, drawing: Drawing, dressing: Dressing) -> None:
    """Over its table, and told in words to those who listen.

    The library looks through the whole document for a free number each time, and through all pictures for the same
    one; of many drawings ours are counted and named.
    """
    part = dressing.drawn[id(drawing)]
    size = part.image.scaled_dimensions(DRAWING_WIDTH, None)
    relation = paragraph.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    inline = CT_Inline.new_pic_inline(next(dressing.numbers), relation, part.filename, *size)
    paragraph.add_run().element.add_drawing(inline)
    describe(inline, drawing.description or drawing.title)


def write_picture(paragraph: Paragraph, block: Picture) -> None:
    put(paragraph, block.content, width=width_within(block, PICTURE_WIDTH, PICTURE_HEIGHT), alt=block.alt)


def write_logo(word: WordDocument, logo: Picture) -> None:
    size = extent_of(logo).within(LOGO_WIDTH, LOGO_HEIGHT)
    put(word.add_paragraph(), logo.content, width=Length(int(size.width)), alt=logo.alt)


def width_within(block: Picture, width: Length, height: Length) -> Length:
    """Not wider than the text, not higher than half a page, and no small picture blown up."""
    extent = extent_of(block)
    natural = int(Cm(extent.width / PIXELS_PER_CENTIMETRE))
    return Length(int(extent.within(min(width, natural), height).width))


def put(paragraph: Paragraph, content: bytes, *, width: Length, alt: str) -> None:
    shape = paragraph.add_run().add_picture(BytesIO(content), width=width)
    describe(shape._inline, alt)  # noqa: SLF001 - python-docx has no words for what a picture shows


def describe(inline: CT_Inline, alt: str) -> None:
    inline.docPr.set("descr", clean(alt))
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
