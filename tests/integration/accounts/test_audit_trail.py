"""The audit trail: what is kept of a row, and how an event is told."""

from datetime import date
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.audit_words import told
from accounts.models import AuditEvent
from accounts.services import record_event
from accounts.snapshots import difference, snapshot
from tests import factories


def test_a_snapshot_names_related_rows_by_key_and_name() -> None:
    goal = factories.create_goal(plan=factories.create_plan(title="Samfunnsdelen"))
    area = factories.create_focus_area(plan=goal.plan, title="Klima")
    goal.focus_areas.add(area)
    kept = snapshot(goal)
    assert (kept["plan"], kept["focus_areas"]) == (f"{goal.plan_id}: Samfunnsdelen", [f"{area.pk}: Klima"])


def test_a_snapshot_keeps_no_secret_and_no_file() -> None:
    assert "password" not in snapshot(factories.create_user())
    assert "body" not in snapshot(factories.create_fetch(body=b"hemmelig"))


def test_a_snapshot_can_be_stored_whatever_is_in_the_row() -> None:
    target = factories.create_target(lower=Decimal("1.75"), extra={"a": [1, None]})
    plan = factories.create_plan(decided_on=date(2021, 6, 9))
    after = {"target": snapshot(target), "plan": snapshot(plan), "job": snapshot(factories.create_job())}
    event = factories.create_audit_event(after=after)
    event.refresh_from_db()
    assert event.after == after
    assert (after["target"]["lower"], after["plan"]["decided_on"]) == ("1.75", "2021-06-09")


def test_a_number_that_storage_padded_is_no_change() -> None:
    target = factories.create_target(lower=Decimal("1.750"))
    before = snapshot(target)
    target.lower = Decimal("1.75")
    target.save()
    assert snapshot(target) == before


def test_a_snapshot_reads_what_is_stored_and_not_what_is_in_hand() -> None:
    unit = factories.create_unit(name="Lagret")
    unit.name = "I hånden"
    assert snapshot(unit)["name"] == "Lagret"


def test_a_snapshot_costs_the_same_whatever_it_points_to() -> None:
    bare, rich = factories.create_goal(), factories.create_goal()
    rich.focus_areas.set([factories.create_focus_area(plan=rich.plan) for _ in range(5)])
    counts = []
    for goal in (bare, rich):
        with CaptureQueriesContext(connection) as captured:
            snapshot(goal)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_difference_is_what_differs() -> None:
    assert difference({"a": 1, "b": 2}, {"a": 1, "b": 3}) == ({"b": 2}, {"b": 3})


def test_an_event_outlives_what_it_is_about() -> None:
    unit = factories.create_unit(name="Barnehage")
    record_event(action="accounts.unit.deleted", subject=unit, by="anne", now=factories.NOW)
    unit.delete()
    event = told(AuditEvent.objects.get())
    assert (event.what, event.label, event.actor) == ("Virksomhet slettet", "Barnehage", "anne")


def test_a_long_label_is_cut_and_not_refused() -> None:
    goal = factories.create_goal(text="m" * 900)
    event = record_event(action="planning.goal.changed", subject=goal, by="anne", now=factories.NOW)
    assert event.object_label == "m" * 500


def test_values_are_told_under_the_names_of_their_forms() -> None:
    event = factories.create_audit_event(
        object_type="planning.goal",
        action="planning.goal.changed",
        before={"unit": None, "text": "Før", "order": 1, "focus_areas": []},
        after={"unit": "7: Barnehage", "text": "Etter", "order": 1, "focus_areas": ["1: Klima", "2: Natur"]},
    )
    assert {(one.field, one.before, one.after) for one in told(event).changes} == {
        ("ansvarlig virksomhet", "–", "Barnehage"),
        ("mål", "Før", "Etter"),
        ("innsatsområder", "–", "Klima; Natur"),
    }


def test_yes_and_no_are_told_as_such() -> None:
    event = factories.create_audit_event(
        object_type="planning.focusarea", before={"is_crosscutting": False}, after={"is_crosscutting": True}
    )
    assert [(one.before, one.after) for one in told(event).changes] == [("nei", "ja")]


def test_what_this_version_does_not_know_is_told_as_it_was_written() -> None:
    event = factories.create_audit_event(
        action="gone.thing.twisted", object_type="gone.thing", before={"colour": "blå"}, after={"colour": "grå"}
    )
    assert told(event).what == "gone.thing.twisted"
    assert [(one.field, one.before, one.after) for one in told(event).changes] == [("colour", "blå", "grå")]
