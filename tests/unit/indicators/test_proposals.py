"""What choosing from a table amounts to, before anything of it is asked for."""

from collections.abc import Mapping, Sequence

import pytest

from indicators.proposals import call_count, cell_count, combination_count, combinations, lost_codes, since
from tests.described_tables import described
from tests.fakes.pxweb import folkemengde, nokkeltall, utgifter

POPULATION, EXPENSES, KEY_FIGURES = (described(one()).description for one in (folkemengde, utgifter, nokkeltall))
# 17 places, 2 sexes, 8 ages, 1 metric, 11 years.
WHOLE = 17 * 2 * 8 * 11


@pytest.mark.parametrize(
    ("selection", "cells", "indicators"),
    [
        pytest.param({}, WHOLE, 16, id="the whole table"),
        pytest.param({"Region": ["3909", "3805"]}, 2 * 2 * 8 * 11, 16, id="two places"),
        pytest.param({"Kjonn": []}, WHOLE // 2, 8, id="sex summed away"),
        pytest.param({"Kjonn": [], "Alder": [], "Region": []}, 11, 1, id="all that can be summed away"),
        pytest.param({"Tid": [since("2020")]}, 17 * 2 * 8 * 6, 16, id="from a year on"),
        pytest.param({"Tid": ["top(3)", "2025"]}, 17 * 2 * 8 * 3, 16, id="an expression and a code that it holds"),
        pytest.param({"Alder": ["*"]}, WHOLE, 16, id="a star"),
        pytest.param({"Alder": ["000", "finnes-ikke"]}, WHOLE // 8, 2, id="a code that is gone is not fetched"),
    ],
)
def test_a_choice_is_counted(selection: Mapping[str, Sequence[str]], cells: int, indicators: int) -> None:
    assert cell_count(POPULATION, selection) == cells
    assert combination_count(POPULATION, selection) == indicators
    assert len(combinations(POPULATION, selection)) == indicators


def test_indicators_are_named_as_the_table_names_them() -> None:
    found = {one.code: one for one in combinations(EXPENSES, {"KOKart0000": ["AGD2"], "KOKfunksjon0000": ["FGK7"]})}
    amount = found["12362:FGK7:AGD2:KOSbelopinnbygge0000"]
    assert amount.name == "Barnehage, Netto driftsutgifter, Beløp per innbygger (kr)"
    assert (amount.unit, amount.decimals) == ("kr", 0)
    assert len(found) == 3


def test_what_is_summed_away_is_no_part_of_the_code() -> None:
    codes = [one.code for one in combinations(POPULATION, {"Kjonn": [], "Alder": ["000"]})]
    assert codes == ["07459:000:Personer1"]


def test_a_metric_that_is_chosen_alone_is_one_indicator() -> None:
    assert [one.code for one in combinations(KEY_FIGURES, {"ContentsCode": ["KOSAG500000"]})] == ["12134:KOSAG500000"]


@pytest.mark.parametrize(("cells", "calls"), [(1, 1), (800_000, 1), (800_001, 2), (67_000_000, 84)])
def test_calls_are_as_many_as_the_limit_of_cells_asks_for(cells: int, calls: int) -> None:
    assert call_count(cells, most_cells=800_000) == calls


@pytest.mark.parametrize(
    ("chosen", "lost"),
    [
        (["1", "3"], ["3"]),
        (["*"], []),
        (["top(1)"], []),
        ([], []),
        (["1", "2"], []),
    ],
)
def test_codes_that_the_table_has_lost_are_told_from_expressions(chosen: list[str], lost: list[str]) -> None:
    sex = POPULATION.variable("Kjonn")
    assert sex is not None
    assert lost_codes(sex, {"Kjonn": chosen}) == lost
