"""CSV files as rows with line numbers, and everything that can be wrong with one."""

import pytest

from accounts.imports import MOST_LINES, ImportRefused, Problems
from indicators.sources.csv_table import Columns, Row, read_rows

COLUMNS = Columns(required=("code", "name"), optional=("note",), one_of=("year", "period"))


def rows_of(text: str) -> tuple[list[Row], list[str]]:
    problems = Problems("fil.csv")
    rows = list(read_rows(text, columns=COLUMNS, problems=problems))
    return rows, [str(problem) for problem in problems.listed]


def refusal_of(text: str) -> str:
    with pytest.raises(ImportRefused) as refused:
        rows_of(text)
    return "\n".join(str(problem) for problem in refused.value.problems)


def test_cells_are_named_and_stripped() -> None:
    rows, problems = rows_of("code, name ,year\n a , En , 2024\n")
    assert [(row["code"], row["name"], row["year"], row["note"]) for row in rows] == [("a", "En", "2024", "")]
    assert problems == []


def test_row_knows_its_line_after_a_cell_of_several_lines() -> None:
    rows, _ = rows_of('code,name,year\na,"En\nto\ntre",2024\n\nb,B,2024\n')
    assert [row.line for row in rows] == [2, 6]


def test_ragged_rows_are_told_and_the_others_read() -> None:
    rows, problems = rows_of("code,name,year\na,A\nb,B,2024\nc,C,2024,x\n")
    assert [row["code"] for row in rows] == ["b"]
    assert problems == [
        "fil.csv: linje 2: raden har 2 celler, men overskriften har 3",
        "fil.csv: linje 4: raden har 4 celler, men overskriften har 3",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("code,year\na,2024\n", "linje 1: kolonnen name mangler", id="missing column"),
        pytest.param("code,name,year,farge\na,A,2024,x\n", "kolonne farge: ukjent kolonne", id="unknown column"),
        pytest.param("code,name,year,name\na,A,2024,x\n", "kolonnen «name» står flere ganger", id="column twice"),
        pytest.param("code,name\na,A\n", "nøyaktig én av kolonnene year eller period", id="neither year nor period"),
        pytest.param("code,name,year,period\na,A,1,2\n", "nøyaktig én av kolonnene", id="both year and period"),
        pytest.param("code,name,year,\na,A,2024,\n", "kolonne (uten navn): ukjent", id="column without a name"),
        pytest.param("code;name;year\na;A;2024\n", "bruker semikolon", id="semicolons"),
        pytest.param("code\tname\tyear\na\tA\t2024\n", "bruker tabulator", id="tabs"),
        pytest.param("code,name,year\n", "men ingen rader", id="heading only"),
        pytest.param('code,name,year\na,"A,2024\n', "linje 2: et anførselstegn blir aldri lukket", id="open quote"),
        pytest.param('code,name,year\na,"A"x,2024\n', "linje 2: anførselstegnene", id="text after a quote"),
        pytest.param(f"code,name,year\na,{'x' * 1_000_001},2024\n", "lengre enn 1000000 tegn", id="huge cell"),
    ],
)
def test_what_is_wrong_is_told(text: str, told: str) -> None:
    assert told in refusal_of(text)


def test_every_wrong_column_is_told_at_once() -> None:
    told = refusal_of("kode,navn,aar\na,A,2024\n")
    assert all(word in told for word in ("kolonne kode", "kolonne navn", "kolonne aar", "code mangler", "name mangler"))


def test_a_screenful_of_problems_is_listed_and_the_rest_counted() -> None:
    problems = Problems("fil.csv")
    list(read_rows("code,name,year\n" + "a\n" * 500, columns=COLUMNS, problems=problems))
    assert (len(problems.listed), problems.more, len(problems)) == (MOST_LINES, 500 - MOST_LINES, 500)
