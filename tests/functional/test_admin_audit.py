"""Everything that is written through the administration is in the audit trail, with what it was before and after."""

from decimal import Decimal
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from accounts import audited_admin
from accounts.models import AuditEvent, Role
from planning.models import FocusArea, Plan, PlanStatus
from targets.models import Target, TargetKind
from tests import factories
from tests.admin_forms import add, add_inline, address, change, data_of_page, list_address


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(municipality=factories.create_municipality(number="3909"))


@pytest.fixture
def administrator(client: Client, plan: Plan) -> Client:
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, municipality=plan.municipality, username="anne"))
    return client


def told() -> list[tuple[str, Any, Any]]:
    """What was recorded, in order."""
    return [(one.action, one.before, one.after) for one in AuditEvent.objects.order_by("pk")]


def actions() -> list[str]:
    return [action for action, _before, _after in told()]


def test_adding_is_recorded_with_every_value(administrator: Client, plan: Plan) -> None:
    add(administrator, FocusArea, plan=plan.pk, code="KLIMA", title="Klima", aliases="Miljø\nNatur")
    event = AuditEvent.objects.get()
    area = FocusArea.objects.get()
    assert (event.action, event.actor, event.municipality_number) == ("planning.focusarea.added", "anne", "3909")
    assert (event.object_type, event.object_id, event.object_label) == ("planning.focusarea", str(area.pk), "Klima")
    assert event.before is None
    assert event.after is not None
    assert event.after["plan"] == f"{plan.pk}: {plan.title}"
    assert (event.after["title"], event.after["aliases"]) == ("Klima", ["Miljø", "Natur"])


def test_changing_is_recorded_with_what_differs(administrator: Client, plan: Plan) -> None:
    area = factories.create_focus_area(plan=plan, title="Gammelt", order=3)
    change(administrator, area, title="Nytt", order="4")
    assert told() == [("planning.focusarea.changed", {"title": "Gammelt", "order": 3}, {"title": "Nytt", "order": 4})]


def test_saving_without_a_change_is_not_recorded(administrator: Client, plan: Plan) -> None:
    target = factories.create_target(plan=plan, lower=Decimal("1.75"))
    factories.create_step(target=target)
    assert change(administrator, target).status_code == 302
    assert told() == []


def test_a_refused_form_is_not_recorded(administrator: Client, plan: Plan) -> None:
    area = factories.create_focus_area(plan=plan)
    assert change(administrator, area, title="").status_code == 200
    assert told() == []


def test_relations_to_many_are_recorded_by_name(administrator: Client, plan: Plan) -> None:
    goal, area = factories.create_goal(plan=plan), factories.create_focus_area(plan=plan, title="Klima")
    change(administrator, goal, focus_areas=[str(area.pk)])
    assert told() == [("planning.goal.changed", {"focus_areas": []}, {"focus_areas": [f"{area.pk}: Klima"]})]


def test_deleting_is_recorded_with_what_was_there(administrator: Client, plan: Plan) -> None:
    area = factories.create_focus_area(plan=plan, title="Klima")
    administrator.post(address(area, "delete"), {"post": "yes"})
    event = AuditEvent.objects.get()
    assert not FocusArea.objects.exists()
    assert (event.action, event.object_id, event.after) == ("planning.focusarea.deleted", str(area.pk), None)
    assert event.before is not None
    assert event.before["title"] == "Klima"


def test_what_goes_with_a_deleted_row_is_recorded_too(administrator: Client, plan: Plan) -> None:
    draft = factories.create_plan(municipality=plan.municipality, status=PlanStatus.DRAFT)
    theme = factories.create_theme(focus_area=factories.create_focus_area(plan=draft))
    administrator.post(address(draft, "delete"), {"post": "yes"})
    assert sorted(actions()) == ["planning.focusarea.deleted", "planning.plan.deleted", "planning.theme.deleted"]
    assert {one.municipality_number for one in AuditEvent.objects.all()} == {"3909"}
    assert AuditEvent.objects.get(object_type="planning.theme").object_label == theme.title


def test_deleting_several_from_the_list_is_recorded_one_by_one(administrator: Client, plan: Plan) -> None:
    areas = [factories.create_focus_area(plan=plan) for _ in range(3)]
    chosen = {"action": "delete_selected", "_selected_action": [str(area.pk) for area in areas[:2]], "post": "yes"}
    administrator.post(list_address(FocusArea), chosen)
    assert list(FocusArea.objects.all()) == areas[2:]
    assert {one.object_id for one in AuditEvent.objects.all()} == {str(area.pk) for area in areas[:2]}


def test_nothing_is_deleted_from_the_list_before_it_is_confirmed(administrator: Client, plan: Plan) -> None:
    area = factories.create_focus_area(plan=plan)
    chosen = {"action": "delete_selected", "_selected_action": [str(area.pk)]}
    assert "Er du sikker" in administrator.post(list_address(FocusArea), chosen).content.decode()
    assert told() == []


def test_rows_on_the_page_of_another_are_recorded(administrator: Client, plan: Plan) -> None:
    plan.status = PlanStatus.DRAFT
    plan.save()
    target = factories.create_target(plan=plan, kind=TargetKind.REACH, **path())
    kept, gone = factories.create_step(target=target, period="2026"), factories.create_step(target=target)
    page = data_of_page(administrator.get(address(target)))
    touched = {"steps-0-value": "6,5", "steps-1-DELETE": "on"} | add_inline("steps", 2, period="2028", value="8")
    assert administrator.post(address(target), page | touched).status_code == 302
    assert sorted(actions()) == [f"targets.targetstep.{verb}" for verb in ("added", "changed", "deleted")]
    changed = AuditEvent.objects.get(action="targets.targetstep.changed")
    assert (changed.object_id, changed.before, changed.after) == (str(kept.pk), {"value": "7"}, {"value": "6.5"})
    assert AuditEvent.objects.get(action="targets.targetstep.deleted").object_id == str(gone.pk)
    assert {one.municipality_number for one in AuditEvent.objects.all()} == {"3909"}


def path() -> dict[str, Any]:
    terms = {"goal_value": Decimal(10), "baseline_value": Decimal(1)}
    return terms | {"baseline_period": "2020", "deadline": "2030", "unit": "prosent"}


def test_a_target_takes_its_lights_with_it_into_the_audit_trail(administrator: Client, plan: Plan) -> None:
    target = factories.create_target(plan=plan)
    factories.give_figure(target, "4.0")
    factories.assess(plan)
    administrator.post(address(target, "delete"), {"post": "yes"})
    assert not Target.objects.exists()
    assert sorted(actions()) == [f"targets.{name}.deleted" for name in ("assessment", "lightchange", "target")]
    judged = AuditEvent.objects.get(object_type="targets.assessment").before
    assert judged is not None
    assert (judged["light"], judged["facts"]["verdict"]["light"]) == ("red", "red")


def test_a_role_given_on_a_persons_page_is_recorded(administrator: Client, plan: Plan) -> None:
    person = factories.create_user(role=Role.READER, municipality=plan.municipality)
    page = data_of_page(administrator.get(address(person)))
    row = add_inline("memberships", 1, municipality=plan.municipality.pk, role=Role.LEADER)
    administrator.post(address(person), page | row)
    event = AuditEvent.objects.get()
    assert (event.action, event.municipality_number) == ("accounts.membership.added", "3909")


def test_what_everybody_shares_belongs_to_no_municipality(administrator: Client) -> None:
    change(administrator, factories.create_indicator(), name_nb="Nytt navn")
    assert AuditEvent.objects.get().municipality_number == ""


def test_a_plans_own_indicator_is_recorded_under_its_municipality(administrator: Client, plan: Plan) -> None:
    change(administrator, factories.create_indicator(namespace=plan.code), name_nb="Nytt navn")
    assert AuditEvent.objects.get().municipality_number == "3909"


@pytest.mark.parametrize("page", ["change", "delete", "list", "add"])
def test_what_cannot_be_recorded_is_not_done(
    administrator: Client, plan: Plan, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    area = factories.create_focus_area(plan=plan, title="Klima")
    sent = {
        "change": (address(area), data_of_page(administrator.get(address(area))) | {"title": "Nytt"}),
        "delete": (address(area, "delete"), {"post": "yes"}),
        "list": (
            list_address(FocusArea),
            {"action": "delete_selected", "_selected_action": [str(area.pk)], "post": "yes"},
        ),
        "add": (list_address(FocusArea, "add"), {"plan": plan.pk, "code": "NY", "title": "Ny", "order": "0"}),
    }
    monkeypatch.setattr(audited_admin, "record_event", broken)
    with pytest.raises(RuntimeError):
        administrator.post(*sent[page])
    assert [one.title for one in FocusArea.objects.all()] == ["Klima"]


def broken(**_values: Any) -> None:
    raise RuntimeError


def test_an_administrator_reads_what_happened_in_ones_own_municipality(administrator: Client, plan: Plan) -> None:
    own = factories.create_audit_event(municipality=plan.municipality, object_label="Vår")
    foreign = factories.create_audit_event(municipality=factories.create_municipality(), object_label="Deres")
    page = administrator.get(list_address(AuditEvent))
    assert list(page.context["cl"].result_list) == [own]
    assert administrator.get(address(foreign)).status_code == 404


def test_the_history_of_a_row_is_told_in_words(administrator: Client, plan: Plan) -> None:
    goal = factories.create_goal(plan=plan, text="Gammelt mål")
    unit = factories.create_unit(municipality=plan.municipality, name="Barnehage")
    change(administrator, goal, text="Nytt mål", unit=unit.pk)
    page = administrator.get(address(goal, "history")).content.decode()
    for words in ("Mål endret", "Av anne.", "Gammelt mål", "Nytt mål", "Ansvarlig virksomhet", "Barnehage"):
        assert words in page
    assert f"{unit.pk}: Barnehage" not in page


def test_an_event_shows_the_values_before_and_after(administrator: Client, plan: Plan) -> None:
    change(administrator, factories.create_goal(plan=plan, text="Gammelt mål"), text="Nytt mål")
    page = administrator.get(address(AuditEvent.objects.get())).content.decode()
    assert [words in page for words in ("Mål endret", "Gammelt mål", "Nytt mål")] == [True] * 3


def test_events_are_filtered_by_what_they_are_about(administrator: Client, plan: Plan) -> None:
    change(administrator, factories.create_goal(plan=plan), text="Nytt mål")
    change(administrator, factories.create_focus_area(plan=plan), title="Nytt navn")
    page = administrator.get(list_address(AuditEvent), {"type": "planning.goal"})
    assert [one.object_type for one in page.context["cl"].result_list] == ["planning.goal"]
    assert "Innsatsområde" in page.content.decode()


def test_the_front_page_tells_what_one_did_last(administrator: Client, plan: Plan) -> None:
    change(administrator, factories.create_goal(plan=plan), text="Nytt mål")
    factories.create_audit_event(municipality=plan.municipality, actor="ola", object_label="Olas mål")
    page = administrator.get("/admin/").content.decode()
    assert "Nytt mål" in page
    assert "Olas mål" not in page


def test_djangos_own_log_stays_empty(administrator: Client, plan: Plan) -> None:
    """Two trails would disagree one day."""
    change(administrator, factories.create_goal(plan=plan), text="Nytt mål")
    assert not LogEntry.objects.exists()
