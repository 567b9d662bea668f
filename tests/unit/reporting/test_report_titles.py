"""A title that a municipality has written tells the year of the report, wherever it is all that is shown."""

import pytest

from reporting.report_design import PLAIN, ReportDesign, with_period


@pytest.mark.parametrize(
    ("title", "told"),
    [
        pytest.param("Slik gikk det", "Slik gikk det 2024", id="no place for the year"),
        pytest.param("Slik gikk det i {år}", "Slik gikk det i 2024", id="a place"),
        pytest.param("Årsrapport 2024: slik gikk det", "Årsrapport 2024: slik gikk det", id="typed"),
        pytest.param("Samfunnsdelen 2024–2040", "Samfunnsdelen 2024–2040 2024", id="the first year of the plan"),
        pytest.param("Samfunnsdelen 2012 - 2024", "Samfunnsdelen 2012 - 2024 2024", id="the last year of the plan"),
        pytest.param("Årsrapport – 2024", "Årsrapport – 2024", id="after a dash"),
        pytest.param("KST-2024-12", "KST-2024-12 2024", id="a case number"),
        pytest.param("", "", id="the report's own title"),
    ],
)
def test_a_title_tells_the_year(title: str, told: str) -> None:
    assert with_period(ReportDesign(title=title), "2024").title == told


def test_where_no_year_is_meant_nothing_is_added() -> None:
    assert with_period(ReportDesign(title="Slik gikk det"), "").title == "Slik gikk det"
    assert with_period(PLAIN, "2024") == PLAIN
