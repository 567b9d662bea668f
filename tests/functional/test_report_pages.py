"""The pages of reports: made as files, looked at, sealed, and read with what was corrected since."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Job, JobState, Municipality, Role
from planning.models import Plan, PlanStatus
from reporting.models import ReportFile, ReportingRound, RoundKind, SealedReport
from reporting.tasks import take_up_lost_reports
from targets.models import Target
from tests import a_report, factories
from tests.a_report import PREVIEW
from tests.report_files import docx_texts

NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)
SEAL = "/rapporter/las/?rapport=annual/KPS&ar=2025&sprak=nb"
home, plan = a_report.home, a_report.plan


def logged_in(client: Client, home: Municipality, role: Role) -> Client:
    client.force_login(factories.create_user(username=role.value, role=role, municipality=home))
    return client


@pytest.fixture
def coordinator(client: Client, home: Municipality) -> Client:
    return logged_in(client, home, Role.COORDINATOR)


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def test_a_reader_makes_a_file_and_nobody_else_gets_it(
    client: Client, plan: Plan, django_capture_on_commit_callbacks: Any
) -> None:
    logged_in(client, plan.municipality, Role.READER)
    chosen = {"rapport": "annual/KPS", "ar": "2025", "sprak": "nb", "format": "docx", "handling": "lag"}
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/rapporter/", chosen)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/rapporter/#dine-filer")
    file = ReportFile.objects.get()
    page = text_of(client, "/rapporter/")
    assert f'href="/rapporter/filer/{file.pk}/"' in page
    assert 'hx-trigger="every' not in page
    assert "Lås rapporten" not in page
    made = client.get(f"/rapporter/filer/{file.pk}/")
    assert "Årsrapport 2025" in docx_texts(made.content)
    assert made.headers["Content-Disposition"] == 'attachment; filename="arsrapport-2025-kps.docx"'
    assert made.headers["X-Content-Type-Options"] == "nosniff"
    assert made.headers["Cache-Control"] == "private, no-store"
    assert made.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    other = logged_in(Client(), plan.municipality, Role.COORDINATOR)
    assert other.get(f"/rapporter/filer/{file.pk}/").status_code == 404
    assert other.get(f"/jobber/{file.job_id}/").status_code == 404
    assert f"/rapporter/filer/{file.pk}/" not in text_of(other, "/rapporter/")


def test_a_file_that_is_being_made_is_asked_for_again_and_can_be_stopped(coordinator: Client, plan: Plan) -> None:
    job = factories.create_job(plan=plan, kind="report_file", asked_by="coordinator", state=JobState.RUNNING)
    Job.objects.filter(pk=job.pk).update(done_count=3, finished_at=None, heard_at=NOW)
    file = factories.create_report_file(plan, by="coordinator", job=job, made_at=None, body=b"")
    part = coordinator.get("/rapporter/", headers={"HX-Request": "true"}).content.decode()
    assert 'hx-trigger="every 2s"' in part
    assert "3 kapitler er klare …" in part
    assert "<html" not in part
    assert coordinator.get(f"/rapporter/filer/{file.pk}/").status_code == 404
    assert "3 kapitler er klare …" in text_of(coordinator, f"/jobber/{job.pk}/")
    coordinator.post(f"/jobber/{job.pk}/avbryt/")
    with time_machine.travel(NOW.replace(hour=10), tick=False):
        take_up_lost_reports()
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


WRONG = [
    ({"rapport": "annual/FINS-IKKE"}, "Rapporten finnes ikke, eller du har ikke tilgang til den."),
    ({"rapport": ""}, "Velg en rapport."),
    ({"ar": "i fjor"}, "Skriv året med fire sifre, for eksempel 2025."),
    ({"ar": "12025"}, "Skriv et år mellom 1900 og 2200."),
    ({"format": "exe"}, "Velg et av formatene i listen."),
]


@pytest.mark.parametrize(("given", "line"), WRONG, ids=[row[1] for row in WRONG])
def test_wrong_choices_are_told_and_nothing_is_made(
    coordinator: Client, plan: Plan, given: dict[str, str], line: str
) -> None:
    chosen = {"rapport": "annual/KPS", "ar": "2025", "sprak": "nb", "format": "docx"} | given
    answer = coordinator.post("/rapporter/", chosen)
    assert line in answer.content.decode()
    assert not ReportFile.objects.exists()


def test_the_button_leads_to_sealing(coordinator: Client, plan: Plan) -> None:
    chosen = {"rapport": "annual/KPS", "ar": "2025", "sprak": "nb", "format": "docx", "handling": "las"}
    answer = coordinator.post("/rapporter/", chosen)
    assert answer.headers["Location"] == SEAL.replace("annual/KPS", "annual%2FKPS")


def seal(client: Client, address: str = SEAL, **said: str) -> None:
    """As the button does: the page of the job comes at once, and a worker seals."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(address, said)
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Rapporten er låst. Innholdet endres ikke mer." in page
    assert f'href="/rapporter/{SealedReport.objects.latest("pk").pk}/"' in page


def test_sealing_says_what_is_missing_and_then_seals(coordinator: Client, plan: Plan) -> None:
    asked_in = ReportingRound.objects.create(
        municipality=plan.municipality,
        kind=RoundKind.YEAR,
        period="2025",
        deadline=NOW.date(),
        opened_by="kari",
        opened_at=NOW,
    )
    asked_in.plans.add(plan)
    with time_machine.travel(NOW, tick=False):
        page = text_of(coordinator, SEAL)
        assert "Rapporteringsrunden for 2025 er åpen. Lukk den først." in page
        assert f'href="/runder/{asked_in.pk}/"' in page
        assert coordinator.post(SEAL).status_code == 409
        assert not SealedReport.objects.exists()
        ReportingRound.objects.update(closed_at=NOW, closed_by="kari")
        assert "Rapporteringsrunden" not in text_of(coordinator, SEAL)
        seal(coordinator)
    report = SealedReport.objects.get()
    page = text_of(coordinator, f"/rapporter/{report.pk}/")
    assert "Innholdet er uendret siden det ble låst." in page
    assert report.content_hash in page
    assert "Ingen av tallene i rapporten er rettet." in page
    # A new edition is asked why it comes.
    assert "Skriv hvorfor det kommer en ny utgave." in coordinator.post(SEAL).content.decode()
    assert SealedReport.objects.count() == 1


def test_a_tertial_that_is_open_is_told_before_sealing_and_stops_nobody(coordinator: Client, plan: Plan) -> None:
    assert "Se på dette først" not in text_of(coordinator, SEAL)
    factories.create_round(municipality=plan.municipality, plans=[plan], kind="tertial", period="2025T3")
    page = text_of(coordinator, SEAL)
    assert "Se på dette først" in page
    assert "<li>Runden for 3. tertial 2025 er åpen.</li>" in page
    assert "Rapporten kan ikke låses ennå" not in page
    seal(coordinator)


def test_what_was_corrected_stands_beside_the_report_that_stays(coordinator: Client, plan: Plan) -> None:
    with time_machine.travel(NOW, tick=False):
        seal(coordinator)
    report = SealedReport.objects.get()
    before = coordinator.get(f"/rapporter/{report.pk}/fil/html/").content
    read = coordinator.get(f"/rapporter/{report.pk}/les/").content
    assert (b"Ingen av tallene i rapporten er rettet." in read, without_frame(read)) == (True, before)
    factories.give_figure(Target.objects.get(), "4.8", known_from=datetime(2026, 6, 1, tzinfo=UTC))
    page = text_of(coordinator, f"/rapporter/{report.pk}/")
    assert "Disposisjonsfond: 2025 var 6,1, nå 4,8; lyset var grønt, er gult." in page
    assert "Innholdet er uendret siden det ble låst." in page
    assert "1 rettelse" in text_of(coordinator, "/rapporter/")
    answer = coordinator.get(f"/rapporter/{report.pk}/les/")
    said = answer.content.decode()
    assert without_frame(answer.content) == before
    assert "Utgave 1, låst 1. mars 2026 av coordinator." in said
    assert "<li>Disposisjonsfond: 2025 var 6,1, nå 4,8; lyset var grønt, er gult.</li>" in said
    assert f'href="/rapporter/{report.pk}/#rettelser"' in said
    # Both style sheets are let in, and nothing else.
    assert answer.headers["Content-Security-Policy"].count("sha256-") == 2
    assert coordinator.get(f"/rapporter/{report.pk}/fil/html/").content == before
    with time_machine.travel(NOW.replace(month=7), tick=False):
        seal(coordinator, begrunnelse="SSB rettet regnskapet.")
    page = text_of(coordinator, f"/rapporter/{report.pk}/")
    assert "Det finnes en nyere utgave" in page
    assert "SSB rettet regnskapet." in page
    assert "erstattet av en nyere utgave" in text_of(coordinator, "/rapporter/")
    first, second = (text_of(coordinator, f"/rapporter/{report.pk + n}/les/") for n in (0, 1))
    assert "Denne utgaven er erstattet av utgave 2, låst 1. juli 2026." in first
    assert f'href="/rapporter/{report.pk + 1}/les/"' in first
    assert "er erstattet av" not in second


def without_frame(page: bytes) -> bytes:
    """What is left when all that was put around the sealed report is taken away."""
    return re.sub(rb"<style>\n\.pp-frame.*?</aside>", b"", page, count=1, flags=re.DOTALL)


def test_a_report_without_lights_says_nothing_of_their_rule(
    coordinator: Client, plan: Plan, home: Municipality
) -> None:
    with time_machine.travel(NOW, tick=False):
        seal(coordinator)
        seal(coordinator, SEAL.replace("annual/KPS", f"status/{home.number}"))
    lights, status = SealedReport.objects.order_by("kind")
    assert "Lysene er vurdert etter regelversjon" in text_of(coordinator, f"/rapporter/{lights.pk}/")
    assert "regelversjon" not in text_of(coordinator, f"/rapporter/{status.pk}/")


def test_a_report_that_was_tampered_with_is_told(coordinator: Client, plan: Plan) -> None:
    report = factories.create_sealed_report(plan, content_hash="0" * 64)
    assert "Innholdet stemmer ikke med avtrykket" in text_of(coordinator, f"/rapporter/{report.pk}/")


@pytest.mark.parametrize("role", [Role.READER, Role.UNIT_CONTACT, Role.LEADER])
def test_only_those_who_run_rounds_seal(client: Client, plan: Plan, role: Role) -> None:
    logged_in(client, plan.municipality, role)
    assert (client.get(SEAL).status_code, client.post(SEAL).status_code) == (403, 403)
    assert client.get(PREVIEW).status_code == 200


def test_drafts_and_the_plans_of_others_are_not_there(client: Client, plan: Plan, home: Municipality) -> None:
    outsider = logged_in(Client(), factories.create_municipality(number="4003"), Role.COORDINATOR)
    sealed = factories.create_sealed_report(plan)
    for address in (SEAL, PREVIEW, f"/rapporter/{sealed.pk}/", f"/rapporter/{sealed.pk}/les/"):
        assert outsider.get(address).status_code == 404
    assert "Samfunnsdelen" not in text_of(outsider, "/rapporter/")
    Plan.objects.filter(pk=plan.pk).update(status=PlanStatus.DRAFT)
    reader = logged_in(client, home, Role.READER)
    assert reader.get(PREVIEW).status_code == 404
    assert "Årsrapport 2025" not in text_of(reader, "/rapporter/")


def test_more_files_and_reports_take_no_more_queries(coordinator: Client, plan: Plan) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            text_of(coordinator, reverse("report-list"))
        return len(captured)

    def fill(years: range) -> None:
        for year in years:
            factories.create_sealed_report(plan, year=year)
            factories.create_report_file(plan, by="coordinator", year=year)

    fill(range(2020, 2022))
    few = queries()
    fill(range(2010, 2020))
    assert queries() == few <= 22
