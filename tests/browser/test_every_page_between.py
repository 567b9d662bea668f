"""The pages that `test_every_page.py` leaves out: every other one, for another worker to walk at the same time."""

from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.pages.every_page import PAGES
from tests.browser.small_world.world import World
from tests.browser.walking import walk


def test_every_page_between_can_be_used_by_everybody(screen: Page, world: World, live_server: LiveServer) -> None:
    assert walk(screen, world, live_server, PAGES[1::2]) == {}
