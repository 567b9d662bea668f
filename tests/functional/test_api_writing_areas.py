"""Focus areas and themes written by programs: the rules and the words are those of the forms on the pages."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Role, Scope
from planning.models import EarlierWording, Edit, FocusArea, Plan, PlanStatus, Theme
from tests import factories
from tests.api_calls import Caller, caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="KLIMA", status=PlanStatus.ADOPTED)
    area = factories.create_focus_area(plan=plan, code="NATUR", title="Natur", order=1)
    factories.create_theme(focus_area=area, code="skog", title="Skog", order=1)
    factories.create_focus_area(plan=plan, code="BYGG", title="Bygg", order=2)
    return plan


@pytest.fixture
def coordinator(plan: Plan) -> Caller:
    return caller(plan, Role.COORDINATOR, Scope.READ, Scope.WRITE_PLANS)


AREA: dict[str, Any] = {
    "title": "Trygg oppvekst",
    "slogan": "Alle skal med",
    "summary": "Om barn.",
    "aliases": ["Oppvekst", "Barn og unge"],
    "is_focus_area": False,
    "is_crosscutting": True,
}
THEME: dict[str, Any] = {"title": "Myr", "focus_area": "NATUR", "parent": "skog"}


def test_a_focus_area_is_made_once_with_everything_that_was_sent(coordinator: Caller) -> None:
    first = coordinator.post("api-focus-area-list", "KLIMA", body=AREA, key="en-gang")
    again = coordinator.post("api-focus-area-list", "KLIMA", body=AREA, key="en-gang")
    assert (first.status_code, again.status_code, again["Idempotency-Replayed"]) == (201, 201, "true")
    told = coordinator.client.get(first["Location"], headers=coordinator.headers).json()
    assert {name: told[name] for name in AREA} == AREA
    assert (told["code"], told["order"]) == ("trygg-oppvekst", 3)
    assert AuditEvent.objects.filter(action="planning.focusarea.added", actor=coordinator.person.username).count() == 1


def test_a_theme_is_made_in_its_focus_area(coordinator: Caller) -> None:
    made = coordinator.post("api-theme-list", "KLIMA", body=THEME)
    assert made.status_code == 201
    told = coordinator.client.get(made["Location"], headers=coordinator.headers).json()
    assert (told["code"], told["title"], told["focus_area"], told["parent"]) == ("myr", "Myr", "NATUR", "skog")
    assert AuditEvent.objects.filter(action="planning.theme.added", actor=coordinator.person.username).exists()


WRONG = [
    ("api-focus-area-list", {}, {"title": None}),
    ("api-focus-area-list", AREA | {"title": " "}, {"title": None}),
    ("api-focus-area-list", AREA | {"code": "EGEN"}, {"code": "Feltet finnes ikke."}),
    (
        "api-focus-area-list",
        AREA | {"is_focus_area": None, "aliases": "Barn"},
        {"is_focus_area": None, "aliases": None},
    ),
    ("api-focus-area-list", AREA | {"aliases": ["a\nb"]}, {"aliases.0": "Skriv teksten på én linje."}),
    ("api-theme-list", {"title": "Myr"}, {"focus_area": None}),
    ("api-theme-list", THEME | {"focus_area": "HAV"}, {"focus_area": "Finnes ikke her: HAV."}),
    ("api-theme-list", THEME | {"focus_area": "BYGG"}, {"parent": "Finnes ikke her: skog."}),
]


@pytest.mark.parametrize(("name", "body", "lines"), WRONG)
def test_what_is_wrong_is_told_by_field_and_nothing_is_written(
    coordinator: Caller, name: str, body: dict[str, Any], lines: dict[str, str | None]
) -> None:
    answer = coordinator.post(name, "KLIMA", body=body)
    assert answer.status_code == 400
    told = {line["field"]: line["message"] for line in answer.json()["errors"]}
    assert set(told) == set(lines)
    assert all(message in (None, told[field]) for field, message in lines.items())
    assert (FocusArea.objects.count(), Theme.objects.count(), Edit.objects.count()) == (2, 1, 0)


def test_a_patch_changes_what_it_names_and_leaves_the_rest(coordinator: Caller) -> None:
    code = coordinator.post("api-focus-area-list", "KLIMA", body=AREA).json()["code"]
    told = coordinator.patch("api-focus-area", "KLIMA", code, body={"is_focus_area": True, "aliases": []}).json()
    assert {name: told[name] for name in AREA} == AREA | {"is_focus_area": True, "aliases": []}
    coordinator.post("api-theme-list", "KLIMA", body=THEME)
    theme = coordinator.patch("api-theme", "KLIMA", "NATUR", "myr", body={"parent": None}).json()
    assert (theme["title"], theme["parent"]) == ("Myr", None)


@pytest.mark.parametrize(
    ("name", "words"), [("api-focus-area", ("KLIMA", "NATUR")), ("api-theme", ("KLIMA", "NATUR", "skog"))]
)
def test_words_of_an_adopted_plan_need_a_reason(coordinator: Caller, name: str, words: tuple[str, ...]) -> None:
    refused = coordinator.patch(name, *words, body={"title": "Villmark"})
    assert refused.json()["errors"] == [{"field": "reason", "message": "Skriv hvorfor ordlyden endres."}]
    why = {"reason": "Vedtak", "decision_reference": "Sak 12/26"}
    told = coordinator.patch(name, *words, body={"title": "Villmark"} | why)
    assert (told.status_code, told.json()["title"]) == (200, "Villmark")
    assert EarlierWording.objects.get().decision_reference == "Sak 12/26"


def test_a_theme_is_not_put_under_itself_or_what_is_below_it(coordinator: Caller) -> None:
    coordinator.post("api-theme-list", "KLIMA", body=THEME)
    own = coordinator.patch("api-theme", "KLIMA", "NATUR", "skog", body={"parent": "skog"})
    below = coordinator.patch("api-theme", "KLIMA", "NATUR", "skog", body={"parent": "myr"})
    assert [answer.json()["errors"][0]["field"] for answer in (own, below)] == ["parent", "parent"]


def test_what_somebody_has_changed_meanwhile_is_not_written_over(coordinator: Caller) -> None:
    read = coordinator.get("api-theme", "KLIMA", "NATUR", "skog")["ETag"]
    why = {"reason": "Vedtak"}
    first = coordinator.patch("api-theme", "KLIMA", "NATUR", "skog", body=why | {"title": "Skogen"}, if_match=read)
    late = coordinator.patch("api-theme", "KLIMA", "NATUR", "skog", body=why | {"title": "Trær"}, if_match=read)
    assert (first.status_code, late.status_code) == (200, 412)
    assert coordinator.delete("api-theme", "KLIMA", "NATUR", "skog", if_match=read).status_code == 412
    assert Theme.objects.get().title == "Skogen"


def test_what_something_lies_in_is_not_deleted_and_it_is_said_what(coordinator: Caller, plan: Plan) -> None:
    area = FocusArea.objects.get(code="NATUR")
    factories.create_goal(plan=plan, primary_focus_area=area, theme=Theme.objects.get())
    refused = coordinator.delete("api-focus-area", "KLIMA", "NATUR")
    assert refused.status_code == 409
    assert refused.json()["detail"].startswith("«Natur» kan ikke slettes, for her ligger 1 mål.")
    assert coordinator.delete("api-theme", "KLIMA", "NATUR", "skog").status_code == 409
    assert coordinator.delete("api-focus-area", "KLIMA", "BYGG").status_code == 204
    assert list(FocusArea.objects.values_list("code", flat=True)) == ["NATUR"]


def test_a_theme_is_deleted_and_one_that_is_not_there_is_not_found(coordinator: Caller) -> None:
    assert coordinator.delete("api-theme", "KLIMA", "BYGG", "skog").status_code == 404
    assert coordinator.delete("api-theme", "KLIMA", "NATUR", "skog").status_code == 204
    assert coordinator.delete("api-theme", "KLIMA", "NATUR", "skog").status_code == 404


def test_a_parameter_that_a_write_does_not_know_is_refused(coordinator: Caller) -> None:
    """Nobody is asked why a focus area goes, and what narrows an answer is for whoever reads."""
    assert coordinator.delete("api-focus-area", "KLIMA", "BYGG", reason="Feil").status_code == 400
    address = reverse("api-focus-area-list", args=["KLIMA"], query={"fields": "title"})
    answer = coordinator.client.post(address, AREA, content_type="application/json", headers=coordinator.headers)
    assert answer.status_code == 400
    assert FocusArea.objects.count() == 2


def test_they_are_moved_among_their_neighbours(coordinator: Caller) -> None:
    moved = coordinator.post("api-focus-area-move", "KLIMA", "BYGG", body={"way": "up"})
    assert (moved.status_code, moved.json()["order"]) == (200, 1)
    assert coordinator.post("api-focus-area-move", "KLIMA", "BYGG", body={"way": "up"}).json()["order"] == 1
    coordinator.post("api-theme-list", "KLIMA", body=THEME | {"parent": None})
    assert coordinator.post("api-theme-move", "KLIMA", "NATUR", "skog", body={"way": "down"}).json()["order"] == 2
    wrong = coordinator.post("api-theme-move", "KLIMA", "NATUR", "skog", body={"way": "ned"})
    assert wrong.json()["errors"][0]["field"] == "way"


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.UNIT_CONTACT, 403), (None, 404)])
def test_only_those_who_write_the_plan_do(plan: Plan, role: Role | None, status: int) -> None:
    """An outsider, who works elsewhere, does not learn that the plan is there."""
    asking = caller(plan if role else factories.create_plan(), role or Role.COORDINATOR, *Scope)
    answers = [
        asking.post("api-focus-area-list", "KLIMA", body=AREA),
        asking.patch("api-focus-area", "KLIMA", "NATUR", body={}),
        asking.delete("api-focus-area", "KLIMA", "NATUR"),
        asking.post("api-focus-area-move", "KLIMA", "NATUR", body={"way": "down"}),
        asking.post("api-theme-list", "KLIMA", body=THEME),
        asking.patch("api-theme", "KLIMA", "NATUR", "skog", body={}),
        asking.delete("api-theme", "KLIMA", "NATUR", "skog"),
        asking.post("api-theme-move", "KLIMA", "NATUR", "skog", body={}),
    ]
    assert {answer.status_code for answer in answers} == {status}
    assert not Edit.objects.exists()


def test_a_stranger_and_a_key_that_only_reads_do_not_write(client: Client, plan: Plan) -> None:
    address = reverse("api-theme-list", args=["KLIMA"])
    assert client.post(address, THEME, content_type="application/json").status_code == 401
    assert caller(plan, Role.COORDINATOR, Scope.READ).post("api-theme-list", "KLIMA", body=THEME).status_code == 403


def test_what_a_program_did_can_be_undone_on_the_page(coordinator: Caller) -> None:
    coordinator.patch("api-focus-area", "KLIMA", "NATUR", body={"title": "Villmark", "reason": "Vedtak"})
    browser = Client()
    browser.force_login(coordinator.person)
    browser.post(reverse("edit-undo", args=["KLIMA"]), {"endring": Edit.objects.get().pk})
    assert FocusArea.objects.get(code="NATUR").title == "Natur"
