"""What must be known of a judged figure stands beside its light, on the page of the target and in the annual report."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.models import Role
from planning.models import Plan
from reporting.documents import Paragraph
from reporting.exports.annual_layout import annual_document
from reporting.queries.annual_report import annual_report
from reporting.queries.target import target_page
from targets.models import IndicatorInPlan, Target
from tests import factories
from tests.indicator_pages import text


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="P-1")


@pytest.fixture
def target(plan: Plan) -> Target:
    """At least 5 percent, judged on 2025; the figures go back to 2022."""
    target = factories.create_target(plan=plan, code="T-1", lower=Decimal(5))
    for period in ("2022", "2023", "2024", "2025"):
        factories.give_figure(target, "5.0", period=period)
    factories.assess(plan)
    return target


@pytest.fixture
def used(target: Target) -> IndicatorInPlan:
    assert target.used_indicator is not None
    return target.used_indicator


@pytest.fixture
def reader(plan: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    return client


def said(target: Target) -> list[str]:
    return [remark.text for remark in target_page(target=Target.objects.for_assessment().get(pk=target.pk)).remarks]


def test_only_what_concerns_the_judged_figure_is_said(target: Target, used: IndicatorInPlan) -> None:
    remarks: dict[str, dict[str, Any]] = {
        "Alle tall.": {},
        "Fra 2024.": {"from_period": "2024"},
        "Bare 2025.": {"from_period": "2025", "to_period": "2025"},
        "Bare her.": {"region": used.region},
        "Bare 2023.": {"from_period": "2023", "to_period": "2023"},
        "Et annet sted.": {"region": factories.create_region()},
        "Planens egen.": {"namespace": "P-1"},
        "En annen plans.": {"namespace": factories.create_plan().code},
    }
    for text_said, values in remarks.items():
        factories.create_quality_record(used.indicator, text=text_said, **values)
    factories.create_quality_record(text="Om en annen indikator.")
    assert sorted(said(target)) == ["Alle tall.", "Bare 2025.", "Bare her.", "Fra 2024.", "Planens egen."]


def test_the_plans_own_words_of_the_judged_figure_are_said(target: Target, used: IndicatorInPlan) -> None:
    used.note = "Tallet er justert."
    used.extra = {"cited": [{"period": "2025", "approx": True}, {"period": "2024", "stated_as": "fire"}]}
    used.save()
    assert said(target) == ["Tallet er justert.", "Omtrentlig tall."]


def test_nothing_is_said_where_there_is_nothing_to_say(reader: Client, target: Target) -> None:
    assert "Dette bør du vite" not in text(reader, "/planer/P-1/maltall/T-1/")


def test_a_target_without_an_indicator_has_no_remarks(plan: Plan) -> None:
    assert said(factories.create_target(plan=plan, used_indicator=None)) == []


def test_a_break_is_a_gap_in_the_chart_of_the_target_and_changes_no_light(
    reader: Client, plan: Plan, target: Target, used: IndicatorInPlan
) -> None:
    factories.create_quality_record(used.indicator, text="Flere telles.", from_period="2024", is_break=True)
    assert factories.assess(plan).changed == 0
    page = target_page(target=Target.objects.for_assessment().get(pk=target.pk))
    assert page.chart is not None
    assert [len(segment) for segment in page.chart.series.segments()] == [2, 2]
    assert "Brudd i serien fra 2024: Flere telles." in text(reader, "/planer/P-1/maltall/T-1/")


def test_the_annual_report_prints_it_under_the_target(plan: Plan, target: Target, used: IndicatorInPlan) -> None:
    factories.create_quality_record(
        used.indicator, kind="prisår", text="Norm i 2013-kroner.", cited_at="Analysen, Bygg", from_period="2025"
    )
    report = annual_report(plan=plan, year=2025, on=factories.TODAY)
    notes = [one.text for one in annual_document(report).blocks if isinstance(one, Paragraph)]
    assert "Prisår fra 2025: Norm i 2013-kroner. (Analysen, Bygg)" in notes
