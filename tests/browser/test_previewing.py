"""Somebody looks at a report before it is made: waits at the page of the job, is led on, and comes back past it."""

import re

from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Job, JobState
from reporting.models import ReportFile
from tests.browser.accessibility import press
from tests.browser.small_world.world import World
from tests.browser.walking import become


def test_who_waits_for_a_preview_is_led_on_and_comes_back_past_the_job(
    screen: Page, world: World, live_server: LiveServer
) -> None:
    become(screen, "coordinator", live_server)
    screen.goto(f"{live_server.url}/rapporter/")
    waiting = world.jobs["preview"]
    screen.goto(f"{live_server.url}/jobber/{waiting.pk}/")
    expect(screen.get_by_text("3 kapitler er klare …")).to_be_visible()
    ReportFile.objects.filter(job=waiting).update(
        made_at=timezone.now(), body=b"<body><h1>Klar</h1></body>", checksum="0"
    )
    Job.objects.filter(pk=waiting.pk).update(state=JobState.DONE, finished_at=timezone.now())
    screen.wait_for_url(re.compile("/rapporter/forhandsvis/"))
    expect(screen.get_by_role("heading", name="Klar")).to_be_visible()
    expect(screen.get_by_text("Tall og tekster er slik de var")).to_be_visible()
    screen.go_back()
    expect(screen).to_have_url(f"{live_server.url}/rapporter/")
    screen.go_forward()
    # The security policy of the page lets the button be sent.
    press(screen, "Lag på nytt")
    expect(screen.get_by_role("heading", name="Årsrapport 2023", level=1)).to_be_visible()
