"""Parts of a Word document that Word itself can renew: page numbers and the table of contents.

Only Word knows on which page a heading comes. Made to fill in the contents when the file is opened (`updateFields`, or
fields that are `dirty`), it first asks whether it may update fields that "may refer to other files", every time, and
other programs, phones and the protected view show lines of dots that lead to nothing. So the contents are right as they
stand: every heading as a link, and no number that could be wrong. They are a real table of contents in the frame that
Word has for one: a click in it shows `Oppdater tabell`, which fills in the pages, as F9 does. Whoever wants paper with
page numbers in its contents takes the PDF. The numbers at the foot of the pages are right without being asked for.
"""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from reporting.documents import Heading
from reporting.exports.word.styles import CONTENTS, CONTENTS_TITLE, TEXT_WIDTH
from reporting.exports.word.text import clean, styled, write, xml

# As links, down to this level.
CONTENTS_FIELD = r' TOC \o "1-%d" \h \z \u '
# With more lines than this nobody finds anything in the contents.
MOST_LINES = 320


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


def write_contents(word: WordDocument, title: str, headings: Sequence[Heading]) -> None:
    """A table of contents whose lines are links, and right at once."""
    depth = depth_of(headings)
    listed = [heading for heading in headings if heading.level <= depth]
    if not listed:
        word.add_paragraph(clean(title), style=CONTENTS_TITLE)
        return
    frame = framed(word)
    frame.append(element_of(word.add_paragraph(clean(title), style=CONTENTS_TITLE)))
    lines = [styled(word, CONTENTS[heading.level - 1]) for heading in listed]
    mark(lines[0].add_run(), "begin")
    instruct(lines[0].add_run(), CONTENTS_FIELD % depth)
    mark(lines[0].add_run(), "separate")
    for line, heading in zip(lines, listed, strict=True):
        write_link(line, heading)
        frame.append(element_of(line))
    mark(lines[-1].add_run(), "end")


def framed(word: WordDocument) -> BaseOxmlElement:
    """The frame by which Word offers to update a table of contents; what is in it."""
    kind, inside = xml("docPartObj"), xml("sdtContent")
    kind.append(xml("docPartGallery", val="Table of Contents"))
    kind.append(xml("docPartUnique"))
    properties, frame = xml("sdtPr"), xml("sdt")
    properties.append(kind)
    frame.append(properties)
    frame.append(inside)
    word.element.body.find(qn("w:sectPr")).addprevious(frame)
    return inside


def element_of(paragraph: Paragraph) -> BaseOxmlElement:
    element: BaseOxmlElement = paragraph.paragraph_format.element
    return element


def depth_of(headings: Sequence[Heading]) -> int:
    """The deepest level that the contents have room for; the chapters always."""
    counts = {level: sum(one.level <= level for one in headings) for level in range(2, len(CONTENTS) + 1)}
    return max((level for level, count in counts.items() if count <= MOST_LINES), default=1)


def write_link(paragraph: Paragraph, heading: Heading) -> None:
    """The heading as a link to it."""
    run = write(paragraph, heading.text).font.element
    link = xml("hyperlink", anchor=bookmark_name(heading), history="1")
    run.addprevious(link)
    link.append(run)


def bookmark_name(heading: Heading) -> str:
    """As Word names what its tables of contents point at."""
    return f"_Toc{heading.number:06}"


def set_bookmark(paragraph: Paragraph, heading: Heading) -> None:
    """What the table of contents points at."""
    element = element_of(paragraph)
    number = str(heading.number)
    first = next(iter(element.findall(f"{{{element.nsmap['w']}}}r")))
    first.addprevious(xml("bookmarkStart", id=number, name=bookmark_name(heading)))
    element.append(xml("bookmarkEnd", id=number))
