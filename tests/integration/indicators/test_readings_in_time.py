"""The series of a region that had other codes before, as pages and targets read it."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from indicators.models import GroupValue, Indicator, Observation, Region
from indicators.queries import readings_that_count
from targets.certificates import judge_target
from targets.queries import inputs_for
from tests import factories
from tests.factories import TODAY, create_observation, create_region, create_region_change

SPRING, SUMMER, AUTUMN = (datetime(2025, month, 1, tzinfo=UTC) for month in (4, 7, 10))
CHANGES = [("0709", "0712", 2018), ("0728", "0712", 2018), ("0712", "3805", 2020), ("3805", "3909", 2024)]
Codes = dict[str, Region]


@pytest.fixture
def larvik() -> Codes:
    """Larvik and what it came from."""
    regions = {code: create_region(code=code) for code in ("0709", "0728", "0712", "3805", "3909")}
    for old, new, year in CHANGES:
        create_region_change(old=regions[old], new=regions[new], on=date(year, 1, 1))
    return regions


@pytest.fixture
def amount() -> Indicator:
    return factories.create_indicator(unit="NOK_1000", group_value=GroupValue.SUM)


def series(indicator: Indicator, region: Region, **options: object) -> list[tuple[str, str, tuple[str, ...]]]:
    found = readings_that_count(indicators=[indicator.pk], regions=[region.pk], **options)  # type: ignore[arg-type]
    readings = found.get((indicator.pk, region.pk), [])
    return [(one.period, one.literal or one.missing, one.came_from) for one in readings]


def give(indicator: Indicator, regions: Codes, figures: Iterable[tuple[str, str, str]], **more: object) -> None:
    for code, period, text in figures:
        said = {"missing": text} if text in {".", ":"} else {"literal": text}
        create_observation(indicator=indicator, region=regions[code], period=period, **said, **more)  # type: ignore[arg-type]


def test_a_series_goes_on_over_new_codes_and_back_before_the_merger(larvik: Codes, amount: Indicator) -> None:
    give(amount, larvik, [("3909", "2024", "40"), ("3805", "2023", "39"), ("0712", "2019", "30")])
    give(amount, larvik, [("0709", "2017", "20.5"), ("0728", "2017", "2"), ("0709", "2016", "19")])
    give(amount, larvik, [("3909", year, ".") for year in ("2016", "2017", "2019", "2023")])
    assert series(amount, larvik["3909"]) == [
        ("2016", ".", ()),
        ("2017", "22.5", ("0709", "0728")),
        ("2019", "30", ("0712",)),
        ("2023", "39", ("3805",)),
        ("2024", "40", ()),
    ]


def test_ratios_are_not_added(larvik: Codes) -> None:
    ratio = factories.create_indicator(unit="percent", group_value=GroupValue.MEAN)
    give(ratio, larvik, [("0709", "2017", "5"), ("0728", "2017", "3"), ("0712", "2018", "4.8"), ("3909", "2024", "6")])
    assert series(ratio, larvik["3909"]) == [("2018", "4.8", ("0712",)), ("2024", "6", ())]


def test_what_was_not_known_at_the_time_is_not_added(larvik: Codes, amount: Indicator) -> None:
    give(amount, larvik, [("0709", "2017", "20")], known_from=SPRING)
    give(amount, larvik, [("0728", "2017", "2")], known_from=SUMMER)
    give(amount, larvik, [("0728", "2017", "3")], known_from=AUTUMN)
    assert series(amount, larvik["3909"], known_at=SPRING) == []
    assert series(amount, larvik["3909"], known_at=SUMMER) == [("2017", "22", ("0709", "0728"))]
    assert series(amount, larvik["3909"]) == [("2017", "23", ("0709", "0728"))]


def test_what_a_hidden_draft_quotes_is_not_added(larvik: Codes, amount: Indicator) -> None:
    give(amount, larvik, [("0709", "2017", "20")])
    give(amount, larvik, [("0728", "2017", "2")], source_table="plan:X")
    assert series(amount, larvik["3909"], hidden_tables=["plan:X"]) == []


def test_a_predecessor_asked_for_by_itself_has_its_own_figures_only(larvik: Codes, amount: Indicator) -> None:
    give(amount, larvik, [("0709", "2017", "20"), ("0728", "2017", "2"), ("3909", "2024", "40")])
    assert series(amount, larvik["0709"]) == [("2017", "20", ())]
    assert series(amount, larvik["0712"]) == [("2017", "22", ("0709", "0728"))]


def everyone(indicator: Indicator) -> dict[str, list[str]]:
    found = readings_that_count(indicators=[indicator.pk])
    codes = dict(Region.objects.values_list("pk", "code"))
    return {codes[key[1]]: [one.literal for one in readings] for key, readings in found.items()}


def test_without_regions_those_that_exist_now_have_their_past(larvik: Codes, amount: Indicator) -> None:
    give(amount, larvik, [("0712", "2019", "30"), ("3805", "2020", "31"), ("3805", "2015", ".")])
    create_observation(indicator=amount, region=create_region(code="4203"), period="2020", literal="9")
    assert everyone(amount) == {"3909": ["30", "31"], "4203": ["9"]}


def test_an_old_code_with_numbers_that_nobody_has_taken_over_is_listed_by_itself(larvik: Codes) -> None:
    ratio = factories.create_indicator(unit="percent")
    give(ratio, larvik, [("0709", "2017", "5"), ("0728", "2017", "3"), ("0712", "2018", "4.8")])
    assert everyone(ratio) == {"3909": ["4.8"], "0709": ["5"], "0728": ["3"]}


def test_half_of_a_sum_is_listed_by_itself(larvik: Codes, amount: Indicator) -> None:
    give(amount, larvik, [("0709", "2016", "19"), ("0709", "2017", "20"), ("0728", "2017", "2")])
    assert everyone(amount) == {"3909": ["22"], "0709": ["19", "20"]}


def test_the_queries_are_three_however_many_regions_and_codes_there_are(
    larvik: Codes, amount: Indicator, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    more = [create_region(code=f"9{number:03}") for number in range(40)]
    for old, new in zip(more[:20], more[20:], strict=True):
        create_region_change(old=old, new=new, on=date(2020, 1, 1))
        create_observation(indicator=amount, region=old, period="2019")
    give(amount, larvik, [("0712", "2019", "30")])
    with django_assert_num_queries(3):
        found = readings_that_count(indicators=[amount.pk], regions=[one.pk for one in (*more, larvik["3909"])])
    assert len(found) == 41
    with django_assert_num_queries(3):
        readings_that_count(indicators=[amount.pk])


def test_a_target_is_judged_by_the_same_series_and_its_certificate_says_where_from(
    larvik: Codes, amount: Indicator
) -> None:
    used = factories.create_used_indicator(indicator=amount, region=larvik["3909"])
    target = factories.create_target(plan=used.plan, used_indicator=used, unit="NOK_1000", lower=Decimal(20))
    give(amount, larvik, [("0709", "2017", "20.50")], known_from=SPRING)
    give(amount, larvik, [("0728", "2017", "2")], known_from=SUMMER)
    judgement = judge_target(target, inputs_for([target], known_at=None)[target.pk], on=TODAY)
    figure = judgement.facts["figure"]
    assert (judgement.verdict.light.value, figure["literal"], figure["came_from"]) == (
        "green",
        "22.50",
        ["0709", "0728"],
    )
    assert figure["known_from"] == SUMMER.isoformat()
    assert Observation.objects.get(pk=figure["observation"]).region == larvik["0728"]


def test_a_certificate_of_an_own_figure_says_nothing_of_codes(larvik: Codes, amount: Indicator) -> None:
    used = factories.create_used_indicator(indicator=amount, region=larvik["3909"])
    target = factories.create_target(plan=used.plan, used_indicator=used, unit="NOK_1000", lower=Decimal(20))
    give(amount, larvik, [("3909", "2024", "22")])
    judgement = judge_target(target, inputs_for([target], known_at=None)[target.pk], on=TODAY)
    assert "came_from" not in judgement.facts["figure"]


@pytest.mark.parametrize("microsecond", [0, 120_000, 123_456])
def test_since_when_a_figure_is_known_is_told_to_the_microsecond_and_in_utc(microsecond: int) -> None:
    known = SUMMER.replace(microsecond=microsecond)
    row = create_observation(known_from=known)
    ((reading,),) = readings_that_count(indicators=[row.indicator_id]).values()
    assert (reading.known_from, reading.known_from.isoformat()) == (known, known.isoformat())
