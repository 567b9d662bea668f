"""A coordinator makes a plan from nothing, adds two focus areas, puts them in order, and has it adopted."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Role
from planning.models import Plan
from tests import factories
from tests.browser.accessibility import PHONE, accessibility_problems, follow, press, wider_than_screen
from tests.browser.conftest import DESKTOP

PLAN = "/planer/klima-og-energiplan-2027/"


@pytest.fixture
def served(live_server: LiveServer) -> str:
    home = factories.create_municipality(number="3909", name="Larvik")
    factories.create_plan(municipality=home, title="Forrige plan", code="FORRIGE")
    factories.create_user(role=Role.COORDINATOR, municipality=home, username="kari", first_name="Kari", last_name="Moe")
    return str(live_server.url)


def log_in(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Brukernavn").fill("kari")
    page.get_by_label("Passord").fill(factories.PASSWORD)
    press(page, "Logg inn")
    expect(page.get_by_role("button", name="Logg ut")).to_be_visible()


def check(page: Page) -> None:
    """Everybody can read the page as it stands, on a wide screen and on a phone."""
    sizes: tuple[ViewportSize, ...] = (PHONE, DESKTOP)
    for size in sizes:
        page.set_viewport_size(size)
        assert accessibility_problems(page) == []
        assert not wider_than_screen(page)


def add_area(page: Page, button: str, title: str) -> None:
    follow(page, button)
    page.get_by_label("Tittel").fill(title)
    check(page)
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text(f"«{title}» er lagt til.")).to_be_visible()


def make_plan(page: Page) -> None:
    follow(page, "Ny plan")
    page.get_by_role("button", name="Opprett utkastet").click()
    expect(page.get_by_text("Dette må rettes")).to_be_visible()
    check(page)
    page.get_by_label("Gjelder fra år").fill("2027")
    page.get_by_label("Gjelder til og med år").fill("2030")
    page.get_by_label("Tittel").fill("Klima- og energiplan")
    page.get_by_label("Tittel").press("Tab")
    expect(page.get_by_label("Kort navn i adressen")).to_have_value("klima-og-energiplan-2027")
    page.get_by_role("button", name="Opprett utkastet").click()
    expect(page.get_by_text("Planen er tom ennå")).to_be_visible()
    check(page)


def test_a_plan_is_written_put_in_order_and_adopted(page: Page, served: str) -> None:
    log_in(page, f"{served}/planer/")
    page.goto(f"{served}/planer/")
    make_plan(page)
    add_area(page, "Legg til det første innsatsområdet", "Transport")
    add_area(page, "Legg til innsatsområde", "Natur")
    check(page)

    up = page.get_by_role("button", name="Flytt «Natur» opp")
    up.click()
    expect(page.get_by_role("heading", level=3)).to_have_text(["Natur", "Transport"])
    # The same button again, so that a keyboard goes on where it was.
    expect(up).to_be_focused()
    up.press("Enter")
    expect(page.get_by_text("«Natur» står øverst allerede.")).to_be_visible()

    page.get_by_role("link", name="Vedta planen").click()
    expect(page.get_by_text("Planen har ingen mål.")).to_be_visible()
    check(page)
    factories.create_goal(plan=Plan.objects.get(title="Klima- og energiplan"), text="Mindre utslipp")
    page.reload()
    page.get_by_role("textbox", name="Vedtak", exact=True).fill("KST-45/26")
    page.get_by_label("Vedtatt dato").fill("2026-01-15")
    check(page)
    page.get_by_role("button", name="Vedta planen").click()
    expect(page.get_by_text("Planen er vedtatt. Alle i kommunen kan lese den nå.")).to_be_visible()
    check(page)


def test_adopted_words_are_changed_told_of_and_taken_back(page: Page, served: str) -> None:
    area = factories.create_focus_area(plan=Plan.objects.get(), code="OMR", title="Oppvekst")
    factories.create_theme(focus_area=area, title="Skole")
    log_in(page, f"{served}/planer/FORRIGE/rediger/")
    check(page)
    page.goto(f"{served}/planer/FORRIGE/rediger/omrader/OMR/")
    page.get_by_label("Tittel").fill("Læring")
    page.get_by_role("button", name="Lagre").click()
    expect(page.get_by_text("Skriv hvorfor ordlyden endres.").first).to_be_visible()
    check(page)
    page.get_by_label("Hvorfor endres ordlyden?").fill("Bredere enn før")
    press(page, "Lagre")
    page.get_by_role("link", name="Endringer").click()
    expect(page.get_by_text("Bredere enn før")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Angre siste endring").click()
    expect(page.get_by_text("Angret: Innsatsområde endret: Oppvekst")).to_be_visible()
    page.get_by_role("link", name="Tidligere ordlyder").click()
    expect(page.get_by_text("Endringen ble angret.")).to_be_visible()
    check(page)
    page.goto(f"{served}/planer/FORRIGE/rediger/omrader/OMR/slett/")
    check(page)


def test_a_plan_is_written_without_javascript(plain: Page, served: str) -> None:
    log_in(plain, f"{served}/planer/ny/")
    plain.get_by_label("Tittel").fill("Klima- og energiplan")
    plain.get_by_label("Gjelder fra år").fill("2027")
    plain.get_by_label("Gjelder til og med år").fill("2030")
    plain.get_by_role("button", name="Opprett utkastet").click()
    expect(plain).to_have_url(f"{served}{PLAN}rediger/")
    for title in ("Transport", "Natur"):
        plain.goto(f"{served}{PLAN}rediger/nytt-omrade/")
        plain.get_by_label("Tittel").fill(title)
        press(plain, "Lagre")
    press(plain, "Flytt «Natur» opp")
    expect(plain.get_by_role("heading", level=3)).to_have_text(["Natur", "Transport"])
