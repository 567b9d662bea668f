"""Deleting a draft on its page: what goes, the name to write, and plans that stay."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import JobState, Role
from planning.models import Goal, Plan, PlanStatus
from targets.services.assessment import run_assessment_job
from tests import factories

PAGE = "/planer/UTKAST/rediger/slett/"
HUB = "/planer/UTKAST/rediger/"


@pytest.fixture
def draft() -> Plan:
    plan = factories.create_plan(code="UTKAST", title="Utkastet", status=PlanStatus.DRAFT)
    area = factories.create_focus_area(plan=plan)
    target = factories.create_target(goal=factories.create_goal(plan=plan, primary_focus_area=area))
    factories.give_figure(target, "4.0")
    factories.assess(plan)
    return plan


@pytest.fixture
def coordinator(draft: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.COORDINATOR, municipality=draft.municipality))
    return client


def plain(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return str(answer.content.decode()).replace("\u00a0", " ")


def test_the_page_says_what_goes_and_that_it_is_for_good(coordinator: Client) -> None:
    assert PAGE in plain(coordinator.get(HUB))
    page = plain(coordinator.get(PAGE))
    for expected in ("1 mål", "1 måltall", "1 vurdering av lyset", "0 tiltak", "Dette kan ikke angres", "UTKAST"):
        assert expected in page
    assert Plan.objects.exists()


@pytest.mark.parametrize("code", ["", "utkast", "UTKAST-2", "x" * 101, "Utkastet"])
def test_nothing_goes_until_the_name_is_written(coordinator: Client, code: str) -> None:
    page = plain(coordinator.post(PAGE, {"code": code}))
    assert "Skriv «UTKAST» for å slette utkastet." in page
    assert Goal.objects.exists()


def test_the_draft_goes(coordinator: Client) -> None:
    page = plain(coordinator.post(PAGE, {"code": " UTKAST "}, follow=True))
    assert "Utkastet «Utkastet» er slettet." in page
    assert not Plan.objects.exists()
    assert coordinator.get(HUB).status_code == 404


def test_an_adopted_plan_says_why_it_stays(coordinator: Client, draft: Plan) -> None:
    Plan.objects.filter(pk=draft.pk).update(status=PlanStatus.ADOPTED)
    assert PAGE not in plain(coordinator.get(HUB))
    for answer, status in ((coordinator.get(PAGE), 200), (coordinator.post(PAGE, {"code": "UTKAST"}), 409)):
        page = plain(answer, status)
        assert "Planen er vedtatt, og en vedtatt plan kan ikke slettes." in page
        assert 'name="code"' not in page
    assert Goal.objects.exists()


def test_a_draft_with_a_sealed_report_says_which_one_keeps_it(coordinator: Client, draft: Plan) -> None:
    factories.create_sealed_report(draft, title="Årsrapport 2025 – Utkastet")
    for answer, status in ((coordinator.get(PAGE), 200), (coordinator.post(PAGE, {"code": "UTKAST"}), 409)):
        page = plain(answer, status)
        assert "Planen kan ikke slettes, for rapporten «Årsrapport 2025 – Utkastet» er låst og bygger på den." in page
        assert 'name="code"' not in page
    assert Goal.objects.exists()


def test_a_file_that_was_made_of_a_draft_does_not_keep_it(coordinator: Client, draft: Plan) -> None:
    factories.create_report_file(draft)
    assert "Utkastet «Utkastet» er slettet." in plain(coordinator.post(PAGE, {"code": "UTKAST"}, follow=True))
    assert not Plan.objects.exists()


def test_the_name_of_a_deleted_draft_stays_taken_where_figures_of_its_own_are_left(
    coordinator: Client, draft: Plan
) -> None:
    factories.create_observation(indicator=factories.create_indicator(namespace=draft.code))
    coordinator.post(PAGE, {"code": "UTKAST"})
    new = {"title": "Ny", "kind": "", "period_from": "2027", "period_to": "2030", "code": "Utkast"}
    assert "Navnet er i bruk. Velg et annet." in plain(coordinator.post("/planer/ny/", new))
    assert not Plan.objects.exists()


def test_a_job_that_waited_for_a_deleted_draft_ends(coordinator: Client, draft: Plan) -> None:
    job = factories.create_job(plan=draft, state=JobState.WAITING, finished_at=None)
    coordinator.post(PAGE, {"code": "UTKAST"})
    with pytest.raises(Plan.DoesNotExist):
        run_assessment_job(job_id=job.pk, on=factories.TODAY, clock=lambda: factories.NOW)
    job.refresh_from_db()
    assert job.state == JobState.FAILED
