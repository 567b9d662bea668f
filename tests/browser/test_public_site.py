"""Somebody without a log-in reads how a municipality follows its plan, takes the figures along, and embeds a card."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.accessibility import PHONE, accessibility_problems, follow, wider_than_screen
from tests.public_site import create_public_plan

PAGES = ("", "om-tallene/", "omrader/OKO/", "maltall/T-1/", "maltall/T-2/", "maltall/T-1/kort/", "?sprak=en")


@pytest.fixture
def site(live_server: LiveServer) -> str:
    create_public_plan()
    return f"{live_server.url}/offentlig/P-1/"


@pytest.fixture
def elsewhere() -> Iterator["Elsewhere"]:
    """The municipality's own website: a server at another address, with one page that a test writes."""
    server = Elsewhere(("127.0.0.1", 0), OnePage)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


class Elsewhere(ThreadingHTTPServer):
    page = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/"


class OnePage(BaseHTTPRequestHandler):
    server: Elsewhere

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.server.page.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name that its kind has
        """Nothing is written to the test's output."""


def test_from_the_plan_to_the_figures_without_a_log_in(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(site)
    page.get_by_role("link", name="Økonomi").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Økonomi")
    follow(page, "Disposisjonsfond")
    expect(page.locator(".pp-light").first).to_contain_text("Nær kravet")
    page.get_by_text("Vis tabell").click()
    expect(page.get_by_role("row", name=re.compile("2025.*3,1"))).to_be_visible()
    follow(page, "Økonomi")
    page.get_by_role("link", name="Samfunnsdelen").first.click()
    expect(page).to_have_url(site)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    waiting.value.save_as(tmp_path / "tall.csv")
    assert "Disposisjonsfond" in (tmp_path / "tall.csv").read_text(encoding="utf-8-sig")
    assert page.context.cookies() == []


def test_the_language_is_kept_from_page_to_page(page: Page, site: str) -> None:
    page.goto(site)
    follow(page, "English")
    follow(page, "Økonomi")
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_everybody_can_read_every_page(page: Page, site: str, width: str) -> None:
    if width == "phone":
        page.set_viewport_size(PHONE)
    for path in PAGES:
        page.goto(f"{site}{path}")
        assert accessibility_problems(page) == [], path
        assert not wider_than_screen(page), path


def test_the_card_stands_in_a_frame_on_another_website(page: Page, site: str, elsewhere: Elsewhere) -> None:
    page.goto(f"{site}maltall/T-1/")
    page.get_by_text("Bygg inn").click()
    pasted = page.get_by_label("Lim dette inn på nettsiden").input_value()
    elsewhere.page = (
        f'<!doctype html><html lang="nb"><title>Kommunen</title><body><h1>Kommunen</h1>{pasted}</body></html>'
    )
    page.goto(elsewhere.address)
    card = page.frame_locator("iframe")
    expect(card.get_by_role("heading", name="Disposisjonsfond")).to_be_visible()
    expect(card.locator(".pp-light")).to_contain_text("Overstyrt. Beregnet: Ikke oppfylt")
    assert page.context.cookies() == []
    card.get_by_role("link", name="Les mer").click()
    expect(page).to_have_url(f"{site}maltall/T-1/")


def test_the_card_fits_where_there_is_little_room(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 280, "height": 400})
    page.goto(f"{site}maltall/T-1/kort/")
    assert not wider_than_screen(page)


def test_other_pages_stand_in_no_frame(context_quiet: Page, site: str, elsewhere: Elsewhere) -> None:
    elsewhere.page = (
        f'<!doctype html><html lang="nb"><title>Kommunen</title><iframe title="Plan" src="{site}"></iframe></html>'
    )
    context_quiet.goto(elsewhere.address)
    expect(context_quiet.frame_locator("iframe").get_by_role("heading", name="Samfunnsdelen")).to_have_count(0)


def test_it_all_works_without_javascript(plain: Page, site: str) -> None:
    plain.goto(site)
    follow(plain, "Økonomi")
    follow(plain, "Disposisjonsfond")
    plain.get_by_text("Vis tabell").click()
    expect(plain.get_by_role("row", name=re.compile("2025.*3,1"))).to_be_visible()
