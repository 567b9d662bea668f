"""Which index of expenditure need counts, and what is spent compared with it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.need import (
    NOT_ADJUSTED,
    PERCENT,
    RESOURCE_USE,
    Basis,
    Need,
    PrintedIndex,
    need_adjusted,
    need_of,
    resource_use,
)

IMPLIED = "implied by savings table"


def printed(value: str, measure: str = PERCENT, source: str = "text") -> PrintedIndex:
    return PrintedIndex(measure, source, Decimal(value))


@pytest.mark.parametrize(
    ("found", "is_adjusted", "factor", "basis"),
    [
        pytest.param([printed("94.2")], True, "0.942", Basis.INDEX, id="percent of the country becomes a factor"),
        pytest.param(
            [printed("114.4", source=IMPLIED), printed("114.3")],
            True,
            "1.143",
            Basis.INDEX,
            id="the text before implied",
        ),
        pytest.param(
            [printed("114.4", source=IMPLIED), printed("114.2", source="overview")],
            True,
            "1.142",
            Basis.INDEX,
            id="another print before implied",
        ),
        pytest.param([printed("96.9", source=IMPLIED)], True, "0.969", Basis.INDEX, id="implied where it is alone"),
        pytest.param(
            [printed("99.8", NOT_ADJUSTED, IMPLIED)], False, "1", Basis.NOT_ADJUSTED, id="a factor is exactly one"
        ),
        pytest.param(
            [printed("99.8", NOT_ADJUSTED)], True, "1", Basis.NOT_ADJUSTED, id="a printed factor says not adjusted"
        ),
        pytest.param([printed("96.62", RESOURCE_USE)], True, "1", Basis.UNKNOWN, id="resource use is no need"),
        pytest.param([], True, "1", Basis.UNKNOWN, id="adjusted by an index that nobody has printed"),
        pytest.param([], False, "1", Basis.NOT_ADJUSTED, id="a sector without an index"),
        pytest.param([printed("0")], True, "1", Basis.UNKNOWN, id="nothing is divided by a need of nothing"),
    ],
)
def test_the_need_that_counts(found: list[PrintedIndex], is_adjusted: bool, factor: str, basis: Basis) -> None:
    assert need_of(found, is_adjusted=is_adjusted) == Need(Decimal(factor), basis)


def test_resource_use_is_what_the_source_prints_for_child_welfare() -> None:
    need = Need(Decimal("0.9686"), Basis.INDEX)
    used = resource_use(Decimal(2656) * need.factor, need, country=Decimal(2749))
    assert used is not None
    assert round(float(used), 2) == 96.62


@pytest.mark.parametrize("country", ["0", "-7"])
def test_there_is_no_resource_use_against_a_country_that_spends_nothing(country: str) -> None:
    assert resource_use(Decimal(100), Need(Decimal(1), Basis.INDEX), country=Decimal(country)) is None


COSTS = st.decimals(min_value=-10_000, max_value=100_000, places=2)
NEEDS = st.decimals(min_value=Decimal("0.5"), max_value=2, places=4).map(lambda one: Need(one, Basis.INDEX))


@given(COSTS, NEEDS)
def test_taking_the_need_out_and_putting_it_back_loses_nothing(cost: Decimal, need: Need) -> None:
    assert need_adjusted(cost, need) * Fraction(need.factor) == Fraction(cost)


@given(COSTS.filter(lambda cost: cost > 0), NEEDS)
def test_spending_as_the_need_says_is_a_hundred(country: Decimal, need: Need) -> None:
    assert resource_use(country * need.factor, need, country=country) == 100
