"""The fixture `pxweb`: an empty bank that the settings point to, and nobody waits between two attempts."""

from collections.abc import Iterator

import pytest
import stamina
from pytest_django import Settings

from tests.fakes.pxweb.server import PxWeb

MOST_ATTEMPTS = 10


@pytest.fixture
def pxweb(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[PxWeb]:
    """A bank on a port of its own; `pxweb.add(nokkeltall())` gives it a table."""
    monkeypatch.setattr("indicators.services.ssb_gate.sleep", lambda _seconds: None)
    with PxWeb() as running, stamina.set_testing(True, attempts=MOST_ATTEMPTS, cap=True):
        settings.SSB_API_URL = running.address
        yield running
