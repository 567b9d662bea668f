"""A real browser on the pages of a running server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests import services
from tests.brought import bring
from tests.browser.small_world.world import World, create_world
from tests.larvik import load_demo

AXE = Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js"
# Chromium as root needs --no-sandbox; the rest keeps it from calling home.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
# What htmx says of a question that was on its way when somebody left the page. Of an answer that is wrong it says more.
LEFT = ("htmx:afterRequest,", "htmx:sendError,", "htmx:sendAbort,")
# How many milliseconds something may be waited for: the machine may be busy with many other tests.
PATIENCE = 60_000
# Of everyone in the demo.
PASSWORD = "Vannfall-og-furu-77"

# Playwright waits in an event loop of its own, where Django would refuse the test's own look into the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=services.find("browser").address, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A person without cookies, who reads Norwegian."""
    context = browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo", viewport=DESKTOP)
    context.set_default_timeout(PATIENCE)
    context.add_init_script(path=AXE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that must not complain in the browser's console: neither scripts nor the content policy."""
    page = context.new_page()
    complaints: list[str] = []

    def keep(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(LEFT):
            complaints.append(message.text)

    page.on("console", keep)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []


@pytest.fixture
def context_quiet(context: BrowserContext) -> Page:
    """A page that may meet a 404, which the browser's console reports as an error."""
    return context.new_page()


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page of a browser that runs no scripts."""
    context = browser.new_context(java_script_enabled=False, locale="nb-NO")
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def demo(live_server: LiveServer) -> str:
    """The demo as `make demo` sets it up, served; everyone has one password."""
    bring(load_demo)
    User.objects.update(password=make_password(PASSWORD))
    return str(live_server.url)


@pytest.fixture
def world(live_server: LiveServer) -> World:
    return create_world()


@pytest.fixture
def screen(world: World, context: BrowserContext) -> Iterator[Page]:
    """A page whose scripts must not fail. It is closed before the world is taken down, so that it asks no more."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    page.close()
    assert complaints == []
