"""Whether figures add up: what rounding explains, and what it does not."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.checks import (
    FormulaError,
    Identity,
    Relation,
    Side,
    Verdict,
    as_printed,
    check_everywhere,
    check_group,
    read_formula,
)
from indicators.periods import parse_period

LARVIK = (1, "2024")


def identity(left: str, right: str, *, relation: Relation = Relation.EQUALS) -> Identity:
    sides = (Side("delene", read_formula(left)), Side("helheten", read_formula(right)))
    return Identity("prøve", "Prøve", sides[0], relation, sides[1], "a", "NOK", 0, "test")


SHARES = identity("a + b + c", "100")
SUM = identity("a + b", "c")
PER_HEAD = identity("a * 1000 / b", "c")
AT_MOST = identity("a", "b", relation=Relation.AT_MOST)


@pytest.mark.parametrize(
    ("checked", "figures", "verdict"),
    [
        pytest.param(SHARES, ("31.5", "18.4", "50.1"), Verdict.HOLDS, id="shares that are exactly 100"),
        pytest.param(SHARES, ("31.5", "18.4", "50.0"), Verdict.HOLDS, id="99.9: three roundings of 0.05 explain 0.15"),
        pytest.param(SHARES, ("31.5", "18.4", "49.9"), Verdict.FAILS, id="99.8 is 0.2 away"),
        pytest.param(SHARES, ("31", "18", "50"), Verdict.HOLDS, id="99 of whole percents: three halves explain 1.5"),
        pytest.param(SHARES, ("31.50", "18.40", "50.00"), Verdict.FAILS, id="99.90 with two decimals explains 0.015"),
        pytest.param(SUM, ("1200", "34", "1236"), Verdict.FAILS, id="2 kroner off, three roundings explain 1.5"),
        pytest.param(SUM, ("1200", "34", "1235"), Verdict.HOLDS, id="1 krone off is rounding"),
        pytest.param(SUM, ("-642", "900", "258"), Verdict.HOLDS, id="a negative part"),
        pytest.param(PER_HEAD, ("2388150", "48870", "48867"), Verdict.HOLDS, id="thousand kroner per inhabitant"),
        pytest.param(PER_HEAD, ("2388150", "48870", "48870"), Verdict.FAILS, id="three kroner per inhabitant too many"),
        pytest.param(AT_MOST, ("261", "244", ""), Verdict.FAILS, id="more paved road than road"),
        pytest.param(AT_MOST, ("244", "261", ""), Verdict.HOLDS, id="less paved road than road"),
        pytest.param(AT_MOST, ("244.4", "244", ""), Verdict.HOLDS, id="all of it paved, rounded differently"),
    ],
)
def test_what_rounding_explains(checked: Identity, figures: tuple[str, ...], verdict: Verdict) -> None:
    printed = {code: literal for code, literal in zip("abc", figures, strict=True) if literal}
    (found,) = check_everywhere(checked, {LARVIK: printed}).checked
    assert found.verdict is verdict


@pytest.mark.parametrize(
    ("checked", "printed"),
    [
        pytest.param(SUM, {"a": "1", "c": "3"}, id="a part is missing"),
        pytest.param(SUM, {"a": "1", "b": "2"}, id="the whole is missing"),
        pytest.param(PER_HEAD, {"a": "1", "b": "0", "c": "3"}, id="nobody lives there"),
        pytest.param(PER_HEAD, {"a": "1", "b": "-0", "c": "3"}, id="nothing with a sign before it"),
    ],
)
def test_what_cannot_be_checked_is_counted_and_says_nothing(checked: Identity, printed: Mapping[str, str]) -> None:
    tally = check_everywhere(checked, {LARVIK: printed})
    assert (tally.checked, tally.unchecked) == ([], 1)


def test_a_place_without_any_of_the_figures_is_not_counted() -> None:
    tally = check_everywhere(SUM, {LARVIK: {"noe-annet": "7"}})
    assert (tally.checked, tally.unchecked) == ([], 0)


def test_a_zero_is_a_figure_and_a_missing_one_is_not() -> None:
    assert check_everywhere(SUM, {LARVIK: {"a": "0", "b": "0", "c": "9"}}).failing


def test_an_identity_is_only_checked_in_its_own_periods() -> None:
    until_2023 = replace(SUM, last=parse_period("2023"))
    cells = {(1, year): {"a": "1", "b": "1", "c": "9"} for year in ("2022", "2023", "2024", "2023T1", "uten mening")}
    assert sorted(one.place[1] for one in check_everywhere(until_2023, cells).failing) == ["2022", "2023", "2023T1"]


def test_slack_is_a_share_of_the_right_side_beyond_rounding() -> None:
    loose = replace(SUM, slack=Fraction(3, 1000))
    near = {LARVIK: {"a": "64000", "b": "1032", "c": "65227"}}
    assert not check_everywhere(loose, near).failing, "195 of 65 227 is 0.3 percent"
    assert check_everywhere(loose, {LARVIK: {"a": "64000", "b": "1020", "c": "65227"}}).failing


def test_what_is_found_says_by_how_much_and_from_what() -> None:
    (found,) = check_everywhere(SUM, {LARVIK: {"a": "6000", "b": "116", "c": "6123", "d": "8"}}).failing
    assert (found.difference, found.allowed) == (Fraction(-7), Fraction(3, 2))
    assert found.figures == {"a": "6000", "b": "116", "c": "6123"}


# Formulas -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a + b * c", 14),
        ("( a + b ) * c", 20),
        ("a - b - c", -5),
        ("c / b / a", Fraction(2, 3)),
        ("( a - ( b - c ) ) / 2", Fraction(3, 2)),
        ("27.49 * 100", 2749),
    ],
)
def test_signs_bind_as_in_arithmetic(text: str, value: Fraction) -> None:
    figures = {"a": as_printed("2"), "b": as_printed("3"), "c": as_printed("4")}
    assert read_formula(text).calculated(figures).value == value


@pytest.mark.parametrize("text", ["", "a +", "+ a", "a b", "( a", "a )", "a + ( )", "a = b", "* 2"])
def test_what_is_no_formula_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        read_formula(text)


def test_a_code_may_hold_signs_that_are_not_alone() -> None:
    assert read_formula("netto-(380)-per-innb / 12362:KOS+1").codes == ("netto-(380)-per-innb", "12362:KOS+1")


# Rounding never makes a true identity fail --------------------------------------------------------------------------

amounts = st.fractions(min_value=-10_000, max_value=10_000, max_denominator=100_000)
sizes = st.fractions(min_value=Fraction(1, 2), max_value=10_000, max_denominator=100_000)
places = st.integers(min_value=0, max_value=4)


def rounded(value: Fraction, decimals: int) -> str:
    """As a source publishes it: half away from zero."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{exact.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP):f}"


def shortened(literal: str) -> str:
    """As a source writes it that drops the zeros at the end."""
    return literal.rstrip("0").rstrip(".") if "." in literal else literal


@given(st.lists(amounts, min_size=3, max_size=3), st.lists(places, min_size=3, max_size=3))
def test_a_true_sum_holds_however_its_figures_are_rounded(values: list[Fraction], decimals: list[int]) -> None:
    a, b, whole = values[0], values[1], values[0] + values[1]
    for write in (str, shortened):
        printed = {
            code: write(rounded(value, one)) for code, value, one in zip("abc", (a, b, whole), decimals, strict=True)
        }
        assert not check_everywhere(SUM, {LARVIK: printed}).failing


@given(amounts, sizes, st.lists(places, min_size=3, max_size=3))
def test_a_true_quotient_holds_or_cannot_be_checked(amount: Fraction, size: Fraction, decimals: list[int]) -> None:
    values = (amount, size, amount * 1000 / size)
    printed = {code: rounded(value, one) for code, value, one in zip("abc", values, decimals, strict=True)}
    assert not check_everywhere(PER_HEAD, {LARVIK: printed}).failing


@given(amounts, sizes, places)
def test_what_is_at_most_as_much_holds(least: Fraction, more: Fraction, decimals: int) -> None:
    printed = {"a": rounded(least, decimals), "b": rounded(least + more, 0)}
    assert not check_everywhere(AT_MOST, {LARVIK: printed}).failing


@given(st.lists(amounts, min_size=2, max_size=2), st.integers(min_value=2, max_value=50))
def test_a_sum_that_is_further_off_than_rounding_fails(values: list[Fraction], kroner: int) -> None:
    parts = [Decimal(rounded(value, 0)) for value in values]
    printed = {"a": str(parts[0]), "b": str(parts[1]), "c": str(sum(parts) + kroner)}
    (found,) = check_everywhere(SUM, {LARVIK: printed}).failing
    assert abs(found.difference) == kroner


# Groups -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("group", "members", "verdict"),
    [
        pytest.param("600", {"3909": "100", "3905": "200"}, Verdict.HOLDS, id="some members have no figure"),
        pytest.param("300", {"3909": "100", "3905": "200"}, Verdict.HOLDS, id="all of it is known"),
        pytest.param("299", {"3909": "100", "3905": "200"}, Verdict.HOLDS, id="one less is rounding"),
        pytest.param("290", {"3909": "100", "3905": "200"}, Verdict.FAILS, id="members have more than the group"),
        pytest.param("90", {"3909": "100"}, Verdict.FAILS, id="one member alone has more"),
        pytest.param("90", {"3909": "100", "3905": "-20"}, None, id="a negative figure may bring the sum down"),
        pytest.param("90", {}, None, id="no member has a figure"),
    ],
)
def test_members_never_have_more_than_their_group(group: str, members: dict[str, str], verdict: Verdict | None) -> None:
    found = check_group(LARVIK, group, members)
    assert (found.verdict if found else None) is verdict
