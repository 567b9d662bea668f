"""The whole Word document, block by block."""

from datetime import UTC, datetime, time
from io import BytesIO
from itertools import zip_longest

import docx
from django.utils import translation
from django.utils.translation import gettext
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Pt

from reporting.documents import (
    Block,
    Bullets,
    Comment,
    FactList,
    Heading,
    LightLine,
    Paragraph,
    Picture,
    ReportDocument,
    Role,
    Table,
)
from reporting.exports.languages import language_tag
from reporting.exports.look import ink_of
from reporting.exports.packing import without_time
from reporting.exports.pictures import with_readable_pictures
from reporting.exports.typesetting import Stop, never
from reporting.exports.word.fields import set_bookmark, write_contents, write_footer
from reporting.exports.word.pictures import Dressing, drawn, write_logo, write_picture
from reporting.exports.word.styles import (
    COMMENT,
    FACT,
    LEAD,
    LIGHT,
    NOTE,
    PICTURE,
    PUBLISHER,
    SAID,
    set_compatibility,
    set_language,
    set_paper,
    set_styles,
)
from reporting.exports.word.tables import write_table
from reporting.exports.word.text import FACT_NAME, clean, styled, write, write_light, write_lines

ROLES = {Role.LEAD: LEAD, Role.BODY: "Normal", Role.NOTE: NOTE}
# Every entry of the file carries this day, so that the same report is the same file.


def as_docx(document: ReportDocument, *, stop: Stop = never) -> bytes:
    """The whole document as a .docx file. The same document gives the same bytes.

    `stop` is asked while the drawings are made, and raises where nobody wants the file any more.
    """
    word = docx.Document()
    with translation.override(document.language):
        document = with_readable_pictures(document)
        dressing = Dressing(drawn(document, stop=stop))
        prepare(word, document, ink_of(document.look))
        write_front(word, document)
        for block, following in zip_longest(document.blocks, document.blocks[1:]):
            write_block(word, block, following, dressing)
    return packed(word)


def prepare(word: WordDocument, document: ReportDocument, ink: str) -> None:
    """Paper, styles, language, properties and footer."""
    language = language_tag(document.language)
    set_paper(word)
    set_styles(word, ink, is_short=document.is_short)
    set_language(word, language)
    set_compatibility(word)
    set_properties(word, document, language)
    pages = gettext("Side {page} av {pages}")
    write_footer(word, f"{document.title} – {document.subtitle}", pages)


def set_properties(word: WordDocument, document: ReportDocument, language: str) -> None:
    properties = word.core_properties
    properties.title = clean(f"{document.title} – {document.subtitle}")[:255]
    properties.subject = clean(document.subtitle)[:255]
    properties.author = properties.last_modified_by = clean(document.publisher)[:255]
    properties.language = language
    properties.comments = properties.keywords = ""
    properties.identifier = document.mark
    properties.created = properties.modified = datetime.combine(document.made_on, time(), tzinfo=UTC)
    properties.revision = 1


def write_front(word: WordDocument, document: ReportDocument) -> None:
    if document.look.logo:
        write_logo(word, document.look.logo)
    write(styled(word, PUBLISHER), document.publisher)
    write(styled(word, "Title"), document.title)
    write(styled(word, "Subtitle"), document.subtitle)
    write_facts(word, document.facts)
    for number, text in enumerate(document.front):
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_before = Pt(18) if number == 0 else None
        write_lines(paragraph, text)
    if not document.is_short:
        headings = [block for block in document.blocks if isinstance(block, Heading)]
        write_contents(word, document.contents_title, headings)


def write_block(word: WordDocument, block: Block, following: Block | None, dressing: Dressing) -> None:
    """A light, its facts and its figures stay on one page; a list of lights may break between two of them."""
    match block:
        case Heading():
            write_heading(word, block)
        case Paragraph():
            write_paragraph(word, block, keep=is_kept(block, following))
        case LightLine():
            write_light_line(word, block, keep=isinstance(following, FactList | Table | Paragraph))
        case FactList():
            write_facts(word, block, keep=isinstance(following, Table | Paragraph))
        case Bullets():
            for item in block.items:
                write(styled(word, "List Bullet"), item)
        case Comment() | Picture() | Table():
            write_thing(word, block, dressing)


def write_thing(word: WordDocument, block: Comment | Picture | Table, dressing: Dressing) -> None:
    """What stands by itself."""
    if isinstance(block, Comment):
        write_comment(word, block)
    elif isinstance(block, Picture):
        write_captioned(word, block)
    else:
        write_table(word, block, dressing)


def write_heading(word: WordDocument, block: Heading) -> None:
    paragraph = styled(word, f"Heading {block.level}")
    write(paragraph, block.text)
    set_bookmark(paragraph, block)


def is_kept(block: Paragraph, following: Block | None) -> bool:
    """What introduces the next thing stays with it, as what stands between a light and its figures; a note else belongs
    to the thing before."""
    return isinstance(following, FactList | Table) or (
        block.role is Role.BODY and isinstance(following, Heading | Bullets)
    )


def write_paragraph(word: WordDocument, block: Paragraph, *, keep: bool) -> None:
    paragraph = styled(word, ROLES[block.role])
    paragraph.paragraph_format.keep_with_next = keep or None
    write(paragraph, block.text)


def write_comment(word: WordDocument, block: Comment) -> None:
    """What people wrote, with their lines, and who said it below."""
    for text in block.paragraphs:
        write_lines(styled(word, COMMENT), text)
    write(styled(word, SAID), block.said)


def write_captioned(word: WordDocument, block: Picture) -> None:
    paragraph = styled(word, PICTURE)
    paragraph.paragraph_format.keep_with_next = bool(block.caption) or None
    write_picture(paragraph, block)
    if block.caption:
        write(styled(word, NOTE), block.caption)


def write_light_line(word: WordDocument, block: LightLine, *, keep: bool) -> None:
    paragraph = styled(word, LIGHT)
    paragraph.paragraph_format.keep_with_next = keep or None
    write_light(paragraph, block.light, f"{block.word}:", between="\t", calculated=block.calculated)
    write(paragraph, f" {block.text}")


def write_facts(word: WordDocument, block: FactList, *, keep: bool = False) -> None:
    for number, (name, words) in enumerate(block.facts, start=1):
        paragraph = styled(word, FACT)
        paragraph.paragraph_format.keep_with_next = keep or number < len(block.facts) or None
        write(paragraph, name, style=FACT_NAME)
        write(paragraph, f"\t{words}")


def packed(word: WordDocument) -> bytes:
    """The file, without the empty document's own preview picture and without the time of day."""
    drop_preview(word)
    written = BytesIO()
    word.save(written)
    return without_time(written.getvalue())


def drop_preview(word: WordDocument) -> None:
    package = word.part.package
    assert package is not None
    previews = [key for key, one in package.rels.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]
    for key in previews:
        del package.rels[key]
