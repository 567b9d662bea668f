"""The file of indicators row by row."""

from accounts.imports import Problems
from indicators.sources.indicators_csv import IndicatorRow, read_indicators

LARVIK = (
    "indicator_id,name_nb,service_area,category,unit,decimals,calculated,adjusted,"
    "scope,kostra_functions,higher_is,note\n"
)


def read(text: str) -> tuple[list[IndicatorRow], list[str]]:
    problems = Problems("indikatorer.csv")
    rows = read_indicators(text, problems=problems)
    return rows, [f"{problem.place}: {problem.message}" for problem in problems.listed]


def test_a_row_with_everything() -> None:
    rows, problems = read(LARVIK + 'a,Navn,Skole,Kvalitet,percent,1,true,false,konsern,202;215,bad,"en, to"\n')
    row = rows[0]
    assert problems == []
    assert (row.code, row.texts["name_nb"], row.texts["service_area"], row.texts["note"]) == (
        *("a", "Navn", "Skole", "en, to"),
    )
    assert (row.decimals, row.is_calculated, row.is_need_adjusted) == (1, True, False)
    assert (row.scope, row.direction) == ("konsern", "down")


def test_empty_cells_say_nothing() -> None:
    rows, problems = read(LARVIK + "a,Navn,,,,,,,,,,\n")
    row = rows[0]
    assert problems == []
    assert (row.decimals, row.is_calculated, row.scope, row.direction, row.group_value) == (None, None, "", "", "")


def test_directions() -> None:
    text = "".join(f"{word},N,,,,,,,,,{word},\n" for word in ("good", "bad", "neutral", "unknown"))
    rows, _ = read(LARVIK + text)
    assert [row.direction for row in rows] == ["up", "down", "none", ""]


def test_the_note_tells_that_a_group_value_is_a_sum() -> None:
    rows, _ = read(
        LARVIK
        + '"a",A,,,,,,,,,,"group value is a sum, not a mean"\n'
        + "b,B,,,,,,,,,,unit not stated; group value is a sum\n"
        + "c,C,,,,,,,,,,group value is a count of municipalities\n"
    )
    assert [row.group_value for row in rows] == ["sum", "sum", ""]


def test_wrong_cells_name_their_column() -> None:
    _, problems = read(LARVIK + "a b,,,,,en,kanskje,,alt,,opp,\n")
    columns = [problem.split(":")[0].removeprefix("linje 2, kolonne ") for problem in problems]
    assert columns == ["indicator_id", "name_nb", "decimals", "calculated", "scope", "higher_is"]


def test_a_code_twice_is_told_with_both_lines() -> None:
    _, problems = read("indicator_id,name_nb,unit\na,A,percent\nb,B,NOK\na,A,percent\n")
    assert problems == ["linje 4, kolonne indicator_id: koden «a» står også på linje 2"]


def test_a_code_twice_under_one_service_area_is_a_mistake() -> None:
    _, problems = read(LARVIK + "a,A,Skole,,count,,,,,,,\na,B,Skole,,count,,,,,,,\n")
    assert len(problems) == 1


def test_an_indicator_may_be_listed_under_two_service_areas_if_it_measures_the_same() -> None:
    rows, problems = read(LARVIK + "a,A,Skole,,count,,,,,,,\na,B,Kultur,,count,,,,,,,\n")
    assert problems == []
    assert [(row.texts["name_nb"], row.also_listed[0].texts["name_nb"]) for row in rows] == [("B", "A")]
    _, problems = read(LARVIK + "a,A,Skole,,count,,,,,,,\na,B,Kultur,,percent,,,,,,,\n")
    assert len(problems) == 1
