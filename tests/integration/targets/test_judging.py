"""From rows to verdicts: peers, directions and breaks as the database has them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Direction, GroupValue, RegionKind
from planning.models import PlanStatus
from targets.certificates import replay
from targets.models import Assessment, Target, TargetKind
from targets.queries import table_of, terms_of
from targets.services.assessment import judge_targets
from tests import factories

ON = factories.TODAY


def peer_target(direction: str | None = Direction.UP, **values: Any) -> Target:
    """A target on the level of a KOSTRA group."""
    indicator = factories.create_indicator(direction=direction, **values)
    group = factories.create_region(code="EKG11", name="KOSTRA-gruppe 11", kind=RegionKind.KOSTRA_GROUP)
    used = factories.create_used_indicator(indicator=indicator)
    return factories.create_target(plan=used.plan, used_indicator=used, kind=TargetKind.PEER, peer=group)


def trend_target(direction: str = "", wanted: str | None = None) -> Target:
    used = factories.create_used_indicator(indicator=factories.create_indicator(direction=wanted))
    return factories.create_target(plan=used.plan, used_indicator=used, kind=TargetKind.TREND, direction=direction)


def give_peer(target: Target, literal: str, **values: Any) -> None:
    assert target.used_indicator
    factories.create_observation(
        indicator=target.used_indicator.indicator, region=target.peer, literal=literal, **values
    )


def verdict_on(target: Target) -> Any:
    (judgement,) = judge_targets(plan=target.plan, on=ON)
    return judgement.verdict


def test_a_peer_is_read_in_its_own_region() -> None:
    target = peer_target()
    factories.give_figure(target, "10.6")
    give_peer(target, "9.8")
    verdict = verdict_on(target)
    assert (verdict.light, verdict.expected) == ("green", Decimal("9.8"))


def test_the_certificate_of_a_peer_holds_its_figures() -> None:
    target = peer_target()
    factories.give_figure(target, "9.0")
    give_peer(target, "9.8")
    factories.assess(target.plan)
    facts = Assessment.objects.get().facts
    assert facts["peer"] == {"region": "KOSTRA-gruppe 11", "figures": [["2025", "9.8", "", "actual"]]}
    assert replay(facts, on=ON).is_same


def test_a_group_whose_value_is_a_sum_is_no_peer() -> None:
    target = peer_target(group_value=GroupValue.SUM)
    factories.give_figure(target, "10")
    give_peer(target, "90")
    assert verdict_on(target).detail == "peer_is_sum"


def test_what_another_draft_quotes_of_the_peer_is_not_used() -> None:
    target = peer_target()
    draft = factories.create_plan(status=PlanStatus.DRAFT)
    factories.give_figure(target, "10")
    give_peer(target, "9", source_table=table_of(draft.code))
    assert verdict_on(target).reason == "no_data"


@pytest.mark.parametrize(
    ("own", "wanted", "light"),
    [("down", "up", "green"), ("", "down", "green"), ("", "up", "red"), ("", "within", "grey"), ("", None, "grey")],
)
def test_the_target_says_which_way_is_better_else_the_indicator(own: str, wanted: str | None, light: str) -> None:
    target = trend_target(own, wanted)
    factories.give_figure(target, "10", period="2024")
    factories.give_figure(target, "5", period="2025")
    assert verdict_on(target).light == light


@pytest.mark.parametrize(
    ("values", "light"),
    [
        ({"is_break": True}, "grey"),
        ({"is_break": False}, "green"),
        ({"is_break": True, "namespace": "en-annen-plan"}, "green"),
    ],
    ids=["a break", "a remark that is no break", "a break that another plan tells of"],
)
def test_a_trend_is_not_measured_over_a_break(values: dict[str, Any], light: str) -> None:
    target = trend_target("up")
    assert target.used_indicator
    for year, literal in (("2023", "5"), ("2024", "6"), ("2025", "9")):
        factories.give_figure(target, literal, period=year)
    factories.create_quality_record(target.used_indicator.indicator, from_period="2025", **values)
    assert verdict_on(target).light == light


def test_a_break_in_another_region_is_none_here() -> None:
    target = trend_target("up")
    assert target.used_indicator
    elsewhere = factories.create_region()
    indicator = target.used_indicator.indicator
    factories.create_quality_record(indicator, from_period="2025", is_break=True, region=elsewhere)
    assert terms_of(target).breaks == ()
    factories.create_quality_record(indicator, from_period="2025K2", is_break=True, region=target.used_indicator.region)
    assert terms_of(target).breaks == (2025 * 12 + 3,)


def test_a_trend_is_not_measured_over_a_merger_of_municipalities() -> None:
    target = trend_target("up")
    assert target.used_indicator
    region = target.used_indicator.region
    for old in (factories.create_region(), factories.create_region()):
        factories.create_region_change(old=old, new=region, on=date(2025, 1, 1))
    for year, literal in (("2024", "6"), ("2025", "9")):
        factories.give_figure(target, literal, period=year)
    (judgement,) = judge_targets(plan=target.plan, on=ON)
    assert (judgement.verdict.reason, judgement.facts["terms"]["breaks"]) == ("too_few", [2024 * 12 + 12])
    assert replay(judgement.facts, on=ON).is_same


def test_a_light_that_is_about_to_turn_is_stored_with_its_warning() -> None:
    target = factories.create_target()
    for year, literal in (("2022", "7.3"), ("2023", "6.6"), ("2024", "5.9"), ("2025", "5.2")):
        factories.give_figure(target, literal, period=year)
    factories.assess(target.plan)
    assessment = Assessment.objects.get()
    assert (assessment.light, assessment.warning) == ("green", "will_breach")


def test_a_day_without_news_renews_no_certificate() -> None:
    target = factories.create_target()
    factories.give_figure(target, "5.2")
    factories.assess(target.plan)
    assert factories.assess(target.plan, on=date(2026, 8, 1)).renewed == 0
    assert Assessment.objects.get().confirmed_on == date(2026, 8, 1)


def test_a_figure_of_a_period_that_has_not_ended_renews_no_certificate() -> None:
    target = factories.create_target()
    factories.give_figure(target, "5.2")
    factories.assess(target.plan)
    factories.give_figure(target, "9", period="2026")
    assert factories.assess(target.plan).renewed == 0


def test_many_targets_are_judged_in_as_many_queries_as_few() -> None:
    plan = factories.create_plan()
    group = factories.create_region(kind=RegionKind.KOSTRA_GROUP)

    def fill(count: int) -> None:
        for _number in range(count):
            used = factories.create_used_indicator(plan=plan)
            factories.create_target(plan=plan, used_indicator=used, kind=TargetKind.PEER, peer=group)
            factories.create_target(plan=plan, used_indicator=None, kind=TargetKind.MILESTONE)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(judge_targets(plan=plan, on=ON))
        return len(captured)

    fill(1)
    few = queries()
    fill(9)
    assert queries() == few
