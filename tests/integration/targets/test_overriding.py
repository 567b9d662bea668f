"""A light that a person has set: set, replaced, withdrawn, ended by itself, and asked for as of other days."""

import json
import threading
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from accounts.audit_words import told
from accounts.models import AuditEvent
from targets.models import Assessment, Cause, LightChange, Override, Target, TargetKind
from targets.services.assessment import judge_targets
from targets.services.overriding import (
    CannotOverride,
    NeverEnds,
    NothingToOverride,
    SameAsCalculated,
    override_light,
    withdraw_override,
)
from tests import factories

NOW, ON = factories.NOW, factories.TODAY
LATER = timedelta(days=10)


@pytest.fixture
def fund() -> Target:
    """At least 5, and 3.1: red."""
    target = factories.create_target(code="T-1")
    factories.give_figure(target, "3.1", known_from=NOW - timedelta(days=1))
    factories.assess()
    return target


def override(target: Target, light: str = "green", *, days: int = 0, **values: Any) -> Override:
    given: dict[str, Any] = {
        "reason": "Tallet er ført feil.",
        "decided_by": "kommunedirektøren",
        "decided_on": ON + timedelta(days=days),
        "until": None,
        "by": "kari",
        "on": ON + timedelta(days=days),
        "now": NOW + timedelta(days=days),
    }
    return override_light(target=target, light=light, **given | values)


def standing(target: Target) -> tuple[str, str]:
    """What is shown, and what is calculated."""
    current = Assessment.objects.current().get(target=target)
    return current.shown_light, current.light


def lights(target: Target, *, on: date, known_at: datetime | None = None) -> tuple[str, str]:
    (judgement,) = judge_targets(plan=target.plan, on=on, known_at=known_at)
    return judgement.shown_light.value, judgement.verdict.light.value


def assess(*, days: int) -> None:
    factories.assess(on=ON + timedelta(days=days), now=NOW + timedelta(days=days))


def ending(row: Override) -> tuple[date | None, str, str]:
    row.refresh_from_db()
    return row.ended_on, row.ended_because, row.ended_by


# Set, replaced, withdrawn -------------------------------------------------------------------------------------------


def test_the_set_light_stands_beside_the_calculated_one_at_once(fund: Target) -> None:
    row = override(fund)
    current = Assessment.objects.current().get(target=fund)
    assert (current.shown_light, current.light, current.override) == ("green", "red", row)
    assert current.facts["override"] == {
        "light": "green",
        "reason": "Tallet er ført feil.",
        "by": "kommunedirektøren",
        "on": "2026-07-01",
        "until": None,
    }
    assert (row.figure_period, row.figure_literal, row.until_next_figure) == ("2025", "3.1", True)


def test_setting_replacing_and_withdrawing_are_history_and_audited(fund: Target) -> None:
    first = override(fund)
    second = override(fund, "yellow", days=1)
    assert ending(first) == (ON + timedelta(days=1), "replaced", "kari")
    assert withdraw_override(target=fund, by="ola", on=ON + timedelta(days=2), now=NOW + timedelta(days=2))
    assert ending(second) == (ON + timedelta(days=2), "withdrawn", "ola")
    assert standing(fund) == ("red", "red")
    changes = LightChange.objects.filter(target=fund).order_by("pk")
    assert [(one.to_light, one.to_calculated) for one in changes] == [
        *(("red", "red"), ("green", "red"), ("yellow", "red"), ("red", "red")),
    ]
    assert [one.cause for one in changes][1:] == [Cause.OVERRIDE] * 3
    events = AuditEvent.objects.order_by("pk")
    assert [(one.action, one.actor, one.object_id) for one in events] == [
        ("targets.override.set", "kari", str(first.pk)),
        ("targets.override.ended", "kari", str(first.pk)),
        ("targets.override.set", "kari", str(second.pk)),
        ("targets.override.ended", "ola", str(second.pk)),
    ]
    assert {one.municipality_number for one in events} == {fund.plan.municipality.number}
    assert events[0].reason == "Tallet er ført feil."


def test_the_trail_is_told_in_words(fund: Target) -> None:
    override(fund)
    withdraw_override(target=fund, by="ola", on=ON, now=NOW)
    assert [told(one).what for one in AuditEvent.objects.order_by("pk")] == [
        *("Overstyring satt", "Overstyring avsluttet"),
    ]


def test_there_is_nothing_to_withdraw_where_none_is_set(fund: Target) -> None:
    assert not withdraw_override(target=fund, by="ola", on=ON, now=NOW)
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize(
    ("values", "refused"),
    [({"light": "red"}, SameAsCalculated), ({"light": "green"}, None), ({"light": "grey"}, None)],
    ids=["as calculated", "better", "said to be impossible to judge"],
)
def test_which_lights_can_be_set(fund: Target, values: dict[str, Any], refused: type[CannotOverride] | None) -> None:
    if refused is None:
        override(fund, **values)
        assert standing(fund) == (values["light"], "red")
        return
    with pytest.raises(refused):
        override(fund, **values)
    assert Override.objects.count() == 0


def test_what_was_never_judged_cannot_be_overridden() -> None:
    with pytest.raises(NothingToOverride):
        override(factories.create_target())


def test_what_people_judge_has_no_next_figure_to_end_it() -> None:
    duty = factories.create_target(kind=TargetKind.RECURRING, used_indicator=None, recurs_every=4)
    factories.assess()
    with pytest.raises(NeverEnds):
        override(duty)
    override(duty, until=ON + LATER)
    assert standing(duty) == ("green", "grey")


def test_what_is_missed_has_no_next_figure_either() -> None:
    target = factories.create_target(deadline="2025")
    factories.give_figure(target, "3.1", period="2025")
    factories.assess()
    assert Assessment.objects.get().attainment == "missed"
    with pytest.raises(NeverEnds):
        override(target)


def test_a_figure_that_nobody_has_judged_yet_is_judged_first(fund: Target) -> None:
    factories.give_figure(fund, "4.9", period="2026")
    row = override(fund, on=date(2027, 1, 2), decided_on=date(2027, 1, 2), now=NOW + timedelta(days=185))
    assert (row.figure_period, row.figure_literal) == ("2026", "4.9")
    assert standing(fund) == ("green", "yellow")


@pytest.mark.parametrize(
    "values",
    [{"reason": ""}, {"decided_by": ""}, {"until": ON - timedelta(days=1)}],
    ids=["no reason", "nobody", "over before it began"],
)
def test_the_database_refuses_what_makes_no_sense(fund: Target, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        override(fund, **values)
    assert standing(fund) == ("red", "red")


# Ended by itself ----------------------------------------------------------------------------------------------------


def test_a_passed_date_ends_it(fund: Target) -> None:
    row = override(fund, until=ON + LATER)
    assess(days=10)
    assert standing(fund) == ("green", "red")
    assess(days=14)
    assert standing(fund) == ("red", "red")
    assert ending(row) == (ON + timedelta(days=11), "date", "planpuls")
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.actor, event.after) == (
        *("targets.override.ended", "planpuls"),
        {"ended_on": "2026-07-12", "ended_because": "date"},
    )


def test_a_new_figure_ends_it(fund: Target) -> None:
    row = override(fund)
    factories.give_figure(fund, "3.2", period="2026")
    assess(days=100)
    assert standing(fund) == ("green", "red")
    assess(days=185)
    assert standing(fund) == ("red", "red")
    assert ending(row) == (ON + timedelta(days=185), "figure", "planpuls")


def test_a_revised_figure_ends_it(fund: Target) -> None:
    row = override(fund)
    factories.give_figure(fund, "3.3", known_from=NOW + LATER)
    assess(days=10)
    assert (standing(fund), ending(row)[1]) == (("red", "red"), "figure")


def test_a_figure_that_becomes_hidden_ends_it_and_the_light_is_grey(fund: Target) -> None:
    row = override(fund)
    factories.give_figure(fund, "", missing=":", known_from=NOW + LATER)
    assess(days=10)
    assert (standing(fund), ending(row)[1]) == (("grey", "grey"), "figure")


def test_a_light_that_turns_grey_without_a_new_figure_leaves_it_standing(fund: Target) -> None:
    row = override(fund)
    Target.objects.update(unit="dager")
    assess(days=1)
    assert (standing(fund), ending(row)[1]) == (("green", "grey"), "")


def test_a_figure_of_another_target_does_not_end_it(fund: Target) -> None:
    row = override(fund)
    factories.give_figure(factories.create_target(plan=fund.plan), "1")
    assess(days=1)
    assert ending(row)[1] == ""


def test_with_a_date_a_new_figure_changes_what_is_calculated_behind_it(fund: Target) -> None:
    override(fund, until=ON + timedelta(days=300))
    factories.give_figure(fund, "4.9", period="2026")
    assess(days=185)
    assert standing(fund) == ("green", "yellow")
    change = LightChange.objects.latest("pk")
    assert (change.from_light, change.to_light, change.from_calculated, change.to_calculated) == (
        *("green", "green"),
        *("red", "yellow"),
    )


def test_judging_again_writes_nothing_while_it_holds(fund: Target) -> None:
    override(fund)
    before = (Assessment.objects.count(), LightChange.objects.count(), AuditEvent.objects.count())
    assess(days=1)
    assert (Assessment.objects.count(), LightChange.objects.count(), AuditEvent.objects.count()) == before


# As of other days ---------------------------------------------------------------------------------------------------


def test_as_of_days_before_during_and_after_with_all_that_is_known_now(fund: Target) -> None:
    override(fund, until=ON + LATER)
    assess(days=20)
    days = (ON - timedelta(days=1), ON, ON + LATER, ON + LATER + timedelta(days=1))
    assert [lights(fund, on=day)[0] for day in days] == ["red", "green", "green", "red"]


def test_as_of_days_around_a_withdrawal(fund: Target) -> None:
    override(fund)
    withdraw_override(target=fund, by="ola", on=ON + LATER, now=NOW + LATER)
    days = (ON, ON + timedelta(days=9), ON + LATER)
    assert [lights(fund, on=day)[0] for day in days] == ["green", "green", "red"]


def test_what_was_not_set_or_not_yet_withdrawn_then_was_not_known(fund: Target) -> None:
    override(fund)
    withdraw_override(target=fund, by="ola", on=ON + LATER, now=NOW + LATER)
    day = ON + timedelta(days=30)
    known = (NOW - timedelta(hours=1), NOW, NOW + timedelta(days=9), NOW + LATER)
    assert [lights(fund, on=day, known_at=moment)[0] for moment in known] == ["red", "green", "green", "red"]


def test_before_the_revision_was_known_it_held(fund: Target) -> None:
    override(fund)
    factories.give_figure(fund, "3.3", known_from=NOW + LATER)
    assess(days=20)
    during = ON + timedelta(days=5)
    assert lights(fund, on=during, known_at=NOW + timedelta(days=5)) == ("green", "red")
    assert lights(fund, on=during) == ("red", "red")


def answer(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command("assess", *arguments, "--json", stdout=out)
    (one,) = json.loads(out.getvalue())
    found: dict[str, Any] = one
    return found


@pytest.mark.parametrize(
    ("arguments", "holds"),
    [
        (["--on", "2026-06-30"], False),
        (["--on", "2026-07-01"], True),
        (["--on", "2026-07-11"], True),
        (["--on", "2026-07-12"], False),
        (["--on", "2026-07-05", "--known-at", "2026-06-30"], False),
        (["--on", "2026-07-05", "--known-at", "2026-07-01"], True),
    ],
)
def test_scripts_read_both_lights(fund: Target, arguments: list[str], holds: bool) -> None:
    override(fund, until=ON + LATER)
    judged = answer(*arguments)
    assert judged["overridden"] is holds
    expected = {
        "light": "green",
        "reason": "Tallet er ført feil.",
        "by": "kommunedirektøren",
        "on": "2026-07-01",
        "until": "2026-07-11",
    }
    assert judged["override"] == (expected if holds else None)
    assert ("gjelder til og med 11. juli 2026: «Tallet er ført feil»." in judged["sentence"]) is holds
    assert judged["light"] == "red"


# Two at once --------------------------------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_who_set_a_light_at_once_the_later_replaces_the_earlier(fund: Target) -> None:
    failures: list[BaseException] = []
    start = threading.Barrier(3)

    def set_light(light: str) -> None:
        try:
            start.wait(timeout=20)
            override(fund, light)
        except BaseException as error:  # noqa: BLE001  told by the test itself
            failures.append(error)
        finally:
            connection.close()

    people = [threading.Thread(target=set_light, args=[light]) for light in ("green", "yellow", "grey")]
    for person in people:
        person.start()
    for person in people:
        person.join(timeout=60)
    assert failures == []
    assert Override.objects.count() == 3
    (last,) = Override.objects.open()
    assert Assessment.objects.current().get(target=fund).override == last
