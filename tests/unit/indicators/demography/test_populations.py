"""Sums, shares and ratios of the population: exact, and never made of figures that are not there."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.demography.ages import EVERYBODY, AgeGroup, age_group_named
from indicators.demography.populations import Population, shown_groups, sums_beside
from indicators.demography.ratios import RATIOS, RatioName
from indicators.demography.rounding import decimal_of

LARVIK_2023 = {"0": 367, "1-5": 2320, "6-15": 5398}
WHOLE = {"0-15": 150, "16-66": 600, "67-79": 180, "80+": 70}
NUMBERS = st.integers(0, 1_000_000)


def group(code: str) -> AgeGroup:
    found = age_group_named(code)
    assert found
    return found


def made(total: int | None, groups: dict[str, int]) -> Population:
    return Population(
        None if total is None else Decimal(total), {group(code): Decimal(n) for code, n in groups.items()}
    )


def test_larvik_has_2_687_children_below_six() -> None:
    larvik = made(48_246, LARVIK_2023)
    assert larvik.persons(group("0-5")) == 2_687
    assert larvik.persons(group("0-15")) == 8_085


def test_a_sum_without_one_of_its_parts_is_missing_and_not_smaller() -> None:
    assert made(48_246, {"0": 367, "6-15": 5398}).persons(group("0-15")) is None
    assert made(48_246, {"0": 367, "6-15": 5398}).share(group("0-15")) is None


def test_those_of_16_and_over_are_what_the_children_leave() -> None:
    larvik = made(48_246, LARVIK_2023)
    assert larvik.remainder == group("16+")
    assert larvik.completed().persons(group("16+")) == 48_246 - 8_085


@pytest.mark.parametrize(
    ("total", "groups"),
    [
        pytest.param(None, LARVIK_2023, id="without everybody there is nothing to take from"),
        pytest.param(48_246, {"0": 367, "6-15": 5398}, id="two gaps could be shared in any way"),
        pytest.param(8_000, LARVIK_2023, id="fewer than none are left"),
        pytest.param(1_000, WHOLE, id="nothing is left out"),
        pytest.param(48_246, {}, id="all of them is no group"),
    ],
)
def test_no_remainder_where_it_cannot_be_known(total: int | None, groups: dict[str, int]) -> None:
    one = made(total, groups)
    assert one.remainder is None
    assert one.completed() == one


def test_everybody_is_as_published_and_else_the_sum_of_all_ages() -> None:
    assert made(None, WHOLE).persons(EVERYBODY) == 1_000
    assert made(None, LARVIK_2023).persons(EVERYBODY) is None


def test_a_whole_that_is_not_its_parts_is_told_with_the_difference() -> None:
    assert made(1_003, WHOLE).mismatch == 3
    assert made(998, WHOLE).mismatch == -2
    assert made(1_000, WHOLE).mismatch is None
    assert made(None, WHOLE).mismatch is None
    assert made(48_246, LARVIK_2023).mismatch is None


def test_nobody_is_no_share_of_anything() -> None:
    assert made(0, {"0": 0}).share(group("0")) is None
    assert made(10, {"0": 0}).share(group("0")) == 0


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (RatioName.SUPPORT, Fraction(600, 250)),
        (RatioName.DEPENDENCY, Fraction(400 * 100, 600)),
        (RatioName.OLD_AGE, None),
        (RatioName.EUROSTAT, None),
    ],
)
def test_ratios_by_hand(name: RatioName, expected: Fraction | None) -> None:
    assert next(one for one in RATIOS if one.name is name).of(made(1_000, WHOLE)) == expected


def test_eurostats_ratio_needs_its_own_ages() -> None:
    one = made(None, {"0-14": 15, "15-19": 5, "20-64": 60, "65+": 20})
    found = {ratio.name: ratio.of(one) for ratio in RATIOS}
    assert found[RatioName.EUROSTAT] == Fraction(35 * 100, 65)
    assert found[RatioName.OLD_AGE] == Fraction(20 * 100, 60)
    assert found[RatioName.SUPPORT] is None


def test_larvik_has_no_ratio_and_the_missing_ages_are_named() -> None:
    larvik = made(48_246, LARVIK_2023).completed()
    support = RATIOS[0]
    assert support.of(larvik) is None
    assert [one.code for one in support.lacking([larvik])] == ["16-66", "67+"]


def test_nobody_to_divide_by_is_no_ratio() -> None:
    assert RATIOS[0].of(made(None, {"0-15": 1, "16-66": 5, "67+": 0})) is None


def test_single_years_are_shown_as_the_usual_groups() -> None:
    one = made(None, {str(age): 10 for age in range(105)} | {"105+": 1})
    shown = [each.code for each in shown_groups(one)]
    assert shown == ["0", "1-5", "6-15", "16-19", "20-44", "45-66", "67-79", "80-89", "90+"]
    assert one.persons(group("90+")) == 151
    assert [each.code for each in sums_beside([one], shown_groups(one))] == ["0-5", "0-15", "16-66", "67+", "80+"]


@given(st.lists(NUMBERS, min_size=4, max_size=4))
def test_the_shares_of_all_groups_are_a_hundred_and_rounded_nearly_so(numbers: list[int]) -> None:
    assume(sum(numbers))
    one = made(None, dict(zip(WHOLE, numbers, strict=True)))
    shares = [one.share(each) for each in one.groups]
    known = [share for share in shares if share is not None]
    assert sum(known) == 100
    rounded = sum((decimal_of(share, 1) for share in known), Decimal(0))
    assert abs(rounded - 100) <= Decimal("0.05") * len(known)


@given(st.lists(NUMBERS, min_size=3, max_size=3), NUMBERS)
def test_what_is_left_completes_the_whole(numbers: list[int], more: int) -> None:
    one = made(sum(numbers) + more, dict(zip(LARVIK_2023, numbers, strict=True))).completed()
    assert one.added_up(EVERYBODY) == one.total
    assert one.persons(group("16+")) == more


@given(*(st.integers(1, 100_000) for _ in range(3)))
def test_support_and_dependency_say_the_same_of_the_old(young: int, working: int, old: int) -> None:
    one = made(None, {"0-15": young, "16-66": working, "67+": old})
    support, dependency = (RATIOS[number].of(one) for number in (0, 1))
    assert support
    assert dependency
    assert dependency == Fraction(100, 1) / support + Fraction(100 * young, working)


@given(st.fractions(), st.integers(0, 4))
def test_a_rounded_number_is_at_most_half_a_step_off(exact: Fraction, decimals: int) -> None:
    rounded = decimal_of(exact, decimals)
    assert abs(Fraction(rounded) - exact) <= Fraction(1, 2 * 10**decimals)


@pytest.mark.parametrize(("exact", "shown"), [("1/8", "0.13"), ("-1/8", "-0.13"), ("-1/1000", "0"), ("5", "5.00")])
def test_halves_are_rounded_away_from_zero_and_nothing_is_minus_zero(exact: str, shown: str) -> None:
    rounded = decimal_of(Fraction(exact), 2)
    assert rounded == Decimal(shown)
    assert not str(rounded).startswith("-0.00")
