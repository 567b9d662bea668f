"""Everybody can read the page of a focus area and of the guidelines, on a desk and on a phone, folded or not."""

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import Role
from planning.models import Plan
from tests import factories
from tests.browser.accessibility import PHONE, accessibility_problems, wider_than_screen
from tests.browser.conftest import PASSWORD
from tests.browser.test_leader_journey import log_in
from tests.focus_area import create_whole_area

UNFOLD = "document.querySelectorAll('details').forEach(one => one.open = true)"
ADDRESSES = ("/planer/P-1/omrader/KLIMA/", "/planer/P-1/foringer/")


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="P-1")
    create_whole_area(plan)
    user = factories.create_user(role=Role.READER, municipality=plan.municipality, username="leser")
    user.set_password(PASSWORD)
    user.save()
    return plan


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("plan")
def test_everybody_can_read_it_and_it_fits_a_phone(page: Page, live_server: LiveServer) -> None:
    log_in(page, live_server.url, "leser")
    found: list[str] = []
    for address in ADDRESSES:
        page.goto(f"{live_server.url}{address}")
        page.evaluate(UNFOLD)
        found += accessibility_problems(page)
        desk = page.viewport_size
        page.set_viewport_size(PHONE)
        found += accessibility_problems(page) + (
            [f"{address} is wider than a phone"] if wider_than_screen(page) else []
        )
        if desk:
            page.set_viewport_size(desk)
    assert found == []
