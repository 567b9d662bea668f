"""A coordinator goes from a goal to a judged target: with the keyboard alone, without scripts, and on a phone."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Role
from indicators.models import RegionKind
from planning.models import PlanStatus
from targets.models import Target
from tests import factories
from tests.browser.accessibility import follow, press
from tests.browser.conftest import PASSWORD
from tests.browser.test_bringing_figures import problems_of
from tests.browser.test_leader_journey import log_in

NEW_GOAL, NEW_TARGET = "/planer/P/rediger/mal/nytt/", "/planer/P/rediger/mal/M-01/maltall/nytt/"


@pytest.fixture
def address(live_server: LiveServer) -> str:
    """A draft with one focus area, and two indicators that have figures for the municipality."""
    plan = factories.create_plan(code="P", title="Plan for alle", status=PlanStatus.DRAFT, period_to=2033)
    factories.create_focus_area(plan=plan, code="OKO", title="Økonomi")
    factories.create_guideline(plan=plan, title="Kommuneloven")
    home = factories.create_region(code=plan.municipality.number, name="Hjemme", kind=RegionKind.MUNICIPALITY)
    for code, name in (("fond", "Disposisjonsfond i prosent av brutto driftsinntekter"), ("gjeld", "Netto lånegjeld")):
        indicator = factories.create_indicator(code=code, name_nb=name, unit="prosent", decimals=1, direction="up")
        for period, literal in (("2021", "9.1"), ("2022", "8.4"), ("2023", "7.9"), ("2024", "7.2")):
            factories.create_observation(indicator=indicator, region=home, literal=literal, period=period)
    factories.create_user(
        role=Role.COORDINATOR, municipality=plan.municipality, username="koordinator", password=PASSWORD
    )
    return str(live_server.url)


def tab_to(page: Page, name: str) -> None:
    """On with the tabulator until the focus is on the button, link or field of that name."""
    page.wait_for_load_state()
    for _step in range(60):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "(e => (e.labels && e.labels[0] ? e.labels[0].textContent : e.textContent) || '')(document.activeElement)"
        )
        if name in focused:
            return
    raise AssertionError(f"the keyboard never comes to {name}")


def test_from_the_goal_to_a_judged_target_with_the_keyboard_alone(page: Page, address: str) -> None:
    log_in(page, address, "koordinator")
    page.goto(f"{address}{NEW_GOAL}")
    tab_to(page, "Målet")
    page.keyboard.type("Kommunen har råd til å ta vare på innbyggerne.")
    tab_to(page, "Lagre målet")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Målet er lagret.")
    tab_to(page, "Legg til måltall")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nytt måltall")
    tab_to(page, "Finn indikatoren")
    page.keyboard.type("brutto dispo")
    expect(page.get_by_role("button", name="Velg Disposisjonsfond")).to_be_visible()
    tab_to(page, "Velg Disposisjonsfond")
    page.keyboard.press("Enter")
    # What was chosen stands there, and the focus is where the next question is.
    expect(page.get_by_label("Holde seg over en grense")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.get_by_label("Minst", exact=True)).to_be_visible()
    tab_to(page, "Minst")
    page.keyboard.type("8,5")
    preview = page.locator("#forhandsvisning")
    expect(preview).to_contain_text("7,2 % i 2024, 1,3 prosentpoeng under kravet på minst 8,5 %")
    expect(preview.locator("svg").first).to_be_attached()
    assert not Target.objects.exists()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Måltallet er lagret og vurdert.")
    expect(page.locator(".pp-sentence").first).to_contain_text("1,3 prosentpoeng under kravet på minst 8,5 %")


def test_it_works_without_javascript(plain: Page, address: str) -> None:
    log_in(plain, address, "koordinator")
    plain.goto(f"{address}{NEW_GOAL}")
    plain.get_by_label("Målet", exact=True).fill("Kommunen har råd.")
    press(plain, "Lagre målet")
    follow(plain, "Legg til måltall")
    plain.get_by_label("Finn indikatoren").fill("disposisjonsfond")
    press(plain, "Søk")
    press(plain, "Velg Disposisjonsfond")
    plain.get_by_label("Nå en verdi innen en frist").check()
    press(plain, "Vis feltene")
    expect(plain.get_by_label("Utgangspunkt: verdi")).to_have_value("7,2")
    plain.get_by_label("Verdien som skal nås").fill("10.5")
    press(plain, "Forhåndsvis")
    expect(plain.locator("#forhandsvisning svg").first).to_be_attached()
    assert not Target.objects.exists()
    plain.get_by_role("button", name="Lagre måltallet").click()
    expect(plain.get_by_text("Måltallet er lagret og vurdert.")).to_be_visible()


def test_every_state_can_be_read_by_everyone_and_fits_a_phone(page: Page, address: str) -> None:
    log_in(page, address, "koordinator")
    page.goto(f"{address}{NEW_GOAL}")
    found = problems_of(page, "goal-empty")
    press(page, "Lagre målet")
    found += problems_of(page, "goal-errors")
    page.get_by_label("Målet", exact=True).fill("Kommunen har råd.")
    press(page, "Lagre målet")
    found += problems_of(page, "goal-saved")
    page.goto(f"{address}{NEW_TARGET}")
    found += problems_of(page, "target-empty")
    press(page, "Lagre måltallet")
    found += problems_of(page, "target-errors")
    page.get_by_label("Finn indikatoren").fill("prosent")
    page.get_by_role("button", name="Velg Disposisjonsfond").click()
    expect(page.get_by_label("Holde seg over en grense")).to_be_focused()
    page.get_by_label("Nå en verdi innen en frist").check()
    page.get_by_label("Verdien som skal nås").fill("10,5")
    page.get_by_label("Utgangspunkt: periode").fill("2021")
    page.get_by_label("Utgangspunkt: verdi").fill("9,1")
    expect(page.locator("#forhandsvisning .pp-light")).to_contain_text("Ikke i rute")
    found += problems_of(page, "target-preview")
    page.get_by_role("button", name="Lagre måltallet").click()
    expect(page.get_by_role("status")).to_contain_text("Måltallet er lagret og vurdert.")
    found += problems_of(page, "target-saved")
    for name in ("mal", "maltall"):
        page.goto(f"{address}/planer/P/rediger/{name}/")
        found += problems_of(page, f"table-{name}")
    page.get_by_label("Frist: ").fill("snart")
    press(page, "Lagre alt")
    found += problems_of(page, "table-errors")
    page.goto(f"{address}/planer/P/rediger/indikatorer/?tekst=lån")
    found += problems_of(page, "search")
    page.goto(f"{address}/planer/P/maltall/T-01/slett/")
    found += problems_of(page, "target-delete")
    assert found == []
