"""Two people with the same page open: the later one must be told what the earlier one has saved."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import Municipality, Role, User
from planning.models import Plan, PlanStatus
from tests import factories
from tests.factories import NOW

SAID = "Kari Hansen endret dette 1. juli 2026 kl. 14.00, etter at du åpnet siden."


@pytest.fixture
def the_day() -> Iterator[None]:
    """On which everything is saved and told."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan() -> Plan:
    """What they write in."""
    return factories.create_plan(code="P", status=PlanStatus.DRAFT)


@pytest.fixture
def kari(plan: Plan) -> Client:
    """One who may save everything, in the administration too."""
    return person(plan.municipality, "kari", Role.ADMINISTRATOR, is_superuser=True)


@pytest.fixture
def ola(plan: Plan) -> Client:
    """Another."""
    return person(plan.municipality, "ola", Role.ADMINISTRATOR, is_superuser=True)


def person(home: Municipality, name: str, role: Role, **values: Any) -> Client:
    names: dict[str, Any] = {"username": name, "first_name": name.capitalize(), "last_name": "Hansen"}
    return logged_in(factories.create_user(role=role, municipality=home, **names, **values))


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(answer: Any) -> str:
    """What the page says, in one line."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))
