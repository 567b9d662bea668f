"""A unit contact writes why a target of the unit is red and what is done; a coordinator follows it up with the rest."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Role
from tests import factories
from tests.browser.accessibility import PHONE, accessibility_problems, follow, press, wider_than_screen

PLAN = "/planer/P-1/"
TARGET = f"{PLAN}maltall/T-1/"


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """A red target whose goal the school answers for, and a measure that is late."""
    home = factories.create_municipality(number="3909", name="Larvik")
    unit = factories.create_unit(municipality=home, name="Skole")
    plan = factories.create_plan(code="P-1", municipality=home)
    area = factories.create_focus_area(plan=plan, code="OKO")
    goal = factories.create_goal(plan=plan, text="Trygg økonomi", primary_focus_area=area, unit=unit)
    goal.focus_areas.add(area)
    used = factories.create_used_indicator(plan=plan, indicator=factories.create_indicator(name_nb="Disposisjonsfond"))
    factories.give_figure(factories.create_target(plan=plan, goal=goal, used_indicator=used, code="T-1"), "3.1")
    late = timezone.localdate().replace(year=timezone.localdate().year - 1, day=1)
    factories.create_measure(plan=plan, code="TI-01", title="Planvask", deadline=late)
    factories.create_guideline(plan=plan)
    factories.assess(on=timezone.localdate(), now=timezone.now())
    factories.create_user(role=Role.UNIT_CONTACT, municipality=home, unit=unit, username="virksomhet")
    factories.create_user(role=Role.COORDINATOR, municipality=home, username="koordinator")
    return str(live_server.url)


def log_in(page: Page, address: str, username: str) -> None:
    page.goto(address)
    page.get_by_label("Brukernavn").fill(username)
    page.get_by_label("Passord").fill(factories.PASSWORD)
    press(page, "Logg inn")
    expect(page.get_by_role("button", name="Logg ut")).to_be_visible()


def answer(page: Page, site: str) -> None:
    page.goto(f"{site}{TARGET}")
    page.get_by_role("link", name="Skriv årsak og tiltak").click()
    page.get_by_label("Hvorfor er det slik?").fill("Færre inntekter enn ventet")
    page.get_by_label("Hva skal gjøres?").fill("Bygge opp fondet")
    page.get_by_label("Frist").fill("2030-12-31")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Årsaken og tiltakene følger måltallet")).to_be_visible()
    expect(page.get_by_text("Færre inntekter enn ventet")).to_be_visible()
    expect(page.get_by_role("link", name="Bygge opp fondet")).to_be_visible()


def test_a_unit_answers_for_its_red_target_and_tells_how_the_measure_gets_on(page: Page, site: str) -> None:
    log_in(page, site, "virksomhet")
    answer(page, site)
    follow(page, "Bygge opp fondet")
    follow(page, "Oppdater framdriften")
    page.get_by_label("I gang").check()
    page.get_by_label("Prosent utført").fill("40")
    page.get_by_role("button", name="Lagre framdriften").click()
    expect(page.get_by_text(re.compile("I gang, 40")).first).to_be_visible()


def test_it_works_without_javascript(plain: Page, site: str) -> None:
    log_in(plain, site, "virksomhet")
    answer(plain, site)


def test_a_coordinator_follows_up_all_measures_and_sees_at_the_cell_what_is_wrong(page: Page, site: str) -> None:
    log_in(page, site, "koordinator")
    page.goto(f"{site}{PLAN}tiltak/oppfolging/")
    page.get_by_label("Framdrift: Planvask").select_option("done")
    page.get_by_role("button", name="Lagre alle").click()
    expect(page.get_by_text("Lagret. Endrede tiltak: 1.")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("Planvask.*Fullført"))).to_be_visible()


PAGES = {
    "list": f"{PLAN}tiltak/",
    "nothing found": f"{PLAN}tiltak/?tekst=finnesikke",
    "measure": f"{PLAN}tiltak/TI-01/",
    "new": f"{PLAN}tiltak/nytt/",
    "edit": f"{PLAN}tiltak/TI-01/endre/",
    "progress": f"{PLAN}tiltak/TI-01/framdrift/",
    "together": f"{PLAN}tiltak/oppfolging/",
    "target": TARGET,
    "cause": f"{TARGET}arsak/",
    "red thread": f"{PLAN}rod-trad/",
}
# Sent with nothing in them, these come back with what is wrong.
REFUSED = {"new": "Legg til tiltaket", "progress": "Lagre framdriften", "cause": "Lagre"}


def problems_of(page: Page) -> list[str]:
    wide = ["wider than the screen"] if wider_than_screen(page) else []
    return accessibility_problems(page) + wide


def test_every_page_can_be_read_by_everyone_and_fits_a_phone(page: Page, site: str) -> None:
    log_in(page, site, "koordinator")
    page.set_viewport_size(PHONE)
    problems: dict[str, list[str]] = {}
    for name, address in PAGES.items():
        page.goto(f"{site}{address}")
        problems[name] = problems_of(page)
        if name in REFUSED:
            page.get_by_role("button", name=REFUSED[name], exact=True).click()
            expect(page.get_by_text("Dette må rettes")).to_be_visible()
            problems[f"{name} refused"] = problems_of(page)
    assert {name: found for name, found in problems.items() if found} == {}
