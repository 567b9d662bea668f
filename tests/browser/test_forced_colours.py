"""Who has chosen all colours of the screen (Windows high contrast) sees the focus, what is chosen, and every sign."""

import re

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from accounts.models import Role
from planning.models import Plan
from tests import factories
from tests.browser.accessibility import press
from tests.browser.conftest import PASSWORD
from tests.browser.test_leader_journey import log_in

EDGE = "one => getComputedStyle(one).borderBottomColor"
RING = """() => {
    const style = getComputedStyle(document.activeElement);
    return [document.activeElement.tagName, document.activeElement.type || "", style.outlineStyle, style.outlineWidth];
}"""
# How strongly a mark stands out from what is behind it, by the brightest of its colours on a black screen.
BRIGHTEST = """svg => Math.max(...[...svg.querySelectorAll("*")].flatMap(one => {
    const style = getComputedStyle(one);
    return [style.stroke, style.fill].map(one => Math.max(...(one.match(/\\d+/g) || [0]).slice(0, 3).map(Number)));
}))"""


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="P-1")
    area = factories.create_focus_area(plan=plan)
    goal = factories.create_goal(plan=plan, primary_focus_area=area)
    goal.focus_areas.add(area)
    target = factories.create_target(plan=plan, goal=goal, code="MT")
    for year in range(2021, 2026):
        factories.give_figure(target, "4.0", period=str(year))
    factories.assess(plan)
    factories.create_publication(plan)
    user = factories.create_user(role=Role.COORDINATOR, municipality=plan.municipality, username="koordinator")
    user.set_password(PASSWORD)
    user.save()
    return plan


@pytest.fixture
def forced(page: Page, live_server: LiveServer, plan: Plan) -> Page:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    log_in(page, live_server.url, "koordinator")
    return page


@pytest.mark.django_db(transaction=True)
def test_only_the_entry_of_the_menu_that_one_is_in_is_underlined(forced: Page, live_server: LiveServer) -> None:
    forced.goto(f"{live_server.url}/indikatorer/")
    canvas = forced.evaluate("getComputedStyle(document.body).backgroundColor")
    current = forced.locator(".pp-menu a[aria-current]").first.evaluate(EDGE)
    others = {one.evaluate(EDGE) for one in forced.locator(".pp-menu a:not([aria-current])").all()}
    assert others == {canvas}
    assert current != canvas


@pytest.mark.django_db(transaction=True)
def test_everything_that_can_be_reached_has_a_ring(forced: Page, live_server: LiveServer) -> None:
    forced.goto(f"{live_server.url}/planer/P-1/utfordringer/ny/")
    rings = set()
    for _ in range(40):
        forced.keyboard.press("Tab")
        tag, kind, style, width = forced.evaluate(RING)
        if tag != "BODY":
            rings.add((tag, kind, style != "none" and float(re.sub(r"[^\d.]", "", width)) >= 2))
    assert {("INPUT", "radio", True), ("INPUT", "checkbox", True)} <= rings
    assert {one for one in rings if not one[2]} == set()


@pytest.mark.django_db(transaction=True)
def test_the_marks_that_are_explained_can_be_seen_on_black(forced: Page, live_server: LiveServer) -> None:
    forced.goto(f"{live_server.url}/forklaring/")
    marks = [one.evaluate(BRIGHTEST) for one in forced.locator(".pp-legend-marks svg").all()]
    assert marks
    assert min(marks) > 128


# Drawings of files and cards stand on the white of paper, in whose colours they are.
PAPER = (
    ("/rapporter/forhandsvis/?rapport=annual/P-1&ar=2025&sprak=nb", ".chart-wide svg"),
    (
        "/offentlig/P-1/maltall/MT/kort/",
        "svg.pp-sparkline",
    ),
)


@pytest.mark.django_db(transaction=True)
def test_a_drawing_in_the_colours_of_paper_stands_on_paper(forced: Page, live_server: LiveServer) -> None:
    behind = {}
    for address, drawing in PAPER:
        forced.goto(f"{live_server.url}{address}")
        if forced.get_by_role("button", name="Lag forhåndsvisning").is_visible():
            press(forced, "Lag forhåndsvisning")
        behind[address] = forced.locator(drawing).first.evaluate("one => getComputedStyle(one).backgroundColor")
    assert {*behind.values()} == {"rgb(255, 255, 255)"}, behind
