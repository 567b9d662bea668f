"""What is set against each other in `bench/reports.py` and `bench/rows.py` says the same."""

from dataclasses import replace

import pytest

from bench.report_texts import DifferentReports, cells_in, cells_of, require_same_pdf, require_same_word
from bench.rows import require_same_rows
from reporting.documents import Heading, Paragraph, ReportDocument, Table
from reporting.exports.pdf import as_pdf
from reporting.exports.word import as_docx
from tests.report_documents import FIGURES, report_document

TEXT = Paragraph("Tallene er foreløpige, og de rettes i juni når regnskapene er avlagt og lest.")


@pytest.fixture
def document() -> ReportDocument:
    return report_document(Heading(1, "Barnevern & skole"), TEXT, FIGURES)


def test_both_ways_write_the_same_rows() -> None:
    require_same_rows(60)


def test_the_cells_of_a_word_file_are_read_back_in_order(document: ReportDocument) -> None:
    assert cells_of(as_docx(document)) == cells_in(document)


def test_the_files_of_a_document_say_the_same(document: ReportDocument) -> None:
    require_same_word(document, as_docx(document))
    require_same_pdf(document, as_pdf(document))


LESS = {
    "a text": (Heading(1, "Barnevern & skole"), FIGURES),
    "a row": (Heading(1, "Barnevern & skole"), TEXT, replace(FIGURES, rows=FIGURES.rows[1:])),
}


@pytest.mark.parametrize("blocks", LESS.values(), ids=LESS)
def test_a_file_that_lacks_something_is_found_out(
    document: ReportDocument, blocks: tuple[Heading | Paragraph | Table, ...]
) -> None:
    less = report_document(*blocks)
    with pytest.raises(DifferentReports, match="Word"):
        require_same_word(document, as_docx(less))
    with pytest.raises(DifferentReports, match="PDF"):
        require_same_pdf(document, as_pdf(less))


def test_a_word_file_without_the_drawing_is_found_out(document: ReportDocument) -> None:
    undrawn = report_document(Heading(1, "Barnevern & skole"), TEXT, replace(FIGURES, drawing=None))
    with pytest.raises(DifferentReports, match="drawings"):
        require_same_word(document, as_docx(undrawn))
