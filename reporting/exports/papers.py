"""A paper that fits: as much as two pages hold, and what is left out counted."""

from collections.abc import Iterable
from dataclasses import replace
from io import BytesIO

from pypdf import PdfReader

from reporting.documents import ReportDocument
from reporting.exports.paper_layout import MOST_CHARTS, ROOMS, Room, paper_document
from reporting.exports.pdf import as_pdf
from reporting.queries.papers import Paper
from reporting.report_design import PLAIN, ReportDesign

MOST_PAGES = 2
# A second page with fewer lines of words is not worth its paper.
FEWEST_LINES = 14

Tried = tuple[ReportDocument, bytes]


def fitted(paper: Paper, design: ReportDesign = PLAIN) -> Tried:
    """The roomiest paper that takes two pages, with its PDF file; the tightest where none does.

    What is left of the second page is for charts. Where it still holds a few lines only, the paper ends on the first.
    """
    for room in ROOMS:
        chosen = tried(paper, room, design)
        if pages_in(chosen) <= MOST_PAGES:
            break
    if pages_in(chosen) != MOST_PAGES:
        return chosen
    drawn = (tried(paper, replace(room, charts=count), design) for count in range(MOST_CHARTS, 0, -1))
    chosen = next((one for one in drawn if pages_in(one) == MOST_PAGES), chosen)
    if not is_spilled(chosen):
        return chosen
    return on_one_page(paper, ROOMS[ROOMS.index(room) + 1 :], design) or chosen


def on_one_page(paper: Paper, rooms: Iterable[Room], design: ReportDesign) -> Tried | None:
    papers = (tried(paper, room, design) for room in rooms)
    return next((one for one in papers if pages_in(one) == 1), None)


def tried(paper: Paper, room: Room, design: ReportDesign) -> Tried:
    document = paper_document(paper, room, design)
    return document, as_pdf(document)


def pages_in(paper: Tried) -> int:
    return len(PdfReader(BytesIO(paper[1])).pages)


def is_spilled(paper: Tried) -> bool:
    """Whether the second page holds no more than a few lines, the footer counted."""
    pages = PdfReader(BytesIO(paper[1])).pages
    return len(pages) == MOST_PAGES and len(pages[1].extract_text().split("\n")) < FEWEST_LINES
