"""Other systems that ask it, with keys, and that it tells."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from accounts.models import ApiToken, Municipality, Scope, User
from api.models import Webhook
from tests import factories


def create_webhook(home: Municipality) -> Webhook:
    """One that fails, with a call for each way it can go."""
    webhook = factories.create_webhook(municipality=home, failing_since=factories.NOW)
    answered: dict[str, Any] = {"answered_at": factories.NOW, "next_try_at": None}
    factories.create_delivery(webhook, tries=1, last_status=200, delivered_at=factories.NOW, **answered)
    said = "en-svært-lang-feilmelding-uten-mellomrom-som-ikke-får-plass-på-en-telefon"
    factories.create_delivery(
        webhook, tries=8, last_status=500, last_answer=said, given_up_at=factories.NOW, **answered
    )
    factories.create_delivery(webhook, tries=2, answered_at=factories.NOW, last_answer="Svarte ikke i tide.")
    factories.create_delivery(webhook)
    return webhook


def create_paused_webhook(home: Municipality) -> Webhook:
    told = {"name": "Arkivet", "paused_at": factories.NOW, "pause_reason": "Mottakeren svarte ikke."}
    return factories.create_webhook(municipality=home, **told)


def create_tokens(user: User) -> ApiToken:
    """One that works, one that was taken back and one that has expired."""
    now = timezone.now()
    long_ago = {"made_at": now - timedelta(days=40), "expires_at": now - timedelta(days=10)}
    factories.create_token(user=user, name="Gammelt regneark", used_at=now - timedelta(days=20), **long_ago)
    factories.create_token(user=user, name="Prøve", revoked_at=now)
    return factories.create_token(user=user, name="Saksbehandling", scopes=Scope.values, used_at=now)
