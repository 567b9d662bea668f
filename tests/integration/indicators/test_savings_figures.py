"""Which figures count when savings are worked out."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from indicators.models import GroupValue, Indicator, Region, RegionKind, ValueKind
from indicators.need import NOT_ADJUSTED, RESOURCE_USE, Basis
from indicators.queries.savings import SECTOR_CODE, YearFigures, savings_years, year_figures
from tests import factories
from tests.savings_figures import (
    create_place,
    create_sector,
    create_total,
    give_costs,
    give_inhabitants,
    give_need,
    small_world,
)


@pytest.fixture
def larvik() -> Region:
    return small_world()[0]


def figures(own: Region, year: int = 2024) -> YearFigures:
    return year_figures(own=own, year=year)


def named(name: str) -> Indicator:
    return Indicator.objects.get(service_area__name=name)


def names(regions: list[Region]) -> list[str]:
    return [region.name for region in regions]


def test_a_sector_is_an_indicator_of_the_catalogue_that_is_no_total(larvik: Region) -> None:
    create_total("totalt")
    factories.create_indicator(code=f"{SECTOR_CODE}egen", namespace="PLAN")
    assert [sector.name for sector in figures(larvik).sectors] == ["Skole", "Samferdsel"]


def test_the_areas_of_the_second_sum_come_last(larvik: Region) -> None:
    create_sector("Kultur")
    assert [sector.name for sector in figures(larvik).sectors] == ["Skole", "Kultur", "Samferdsel"]
    assert [sector.is_other for sector in figures(larvik).sectors] == [False, False, True]


def test_only_regions_with_a_figure_for_all_sectors_are_compared(larvik: Region) -> None:
    half, hidden = create_place("3905", "Tønsberg"), create_place("3907", "Sandefjord")
    give_costs(half, {named("Skole"): "4000"})
    give_costs(hidden, {named("Skole"): "4000", named("Samferdsel"): ":"})
    found = figures(larvik)
    assert names(found.comparable) == ["Skien"]
    assert {region.name: lacking for region, lacking in found.incomplete.items()} == {
        "Sandefjord": ["Samferdsel"],
        "Tønsberg": ["Samferdsel"],
    }


def test_municipalities_come_before_the_group_and_the_country(larvik: Region) -> None:
    places = [("EAK", "Norge", RegionKind.COUNTRY), ("EKG11", "KOSTRA-gruppe 11", RegionKind.KOSTRA_GROUP)]
    for code, name, kind in places:
        give_costs(create_place(code, name, kind), {named("Skole"): "1", named("Samferdsel"): "1"})
    assert names(figures(larvik).comparable) == ["Skien", "KOSTRA-gruppe 11", "Norge"]


def test_a_group_whose_figure_is_a_sum_is_not_compared_with(larvik: Region) -> None:
    group = create_place("EKG11", "KOSTRA-gruppe 11", RegionKind.KOSTRA_GROUP)
    give_costs(group, {named("Skole"): "40000", named("Samferdsel"): "15000"})
    Indicator.objects.filter(service_area__name="Skole").update(group_value=GroupValue.SUM)
    assert names(figures(larvik).comparable) == ["Skien"]


def test_figures_of_other_years_do_not_count(larvik: Region) -> None:
    found = figures(larvik, 2023)
    assert (found.ground, found.inhabitants, found.has_need, found.comparable) == (None, None, False, [])


def test_the_newest_figure_counts(larvik: Region) -> None:
    factories.create_observation(
        indicator=named("Skole"), region=larvik, period="2024", literal="5100", kind=ValueKind.PROVISIONAL
    )
    found = figures(larvik)
    assert found.sectors[0].costs[larvik.pk] == Decimal(5100)
    assert found.is_provisional


def test_the_printed_need_counts_and_the_rest_is_one(larvik: Region) -> None:
    give_need(larvik, named("Samferdsel"), "99.8", measure=NOT_ADJUSTED)
    give_need(larvik, named("Skole"), "70", year=2023)
    give_need(larvik, named("Skole"), "71", year=None)
    give_need(larvik, named("Skole"), "91", source="implied by savings table")
    give_need(larvik, named("Skole"), "104.2", measure=RESOURCE_USE)
    give_need(create_place("9999", "Et annet sted"), named("Skole"), "72")
    found = figures(larvik)
    assert [(one.need.factor, one.need.basis) for one in found.sectors] == [
        (Decimal("0.9"), Basis.INDEX),
        (Decimal(1), Basis.NOT_ADJUSTED),
    ]
    assert found.resource_use == {f"{SECTOR_CODE}skole": Decimal("104.2")}


def test_the_need_is_the_newest_known_at_the_moment(larvik: Region) -> None:
    corrected = datetime(2030, 1, 1, tzinfo=UTC)
    give_need(larvik, named("Skole"), "91", known_from=corrected)
    give_need(larvik, named("Skole"), "104.2", measure=RESOURCE_USE, known_from=corrected)
    before = year_figures(own=larvik, year=2024, known_at=corrected - timedelta(seconds=1))
    assert (before.sectors[0].need.factor, dict(before.resource_use)) == (Decimal("0.9"), {})
    for found in (figures(larvik), year_figures(own=larvik, year=2024, known_at=corrected)):
        assert found.sectors[0].need.factor == Decimal("0.91")
        assert found.resource_use == {f"{SECTOR_CODE}skole": Decimal("104.2")}


def test_nothing_counts_before_it_was_known(larvik: Region) -> None:
    found = year_figures(own=larvik, year=2024, known_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert (found.has_need, found.inhabitants, found.regions) == (False, None, {})


def test_resource_use_alone_is_no_need(larvik: Region) -> None:
    skien = Region.objects.get(code="4003")
    give_inhabitants(skien, "500")
    give_need(skien, named("Skole"), "104.2", measure=RESOURCE_USE)
    assert (figures(skien).has_need, figures(skien).ground) == (False, None)


@pytest.mark.parametrize("literal", ["0", "-5"])
def test_nobody_living_there_is_no_number_of_inhabitants(larvik: Region, literal: str) -> None:
    skien = Region.objects.get(code="4003")
    give_inhabitants(skien, literal)
    assert figures(skien).inhabitants is None


def test_the_years_are_those_with_costs_of_the_municipality_newest_first(larvik: Region) -> None:
    give_costs(larvik, {named("Skole"): "4700"}, period="2022")
    give_costs(larvik, {named("Skole"): ":"}, period="2021")
    give_costs(Region.objects.get(code="4003"), {named("Skole"): "4700"}, period="2023")
    give_costs(larvik, {create_total("totalt"): "70000"}, period="2020")
    assert savings_years(larvik) == [2024, 2022]


def test_costs_from_before_it_got_its_number_are_its_own(larvik: Region) -> None:
    before = create_place("3805", "Larvik")
    factories.create_region_change(old=before, new=larvik, on=date(2024, 1, 1))
    give_costs(before, {named("Skole"): "4900", named("Samferdsel"): "1100"}, period="2023")
    assert savings_years(larvik) == [2024, 2023]
    assert [one.costs[larvik.pk] for one in figures(larvik, 2023).sectors] == [Decimal(4900), Decimal(1100)]


def test_many_regions_take_as_many_queries_as_few(larvik: Region, django_assert_num_queries: object) -> None:
    assert callable(django_assert_num_queries)
    for number in range(2):
        with django_assert_num_queries(6):
            figures(larvik)
        for more in range(10):
            place = create_place(f"{number}{more:03}", f"Sted {number} {more}")
            give_costs(place, {named("Skole"): "1", named("Samferdsel"): "2"})
