"""An installation where people log in at their provider only."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import FailedLogIn, Role
from tests import factories
from tests.html_text import main_text

pytestmark = pytest.mark.django_db
LOG_IN = reverse("login")
OFFERED = {
    "key": "kommunen",
    "name": "Kommunen",
    "issuer": "http://127.0.0.1:9",
    "client_id": "planpuls",
    "client_secret": "hemmelig",
}


@pytest.fixture(autouse=True)
def only_at_the_provider(settings: Settings) -> None:
    settings.OIDC_PROVIDERS, settings.PASSWORD_LOG_IN = [OFFERED], False


def test_the_page_offers_the_provider_and_no_password(client: Client) -> None:
    page = client.get(LOG_IN).content.decode()
    assert "Logg inn med Kommunen" in page
    assert 'type="password"' not in page


def test_the_right_password_is_not_even_looked_at(client: Client) -> None:
    factories.create_user(role=Role.READER, username="kari")
    answer = client.post(
        LOG_IN, {"username": "kari", "password": factories.PASSWORD}, headers={"accept-language": "nb"}
    )
    assert answer.status_code == 403
    assert "Her logger man ikke inn med passord. Bruk en av knappene." in main_text(answer.content.decode())
    assert client.get("/planer/").status_code == 302
    assert not FailedLogIn.objects.exists()
