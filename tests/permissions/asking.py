"""Asking for an address as somebody, and what the answer comes to."""

from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.permissions.cases import LOG_IN, Answer
from tests.permissions.world import World


def session_of(person: User) -> str:
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def client_of(world: World, role: str) -> Client:
    """A browser of its own for each test, logged in since the world was made: logging in takes as long as a page."""
    client = Client()
    if role in world.sessions:
        client.cookies[settings.SESSION_COOKIE_NAME] = world.sessions[role]
    return client


def answer_to(client: Client, method: str, address: str) -> Answer:
    """The status; where it leads to the log-in page, that."""
    response: Any = client.generic(method, address)
    leads_to = response.headers.get("Location", "")
    if response.status_code == 302 and leads_to.startswith((reverse("login"), reverse("admin:login"))):
        return LOG_IN
    return int(response.status_code)
