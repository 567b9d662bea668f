"""What chooses codes, worked out against a list of codes."""

import pytest

from indicators.sources.ssb.expressions import Codes, IllegalExpression, UnknownCode

REGIONS = ["0301", "3905", "3909", "EAK", "EAKUO", "EKG01", "EKG11"]
YEARS = ["2020", "2021", "2022", "2023", "2024"]


def of_regions(expression: str) -> list[str]:
    return Codes(REGIONS, is_time=False).chosen(expression)


def of_years(expression: str, codes: list[str] = YEARS) -> list[str]:
    return sorted(Codes(codes, is_time=True).chosen(expression))


@pytest.mark.parametrize(
    ("expression", "codes"),
    [
        pytest.param("3909", ["3909"], id="a code"),
        pytest.param("eakuo", ["EAKUO"], id="a code in another case"),
        pytest.param("*", REGIONS, id="all"),
        pytest.param("EKG*", ["EKG01", "EKG11"], id="those that begin so"),
        pytest.param("*01", ["0301", "EKG01"], id="those that end so"),
        pytest.param("*AK*", ["EAK", "EAKUO"], id="those that have it in them"),
        pytest.param("ak*", [], id="none that begin so"),
        pytest.param("39??", ["3905", "3909"], id="any two signs"),
        pytest.param("top(2)", ["0301", "3905"], id="the first two"),
        pytest.param("TOP(2,1)", ["3905", "3909"], id="the two after the first"),
        pytest.param("bottom(2)", ["EKG11", "EKG01"], id="the last two"),
        pytest.param("top(99)", REGIONS, id="more than there are"),
        pytest.param("from(EKG01)", ["EKG01", "EKG11"], id="from one on"),
        pytest.param("to(3905)", ["0301", "3905"], id="up to one"),
        pytest.param("range(3905,EAK)", ["3905", "3909", "EAK"], id="from one to another"),
        pytest.param("range(eak,3905)", ["3905", "3909", "EAK"], id="from one back to another"),
    ],
)
def test_codes_that_an_expression_chooses(expression: str, codes: list[str]) -> None:
    assert of_regions(expression) == codes


@pytest.mark.parametrize(
    ("expression", "codes"),
    [
        ("top(2)", ["2023", "2024"]),
        ("top(2,1)", ["2022", "2023"]),
        ("bottom(2)", ["2020", "2021"]),
        ("from(2023)", ["2023", "2024"]),
        ("range(2022,2021)", ["2021", "2022"]),
    ],
)
def test_time_counts_from_the_newest_whichever_way_the_table_lists_it(expression: str, codes: list[str]) -> None:
    assert of_years(expression) == of_years(expression, YEARS[::-1]) == codes


@pytest.mark.parametrize("expression", ["1*2", "*1*2*", "top(0)", "top(x)", "top(1, 2)", "range(3905)", "to(1,2)"])
def test_an_expression_that_is_none(expression: str) -> None:
    with pytest.raises(IllegalExpression):
        of_regions(expression)


@pytest.mark.parametrize(
    ("expression", "lost"), [("0709", "0709"), ("range(3905,3805)", "3805"), ("from(1)", "1"), ("", ""), ("top", "top")]
)
def test_a_code_that_is_not_there_is_named(expression: str, lost: str) -> None:
    with pytest.raises(UnknownCode) as error:
        of_regions(expression)
    assert str(error.value) == lost


def test_case_tells_codes_apart_where_nothing_else_does() -> None:
    codes = Codes(["a", "A"], is_time=False)
    assert [codes.chosen("a"), codes.chosen("A")] == [["a"], ["A"]]


def test_a_code_that_looks_like_an_expression_is_a_code() -> None:
    assert Codes(["A*", "AB"], is_time=False).chosen("A*") == ["A*"]
