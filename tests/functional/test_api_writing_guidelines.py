"""Guidelines written by programs, with the places that cite them: the rules and the words are those of the page."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Role, Scope
from planning.models import Citation, EarlierWording, Edit, Guideline, Plan, PlanStatus
from tests import factories
from tests.api_calls import Caller, caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="KLIMA", status=PlanStatus.ADOPTED)
    factories.create_focus_area(plan=plan, code="NATUR")
    return plan


@pytest.fixture
def coordinator(plan: Plan) -> Caller:
    return caller(plan, Role.COORDINATOR, Scope.READ, Scope.WRITE_PLANS)


IN_AREA = {"focus_area": "NATUR", "cited_section": "3.1", "angle": "vern", "note": ""}
IN_CHAPTER = {"focus_area": None, "cited_section": "4", "angle": "", "note": "Se også 5."}
ONE_MORE = {"focus_area": "NATUR", "cited_section": "", "angle": "bruk", "note": ""}
WHOLE: dict[str, Any] = {
    "level": "national",
    "title": "Naturmeldingen",
    "kind": "melding",
    "reference": "Meld. St. 35 (2023–2024)",
    "years": "2024",
    "in_force": "ja",
    "gist": "Bærekraftig bruk av natur.",
    "link": "https://www.regjeringen.no/natur",
    "applies_to_all": True,
    "focus_areas": ["NATUR"],
    "citations": [IN_AREA, IN_CHAPTER, ONE_MORE],
}


def told_of(answer: Any) -> dict[str, Any]:
    told = answer.json()
    told["citations"] = [{name: one[name] for name in IN_AREA} for one in told["citations"]]
    return {name: told[name] for name in WHOLE}


def test_a_guideline_is_made_once_with_everything_that_was_sent(coordinator: Caller) -> None:
    first = coordinator.post("api-guideline-list", "KLIMA", body=WHOLE, key="en-gang")
    again = coordinator.post("api-guideline-list", "KLIMA", body=WHOLE, key="en-gang")
    assert (first.status_code, again.status_code, again["Idempotency-Replayed"]) == (201, 201, "true")
    assert told_of(coordinator.client.get(first["Location"], headers=coordinator.headers)) == WHOLE
    actor = coordinator.person.username
    assert AuditEvent.objects.filter(action="planning.guideline.added", actor=actor).count() == 1


WRONG = [
    ({}, {"title": None, "level": None}),
    (WHOLE | {"title": ""}, {"title": None}),
    (WHOLE | {"url": "https://a.no"}, {"url": "Feltet finnes ikke."}),
    (
        WHOLE | {"link": "javascript:alert(1)"},
        {"link": "Skriv adressen til en nettside, for eksempel https://www.regjeringen.no."},
    ),
    (WHOLE | {"focus_areas": ["HAV"]}, {"focus_areas": "Finnes ikke her: HAV."}),
    (WHOLE | {"citations": [IN_AREA, {"focus_area": "HAV"}]}, {"citations.1.focus_area": "Finnes ikke her: HAV."}),
    (WHOLE | {"citations": [{"page": 3}]}, {"citations.0.page": "Feltet finnes ikke."}),
    (
        WHOLE | {"citations": [IN_AREA, {"angle": "vern"}]},
        {"citations.1.focus_area": "Velg et innsatsområde, eller skriv kapitlet."},
    ),
    (WHOLE | {"citations": [{}]}, {"citations.0.focus_area": "Velg et innsatsområde, eller skriv kapitlet."}),
    (
        WHOLE | {"reference": " meld. st. 1 (2020-2021)"},
        {"reference": "Meld. St. 1 (2020–2021) finnes fra før: Den første"},
    ),
]


@pytest.mark.parametrize(("body", "lines"), WRONG)
def test_what_is_wrong_is_told_by_field_and_nothing_is_written(
    coordinator: Caller, plan: Plan, body: dict[str, Any], lines: dict[str, str | None]
) -> None:
    factories.create_guideline(plan=plan, reference="Meld. St. 1 (2020–2021)", title="Den første")
    answer = coordinator.post("api-guideline-list", "KLIMA", body=body)
    assert answer.status_code == 400
    told = {line["field"]: line["message"] for line in answer.json()["errors"]}
    assert set(told) == set(lines)
    assert all(message in (None, told[field]) for field, message in lines.items())
    assert (Guideline.objects.count(), Citation.objects.count(), Edit.objects.count()) == (1, 0, 0)


def test_a_patch_changes_what_it_names_and_leaves_the_rest(coordinator: Caller) -> None:
    code = coordinator.post("api-guideline-list", "KLIMA", body=WHOLE).json()["code"]
    told = coordinator.patch("api-guideline", "KLIMA", code, body={"link": "", "focus_areas": []})
    assert told_of(told) == WHOLE | {"link": None, "focus_areas": []}


PLACES = [
    ([], []),
    ([IN_CHAPTER], [IN_CHAPTER]),
    ([ONE_MORE, IN_AREA], [IN_AREA, ONE_MORE]),
    ([IN_AREA, IN_CHAPTER | {"note": "Se 6."}], [IN_AREA, IN_CHAPTER | {"note": "Se 6."}]),
    (
        [IN_AREA, IN_CHAPTER, ONE_MORE, ONE_MORE | {"angle": "ny"}],
        [IN_AREA, IN_CHAPTER, ONE_MORE, ONE_MORE | {"angle": "ny"}],
    ),
]


@pytest.mark.parametrize(("sent", "stand"), PLACES)
def test_the_places_that_are_sent_are_all_of_them(
    coordinator: Caller, sent: list[dict[str, Any]], stand: list[dict[str, Any]]
) -> None:
    code = coordinator.post("api-guideline-list", "KLIMA", body=WHOLE).json()["code"]
    told = coordinator.patch("api-guideline", "KLIMA", code, body={"citations": sent})
    assert (told.status_code, told_of(told)) == (200, WHOLE | {"citations": stand})


def test_a_place_that_is_sent_as_it_stands_keeps_what_only_files_say_of_it(coordinator: Caller, plan: Plan) -> None:
    guideline = factories.create_guideline(plan=plan, code="F-09")
    kept = factories.create_citation(guideline=guideline, cited_document="KG", cited_section="4", cited_line="12")
    body = {"citations": [{"cited_section": "7"}, {"cited_section": "4"}]}
    assert coordinator.patch("api-guideline", "KLIMA", "F-09", body=body).status_code == 200
    kept.refresh_from_db()
    assert (kept.cited_document, kept.cited_section, kept.cited_line) == ("KG", "4", "12")
    assert guideline.citations.count() == 2


def test_words_of_an_adopted_plan_need_a_reason(coordinator: Caller) -> None:
    code = coordinator.post("api-guideline-list", "KLIMA", body=WHOLE).json()["code"]
    refused = coordinator.patch("api-guideline", "KLIMA", code, body={"gist": "Noe annet."})
    assert refused.json()["errors"] == [{"field": "reason", "message": "Skriv hvorfor ordlyden endres."}]
    told = coordinator.patch("api-guideline", "KLIMA", code, body={"gist": "Noe annet.", "reason": "Feil gjengitt"})
    assert told.json()["gist"] == "Noe annet."
    assert EarlierWording.objects.get().reason == "Feil gjengitt"


def test_what_somebody_has_changed_meanwhile_is_not_written_over(coordinator: Caller) -> None:
    made = coordinator.post("api-guideline-list", "KLIMA", body=WHOLE)
    code, read = made.json()["code"], made["ETag"]
    first = coordinator.patch("api-guideline", "KLIMA", code, body={"citations": []}, if_match=read)
    late = coordinator.patch("api-guideline", "KLIMA", code, body={"years": "2025"}, if_match=read)
    assert (first.status_code, late.status_code) == (200, 412)
    assert Guideline.objects.get().years == "2024"


def test_a_guideline_that_goals_answer_is_not_deleted(coordinator: Caller, plan: Plan) -> None:
    code = coordinator.post("api-guideline-list", "KLIMA", body=WHOLE).json()["code"]
    goal = factories.create_goal(plan=plan)
    goal.guidelines.add(Guideline.objects.get())
    refused = coordinator.delete("api-guideline", "KLIMA", code, reason="Opphevet")
    words = "1 mål svarer på føringen. Ta føringen bort fra målet før du sletter den."
    assert (refused.status_code, refused.json()["detail"]) == (409, words)
    goal.guidelines.clear()
    why = {"field": "reason", "message": "Skriv hvorfor føringen slettes."}
    assert coordinator.delete("api-guideline", "KLIMA", code).json()["errors"] == [why]
    assert coordinator.delete("api-guideline", "KLIMA", code, reason="Opphevet").status_code == 204
    assert AuditEvent.objects.get(action="planning.guideline.deleted").reason == "Opphevet"


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.LEADER, 403), (None, 404)])
def test_only_those_who_write_the_plan_do(plan: Plan, role: Role | None, status: int) -> None:
    factories.create_guideline(plan=plan, code="F-01")
    asking = caller(plan if role else factories.create_plan(), role or Role.COORDINATOR, *Scope)
    answers = [
        asking.post("api-guideline-list", "KLIMA", body=WHOLE),
        asking.patch("api-guideline", "KLIMA", "F-01", body={"years": "2025"}),
        asking.delete("api-guideline", "KLIMA", "F-01", reason="Feil"),
    ]
    assert {answer.status_code for answer in answers} == {status}
    assert not Edit.objects.exists()


def test_a_stranger_and_a_key_that_only_reads_do_not_write(client: Client, plan: Plan) -> None:
    answer = client.post(reverse("api-guideline-list", args=["KLIMA"]), WHOLE, content_type="application/json")
    assert answer.status_code == 401
    reads = caller(plan, Role.COORDINATOR, Scope.READ)
    assert reads.post("api-guideline-list", "KLIMA", body=WHOLE).status_code == 403


def test_what_a_program_did_can_be_undone_on_the_page(coordinator: Caller) -> None:
    code = coordinator.post("api-guideline-list", "KLIMA", body=WHOLE).json()["code"]
    coordinator.patch("api-guideline", "KLIMA", code, body={"citations": [ONE_MORE], "years": "2025"})
    browser = Client()
    browser.force_login(coordinator.person)
    browser.post(reverse("edit-undo", args=["KLIMA"]), {"endring": Edit.objects.latest("pk").pk})
    assert told_of(coordinator.get("api-guideline", "KLIMA", code)) == WHOLE
