"""A unit contact writes about a red figure and sends it in with the keyboard alone, and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Role
from reporting.models import Commentary, CommentaryState
from tests import factories
from tests.browser.accessibility import follow
from tests.browser.test_measures import log_in


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """A round that asks the school about its red target."""
    home = factories.create_municipality(number="3909", name="Larvik")
    unit = factories.create_unit(municipality=home, name="Skole")
    plan = factories.create_plan(code="P-1", municipality=home)
    goal = factories.create_goal(plan=plan, text="Trygg økonomi", unit=unit)
    used = factories.create_used_indicator(plan=plan, indicator=factories.create_indicator(name_nb="Disposisjonsfond"))
    factories.give_figure(factories.create_target(plan=plan, goal=goal, used_indicator=used, code="T-1"), "3.1")
    today, now = timezone.localdate(), timezone.now()
    factories.assess(on=today, now=now)
    told = {"deadline": today + timedelta(days=14), "opened_at": now}
    factories.create_round(municipality=home, plans=[plan], units=[unit], **told)
    factories.create_user(role=Role.UNIT_CONTACT, municipality=home, unit=unit, username="virksomhet")
    return str(live_server.url)


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus stands on what has this name."""
    page.wait_for_load_state()
    for _ in range(60):
        page.keyboard.press("Tab")
        said = page.evaluate("document.activeElement.innerText || document.activeElement.labels?.[0]?.innerText || ''")
        if re.match(name, said.strip()):
            return
    pytest.fail(f"the keyboard does not reach {name}")


def test_with_the_keyboard_alone_what_is_typed_is_saved_by_itself_and_sent_in(page: Page, site: str) -> None:
    log_in(page, site, "virksomhet")
    tab_to(page, "Skriv for virksomheten din")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Rødt eller gult")).to_be_visible()
    tab_to(page, "Disposisjonsfond")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Faglig vurdering")).to_be_visible()
    tab_to(page, "Teksten")
    page.keyboard.press("Control+End")
    page.keyboard.type(" Skatten sviktet.")
    # After a pause; a busy machine takes its time.
    saved = re.compile(r"^\s*Lagret \d\d\.\d\d\s*$")
    expect(page.get_by_role("status").filter(has_text="Lagret")).to_have_text(saved)
    kept = Commentary.objects.get()
    assert kept.text.startswith("Ikke oppfylt: Disposisjonsfond")
    assert kept.text.endswith(" Skatten sviktet.")
    tab_to(page, "Send inn")
    page.keyboard.press("Enter")
    expect(page.get_by_text("«Disposisjonsfond» er sendt inn.")).to_be_visible()
    kept.refresh_from_db()
    assert (kept.state, kept.version) == (CommentaryState.SUBMITTED, 1)


def test_without_javascript_a_button_saves(plain: Page, site: str) -> None:
    log_in(plain, site, "virksomhet")
    follow(plain, "Skriv for virksomheten din")
    plain.get_by_role("link", name="Disposisjonsfond", exact=True).click()
    plain.get_by_label("Teksten", exact=True).fill("Skatten sviktet.")
    plain.get_by_role("button", name="Lagre", exact=True).click()
    expect(plain.get_by_text(re.compile(r"Lagret \d\d\.\d\d\."))).to_be_visible()
    plain.get_by_role("button", name="Send inn").click()
    expect(plain.get_by_text("«Disposisjonsfond» er sendt inn.")).to_be_visible()
