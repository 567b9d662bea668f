"""The file of need indices row by row."""

from decimal import Decimal

import pytest

from accounts.imports import Problems
from indicators.sources.need_csv import NeedRow, read_need

HEADING = "service_area,region,year,value,measure,source,where,note\n"


def read(text: str) -> tuple[list[NeedRow], list[str]]:
    problems = Problems("behov.csv")
    rows = list(read_need(text, problems=problems))
    return rows, [f"{problem.place}: {problem.message}" for problem in problems.listed]


def test_a_row_without_a_year() -> None:
    rows, problems = read(HEADING + "Grunnskole,Larvik,,93.9,percent of national average,text,linje 1,\n")
    assert problems == []
    assert (rows[0].year, rows[0].value, rows[0].where) == (None, Decimal("93.9"), "linje 1")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (",Larvik,2024,1,m,s,,", "service_area"),
        ("A,,2024,1,m,s,,", "region"),
        ("A,Larvik,i fjor,1,m,s,,", "year"),
        ("A,Larvik,2024,,m,s,,", "value"),
        ("A,Larvik,2024,høyt,m,s,,", "value"),
        ("A,Larvik,2024,1e9,m,s,,", "value"),
        ("A,Larvik,2024,0.1234567,m,s,,", "value"),
        ("A,Larvik,2024,1,,s,,", "measure"),
    ],
)
def test_wrong_cells_name_their_column(row: str, column: str) -> None:
    rows, problems = read(HEADING + row + "\n")
    assert rows == []
    assert [problem.split(":")[0] for problem in problems] == [f"linje 2, kolonne {column}"]
