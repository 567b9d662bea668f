"""What becomes an event, who is told of it, what is told, and that it is found once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Municipality
from accounts.moments import moment_said
from api.models import Delivery, Event, EventKind, Webhook
from api.queries.happenings import MOST_NAMED
from api.services.happenings import KEPT_FOR, LOOKING_BACK, clear_old_events, find_events
from indicators.models import Channel, Fetch
from planning.models import Plan, PlanStatus
from targets.models import LightChange, Target
from targets.services.overriding import override_light
from tests import factories
from tests.factories import NOW, TODAY

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
GREEN, RED = "6", "2"


@pytest.fixture
def home() -> Municipality:
    return factories.create_municipality(number="3909")


@pytest.fixture
def webhook(home: Municipality) -> Webhook:
    return factories.create_webhook(municipality=home)


def judged(plan: Plan, *figures: str, code: str = "FOND") -> Target:
    """A target of at least 5, judged by one figure after the other, the last one today."""
    target = factories.create_target(plan=plan, code=code)
    for back, figure in zip(range(len(figures) - 1, -1, -1), figures, strict=True):
        factories.give_figure(target, figure, known_from=NOW - DAY * back, fetch=quiet_fetch(NOW - DAY * back))
        factories.assess(plan, on=TODAY - DAY * back, now=NOW - DAY * back)
    return target


def quiet_fetch(moment: Any) -> Fetch:
    """One whose figures nobody is told of, so that a test of lights is about lights."""
    return factories.create_fetch(received_at=moment, known_from=moment)


def told(webhook: Webhook | None = None) -> list[dict[str, Any]]:
    deliveries = Delivery.objects.filter(webhook=webhook) if webhook else Delivery.objects.all()
    return [one.event.body for one in deliveries.select_related("event").order_by("pk")]


def brought(*indicators: Any, channel: str = Channel.CSV, **values: Any) -> Fetch:
    """A delivery with one new figure of each indicator."""
    fetch = factories.create_fetch(channel=channel, created_count=len(indicators), **values)
    for one in indicators:
        factories.create_observation(indicator=one, fetch=fetch)
    return fetch


# Lights -------------------------------------------------------------------------------------------------------------


def test_a_changed_light_is_told_with_what_it_was_and_why(home: Municipality, webhook: Webhook) -> None:
    plan = factories.create_plan(municipality=home, code="KPS")
    judged(plan, GREEN, RED)
    find_events(now=NOW + MINUTE)
    (light,) = told(webhook)
    assert light["page"] == "http://127.0.0.1:8000/planer/KPS/maltall/FOND/"
    assert light["url"] == "http://127.0.0.1:8000/api/v1/plans/KPS/targets/FOND/"
    assert light["sentence"].startswith("Ikke ")
    facts = {name: light[name] for name in ("plan", "plan_status", "target", "from_light", "to_light", "cause")}
    assert facts == {
        "plan": "KPS",
        "plan_status": "adopted",
        "target": "FOND",
        "from_light": "green",
        "to_light": "red",
        "cause": "revised_figure",
    }
    assert light["since"] == TODAY.isoformat()


def test_the_first_light_is_no_change(home: Municipality, webhook: Webhook) -> None:
    judged(factories.create_plan(municipality=home), GREEN)
    find_events(now=NOW + MINUTE)
    assert told() == []


def test_what_is_calculated_behind_a_persons_light_is_no_change(home: Municipality, webhook: Webhook) -> None:
    target = judged(factories.create_plan(municipality=home), GREEN)
    LightChange.objects.all().delete()
    behind = {"from_light": "green", "to_light": "green", "from_calculated": "green", "to_calculated": "red"}
    assessment = target.assessments.get()
    LightChange.objects.create(target=target, assessment=assessment, changed_on=TODAY, changed_at=NOW, **behind)
    find_events(now=NOW + MINUTE)
    assert told() == []


def test_no_person_is_named(home: Municipality, webhook: Webhook) -> None:
    target = judged(factories.create_plan(municipality=home), GREEN)
    override_light(
        target=target,
        light="red",
        reason="Fondet er bundet.",
        decided_by="Kari Nordmann",
        decided_on=TODAY,
        until=None,
        by="knordmann",
        on=TODAY,
        now=NOW,
    )
    find_events(now=NOW + MINUTE)
    (light,) = told()
    assert light["to_light"] == "red"
    assert "Overstyrt til rødt av kommunen" in light["sentence"]
    assert "nordmann" not in str(light).lower()


@pytest.mark.parametrize(("hears_of_drafts", "number"), [(False, 0), (True, 1)])
def test_a_draft_is_told_only_to_who_asked_for_drafts(home: Municipality, hears_of_drafts: bool, number: int) -> None:
    factories.create_webhook(municipality=home, hears_of_drafts=hears_of_drafts)
    judged(factories.create_plan(municipality=home, status=PlanStatus.DRAFT), GREEN, RED)
    find_events(now=NOW + MINUTE)
    assert len(told()) == number


def test_a_draft_that_nobody_was_told_of_is_not_told_when_it_is_adopted(home: Municipality, webhook: Webhook) -> None:
    plan = factories.create_plan(municipality=home, status=PlanStatus.DRAFT)
    judged(plan, GREEN, RED)
    find_events(now=NOW + MINUTE)
    Plan.objects.update(status=PlanStatus.ADOPTED)
    find_events(now=NOW + 2 * MINUTE)
    assert told() == []


@pytest.mark.parametrize("status", [PlanStatus.DRAFT, PlanStatus.ADOPTED])
def test_lights_and_reports_of_another_municipality_are_not_told(webhook: Webhook, status: PlanStatus) -> None:
    Webhook.objects.update(hears_of_drafts=True)
    elsewhere = factories.create_plan(status=status)
    judged(elsewhere, GREEN, RED)
    factories.create_sealed_report(elsewhere)
    find_events(now=NOW + MINUTE)
    assert told() == []


def test_each_is_told_only_what_it_wants(home: Municipality) -> None:
    of_reports = factories.create_webhook(municipality=home, kinds=[EventKind.REPORT_SEALED])
    of_lights = factories.create_webhook(municipality=home, kinds=[EventKind.LIGHT_CHANGED])
    plan = factories.create_plan(municipality=home)
    judged(plan, GREEN, RED)
    factories.create_sealed_report(plan)
    find_events(now=NOW + MINUTE)
    assert [
        [len(told(one)), Event.objects.filter(deliveries__webhook=one).get().kind] for one in (of_reports, of_lights)
    ] == [
        [1, "report.sealed"],
        [1, "light.changed"],
    ]


# Reports ------------------------------------------------------------------------------------------------------------


def test_a_sealed_report_is_told_with_its_hash(home: Municipality, webhook: Webhook) -> None:
    plan = factories.create_plan(municipality=home, code="KPS")
    report = factories.create_sealed_report(plan)
    find_events(now=NOW + MINUTE)
    assert told() == [
        {
            "title": "Årsrapport 2025",
            "kind": "annual",
            "year": 2025,
            "edition": 1,
            "language": "nb",
            "plan": "KPS",
            "content_hash": report.content_hash,
            "url": f"http://127.0.0.1:8000/api/v1/sealed-reports/{report.pk}/",
            "page": f"http://127.0.0.1:8000/rapporter/{report.pk}/",
        }
    ]


# Figures ------------------------------------------------------------------------------------------------------------


def test_new_figures_are_told_to_every_municipality(webhook: Webhook) -> None:
    other = factories.create_webhook()
    source = factories.create_fetched_source(code="ssb-12362", table="12362", name="Utgifter")
    fetch = brought(
        factories.create_indicator(code="b"),
        factories.create_indicator(code="a"),
        channel=Channel.SSB,
        source=source,
        name="Kari Nordmanns fil",
        note="Ring Kari",
        received_from="knordmann",
    )
    Fetch.objects.update(created_count=1, updated_count=1)
    find_events(now=NOW + MINUTE)
    assert told(webhook) == told(other)
    assert told(webhook) == [
        {
            "channel": "ssb",
            "source": {"code": "ssb-12362", "name": "Utgifter", "table": "12362"},
            "known_from": moment_said(fetch.known_from),
            "updated_upstream": None,
            "figures": 2,
            "new_figures": 1,
            "changed_figures": 1,
            "indicators": ["a", "b"],
            "indicator_count": 2,
        }
    ]


def test_the_same_figures_again_are_no_news(webhook: Webhook) -> None:
    factories.create_observation(fetch=factories.create_fetch(unchanged_count=1))
    find_events(now=NOW + MINUTE)
    assert told() == []


def test_a_great_delivery_names_some_indicators_and_counts_all(webhook: Webhook) -> None:
    brought(*(factories.create_indicator(code=f"i-{number:03}") for number in range(MOST_NAMED + 3)))
    find_events(now=NOW + MINUTE)
    (vintage,) = told()
    assert (len(vintage["indicators"]), vintage["indicator_count"]) == (MOST_NAMED, MOST_NAMED + 3)


@pytest.mark.parametrize("status", [PlanStatus.DRAFT, PlanStatus.ADOPTED])
def test_what_a_plan_file_quotes_is_no_news(home: Municipality, webhook: Webhook, status: PlanStatus) -> None:
    factories.create_plan(municipality=home, code="UTKAST", status=status)
    own = factories.create_indicator(namespace="UTKAST")
    brought(own, factories.create_indicator(), channel=Channel.PLAN)
    find_events(now=NOW + MINUTE)
    assert told() == []


def test_figures_of_a_drafts_own_indicators_are_told_to_nobody(home: Municipality, webhook: Webhook) -> None:
    Webhook.objects.update(hears_of_drafts=True)
    factories.create_plan(municipality=home, code="UTKAST", status=PlanStatus.DRAFT)
    brought(factories.create_indicator(code="hemmelig", namespace="UTKAST"))
    brought(factories.create_indicator(code="planens", namespace="FINS-IKKE"))
    find_events(now=NOW + MINUTE)
    assert told() == []


def test_figures_of_an_adopted_plans_own_indicators_are_told_at_home(home: Municipality, webhook: Webhook) -> None:
    other = factories.create_webhook()
    factories.create_plan(municipality=home, code="KPS")
    brought(factories.create_indicator(code="KPS:egen", namespace="KPS"))
    find_events(now=NOW + MINUTE)
    assert [one["indicators"] for one in told(webhook)] == [["KPS:egen"]]
    assert told(other) == []


def test_of_a_delivery_with_both_each_is_told_its_part_and_the_rest_is_not_counted(
    home: Municipality, webhook: Webhook
) -> None:
    other = factories.create_webhook()
    factories.create_plan(municipality=home, code="KPS")
    factories.create_plan(municipality=home, code="UTKAST", status=PlanStatus.DRAFT)
    brought(
        factories.create_indicator(code="felles"),
        factories.create_indicator(code="KPS:egen", namespace="KPS"),
        factories.create_indicator(code="UTKAST:egen", namespace="UTKAST"),
    )
    find_events(now=NOW + MINUTE)
    found = [[(one["indicators"], one["figures"], one["new_figures"]) for one in told(who)] for who in (webhook, other)]
    assert found == [[(["felles"], 1, None), (["KPS:egen"], 1, None)], [(["felles"], 1, None)]]


# Once, and only what is new -----------------------------------------------------------------------------------------


def test_it_is_found_once(home: Municipality, webhook: Webhook) -> None:
    judged(factories.create_plan(municipality=home), GREEN, RED)
    assert [find_events(now=NOW + MINUTE), find_events(now=NOW + 2 * MINUTE)] == [1, 0]
    assert len(told()) == 1


def test_a_row_that_is_committed_late_is_found_all_the_same(home: Municipality, webhook: Webhook) -> None:
    factories.create_sealed_report(factories.create_plan(municipality=home), sealed_at=NOW)
    find_events(now=NOW + MINUTE)
    late = factories.create_plan(municipality=home)
    factories.create_sealed_report(late, sealed_at=NOW - 10 * MINUTE)
    find_events(now=NOW + 2 * MINUTE)
    assert len(told()) == 2


def test_a_new_webhook_hears_only_of_what_happens_from_now_on(home: Municipality, webhook: Webhook) -> None:
    factories.create_sealed_report(factories.create_plan(municipality=home), sealed_at=NOW - DAY)
    new = factories.create_webhook(municipality=home, made_at=NOW)
    find_events(now=NOW + MINUTE)
    newest = factories.create_webhook(municipality=home, made_at=NOW + 2 * MINUTE)
    find_events(now=NOW + 3 * MINUTE)
    assert [len(told(one)) for one in (webhook, new, newest)] == [1, 0, 0]


def test_where_nobody_listens_nothing_is_kept(home: Municipality) -> None:
    factories.create_sealed_report(factories.create_plan(municipality=home))
    assert find_events(now=NOW + MINUTE) == 0
    assert not Event.objects.exists()


def test_what_is_found_when_nobody_looked_for_long_is_not_told(home: Municipality, webhook: Webhook) -> None:
    factories.create_sealed_report(factories.create_plan(municipality=home), sealed_at=NOW - LOOKING_BACK - MINUTE)
    find_events(now=NOW)
    assert told() == []


def test_a_paused_webhook_misses_nothing(home: Municipality, webhook: Webhook) -> None:
    Webhook.objects.update(paused_at=NOW - DAY)
    factories.create_sealed_report(factories.create_plan(municipality=home))
    find_events(now=NOW + MINUTE)
    assert Delivery.objects.get().state == "waiting"


def test_events_are_kept_for_longer_than_rows_are_looked_for(home: Municipality, webhook: Webhook) -> None:
    factories.create_sealed_report(factories.create_plan(municipality=home))
    find_events(now=NOW + MINUTE)
    assert KEPT_FOR > LOOKING_BACK
    assert clear_old_events(now=NOW + KEPT_FOR) == 0
    assert clear_old_events(now=NOW + KEPT_FOR + 2 * MINUTE) == 1
    assert not Delivery.objects.exists()
    # And the row is not found anew.
    assert find_events(now=NOW + KEPT_FOR + 3 * MINUTE) == 0


def test_many_changes_cost_no_more_questions_than_few(home: Municipality, webhook: Webhook) -> None:
    plan = factories.create_plan(municipality=home)
    counts = []
    for number in (1, 5):
        for _one in range(number):
            judged(plan, GREEN, RED, code=f"MT-{number}-{_one}")
            brought(factories.create_indicator())
        with CaptureQueriesContext(
            connection,
        ) as queries:
            find_events(now=NOW + MINUTE)
        counts.append(len(queries))
    assert counts[0] == counts[1]
