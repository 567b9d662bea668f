"""An administrator before the bank of Statistics Norway, who adds a table step by step, as plain forms."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import Role
from tests import factories
from tests.fakes.pxweb import PxWeb, folkemengde, nokkeltall, utgifter

NEW = "/kilder/ny/"
KEY_FIGURES = f"{NEW}12134/"
# One of the series in that table.
RESULT = "Netto driftsresultat i prosent av brutto driftsinntekter"
Data = dict[str, Any]


@pytest.fixture
def bank(pxweb: PxWeb) -> PxWeb:
    for table in (nokkeltall(), utgifter(), folkemengde()):
        pxweb.add(table)
    return pxweb


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR))
    return client


def shown(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return shown(answer)


def press(client: Client, action: str, address: str = KEY_FIGURES, **data: Any) -> str:
    """Send the form of a step with one of its buttons; the page that follows, wherever that is."""
    answer = client.post(address, {"handling": action, **data}, follow=True)
    assert answer.status_code == 200
    return shown(answer)
