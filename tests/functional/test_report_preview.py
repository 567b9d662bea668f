"""The preview of a report: made as a job that tells how far it has come, kept to be read, and never shown as newer."""

import json
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
import time_machine
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from accounts.models import Job, JobState, Municipality, Role
from planning.models import Plan
from reporting.models import ReportFile
from reporting.tasks import clear_old_report_files, take_up_lost_reports
from tests import a_report, factories
from tests.a_report import PREVIEW

NOW = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)
CHOSEN = {"rapport": "annual/KPS", "ar": "2025", "sprak": "nb", "format": "docx", "handling": "forhandsvis"}
home, plan = a_report.home, a_report.plan


@pytest.fixture
def reader(client: Client, home: Municipality) -> Client:
    client.force_login(factories.create_user(username="leser", role=Role.READER, municipality=home))
    return client


def ask(client: Client, address: str = PREVIEW, chosen: dict[str, str] | None = None, *, is_made: bool = True) -> str:
    """Where the button leads, at once or when the worker is done."""
    with TestCase.captureOnCommitCallbacks(execute=is_made):
        return client.post(address, chosen or {}).headers["Location"]


def page_of(client: Client, address: str = PREVIEW) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(strip_tags(answer.content.decode()).replace("\u00a0", " ").split())


def test_what_is_read_is_the_report_with_the_moment_it_was_made(reader: Client, plan: Plan) -> None:
    with time_machine.travel(NOW, tick=False):
        job_page = ask(reader, "/rapporter/", CHOSEN)
    assert job_page == f"/jobber/{Job.objects.get().pk}/"
    Plan.objects.filter(pk=plan.pk).update(title="Noe annet")
    answer = reader.get(PREVIEW)
    page = page_of(reader)
    assert "Forhåndsvisning. Tall og tekster er slik de var 1. mars 2026 10:05." in page
    assert "Disposisjonsfond er 6,1" in page
    assert ("Samfunnsdelen" in page, "Noe annet" in page) == (True, False)
    # The link past everything stays the first stop of the keyboard.
    stops = [answer.content.index(one) for one in (b'class="skip"', b'<aside class="pp-frame"', b"<header>")]
    assert stops == sorted(stops)
    policy = answer.headers["Content-Security-Policy"]
    # Its own style and that of the frame around it, the button of the frame, and nothing else.
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert (policy.count("sha256-"), "form-action 'self'" in policy, "unsafe" in policy) == (2, True, False)
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_made_anew_it_takes_the_place_of_the_one_before(reader: Client, plan: Plan) -> None:
    with time_machine.travel(NOW, tick=False):
        ask(reader)
    Plan.objects.filter(pk=plan.pk).update(title="Noe annet")
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        ask(reader)
    page = page_of(reader)
    assert ("11:05" in page, "10:05" in page, "Noe annet" in page) == (True, False, True)
    assert (ReportFile.objects.count(), Job.objects.count()) == (1, 1)


def test_what_is_asked_for_in_other_words_is_another_preview(reader: Client, plan: Plan) -> None:
    ask(reader)
    ask(reader, PREVIEW.replace("2025", "2024"))
    assert ReportFile.objects.count() == 2
    assert "Årsrapport 2025" in page_of(reader)


def test_while_it_is_made_the_page_of_the_job_tells_how_far_it_is_and_then_leads_on(reader: Client, plan: Plan) -> None:
    address = ask(reader, is_made=False)
    assert reader.get(PREVIEW).headers["Location"] == address
    # Whoever is impatient gets the one that is being made.
    assert ask(reader, is_made=False) == address
    job = Job.objects.get()
    Job.objects.update(state=JobState.RUNNING, started_at=NOW, done_count=3)
    assert "Forhåndsvisning av årsrapport 2025" in page_of(reader, address)
    shown = reader.get(address).content.decode()
    assert "3 kapitler er klare …" in shown
    assert reader.get(address).context["page"].crumbs == [("Rapporter", "/rapporter/")]
    # Nobody knows how many there will be, so the bar does not pretend to.
    assert "<progress aria-label" in shown
    Job.objects.update(state=JobState.WAITING)
    take_up_lost_reports()
    with time_machine.travel(datetime.now(UTC) + timedelta(minutes=11), tick=False):
        take_up_lost_reports()
    job.refresh_from_db()
    assert job.state == JobState.DONE
    polled = reader.get(f"{address}?sett=running-3-0-", headers={"HX-Request": "true"})
    assert unquote(json.loads(polled.headers["HX-Trigger"])["leadson"]) == PREVIEW
    # Whoever comes to the page when it is over stays there.
    assert "HX-Trigger" not in reader.get(address).headers
    assert "Les forhåndsvisningen" in page_of(reader, address)


def test_one_that_is_stopped_leaves_nothing_and_can_be_made_again(reader: Client, plan: Plan) -> None:
    address = ask(reader, is_made=False)
    reader.post(f"{address}avbryt/")
    assert "Avbrutt. Det ble ikke laget noen forhåndsvisning." in page_of(reader, address)
    assert "Lag forhåndsvisning" in page_of(reader)
    ask(reader)
    assert "Disposisjonsfond er 6,1" in page_of(reader)


def test_a_new_one_that_fails_leaves_the_one_before_with_its_own_moment(reader: Client, plan: Plan) -> None:
    with time_machine.travel(NOW, tick=False):
        ask(reader)
    address = ask(reader, is_made=False)
    Job.objects.filter(state=JobState.WAITING).update(state=JobState.FAILED, finished_at=NOW)
    assert "Det ble ikke laget noen forhåndsvisning." in page_of(reader, address)
    assert "slik de var 1. mars 2026 10:05" in page_of(reader)


def test_it_is_the_persons_own_and_no_file(reader: Client, plan: Plan, home: Municipality) -> None:
    ask(reader)
    file = ReportFile.objects.get()
    assert "Du har ikke bedt om noen fil" in page_of(reader, "/rapporter/")
    assert reader.get(f"/rapporter/filer/{file.pk}/").status_code == 404
    other = Client()
    other.force_login(factories.create_user(role=Role.COORDINATOR, municipality=home))
    assert "Lag forhåndsvisning" in page_of(other)
    assert other.get(f"/jobber/{file.job_id}/").status_code == 404
    assert other.post(f"/jobber/{file.job_id}/avbryt/").status_code == 404
    reader.get(PREVIEW)
    Plan.objects.update(status="draft")
    assert reader.get(PREVIEW).status_code == 404


def test_nothing_is_made_of_what_is_not_there(reader: Client, plan: Plan) -> None:
    for address in (PREVIEW.replace("KPS", "ANNEN"), PREVIEW.replace("2025", "x"), "/rapporter/forhandsvis/"):
        assert (reader.get(address).status_code, reader.post(address).status_code) == (404, 404)
    assert not Job.objects.exists()


def test_to_read_it_composes_nothing(reader: Client, plan: Plan) -> None:
    ask(reader)
    with CaptureQueriesContext(connection) as captured:
        reader.get(PREVIEW)
    assert len(captured) <= 8


def test_it_is_kept_as_long_as_files_are(reader: Client, plan: Plan) -> None:
    ask(reader)
    with time_machine.travel(datetime.now(UTC) + timedelta(days=31), tick=False):
        clear_old_report_files()
    assert (ReportFile.objects.count(), Job.objects.count()) == (0, 0)
