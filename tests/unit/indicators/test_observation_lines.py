"""The quick way through a large file says what the thorough one says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.imports import ImportRefused, Problems
from indicators.sources import observation_lines
from indicators.sources.observation_lines import ObservationLine, aspects_of, names_in, read_observation_lines
from indicators.sources.observations_csv import read_observations

HEADING = "indicator_id,region,period,value,missing,kind,source_table"
CELLS = (
    st.sampled_from(["fond", " fond ", "dager", "", "x" * 201]),
    st.sampled_from(["Larvik", "3909", "", '"Møre, og"']),
    st.sampled_from(["2024", "2024K2", " 2024", "2024-02", "", "i fjor"]),
    st.sampled_from(
        ["5", "5.0", "-0", "007", "1e3", "+5", "5.", ".5", "", " ", " 6", "fem", "1" * 22, "1" * 23, "0." + "1" * 16]
    ),
    st.sampled_from(["", "*", ":", "..", "?", " *"]),
    st.sampled_from(["", "faktisk", "prognose", "gjetning"]),
    st.sampled_from(["", "detail", "y" * 101]),
)
FILES = st.lists(st.tuples(*CELLS).map(",".join) | st.just("for,få"), min_size=1, max_size=30)


def quickly(text: str) -> tuple[list[ObservationLine], list[str], int]:
    problems = Problems("tall.csv")
    rows = list(read_observation_lines(text.splitlines(keepends=True), problems=problems))
    return rows, [str(problem) for problem in problems.listed], problems.more


def thoroughly(text: str) -> tuple[list[ObservationLine], list[str], int]:
    problems = Problems("tall.csv")
    rows = [
        ObservationLine(row.line, row.indicator, row.region, row.cell.literal, aspects_of(row))
        for row in read_observations(text, problems=problems)
    ]
    return rows, [str(problem) for problem in problems.listed], problems.more


@given(FILES)
def test_every_row_is_read_as_the_thorough_reader_reads_it(rows: list[str]) -> None:
    text = "\n".join([HEADING, *rows, ""])
    assert quickly(text) == thoroughly(text)


def test_a_file_in_which_nothing_comes_again_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observation_lines, "MOST_REMEMBERED", 3)
    text = HEADING + "\n" + "".join(f"i-{row},r-{row},{1900 + row},1,,,t-{row}\n" for row in range(50))
    assert quickly(text) == thoroughly(text)


def test_a_file_of_years_and_no_more_columns() -> None:
    text = "value,year,region,indicator_id\n1,2024,Larvik,fond\n2,2025,Larvik,fond\n"
    assert [(row.literal, row.aspects.period) for row in quickly(text)[0]] == [("1", "2024"), ("2", "2025")]
    assert quickly(text) == thoroughly(text)


def test_names_are_gathered_from_every_row() -> None:
    text = f"{HEADING}\nfond,Larvik,2024,1,,,\n dager ,Larvik,2024,feil,,,\nfor,få\n"
    assert names_in(text.splitlines(keepends=True), file="tall.csv") == ({"fond", "dager"}, {"Larvik"})


def test_what_is_no_table_has_no_names() -> None:
    with pytest.raises(ImportRefused):
        names_in(["a,b\n", "1,2\n"], file="tall.csv")
