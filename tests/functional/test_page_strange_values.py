"""Every page is asked with what nobody meant to write in its address, and no answer is a fault of ours.

Which parameters a page takes nobody keeps a list of: they are those that it looks for while it answers.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest
from django.db import transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.fakes.pxweb import PxWeb, nokkeltall, utgifter
from tests.permissions.cases import Case
from tests.permissions.matrix import CASES
from tests.permissions.world import World, create_world
from tests.populations import counted
from tests.savings_figures import small_world
from tests.strange_values import some_strange

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# What more is looked for where this is said.
MORE = ("tabell=12362",)
# The first of these who is answered asks.
WHO = ("coordinator", "administrator", "anonymous")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = create_world()
        # So that there are savings and a population to ask of.
        larvik, _skien = small_world()
        counted("befolkning", larvik, {2024: 100})
        yield made
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def others(pxweb: PxWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statistics Norway, and no slow work."""
    pxweb.add(nokkeltall())
    pxweb.add(utgifter())
    monkeypatch.setattr("reporting.views.papers.fitted", lambda *_asked: (None, b"%PDF"))
    monkeypatch.setattr("reporting.views.papers.plan_deck", lambda **_asked: b"PK")


def pages() -> list[Case]:
    answered = [one for one in CASES if one.method == "GET" and not one.name.startswith("api-")]
    return [one for one in answered if any(one.answers[who] == 200 for who in WHO)]


@pytest.mark.parametrize("case", [pytest.param(one, id=f"{one.name} {one.about}".strip()) for one in pages()])
def test_no_page_is_asked_too_strangely(world: World, case: Case) -> None:
    client = client_of(world, next(who for who in WHO if case.answers[who] == 200))
    address = reverse(case.name, args=case.arguments(world))
    names = looked_for(client, address)
    asked = [f"{address}?{name}={value}" for name in names for value in some_strange(case.name + name)]
    # One that is wrong may keep others from being looked at, and two from being looked at together.
    asked += [
        f"{address}?{'&'.join(f'{name}={value}' for name in names)}"
        for value in some_strange(case.name)
        if len(names) > 1
    ]
    told = {one[:200]: fault_in(client, one) for one in asked}
    assert {one: fault for one, fault in told.items() if fault} == {}


def client_of(world: World, who: str) -> Client:
    found = Client(raise_request_exception=False)
    if person := world.people[who]:
        found.force_login(person)
    return found


def looked_for(client: Client, address: str) -> list[str]:
    """The parameters that a page looks for, also when there is one."""
    found: set[str] = set()
    for query in ("", "?ukjent=1", *(f"?{one}" for one in MORE)):
        with told_of(found):
            client.get(address + query)
    return sorted(found - {"ukjent"})


@contextmanager
def told_of(names: set[str]) -> Iterator[None]:
    """Each name that is looked for in an address goes into `names`."""

    class Watched(QueryDict):
        def __getitem__(self, name: str) -> Any:
            names.add(name)
            return super().__getitem__(name)

        def getlist(self, name: str, default: Any = None) -> Any:
            names.add(name)
            return super().getlist(name, default)

        def __contains__(self, name: object) -> bool:
            names.add(str(name))
            return super().__contains__(name)

    with mock.patch("django.core.handlers.wsgi.QueryDict", Watched):
        yield


def fault_in(client: Client, address: str) -> str:
    """What is wrong with the answer; nothing where it is as it should be."""
    with transaction.atomic():
        answer: Any = client.get(address)
        if answer.streaming:
            list(answer.streaming_content)
    error = answer.exc_info[1] if answer.exc_info else None
    return f"{answer.status_code} {error!r}"[:300] if answer.status_code >= 500 else ""
