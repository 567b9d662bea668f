"""A coordinator connects a system: finds the page, is told what is wrong, sees the secret once, and tries it."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.accessibility import follow, press
from tests.browser.walking import become, look_at
from tests.fakes.receiver import Receiver


@pytest.mark.usefixtures("world")
def test_a_coordinator_connects_a_system_and_tries_it(
    screen: Page, live_server: LiveServer, receiver: Receiver
) -> None:
    become(screen, "coordinator", live_server)
    screen.goto(f"{live_server.url}/min-side/")
    follow(screen, "Varslinger til andre systemer")
    follow(screen, "Ny varsling")
    screen.get_by_label("Navn").fill("Mottaket")
    screen.get_by_label("Adresse").fill("https://10.0.0.1/")
    screen.get_by_label("En rapport er låst").check()
    screen.get_by_role("button", name="Sett opp varslingen").click()
    expect(screen.get_by_role("alert")).to_contain_text("ligger på et lukket nett")

    screen.get_by_label("Adresse").fill(receiver.address)
    press(screen, "Sett opp varslingen")
    expect(screen.get_by_role("heading", level=1)).to_have_text("Ta vare på hemmeligheten")
    secret = screen.locator("code.pp-secret").inner_text()
    assert look_at(screen) == []
    follow(screen, "Jeg har tatt vare på den")

    screen.get_by_role("button", name="Send prøvekall").click()
    expect(screen.get_by_role("row").nth(1)).to_contain_text("Tatt imot")
    expect(screen.get_by_role("row").nth(1)).to_contain_text("Svarte 200")
    (call,) = receiver.calls
    assert call.is_genuine(secret)
