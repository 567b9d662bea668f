"""Whoever loads figures of Larvik's earlier codes need not ask for its past first."""

from datetime import UTC, datetime

import pytest

from indicators.models import GroupValue, Indicator, Region, RegionChange, RegionVersion
from indicators.queries import readings_that_count
from indicators.services.observations import load_observations
from tests import factories

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
LARVIK = "".join(
    f"fond,{code},{year},{value}\n"
    for code, year, value in (
        *(("0709", 2017, 10), ("0728", 2017, 2)),
        *(("0712", 2019, 13), ("3805", 2023, 14), ("3909", 2024, 15)),
    )
)


def bring(body: str, *, name: str = "tall.csv") -> None:
    text = f"indicator_id,region,year,value\n{body}"
    load_observations(name=name, body=text.encode(), provisional=False, known_from=NOW, by="test", now=NOW)


@pytest.fixture
def fund() -> Indicator:
    return factories.create_indicator(code="fond", unit="NOK_1000", group_value=GroupValue.SUM)


def test_figures_of_earlier_codes_are_read_in_one_series(fund: Indicator) -> None:
    bring(LARVIK)
    larvik = Region.objects.get(code="3909")
    series = readings_that_count(indicators=[fund.pk], regions=[larvik.pk])[fund.pk, larvik.pk]
    assert [(one.period, one.literal, one.came_from) for one in series] == [
        ("2017", "12", ("0709", "0728")),
        ("2019", "13", ("0712",)),
        ("2023", "14", ("3805",)),
        ("2024", "15", ()),
    ]


def test_only_regions_that_have_figures_are_made(fund: Indicator) -> None:
    bring("fond,3909,2024,15\nfond,3805,2023,14\n")
    assert sorted(Region.objects.values_list("code", flat=True)) == ["3805", "3909"]
    assert RegionChange.objects.count() == 1


def test_what_comes_later_is_joined_to_what_was_there(fund: Indicator) -> None:
    bring("fond,3909,2024,15\n")
    bring("fond,3805,2023,14\n", name="eldre.csv")
    bring("fond,3805,2022,13\n", name="enda-eldre.csv")
    assert (RegionChange.objects.count(), RegionVersion.objects.count()) == (1, 2)


def test_other_regions_have_no_past_that_ships(fund: Indicator) -> None:
    bring("fond,Storevik,2024,15\n")
    assert (RegionChange.objects.count(), RegionVersion.objects.count()) == (0, 0)
