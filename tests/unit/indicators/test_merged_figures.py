"""The figure of a region in a period before it had its code."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.lineage import Change, Chronicle, Lineage, figure_in_time
from indicators.periods import parse_period
from indicators.rules import CITED, CORRECTION, OFFICIAL, Reading, added_up

LARVIK = 1
SPRING, SUMMER = datetime(2018, 3, 15, tzinfo=UTC), datetime(2018, 6, 15, tzinfo=UTC)
ROWS = [("0709", "0712", 2018), ("0728", "0712", 2018), ("0712", "3805", 2020), ("3805", "3909", 2024)]
LINEAGE = Chronicle(Change(old, new, date(year, 1, 1)) for old, new, year in ROWS).lineage("3909")
SPLIT = Chronicle(Change("1507", new, date(2024, 1, 1)) for new in ("1508", "1580")).lineage("1508")
REUSED = Chronicle([Change("A", "Y", date(2002, 1, 1)), Change("Z", "A", date(2020, 1, 1))]).lineage("A")
KEPT = Chronicle([Change("B", "A", date(2014, 1, 1)), Change("A", "A", date(2014, 1, 1))]).lineage("A")


def said(
    text: str, *, number: int = 7, kind: str = "actual", standing: int = OFFICIAL, at: datetime = SPRING
) -> Reading:
    """A figure as it is published: a number, or the symbol that stands there instead. The period is filled in later."""
    is_symbol = not any(sign.isdigit() for sign in text)
    return Reading(
        indicator_id=5,
        region_id=number,
        period="",
        literal="" if is_symbol else text,
        missing=text if is_symbol else "",
        kind=kind,
        standing=standing,
        known_from=at,
        observation_id=number,
        fetch_id=number,
        fetch_name=f"{number}.csv",
    )


Told = tuple[str, tuple[str, ...]] | None


def figure(period: str, *, own: str = "", is_amount: bool, lineage: Lineage = LINEAGE, **others: str) -> Told:
    """The figure or symbol, and the codes that it came from. Predecessors are named `c0709="12"`."""
    read = {code.removeprefix("c"): said(text)._replace(period=period) for code, text in others.items()}
    found = figure_in_time(
        lineage,
        region=LARVIK,
        period_end=parse_period(period).end,
        own=said(own, number=LARVIK)._replace(period=period) if own else None,
        others=read,
        is_amount=is_amount,
    )
    return (found.literal or found.missing, found.came_from) if found else None


def ratio(period: str, **values: Any) -> Callable[[], Told]:
    return partial(figure, period, is_amount=False, **values)


def amount(period: str, **values: Any) -> Callable[[], Told]:
    return partial(figure, period, is_amount=True, **values)


BOTH = ("0709", "0728")


@pytest.mark.parametrize(
    ("ask", "told"),
    [
        pytest.param(ratio("2024", own="10.6"), ("10.6", ()), id="its own figure"),
        pytest.param(ratio("2021", own=".", c3805="9.1"), ("9.1", ("3805",)), id="a ratio under the code it had then"),
        pytest.param(ratio("2019", c0712="9.1"), ("9.1", ("0712",)), id="and under the one before that"),
        pytest.param(amount("2016", own=".", c0709="12.50", c0728="2"), ("14.50", BOTH), id="amounts add up"),
        pytest.param(ratio("2016", own=".", c0709="12.5", c0728="2"), (".", ()), id="ratios do not"),
        pytest.param(ratio("2016", c0709="12.5", c0728="2"), None, id="and no figure is made of them"),
        pytest.param(amount("2016", c0709="12"), None, id="Lardal has no figure: half a sum is no figure"),
        pytest.param(amount("2016", c0709="12", c0728=":"), None, id="Lardal's figure is confidential"),
        pytest.param(amount("2016", c0709="12", c0728="0"), ("12", BOTH), id="zero is a figure"),
        pytest.param(amount("2016", own="15", c0709="12", c0728="2"), ("15", ()), id="published as one"),
        pytest.param(ratio("2024", own=":", c3805="9.1"), (":", ()), id="hidden under its own code stays hidden"),
        pytest.param(ratio("2021", own=".", c3805=":"), (":", ("3805",)), id="what was hidden under the old code too"),
        pytest.param(ratio("2021", own=".", c0712="4", c0709="3"), (".", ()), id="a code outside its years"),
        pytest.param(ratio("2024", c3805="9.1"), None, id="nor does an old one after its years"),
        pytest.param(amount("2018K1", c0712="9", c0709="7", c0728="1"), ("9", ("0712",)), id="a quarter"),
        pytest.param(amount("2017K4", c0709="7", c0728="1"), ("8", BOTH), id="the quarter before the merger"),
        pytest.param(ratio("2017/2018", c0712="9.5"), ("9.5", ("0712",)), id="a school year goes by its end"),
        pytest.param(amount("2012-2016", c0709="7", c0728="1"), ("8", BOTH), id="a change before the merger"),
        pytest.param(ratio("2015-2019", c0712="9"), ("9", ("0712",)), id="a change that one code published"),
        pytest.param(amount("2023", own="5", lineage=SPLIT, c1507="80"), ("5", ()), id="published for the part"),
        pytest.param(amount("2023", lineage=SPLIT, c1507="80"), None, id="never the whole's figure for a part"),
        pytest.param(ratio("2023", lineage=SPLIT, own=".", c1507="80"), (".", ()), id="nor the whole's ratio"),
        pytest.param(ratio("2001", own="7", lineage=REUSED, cZ="3"), ("3", ("Z",)), id="another place had the code"),
        pytest.param(ratio("2001", own="7", lineage=REUSED), None, id="whose figure is not ours"),
        pytest.param(ratio("2010", own="7", lineage=REUSED, cZ="3"), ("7", ()), id="calculated backward by the source"),
        pytest.param(amount("2013", own="7", lineage=KEPT, cB="3"), ("7", ()), id="the kept code as published"),
        pytest.param(amount("2013", lineage=KEPT, cB="3"), None, id="the absorbed alone is not the whole"),
    ],
)  # fmt: skip
def test_the_figure_of_a_period(ask: Callable[[], Told], told: Told) -> None:
    assert ask() == told


def test_a_change_across_the_merger_is_not_added() -> None:
    chronicle = Chronicle([*(Change(code, "N", date(2018, 1, 1)) for code in "AB"), Change("C", "A", date(2010, 1, 1))])
    lineage = chronicle.lineage("N")
    assert amount("2012-2016", lineage=lineage, cA="7", cB="1")() == ("8", ("A", "B"))
    assert amount("2009-2016", lineage=lineage, cA="7", cB="1")() is None


def test_a_sum_is_no_stronger_than_its_parts() -> None:
    parts = {
        "0709": said("12", number=9, at=SPRING),
        "0728": said("2", number=8, kind="provisional", standing=CITED, at=SUMMER),
    }
    total = added_up(parts, region=LARVIK)
    assert (total.region_id, total.kind, total.standing) == (LARVIK, "provisional", CITED)
    assert (total.known_from, total.observation_id, total.fetch_id) == (SUMMER, 8, 8)
    assert total.fetch_name == "8.csv; 9.csv"


def test_a_sum_with_the_municipalitys_own_correction_in_it_is_marked_as_one() -> None:
    parts = {"0709": said("12", kind="provisional"), "0728": said("2", kind="correction", standing=CORRECTION)}
    assert (added_up(parts, region=LARVIK).kind, added_up(parts, region=LARVIK).standing) == ("correction", CORRECTION)


LITERALS = st.decimals(min_value=-(10**22) + 1, max_value=10**22 - 1, places=15).map(lambda one: f"{one:f}")


@given(st.lists(LITERALS, min_size=1, max_size=8))
def test_sums_are_exact(literals: list[str]) -> None:
    total = added_up({str(number): said(text) for number, text in enumerate(literals)}, region=LARVIK)
    assert Fraction(total.literal) == sum(map(Fraction, literals))
    assert "E" not in total.literal
