"""The page of a job, about a plan and about a source, in every state that a job can be in."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Job, JobState, Municipality, Role
from accounts.services import report_progress
from indicators.models import Source
from planning.models import Plan
from targets.models import Assessment
from targets.services.assessment import run_assessment_job
from tests import factories


@pytest.fixture
def source() -> Source:
    return factories.create_fetched_source(name="Nøkkeltall", code="ssb-1")


@pytest.fixture
def home() -> Municipality:
    return factories.create_municipality()


def person(client: Client, home: Municipality, role: Role) -> Client:
    client.force_login(factories.create_user(role=role, municipality=home))
    return client


@pytest.fixture
def coordinator(client: Client, home: Municipality) -> Client:
    return person(client, home, Role.COORDINATOR)


def unfinished(source: Source, *, running_for: timedelta | None = None, **values: Any) -> Job:
    running = {"state": JobState.RUNNING, "started_at": timezone.now() - running_for} if running_for else {}
    return factories.create_fetch_job(source=source, finished_at=None, **running | values)


def text(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


A_WHILE = timedelta(seconds=75)
STATES = [
    pytest.param({"state": JobState.WAITING}, ["Venter på tur …", "Avbryt"], id="waiting"),
    pytest.param(
        {"running_for": A_WHILE},
        ["Ser etter nye tall …", "Har pågått i 1 minutt", "Avbryt"],
        id="running, not known how much",
    ),
    pytest.param(
        {"running_for": A_WHILE, "done_count": 3, "total_count": 24},
        ["Henter: 3 av 12 deler …", 'value="3" max="24"', "Avbryt"],
        id="fetching",
    ),
    pytest.param(
        {"running_for": A_WHILE, "done_count": 15, "total_count": 24}, ["Tar inn: 3 av 12 deler …"], id="taking in"
    ),
    pytest.param(
        {"running_for": timedelta(minutes=60, seconds=15)},
        ["Har pågått i 60 minutter.", "Det er uvanlig lenge."],
        id="running for longer than anything should",
    ),
    pytest.param(
        {"running_for": A_WHILE, "cancel_asked_at": factories.NOW},
        ["Stopper så snart delen som er i gang, er ferdig"],
        id="asked to stop",
    ),
]
ENDS = [
    pytest.param({"changed_count": 1234}, "1 234 tall er nye eller endret.", id="done"),
    pytest.param({"changed_count": 1}, "1 tall er nytt eller endret.", id="done, one figure"),
    pytest.param({"message": "De samme som sist."}, "De samme som sist.", id="done, and why nothing is new"),
    pytest.param({"changed_count": 2, "message": "X er borte."}, "endret. X er borte.", id="done, but for something"),
    pytest.param({}, "Ingen tall er nye eller endret.", id="done, nothing new"),
    pytest.param({"state": JobState.FAILED, "message": "Timeout"}, "Meldingen var: «Timeout»", id="failed"),
    pytest.param({"state": JobState.FAILED}, "Tallene er som før.", id="failed without a word"),
    pytest.param(
        {"state": JobState.CANCELLED, "message": "2 av 3 er tatt inn."}, "2 av 3 er tatt inn.", id="cancelled"
    ),
    pytest.param({"state": JobState.CANCELLED}, "Avbrutt. Ingenting ble hentet.", id="cancelled before it began"),
]


@pytest.mark.parametrize(("values", "said"), STATES)
def test_a_job_that_goes_on_says_how_far_it_is_and_asks_again(
    coordinator: Client, source: Source, values: dict[str, Any], said: list[str]
) -> None:
    page = text(coordinator, f"/jobber/{unfinished(source, **values).pk}/")
    for one in (
        *said,
        "Nøkkeltall",
        'aria-live="polite"',
        'hx-trigger="every 1s"',
        'http-equiv="refresh"',
        "Se på nytt",
    ):
        assert one in page


@pytest.mark.parametrize(("values", "said"), ENDS)
def test_a_job_that_is_over_says_what_became_of_it_and_asks_no_more(
    coordinator: Client, source: Source, values: dict[str, Any], said: str
) -> None:
    page = text(coordinator, f"/jobber/{factories.create_fetch_job(source=source, **values).pk}/")
    assert said in page
    assert 'href="/kilder/ssb-1/"' in page
    for one in ("hx-trigger", "http-equiv", "/avbryt/"):
        assert one not in page


def test_only_what_is_new_is_swapped_in_and_read_aloud(coordinator: Client, source: Source) -> None:
    job = unfinished(source, running_for=A_WHILE, done_count=3, total_count=12)
    address = f"/jobber/{job.pk}/?sett=running-3-12-"
    same = coordinator.get(address, headers={"HX-Request": "true"})
    assert same.headers["HX-Reswap"] == "none"
    report_progress(job_id=job.pk, done=4, total=12, now=timezone.now())
    new = coordinator.get(address, headers={"HX-Request": "true"})
    assert "HX-Reswap" not in new.headers
    assert "Henter: 4 av 6" in new.content.decode()
    assert b"<html" not in new.content


def test_when_it_is_over_the_button_that_stops_it_goes_away(coordinator: Client, source: Source) -> None:
    job = factories.create_fetch_job(source=source)
    update = text(coordinator, f"/jobber/{job.pk}/?sett=running-3-12-", **{"HX-Request": "true"})
    assert 'id="jobb-valg" class="pp-row" hx-swap-oob="true"' in update
    assert "Avbryt" not in update


def test_a_waiting_job_is_stopped_at_once(coordinator: Client, source: Source) -> None:
    job = unfinished(source, state=JobState.WAITING)
    answer = coordinator.post(f"/jobber/{job.pk}/avbryt/")
    job.refresh_from_db()
    assert answer.headers["Location"] == f"/jobber/{job.pk}/"
    assert job.state == JobState.CANCELLED


def test_a_running_job_is_asked_to_stop(coordinator: Client, source: Source) -> None:
    job = unfinished(source, running_for=A_WHILE)
    coordinator.post(f"/jobber/{job.pk}/avbryt/")
    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    assert job.cancel_asked_at is not None


def test_a_reader_sees_how_far_it_is_and_cannot_stop_it(client: Client, home: Municipality, source: Source) -> None:
    reader, job = person(client, home, Role.READER), unfinished(source, state=JobState.WAITING)
    assert "/avbryt/" not in text(reader, f"/jobber/{job.pk}/")
    assert reader.post(f"/jobber/{job.pk}/avbryt/").status_code == 403


def test_a_person_without_a_role_knows_of_no_job(client: Client, source: Source) -> None:
    client.force_login(factories.create_user())
    job = unfinished(source, state=JobState.WAITING)
    assert client.get(f"/jobber/{job.pk}/").status_code == 404
    assert client.post(f"/jobber/{job.pk}/avbryt/").status_code == 404


def test_other_jobs_that_belong_to_nobody_are_not_shown(coordinator: Client) -> None:
    job = Job.objects.create(kind="rydding", subject="alt", asked_by="drift", asked_at=timezone.now())
    assert coordinator.get(f"/jobber/{job.pk}/").status_code == 404


def judged_plan(home: Municipality) -> Plan:
    plan = factories.create_plan(municipality=home, title="Liten plan", code="P-1")
    factories.give_figure(factories.create_target(plan=plan), "4.0")
    return plan


def test_judging_a_plan_has_the_same_page(coordinator: Client, home: Municipality) -> None:
    plan = judged_plan(home)
    job = factories.create_job(plan=plan, state=JobState.RUNNING, finished_at=None, done_count=1, total_count=2)
    page = text(coordinator, f"/jobber/{job.pk}/")
    for one in ("Vurdering av måltall", "Liten plan", "1 av 2 måltall er vurdert …", "Avbryt", 'href="/planer/P-1/"'):
        assert one in page


def test_a_stopped_assessment_keeps_what_it_had_judged(
    coordinator: Client, home: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = judged_plan(home)
    factories.give_figure(factories.create_target(plan=plan), "6.0")
    monkeypatch.setattr("targets.services.assessment.BATCH", 1)
    job = factories.create_job(plan=plan, state=JobState.WAITING, finished_at=None)

    def clock_that_stops_it() -> Any:
        # Asked for just before the first batch.
        Job.objects.filter(pk=job.pk, state=JobState.RUNNING).update(cancel_asked_at=timezone.now())
        return timezone.now()

    run_assessment_job(job_id=job.pk, on=factories.TODAY, clock=clock_that_stops_it)
    page = text(coordinator, f"/jobber/{job.pk}/")
    assert "Avbrutt. 1 måltall ble vurdert først, og resten står som før." in page
    assert Assessment.objects.count() == 1
