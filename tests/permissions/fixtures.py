"""The world that the matrix is asked in, and what stands outside the database.

A module of tests takes them by their names: `world, others_to_ask, nothing_typeset = fixtures.world, …`.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker, Settings

from tests.fakes.pxweb import PxWeb, nokkeltall, utgifter
from tests.permissions.asking import session_of
from tests.permissions.world import World, create_world

# A provider of OpenID Connect at an address where nothing answers.
OFFERED = {
    "key": "kommunen",
    "name": "Kommunen",
    "issuer": "http://127.0.0.1:9",
    "client_id": "planpuls",
    "client_secret": "hemmelig",
}


@pytest.fixture(autouse=True)
def others_to_ask(pxweb: PxWeb, settings: Settings) -> None:
    """A provider of log-in, and Statistics Norway."""
    settings.OIDC_PROVIDERS = [OFFERED]
    pxweb.add(nokkeltall())
    pxweb.add(utgifter())


@pytest.fixture(autouse=True)
def nothing_typeset(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who gets a file is asked here for every role; what is in it, where it is made once."""
    monkeypatch.setattr("reporting.views.papers.fitted", lambda *_asked: (None, b"%PDF"))
    monkeypatch.setattr("reporting.views.papers.plan_deck", lambda **_asked: b"PK")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Made once. What an answer changes is undone after its test, everything after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = create_world()
        made.sessions.update({role: session_of(person) for role, person in made.people.items() if person})
        yield made
        transaction.set_rollback(True)
