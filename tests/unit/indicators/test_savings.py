"""What a municipality would spend less if it spent like another, as it would be argued about."""

from decimal import Decimal
from fractions import Fraction

import pytest

from indicators.need import Basis, Need
from indicators.savings import (
    Ground,
    LowestRow,
    Negatives,
    Row,
    RowKind,
    Sector,
    against_lowest,
    compared,
    complete,
    million_nok,
)

OWN, ARENDAL, SKIEN, GROUP = 1, 2, 3, 4
ONE = Need(Decimal(1), Basis.NOT_ADJUSTED)


def sector(name: str, costs: dict[int, str], *, need: str = "1", is_other: bool = False) -> Sector:
    factor = Need(Decimal(need), Basis.INDEX)
    return Sector(name, name, is_other, factor, {region: Decimal(cost) for region, cost in costs.items()})


def ground(*sectors: Sector, inhabitants: str = "1000") -> Ground:
    return Ground(OWN, Decimal(inhabitants), sectors)


# Own is 2 million dearer in school, 1 cheaper in care, 3 dearer in roads and half a million cheaper in church.
THREE = ground(
    sector("Skole", {OWN: "5000", ARENDAL: "3000", SKIEN: "5000"}),
    sector("Omsorg", {OWN: "7000", ARENDAL: "8000", SKIEN: "9000"}),
    sector("Vei", {OWN: "4000", ARENDAL: "1000", SKIEN: "2000"}, is_other=True),
    sector("Kirke", {OWN: "500", ARENDAL: "1000", SKIEN: "600"}, is_other=True),
)


def millions(rows: tuple[Row, ...], region: int) -> dict[str, str]:
    return {name_of(row): str(row.savings[region].million.normalize()) for row in rows}


def name_of(row: Row | LowestRow) -> str:
    return row.sector.name if row.sector else row.kind.value


@pytest.mark.parametrize(
    ("own", "other", "need", "million"),
    [
        pytest.param("2656", "1861", "0.9686", "37.63170819", id="the worked example: Barnevern, Larvik and Arendal"),
        pytest.param("16953", "17868", "0.942", "-42.1225191", id="cheaper already is below zero"),
        pytest.param("-207", "-437", "1", "11.2401", id="two that earn: the own earns less"),
        pytest.param("2656", "2656", "0.969", "0", id="as cheap is nothing"),
        pytest.param("100.5", "100", "1", "0.024435", id="published decimals count"),
    ],
)
def test_million_nok(own: str, other: str, need: str, million: str) -> None:
    found = million_nok(Decimal(own), Decimal(other), inhabitants=Decimal(48870), need=Decimal(need))
    assert found == Decimal(million)


def test_sectors_come_first_and_then_the_two_sums_of_the_results() -> None:
    rows = compared(THREE, [ARENDAL])
    assert [row.kind for row in rows] == [*[RowKind.SECTOR] * 4, RowKind.OTHER_AREAS, RowKind.TOTAL]
    assert millions(rows, ARENDAL) == {
        "Skole": "2",
        "Omsorg": "-1",
        "Vei": "3",
        "Kirke": "-0.5",
        "other_areas": "2.5",
        "total": "3.5",
    }


def test_cut_sectors_count_as_nothing_in_both_sums_and_stand_as_they_are_by_themselves() -> None:
    found = millions(compared(THREE, [ARENDAL], negatives=Negatives.CUT), ARENDAL)
    assert (found["Omsorg"], found["Kirke"]) == ("-1", "-0.5")
    assert (found["other_areas"], found["total"]) == ("3", "5")


def test_a_sum_is_over_sectors_with_their_own_need_and_has_none_itself() -> None:
    needs = ground(sector("A", {OWN: "2000", SKIEN: "1000"}, need="0.5"), sector("B", {OWN: "2000", SKIEN: "1000"}))
    total = compared(needs, [SKIEN])[-1]
    assert (total.savings[SKIEN].million, total.sector) == (Decimal("1.5"), None)
    assert (total.savings[SKIEN].own, total.savings[SKIEN].other) == (Decimal(4000), Decimal(2000))


def test_without_any_of_the_six_areas_there_is_no_sum_of_them() -> None:
    assert [row.kind for row in compared(ground(THREE.sectors[0]), [SKIEN])] == [RowKind.SECTOR, RowKind.TOTAL]


@pytest.mark.parametrize(
    ("sectors", "regions"),
    [
        pytest.param([{OWN: "1", SKIEN: "2"}, {OWN: "3", SKIEN: "4"}], {OWN, SKIEN}, id="a figure for all sectors"),
        pytest.param([{OWN: "1", SKIEN: "2"}, {OWN: "3"}], {OWN}, id="one missing is one too few"),
        pytest.param([{OWN: "1", SKIEN: "0"}, {OWN: "3", SKIEN: "4"}], {OWN, SKIEN}, id="zero is a figure"),
        pytest.param([], set(), id="no sectors, nobody"),
    ],
)
def test_who_can_be_compared(sectors: list[dict[int, str]], regions: set[int]) -> None:
    assert complete([sector(f"S{number}", costs) for number, costs in enumerate(sectors)]) == regions


def test_each_sector_is_against_its_own_lowest_and_the_sums_are_against_nobody() -> None:
    rows = {name_of(row): row for row in against_lowest(THREE, [OWN, ARENDAL, SKIEN])}
    assert {name: row.lowest for name, row in rows.items()} == {
        "Skole": (ARENDAL,),
        "Omsorg": (ARENDAL,),
        "Vei": (ARENDAL,),
        "Kirke": (SKIEN,),
        "other_areas": (),
        "total": (),
    }
    assert rows["Skole"].percent == 40
    assert rows["total"].saving.million == Decimal("3.9")
    assert rows["total"].percent == Fraction(3_900_000 * 100, 16_500 * 1000)


def test_the_own_municipality_is_never_the_lowest() -> None:
    assert against_lowest(THREE, [OWN]) == ()
    assert against_lowest(THREE, [OWN, SKIEN]) == against_lowest(THREE, [SKIEN])


def test_two_that_are_equally_low_are_both_named() -> None:
    tied = ground(sector("Skole", {OWN: "5", ARENDAL: "3", SKIEN: "3"}))
    assert against_lowest(tied, [SKIEN, ARENDAL])[0].lowest == (ARENDAL, SKIEN)


@pytest.mark.parametrize("own", ["-207", "0"])
def test_there_is_no_percent_of_a_sector_that_earns_or_costs_nothing(own: str) -> None:
    row = against_lowest(ground(sector("Næring", {OWN: own, SKIEN: "-437"})), [SKIEN])[0]
    assert (row.percent, row.saving.million > 0) == (None, True)


def test_the_percent_leaves_the_need_out_below_the_line() -> None:
    """As the published table does: million / (own cost per inhabitant · inhabitants)."""
    row = against_lowest(ground(sector("A", {OWN: "100", SKIEN: "50"}, need="0.5")), [SKIEN])[0]
    assert row.percent == 25
