"""Derived indicators are computed when what they are made of comes in, as they could have been at the time."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from indicators.formulas import FormulaKind
from indicators.models import (
    Channel,
    Fetch,
    Formula,
    FormulaTerm,
    GroupValue,
    Indicator,
    Observation,
    Region,
    RegionKind,
    Standing,
)
from indicators.queries import readings_that_count
from indicators.queries.formulas import formulas_of
from indicators.services.formulas import remove_formula
from indicators.services.recording import body_of, recompute_derived
from tests.derived import bring, computed_rows, said
from tests.factories import create_formula, create_indicator, create_region, create_region_change

SPRING, SUMMER, AUTUMN, WINTER = (datetime(2025, month, 1, tzinfo=UTC) for month in (4, 7, 10, 12))


@pytest.fixture
def larvik() -> Region:
    return create_region(code="3909", name="Larvik")


@pytest.fixture
def homes() -> Indicator:
    return create_indicator(code="257", unit="NOK")


@pytest.fixture
def visits() -> Indicator:
    return create_indicator(code="258", unit="NOK")


@pytest.fixture
def care(homes: Indicator, visits: Indicator) -> Indicator:
    """254, which the two replaced."""
    care = create_indicator(code="254", unit="NOK")
    create_formula(care, plus=[homes, visits])
    return care


def test_a_sum_follows_when_its_parts_have_come(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(homes, larvik, "2024"): "4006"}, at=SPRING)
    assert said(care, larvik) == {}
    bring({(visits, larvik, "2024"): "6782"}, at=SUMMER)
    assert said(care, larvik) == {"2024": "10788"}


def test_a_new_vintage_of_a_part_is_a_new_vintage_of_the_sum(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(homes, larvik, "2024"): "4006", (visits, larvik, "2024"): "6782"}, at=SPRING, kind="provisional")
    bring({(homes, larvik, "2024"): "4000"}, at=SUMMER)
    bring({(visits, larvik, "2024"): "6782"}, at=AUTUMN)
    assert computed_rows(care) == [("2024", "10788", SPRING), ("2024", "10782", SUMMER), ("2024", "10782", AUTUMN)]
    kinds = Observation.objects.filter(indicator=care).order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["provisional", "provisional", "actual"]
    assert said(care, larvik, known_at=SPRING) == {"2024": "10788"}
    assert said(care, larvik, known_at=SUMMER) == {"2024": "10782"}


def test_the_same_figures_again_write_nothing(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    figures = {(homes, larvik, "2024"): "4006", (visits, larvik, "2024"): "6782"}
    bring(figures, at=SPRING)
    before = Fetch.objects.count(), Observation.objects.count()
    bring(figures, at=SUMMER)
    assert recompute_derived(now=AUTUMN).wrote is False
    assert (Fetch.objects.count(), Observation.objects.count()) == before


def test_a_formula_that_comes_late_is_computed_for_the_past_too(
    larvik: Region, homes: Indicator, visits: Indicator
) -> None:
    bring({(homes, larvik, "2024"): "4006", (visits, larvik, "2024"): "6782"}, at=SPRING)
    bring({(homes, larvik, "2024"): "4000"}, at=SUMMER)
    care = create_formula(create_indicator(unit="NOK"), plus=[homes, visits]).indicator
    outcome = recompute_derived(now=AUTUMN)
    assert (outcome.created, outcome.updated) == (1, 1)
    assert computed_rows(care) == [("2024", "10788", SPRING), ("2024", "10782", SUMMER)]


def test_a_figure_that_is_known_to_be_older_changes_what_followed_it(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(homes, larvik, "2024"): "10", (visits, larvik, "2024"): "1"}, at=SPRING)
    bring({(homes, larvik, "2024"): "20"}, at=AUTUMN)
    bring({(visits, larvik, "2024"): "2"}, at=SUMMER, now=WINTER)
    assert [said(care, larvik, known_at=at)["2024"] for at in (SPRING, SUMMER, AUTUMN)] == ["11", "12", "22"]
    assert recompute_derived(now=WINTER).wrote is False


def test_a_missing_part_makes_the_sum_missing(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(homes, larvik, "2024"): "4006", (visits, larvik, "2024"): ":"}, at=SPRING)
    assert said(care, larvik) == {"2024": ":"}
    bring({(visits, larvik, "2024"): "6782"}, at=SUMMER)
    assert said(care, larvik) == {"2024": "10788"}


def test_a_replaced_series_goes_on_as_the_sum_and_what_was_published_stands(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(care, larvik, "2023"): "9956", (care, larvik, "2024"): "."}, at=SPRING)
    parts = {(homes, larvik, year): "4006" for year in ("2023", "2024")}
    bring(parts | {(visits, larvik, year): "6782" for year in ("2023", "2024")}, at=SUMMER)
    assert said(care, larvik) == {"2023": "9956", "2024": "10788"}
    row = Observation.objects.get(indicator=care, period="2024", standing=Standing.COMPUTED)
    assert (row.fetch.name, row.fetch.channel) == ("Regnet ut av Planpuls", Channel.COMPUTED)


def test_what_the_source_hides_is_not_computed_into_the_open(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(care, larvik, "2024"): ":"}, at=SPRING)
    bring({(homes, larvik, "2024"): "1", (visits, larvik, "2024"): "2"}, at=SPRING)
    assert said(care, larvik) == {"2024": ":"}


def test_a_formula_speaks_only_of_its_periods(larvik: Region, homes: Indicator, visits: Indicator) -> None:
    care = create_indicator(unit="NOK")
    create_formula(care, plus=[homes, visits], from_period="2024")
    bring({(one, larvik, year): "1" for one in (homes, visits) for year in ("2023", "2024", "2025")}, at=SPRING)
    assert said(care, larvik) == {"2024": "2", "2025": "2"}


def test_what_is_made_of_a_derived_indicator_follows_in_the_same_breath(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    all_care = create_indicator(unit="NOK")
    share = create_indicator(unit="percent", decimals=1)
    create_formula(share, kind=FormulaKind.SHARE, plus=[care], over=all_care, factor=Decimal(100))
    bring({(all_care, larvik, "2024"): "22991"}, at=SPRING)
    bring({(homes, larvik, "2024"): "4006", (visits, larvik, "2024"): "6782"}, at=SUMMER)
    assert said(share, larvik) == {"2024": "46.9"}
    bring({(homes, larvik, "2024"): ".."}, at=AUTUMN)
    assert said(share, larvik) == {"2024": ".."}
    assert said(share, larvik, known_at=SUMMER) == {"2024": "46.9"}


def test_nothing_is_divided_by_nothing(larvik: Region, homes: Indicator) -> None:
    people = create_indicator(unit="count")
    derived = create_formula(
        create_indicator(unit="NOK"), kind=FormulaKind.PER_INHABITANT, plus=[homes], over=people
    ).indicator
    bring({(homes, larvik, "2024"): "4006", (people, larvik, "2024"): "0"}, at=SPRING)
    row = Observation.objects.get(indicator=derived)
    assert (row.missing, row.extra) == (".", {"reason": "zero_denominator"})


def test_a_ratio_of_merged_municipalities_is_that_of_their_sums(larvik: Region) -> None:
    lardal, old = create_region(code="0728"), create_region(code="0709")
    for one in (lardal, old):
        create_region_change(old=one, new=larvik, on=date(2018, 1, 1))
    hours = create_indicator(unit="hours", group_value=GroupValue.SUM)
    pupils = create_indicator(unit="count", group_value=GroupValue.SUM)
    ratio = create_indicator(unit="hours", decimals=1)
    create_formula(ratio, kind=FormulaKind.RATIO, plus=[hours], over=pupils)
    bring(
        {
            (hours, old, "2017"): "90",
            (hours, lardal, "2017"): "30",
            (pupils, old, "2017"): "30",
            (pupils, lardal, "2017"): "2",
        },
        at=SPRING,
    )
    assert said(ratio, larvik) == {"2017": "3.8"}


@pytest.mark.parametrize(
    ("group_value", "figures"),
    [
        pytest.param(GroupValue.SUM, {"2024": "29.6"}, id="the group's hours over the group's pupils"),
        pytest.param(GroupValue.MEAN, {}, id="mean hours over mean pupils are nobody's"),
        pytest.param("", {}, id="nobody has said what the group's value is"),
    ],
)
def test_the_value_of_a_group_is_only_made_of_sums(group_value: str, figures: dict[str, str]) -> None:
    group = create_region(code="EKG11", kind=RegionKind.KOSTRA_GROUP)
    hours = create_indicator(unit="hours", group_value=group_value)
    pupils = create_indicator(unit="count", group_value=group_value)
    ratio = create_indicator(unit="hours", decimals=1)
    create_formula(ratio, kind=FormulaKind.RATIO, plus=[hours], over=pupils)
    bring({(hours, group, "2024"): "296", (pupils, group, "2024"): "10"}, at=SPRING)
    assert said(ratio, group) == figures


def test_the_means_of_a_group_are_added(homes: Indicator, visits: Indicator, care: Indicator) -> None:
    group = create_region(code="EKG11", kind=RegionKind.KOSTRA_GROUP)
    bring({(homes, group, "2024"): "7243", (visits, group, "2024"): "7243"}, at=SPRING)
    assert said(care, group) == {"2024": "14486"}


def test_what_plans_quote_is_not_computed_for_everybody_to_read(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(homes, larvik, "2024"): "4006"}, at=SPRING)
    quoted = {(visits, larvik, "2024"): "6782"}
    bring(quoted, at=SPRING, standing=Standing.CITED, channel=Channel.PLAN, table="plan:utkast")
    assert said(care, larvik) == {}


def test_the_municipalitys_own_figure_shows_in_what_is_made_of_it(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(homes, larvik, "2024"): "4006"}, at=SPRING)
    own = {(visits, larvik, "2024"): "7000"}
    bring(own, at=SPRING, kind="correction", standing=Standing.CORRECTION, channel=Channel.HAND)
    assert said(care, larvik) == {"2024": "11006"}
    assert Observation.objects.get(indicator=care).kind == "correction"


def formula_of(indicator: Indicator) -> Formula:
    return Formula.objects.get(indicator=indicator)


# When the formula itself changes ------------------------------------------------------------------------------------


def test_an_edited_formula_counts_from_the_edit(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    nights = create_indicator(unit="NOK")
    bring({(one, larvik, "2024"): "1" for one in (homes, visits, nights)}, at=SPRING)
    FormulaTerm.objects.create(formula=formula_of(care), indicator=nights, order=3)
    recompute_derived(now=AUTUMN)
    assert said(care, larvik, known_at=SUMMER) == {"2024": "2"}
    assert said(care, larvik) == {"2024": "3"}
    assert recompute_derived(now=WINTER).wrote is False


def test_what_an_edited_formula_no_longer_gives_is_gone_from_the_edit(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    elsewhere = create_indicator(unit="NOK")
    bring({(one, larvik, "2024"): "1" for one in (homes, visits)}, at=SPRING)
    FormulaTerm.objects.filter(indicator=visits).update(indicator=elsewhere)
    recompute_derived(now=AUTUMN)
    assert (said(care, larvik, known_at=SUMMER), said(care, larvik)) == ({"2024": "2"}, {})


def test_without_its_formula_nothing_is_computed_and_the_past_is_known(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    doubled = create_formula(create_indicator(unit="NOK"), plus=[care, homes]).indicator
    bring({(homes, larvik, "2024"): "1", (visits, larvik, "2024"): "2"}, at=SPRING)
    assert said(doubled, larvik) == {"2024": "4"}
    remove_formula(formula=formula_of(care), now=AUTUMN)
    assert (said(care, larvik), said(doubled, larvik)) == ({}, {})
    assert (said(care, larvik, known_at=SUMMER), said(doubled, larvik, known_at=SUMMER)) == (
        {"2024": "3"},
        {"2024": "4"},
    )


def test_a_formula_whose_units_no_longer_fit_gives_nothing_until_they_do(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(homes, larvik, "2024"): "1", (visits, larvik, "2024"): "2"}, at=SPRING)
    Indicator.objects.filter(pk=visits.pk).update(unit="NOK_1000")
    recompute_derived(now=SUMMER)
    assert said(care, larvik) == {}
    Indicator.objects.filter(pk=visits.pk).update(unit="NOK")
    recompute_derived(now=AUTUMN)
    assert said(care, larvik) == {"2024": "3"}


# What is kept of it -------------------------------------------------------------------------------------------------


def test_the_delivery_says_what_was_computed_of_what(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(homes, larvik, "2024"): "4006", (visits, larvik, "2024"): "6782"}, at=SPRING)
    fetch = Fetch.objects.get(channel=Channel.COMPUTED)
    assert body_of(fetch).decode().splitlines() == [
        "254 = 257 + 258",
        "known_from,region,period,257,258,value,missing,kind",
        "2025-04-01T00:00:00+00:00,3909,2024,4006,6782,10788,,actual",
    ]
    assert (fetch.address, fetch.note) == ("254 = 257 + 258", f"{homes.name_nb} + {visits.name_nb}")
    assert (fetch.known_from, fetch.created_count) == (SPRING, 1)


def test_figures_that_nothing_is_made_of_compute_nothing(larvik: Region, care: Indicator) -> None:
    bring({(create_indicator(), larvik, "2024"): "1"}, at=SPRING)
    assert not Fetch.objects.filter(channel=Channel.COMPUTED).exists()


def test_computing_makes_as_many_queries_for_many_regions_as_for_few(
    homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    def queries_for(count: int, at: datetime) -> int:
        regions = [create_region() for _number in range(count)]
        with CaptureQueriesContext(connection) as queries:
            bring({(one, region, "2024"): "1" for one in (homes, visits) for region in regions}, at=at)
        return len(queries)

    # The first time the formula is told that it is computed.
    queries_for(1, SPRING)
    assert queries_for(1, SUMMER) == queries_for(20, AUTUMN)


def test_every_formula_is_read_in_two_queries(
    homes: Indicator, visits: Indicator, care: Indicator, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    create_formula(plus=[homes, visits])
    with django_assert_num_queries(2):
        assert {one.in_codes for one in formulas_of().values()} >= {"254 = 257 + 258"}


def test_a_figure_that_is_only_known_later_is_not_read_earlier(
    larvik: Region, homes: Indicator, visits: Indicator, care: Indicator
) -> None:
    bring({(homes, larvik, "2024"): "1", (visits, larvik, "2024"): "2"}, at=SUMMER)
    found = readings_that_count(indicators=[care.pk], regions=[larvik.pk], known_at=SPRING)
    assert dict(found) == {}
