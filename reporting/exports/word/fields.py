"""Parts of a Word document that Word itself can renew: page numbers and the table of contents."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reporting.documents import Heading
from reporting.exports.word.styles import CONTENTS, CONTENTS_TITLE, TEXT_WIDTH
from reporting.exports.word.text import clean, write, xml

# Chapters only, as links.
CONTENTS_FIELD = r' TOC \o "1-1" \h \z \u '


def write_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """A field with what it shows until Word works it out."""
    mark(paragraph.add_run(), "begin")
    instruct(paragraph.add_run(), f" {instruction} ")
    mark(paragraph.add_run(), "separate")
    write(paragraph, shown)
    mark(paragraph.add_run(), "end")


def mark(run: Run, kind: str) -> None:
    run.font.element.append(xml("fldChar", fldCharType=kind))


def instruct(run: Run, instruction: str) -> None:
    text = xml("instrText")
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    text.text = instruction
    run.font.element.append(text)


def write_footer(word: WordDocument, title: str, page_of_pages: str) -> None:
    """The report's title to the left, and to the right the page: `page_of_pages` has a {page} and a {pages}."""
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    before, rest = page_of_pages.split("{page}")
    between, after = rest.split("{pages}")
    write(paragraph, f"{title}\t{before}")
    write_field(paragraph, "PAGE", "1")
    write(paragraph, between)
    write_field(paragraph, "NUMPAGES", "1")
    write(paragraph, after)


def write_contents(word: WordDocument, title: str, chapters: Sequence[Heading]) -> None:
    """A table of contents that is right before Word has been asked to renew it; page numbers come when it is."""
    word.add_paragraph(clean(title), style=CONTENTS_TITLE)
    lines = [word.add_paragraph(style=CONTENTS) for _ in chapters]
    if not lines:
        return
    mark(lines[0].add_run(), "begin")
    instruct(lines[0].add_run(), CONTENTS_FIELD)
    mark(lines[0].add_run(), "separate")
    for line, chapter in zip(lines, chapters, strict=True):
        write_link(line, chapter)
    mark(lines[-1].add_run(), "end")


def write_link(paragraph: Paragraph, heading: Heading) -> None:
    link = xml("hyperlink", anchor=bookmark_name(heading), history="1")
    run = write(paragraph, heading.text)
    link.append(run.font.element)
    paragraph.paragraph_format.element.append(link)


def bookmark_name(heading: Heading) -> str:
    """As Word names what its tables of contents point at."""
    return f"_Toc{heading.number:06}"


def set_bookmark(paragraph: Paragraph, heading: Heading) -> None:
    """What the table of contents points at."""
    element: BaseOxmlElement = paragraph.paragraph_format.element
    number = str(heading.number)
    first = next(iter(element.findall(f"{{{element.nsmap['w']}}}r")))
    first.addprevious(xml("bookmarkStart", id=number, name=bookmark_name(heading)))
    element.append(xml("bookmarkEnd", id=number))
