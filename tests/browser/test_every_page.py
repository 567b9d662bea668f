"""Every page in every state, for everybody: axe in light and dark, a phone's width, headings, the keyboard.

The folder `pages` lists them by area. They are walked in two modules, so that two workers can share them.
"""

from collections.abc import Callable

from django.template.loader import render_to_string
from django.urls import get_resolver
from playwright.sync_api import Page, Route
from pytest_django.live_server_helper import LiveServer

from tests.browser.pages.every_page import NOT_WALKED, PAGES
from tests.browser.small_world.world import World
from tests.browser.walking import become, look_at, walk
from tests.permissions.named_addresses import addresses


def test_every_other_page_can_be_used_by_everybody(screen: Page, world: World, live_server: LiveServer) -> None:
    assert walk(screen, world, live_server, PAGES[::2]) == {}


def test_pages_that_refuse_can_be_used_by_everybody(screen: Page, live_server: LiveServer) -> None:
    become(screen, "coordinator", live_server)
    problems: dict[str, list[str]] = {}
    answers = {"400": "400.html", "413": "413.html", "403": "403_csrf.html", "500": "500.html"}
    for address in ("/finnes-ikke/", "/kilder/ny/"):
        screen.goto(f"{live_server.url}{address}")
        problems[address] = look_at(screen)
    for code, template in answers.items():
        screen.route(f"**/svar-{code}", answering_with(template))
        screen.goto(f"{live_server.url}/svar-{code}")
        problems[code] = look_at(screen, has_skip_link=code != "500")
    assert {title: found for title, found in problems.items() if found} == {}


def test_progress_is_read_aloud_as_it_comes(screen: Page, world: World, live_server: LiveServer) -> None:
    become(screen, "coordinator", live_server)
    screen.goto(f"{live_server.url}/jobber/{world.jobs['running'].pk}/")
    told = screen.locator("[aria-live=polite]").filter(has=screen.get_by_role("progressbar", name="Framdrift"))
    assert told.count() == 1


def test_nothing_moves_for_those_who_want_it_still(screen: Page, live_server: LiveServer) -> None:
    become(screen, "coordinator", live_server)
    screen.emulate_media(reduced_motion="reduce")
    screen.goto(f"{live_server.url}/indikatorer/")
    moving = """() => [...document.querySelectorAll("*")].filter(one => {
      const look = getComputedStyle(one);
      return `${look.transitionDuration}, ${look.animationDuration}`.split(", ").some(one => parseFloat(one) > 0.01);
    }).length"""
    assert screen.evaluate(moving) == 0


def test_every_address_is_walked_or_left_out_for_a_reason() -> None:
    """A new page is a visit in the area of `pages` that it belongs to; what is no page is left out there."""
    names = {name for name, _pattern in addresses(get_resolver())}
    assert names == {visit.name for visit in PAGES} | set(NOT_WALKED)
    assert {visit.name for visit in PAGES} & set(NOT_WALKED) == set()


def answering_with(template: str) -> Callable[[Route], None]:
    """The page as Django renders it for a refused request, at the address of the server that has its style sheets."""
    body = render_to_string(template, {"color_scheme": "auto"})
    return lambda route: route.fulfill(body=body, content_type="text/html; charset=utf-8")
