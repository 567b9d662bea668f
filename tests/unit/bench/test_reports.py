"""What is set against each other in `bench/reports.py` says the same."""

from bench.report_content import AREAS, INDICATORS, all_series, overview
from bench.reports import cells_in, cells_of, require_same_rows
from reporting.exports.word import as_docx
from tests.report_documents import FIGURES, report_document


def test_both_ways_write_the_same_rows() -> None:
    require_same_rows(60)


def test_the_analysis_has_as_many_areas_and_indicators_as_larviks() -> None:
    series = all_series()
    assert (len({one.area for one in series}), len(series)) == (AREAS, INDICATORS) == (20, 132)
    assert len(overview(series).rows) == INDICATORS


def test_the_cells_of_a_word_file_are_read_back_in_order() -> None:
    document = report_document(FIGURES)
    assert cells_of(as_docx(document)) == cells_in(document)
