"""A report as one HTML file that needs nothing beside it: style sheet and charts are inside."""

import re
from base64 import b64encode
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils import translation

from reporting.charts.svg import NOT_XML
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
    Table,
)
from reporting.exports.look import ink_of
from reporting.exports.pictures import with_readable_pictures

TEMPLATES: dict[type[Block], str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    LightLine: "light_line",
    FactList: "fact_list",
    Bullets: "bullets",
    Comment: "comment",
    Picture: "picture",
    Table: "table",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A block with the template that prints it."""

    block: Block
    template: str
    tag: str = ""
    address: str = ""


def as_html(document: ReportDocument) -> bytes:
    """The whole document as UTF-8."""
    with translation.override(document.language):
        document = with_readable_pictures(document)
        logo = document.look.logo
        context = {
            "document": document,
            "parts": [part(block) for block in document.blocks],
            "logo": address_of(logo) if logo else "",
            "own": ink_of(document.look) if document.look.colour else "",
        }
        text = render_to_string("reporting/report/document.html", context)
    # Texts come from people and files, and some characters may stand in no document at all.
    return without_empty_lines(NOT_XML.sub("", text)).encode()


def without_empty_lines(text: str) -> str:
    """What the tags of a template leave behind."""
    return re.sub(r"\s*\n\s*\n", "\n", text).lstrip()


def part(block: Block) -> Part:
    return Part(
        block=block,
        template=f"reporting/report/_{TEMPLATES[type(block)]}.html",
        # The title of the document is the only h1.
        tag=f"h{block.level + 1}" if isinstance(block, Heading) else "",
        address=address_of(block) if isinstance(block, Picture) else "",
    )


def address_of(picture: Picture) -> str:
    """The picture itself, so that the file needs nothing beside it."""
    return f"data:{picture.media_type};base64,{b64encode(picture.content).decode()}"
