"""What holds of every savings potential, sensible figures or not."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from indicators.need import Basis, Need
from indicators.savings import Ground, Negatives, RowKind, Sector, against_lowest, compared, million_nok

COSTS = st.decimals(min_value=-50_000, max_value=500_000, places=3)
PEOPLE = st.integers(1, 6_000_000).map(Decimal)
NEEDS = st.decimals(min_value=Decimal("0.5"), max_value=2, places=6)
OWN, OTHERS = 0, (1, 2, 3)


@st.composite
def grounds(draw: st.DrawFn) -> Ground:
    sectors = tuple(
        Sector(
            f"s{number}",
            f"Sektor {number}",
            draw(st.booleans()),
            Need(draw(NEEDS), Basis.INDEX),
            {region: draw(COSTS) for region in (OWN, *OTHERS)},
        )
        for number in range(draw(st.integers(1, 5)))
    )
    return Ground(OWN, draw(PEOPLE), sectors)


@given(COSTS, PEOPLE, NEEDS)
def test_against_oneself_there_is_nothing_to_save(cost: Decimal, people: Decimal, need: Decimal) -> None:
    assert million_nok(cost, cost, inhabitants=people, need=need) == 0


@given(COSTS, COSTS, PEOPLE, NEEDS)
def test_what_one_could_save_the_other_is_ahead(one: Decimal, other: Decimal, people: Decimal, need: Decimal) -> None:
    """With the same people and the same need."""
    there = million_nok(one, other, inhabitants=people, need=need)
    assert there == -million_nok(other, one, inhabitants=people, need=need)


@given(COSTS, COSTS, PEOPLE, NEEDS, st.integers(1, 1000))
def test_twice_the_people_is_twice_the_money(
    one: Decimal, other: Decimal, people: Decimal, need: Decimal, times: int
) -> None:
    once = million_nok(one, other, inhabitants=people, need=need)
    assert million_nok(one, other, inhabitants=people * times, need=need) == once * times


@given(COSTS, COSTS, COSTS, PEOPLE, NEEDS)
def test_by_way_of_a_third_it_is_the_same(a: Decimal, b: Decimal, c: Decimal, people: Decimal, need: Decimal) -> None:
    def way(one: Decimal, other: Decimal) -> Decimal:
        return million_nok(one, other, inhabitants=people, need=need)

    assert way(a, c) == way(a, b) + way(b, c)


@given(grounds())
def test_the_sums_are_exactly_those_of_the_rows(ground: Ground) -> None:
    rows = compared(ground, OTHERS)
    sectors = [row for row in rows if row.kind is RowKind.SECTOR]
    for region in OTHERS:
        total = rows[-1].savings[region].million
        assert total == sum(row.savings[region].million for row in sectors)
        cut = compared(ground, OTHERS, negatives=Negatives.CUT)[-1].savings[region].million
        assert cut == sum(max(row.savings[region].million, Decimal(0)) for row in sectors)
        assert cut >= max(total, Decimal(0))


@given(grounds())
def test_nobody_leaves_more_room_than_the_lowest(ground: Ground) -> None:
    lowest = against_lowest(ground, OTHERS)
    for row, against in zip(compared(ground, OTHERS), lowest, strict=True):
        assert all(found.million <= against.saving.million for found in row.savings.values())
