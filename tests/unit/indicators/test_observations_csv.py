"""The observations file row by row."""

import pytest

from accounts.imports import Problems
from indicators.sources.observations_csv import ObservationRow, read_observations

HEADING = "indicator_id,region,year,value,missing,kind,source_table\n"


def read(text: str) -> tuple[list[ObservationRow], list[str]]:
    problems = Problems("tall.csv")
    rows = list(read_observations(text, problems=problems))
    return rows, [f"{problem.place}: {problem.message}" for problem in problems.listed]


def test_a_row_as_the_larvik_file_has_it() -> None:
    rows, problems = read("indicator_id,region,year,value,source_table\nfond,Larvik,2024,10.6,detail\n")
    row = rows[0]
    assert problems == []
    assert (row.line, row.indicator, row.region, row.cell.literal, row.kind) == (2, "fond", "Larvik", "10.6", "actual")
    assert row.period is not None
    assert (row.period.code, row.source_table) == ("2024", "detail")


@pytest.mark.parametrize(
    ("period", "code"),
    [("2024K2", "2024K2"), ("2024-02", "2024M02"), ("2023/2024", "2023/2024"), ("2009-2022", "2009-2022")],
)
def test_periods_get_one_spelling(period: str, code: str) -> None:
    rows, _ = read(f"indicator_id,region,period,value\nfond,3909,{period},1\n")
    assert rows[0].period is not None
    assert rows[0].period.code == code


def test_a_period_may_be_empty_and_a_year_may_not() -> None:
    rows, problems = read("indicator_id,region,period,value\nfond,3909,,1\n")
    assert (rows[0].period, problems) == (None, [])
    rows, problems = read("indicator_id,region,year,value\nfond,3909,,1\n")
    assert rows == []
    assert problems[0].startswith("linje 2, kolonne year: «» er ikke en periode")


def test_a_star_makes_an_actual_value_provisional_and_leaves_other_kinds() -> None:
    rows, _ = read(HEADING + "fond,Larvik,2024,5,*,,\nfond,Larvik,2030,6,*,prognose,\n")
    assert [row.kind for row in rows] == ["provisional", "projection"]


def test_a_row_tells_everything_that_is_wrong_with_it() -> None:
    rows, problems = read(HEADING + f",,20x4,fem,?,gjetning,{'x' * 101}\n")
    assert rows == []
    assert [problem.split(":")[0].removeprefix("linje 2, kolonne ") for problem in problems] == [
        *("missing", "kind", "year", "indicator_id", "region", "source_table")
    ]


def test_a_wrong_row_does_not_hide_the_next_one() -> None:
    rows, problems = read(HEADING + "fond,Larvik,2024,a,,,\nfond,Larvik,2025,1,,,\nfond,Larvik,2026,b,,,\n")
    assert [row.line for row in rows] == [3]
    assert [problem.split(",")[0] for problem in problems] == ["linje 2", "linje 4"]
