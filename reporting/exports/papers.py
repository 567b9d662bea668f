"""A paper that fits: as much as two pages hold, and what is left out counted."""

from io import BytesIO

from pypdf import PdfReader

from reporting.documents import ReportDocument
from reporting.exports.paper_layout import ROOMS, paper_document
from reporting.exports.pdf import as_pdf
from reporting.queries.papers import Paper
from reporting.report_design import PLAIN, ReportDesign

MOST_PAGES = 2


def fitted(paper: Paper, design: ReportDesign = PLAIN) -> tuple[ReportDocument, bytes]:
    """The roomiest paper that takes two pages, with its PDF file; the tightest where none does."""
    for room in ROOMS:
        document = paper_document(paper, room, design)
        content = as_pdf(document)
        if pages_in(content) <= MOST_PAGES:
            break
    return document, content


def pages_in(content: bytes) -> int:
    return len(PdfReader(BytesIO(content)).pages)
