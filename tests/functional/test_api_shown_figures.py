"""What the public pages of a plan show of its own figures is read through the API too, and nothing more."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role
from indicators.models import Channel, Indicator, Standing, ValueKind
from planning.models import Plan, PlanStatus
from reporting.models import Publication
from targets.models import IndicatorInPlan, Target
from targets.queries import table_of
from tests import factories

pytestmark = pytest.mark.django_db
LIST, CSV = "api-observation-list", "api-observations-csv"
EARLY, LATE = datetime(2025, 3, 15, 7, tzinfo=UTC), datetime(2025, 6, 15, 7, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="VEDTATT")
    factories.create_publication(plan)
    return plan


@pytest.fixture
def target(plan: Plan) -> Target:
    """Measured by an indicator of the plan's own, with a figure that somebody has typed and one that was before it."""
    own = factories.create_indicator(code="VEDTATT:egen", namespace=plan.code)
    target = factories.create_target(
        plan=plan, used_indicator=factories.create_used_indicator(plan=plan, indicator=own)
    )
    typed: dict[str, Any] = {"fetch": factories.create_fetch(channel=Channel.HAND), "standing": Standing.CITED}
    factories.give_figure(target, "1", period="2024", known_from=EARLY, note="Qvirina sier", **typed)
    factories.give_figure(
        target, "2", period="2024", known_from=LATE, note="Qvirina vet", source_table="ark 1", **typed
    )
    return target


def rows_of(client: Client, **parameters: str) -> list[dict[str, Any]]:
    answer = client.get(reverse(LIST), {"indicator": "VEDTATT:egen"} | parameters)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def values_of(client: Client, **parameters: str) -> list[str | None]:
    return [row["value"] or row["missing"] for row in rows_of(client, **parameters)]


def csv_of(client: Client) -> str:
    answer: Any = client.get(reverse(CSV), {"fields": "indicator,value,source_table,note"})
    return b"".join(answer.streaming_content).decode()


def test_a_stranger_reads_the_figure_that_the_page_shows_and_no_remark_on_it(client: Client, target: Target) -> None:
    page = client.get(reverse("public-target", args=["VEDTATT", target.code])).content.decode()
    assert "Qvirina" not in page
    (row,) = rows_of(client)
    assert (row["value"], row["period"], row["note"], row["source_table"]) == ("2", "2024", None, None)
    assert csv_of(client) == "indicator,value,source_table,note\r\nVEDTATT:egen,2,,\r\n"


def test_whoever_has_a_role_elsewhere_reads_what_a_stranger_reads(client: Client, target: Target) -> None:
    rows, lines = rows_of(client), csv_of(client)
    client.force_login(factories.create_user(role=Role.COORDINATOR))
    assert (rows_of(client), csv_of(client)) == (rows, lines)
    assert values_of(client, vintages="all") == ["2"]


def test_whoever_has_a_role_elsewhere_compares_what_a_stranger_compares(client: Client, target: Target) -> None:
    used = target.used_indicator
    assert used is not None
    other = factories.create_region(code="1111")
    typed: dict[str, Any] = {"fetch": factories.create_fetch(channel=Channel.HAND), "standing": Standing.CITED}
    factories.create_observation(indicator=used.indicator, region=other, period="2024", literal="9", **typed)
    asked = {"indicator": used.indicator.code, "region": used.region.code, "with": other.code}
    told = compared_of(client, asked)
    client.force_login(factories.create_user(role=Role.COORDINATOR))
    assert compared_of(client, asked) == told
    assert "9" not in told.values()


def compared_of(client: Client, asked: dict[str, str]) -> dict[str, str | None]:
    rows = client.get(reverse("api-comparison"), asked).json()["rows"]
    return {row["code"]: figure["value"] for row in rows for figure in row["figures"]}


def test_what_pages_show_takes_as_many_queries_however_much_it_is(
    client: Client, target: Target, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(factories.create_user(role=Role.COORDINATOR))
    with CaptureQueriesContext(connection) as before:
        rows_of(client)
    for number in range(5):
        other = factories.create_target(plan=target.plan, used_indicator=another_used(target.plan, number))
        factories.give_figure(other, "4", standing=Standing.CITED)
    with django_assert_num_queries(len(before)):
        assert len(rows_of(client, indicator="VEDTATT:egen,VEDTATT:0,VEDTATT:4")) == 3


def another_used(plan: Plan, number: int) -> IndicatorInPlan:
    own = factories.create_indicator(code=f"{plan.code}:{number}", namespace=plan.code)
    return factories.create_used_indicator(plan=plan, indicator=own)


def test_earlier_words_are_for_those_who_read_the_plan_by_a_role(client: Client, plan: Plan, target: Target) -> None:
    assert values_of(client, vintages="all") == ["2"]
    assert values_of(client, known_at="2025-04-01") == []
    client.force_login(factories.create_user(municipality=plan.municipality, role=Role.READER))
    assert values_of(client, vintages="all") == ["1", "2"]
    assert rows_of(client)[0]["note"] == "Qvirina vet"


def test_what_no_page_shows_is_not_given(client: Client, plan: Plan, target: Target) -> None:
    own = Indicator.objects.get(code="VEDTATT:egen")
    typed: dict[str, Any] = {"fetch": factories.create_fetch(channel=Channel.HAND), "standing": Standing.CITED}
    # Of another place, a part of the whole, an estimate, what has no period, and what a draft quotes.
    factories.create_observation(indicator=own, literal="3", **typed)
    factories.give_figure(target, "4", period="2023", part="gutter", **typed)
    factories.give_figure(target, "5", period="2026", kind=ValueKind.ESTIMATE, standing=Standing.SHOWN)
    factories.give_figure(target, "6", period="", **typed)
    factories.create_plan(code="UTKAST", status=PlanStatus.DRAFT)
    factories.give_figure(target, "7", period="2022", standing=Standing.CITED, source_table=table_of("UTKAST"))
    assert values_of(client) == ["2"]


def test_an_indicator_that_no_target_of_the_plan_uses_has_no_open_figures(client: Client, plan: Plan) -> None:
    own = factories.create_indicator(code="VEDTATT:egen", namespace=plan.code)
    factories.create_observation(indicator=own)
    factories.create_used_indicator(plan=plan, indicator=own)
    assert values_of(client) == []


def test_a_correction_that_a_page_shows_is_read_until_there_is_an_official_figure(client: Client, plan: Plan) -> None:
    shared = factories.create_indicator(code="felles")
    target = factories.create_target(
        plan=plan, used_indicator=factories.create_used_indicator(plan=plan, indicator=shared)
    )
    factories.give_figure(target, "3", standing=Standing.CORRECTION, kind=ValueKind.CORRECTION)
    assert values_of(client, indicator="felles") == ["3"]
    factories.give_figure(target, "4")
    assert values_of(client, indicator="felles") == ["4"]
    assert values_of(client, indicator="felles", vintages="all") == ["4"]


def test_figures_from_before_the_place_had_its_code_are_not_given_as_its_own(client: Client, target: Target) -> None:
    assert target.used_indicator is not None
    old = factories.create_region()
    factories.create_region_change(old=old, new=target.used_indicator.region, on=date(2020, 1, 1))
    typed: dict[str, Any] = {"fetch": factories.create_fetch(channel=Channel.HAND), "standing": Standing.CITED}
    factories.create_observation(
        indicator=target.used_indicator.indicator, region=old, literal="8", period="2018", **typed
    )
    assert values_of(client) == ["2"]


@pytest.mark.parametrize("no_longer", ["published", "adopted"])
def test_a_plan_that_is_taken_back_takes_its_figures_with_it(
    client: Client, plan: Plan, target: Target, no_longer: str
) -> None:
    before = client.get(reverse(CSV))["ETag"]
    if no_longer == "published":
        Publication.objects.all().delete()
    else:
        Plan.objects.update(status=PlanStatus.DRAFT)
    assert client.get(reverse(LIST), {"indicator": "VEDTATT:egen"}).status_code == 404
    assert client.get(reverse(CSV))["ETag"] != before
