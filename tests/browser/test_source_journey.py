"""An administrator adds a table, fetches it, sees how it goes, and finds the figures; somebody else stops a fetch."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import JobState, Role
from accounts.services import end_cancelled_job, report_progress
from indicators.models import Region
from tests import factories
from tests.browser.accessibility import PHONE, accessibility_problems, follow, press, wider_than_screen
from tests.fakes.pxweb import PxWeb, folkemengde, nokkeltall

PASSWORD = factories.PASSWORD


@pytest.fixture
def site(live_server: LiveServer, pxweb: PxWeb) -> str:
    """The product with one municipality, before anything is fetched, and a bank with two tables."""
    table = pxweb.add(nokkeltall())
    table.put("2.7", KOKkommuneregion0000="3909", ContentsCode="KOSAGD230000", Tid="2025")
    pxweb.add(folkemengde())
    home = factories.create_municipality(number="3909", name="Larvik")
    for role in (Role.ADMINISTRATOR, Role.COORDINATOR):
        factories.create_user(role=role, municipality=home, username=role.value)
    factories.create_plan(municipality=home)
    factories.create_indicator(
        code="netto-drift", name_nb="Netto driftsresultat i prosent av brutto driftsinntekter", unit="percent"
    )
    return str(live_server.url)


def log_in(page: Page, address: str, username: str) -> None:
    page.goto(address)
    page.get_by_label("Brukernavn").fill(username)
    page.get_by_label("Passord").fill(PASSWORD)
    press(page, "Logg inn")
    expect(page.get_by_role("button", name="Logg ut")).to_be_visible()


def add_and_fetch(page: Page) -> None:
    """From the empty list to the figures, by hand."""
    page.get_by_role("link", name="Kilder").click()
    expect(page.get_by_text("Ingen tall hentes av seg selv ennå")).to_be_visible()
    page.get_by_role("link", name="Legg til en tabell").click()
    page.get_by_label("Tabellnummer, adresse eller søkeord").fill("https://www.ssb.no/statbank/table/12134/")
    page.get_by_role("button", name="Finn tabellen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Utvalgte nøkkeltall")
    page.get_by_label("Fra og med").select_option("2020")
    page.get_by_role("button", name="Videre til indikatorene").click()
    page.get_by_label("Er den samme som «Netto driftsresultat").check()
    page.get_by_role("button", name="Legg til kilden").click()
    expect(page.get_by_text("Kilden er lagt til.")).to_be_visible()
    page.get_by_role("button", name="Hent nå").click()
    expect(page.get_by_text(re.compile("Ferdig. 360 tall er nye eller endret"))).to_be_visible()
    page.get_by_role("link", name="Til kilden").click()
    expect(page.get_by_text("I orden")).to_be_visible()
    follow(page, "Netto driftsresultat")
    expect(page.get_by_role("row", name=re.compile("Larvik.*2,7"))).to_be_visible()


def test_a_table_is_added_and_its_figures_are_there(page: Page, site: str) -> None:
    log_in(page, site, "administrator")
    add_and_fetch(page)
    assert Region.objects.get(code="3909").name == "Larvik"


def test_it_all_works_without_javascript(plain: Page, site: str) -> None:
    log_in(plain, site, "administrator")
    add_and_fetch(plain)


def test_the_size_of_a_choice_is_told_while_one_chooses(page: Page, site: str) -> None:
    log_in(page, site, "administrator")
    page.goto(f"{site}/kilder/ny/12134/")
    expect(page.locator("#storrelse")).to_contain_text("660 tall i hver henting, for 3 indikatorer.")
    page.get_by_label("Disposisjonsfond i prosent").check()
    expect(page.locator("#storrelse")).to_contain_text("220 tall i hver henting, for 1 indikator.")
    expect(page.get_by_label("Disposisjonsfond i prosent")).to_be_focused()


def test_the_field_for_another_indicator_is_there_when_it_is_meant(page: Page, site: str) -> None:
    log_in(page, site, "administrator")
    page.goto(f"{site}/kilder/ny/12134/")
    press(page, "Videre til indikatorene")
    field = page.get_by_label("Kode eller navn på indikatoren").first
    expect(field).to_be_hidden()
    page.get_by_label("Er en annen indikator som finnes").first.check()
    expect(field).to_be_visible()


def test_a_fetch_is_followed_and_stopped(page: Page, site: str) -> None:
    source = factories.create_fetched_source(code="ssb-1", name="Nøkkeltall")
    job = factories.create_fetch_job(
        source=source, state=JobState.RUNNING, finished_at=None, started_at=timezone.now() - timedelta(seconds=5)
    )
    log_in(page, site, "coordinator")
    page.goto(f"{site}/kilder/")
    page.get_by_role("link", name="Henter nå").click()
    expect(page.get_by_text("Ser etter nye tall …")).to_be_visible()
    page.get_by_role("button", name="Avbryt").focus()
    report_progress(job_id=job.pk, done=3, total=24, now=timezone.now())
    expect(page.get_by_text("Henter: 3 av 12 deler …")).to_be_visible()
    # News of the progress takes nobody away from the button.
    expect(page.get_by_role("button", name="Avbryt")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Stopper så snart delen som er i gang, er ferdig")).to_be_visible()
    expect(page.get_by_role("button", name="Avbryt")).to_have_count(0)
    end_cancelled_job(job_id=job.pk, message="Avbrutt. 3 deler blir stående.", now=timezone.now())
    expect(page.get_by_text("Avbrutt. 3 deler blir stående.")).to_be_visible()
    expect(page.get_by_text(re.compile("Det tok"))).to_be_visible()


def test_every_page_of_sources_can_be_read_by_everyone_and_fits_a_phone(page: Page, site: str) -> None:
    source = factories.create_fetched_source(code="ssb-07459", table="07459", name="Folketall", selection={"Kjonn": []})
    factories.create_source_problem(source=source, detail="KOKkommuneregion0000: " + ", ".join(["3909"] * 40))
    factories.create_source_problem(source=source, ended_at=factories.NOW)
    factories.create_mapping(source=source, code="07459:" + "Personer1" * 15)
    factories.create_fetch(source=source)
    running = {"state": JobState.RUNNING, "finished_at": None, "started_at": timezone.now()}
    jobs = [factories.create_fetch_job(source=source, **values) for values in (running, {}, {"state": JobState.FAILED})]
    log_in(page, site, "administrator")
    addresses = [
        *("/kilder/", "/kilder/ssb-07459/", "/kilder/ssb-07459/endre/", "/kilder/ssb-07459/utvalg/"),
        *("/kilder/ny/", "/kilder/ny/?tabell=region", "/kilder/ny/?tabell=zzz", "/kilder/ny/12134/"),
        *("/kilder/ny/finnes-ikke/", *(f"/jobber/{job.pk}/" for job in jobs)),
    ]
    problems = {address: problems_of(page, f"{site}{address}") for address in addresses}
    page.goto(f"{site}/kilder/ny/12134/")
    press(page, "Videre til indikatorene")
    problems["the last step"] = problems_of(page)
    assert {address: found for address, found in problems.items() if found} == {}


def problems_of(page: Page, address: str = "") -> list[str]:
    if address:
        page.goto(address)
    found = accessibility_problems(page)
    page.set_viewport_size(PHONE)
    found += ["wider than a phone"] if wider_than_screen(page) else []
    page.set_viewport_size({"width": 1280, "height": 900})
    return found
