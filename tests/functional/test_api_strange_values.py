"""Every parameter and every part of an address of the open API, asked for with what nobody meant to write.

The cases are those of the description (docs/openapi.yaml). No answer is a fault of ours, and what is wrong is told as
a problem document.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.conf import settings as django_settings
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse
from pytest_django import DjangoDbBlocker, Settings

from accounts.models import User
from tests.permissions.matrix import CASES
from tests.permissions.world import World, create_world
from tests.savings_figures import small_world
from tests.strange_values import STRANGE, some_strange

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DOCUMENT = yaml.load(
    (Path(django_settings.BASE_DIR) / "docs/openapi.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
PATHS = sorted(path for path, methods in DOCUMENT["paths"].items() if "get" in methods)
# All strange values are asked of every parameter of these, and a part of them of all others.
WHOLE = ("/api/v1/plans/", "/api/v1/observations/", "/api/v1/light-changes/", "/api/v1/comparison/")
# Without these there is no answer, whatever else is asked.
NEEDED = {"region": "3909", "indicator": "felles"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, and the words of each address that there is something at."""

    coordinator: User
    words: dict[str, dict[str, str]]


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Asked]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = create_world()
        small_world()
        coordinator = made.people["coordinator"]
        assert coordinator is not None
        yield Asked(coordinator, words_of_addresses(made))
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def often(settings: Settings) -> None:
    settings.API_RATES = dict.fromkeys(settings.API_RATES)


@pytest.mark.parametrize("path", PATHS)
def test_no_question_is_too_strange(world: Asked, path: str) -> None:
    coordinator, stranger = Client(raise_request_exception=False), Client(raise_request_exception=False)
    coordinator.force_login(world.coordinator)
    is_open = {} in DOCUMENT["paths"][path]["get"]["security"]
    faults = {}
    for number, address in enumerate(strange_addresses(world, path)):
        # In turns, for each is answered by a rule of its own.
        client = stranger if is_open and number % 2 else coordinator
        if fault := fault_in(client, address):
            faults[address[:200]] = fault
    assert faults == {}


def strange_addresses(world: Asked, path: str) -> Iterator[str]:
    parameters = DOCUMENT["paths"][path]["get"].get("parameters", [])
    there = world.words[path]
    names = {place: [one["name"] for one in parameters if one["in"] == place] for place in ("path", "query")}
    for name in names["path"]:
        yield from (filled(path, there | {name: value}) for value in some_strange(path + name, parts=3))
    for name in (*names["query"], "ukjent"):
        values = STRANGE if path in WHOLE else some_strange(path + name)
        rest = [f"{other}={NEEDED[other]}" for other in names["query"] if other in needed(parameters) - {name}]
        for said in (name, f"{name}=", f"{name}=1&{name}=2", *(f"{name}={value}" for value in values)):
            yield f"{filled(path, there)}?{'&'.join([*rest, said])}"


def needed(parameters: list[dict[str, Any]]) -> set[str]:
    return {one["name"] for one in parameters if one.get("required")}


def filled(path: str, words: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda part: words[part[1]], path)


def words_of_addresses(world: World) -> dict[str, dict[str, str]]:
    """What the matrix asks each address for, by its path in the description; what is there rather than what is not."""
    found: dict[str, dict[str, str]] = {}
    for case in sorted(CASES, key=lambda one: one.answers["coordinator"] == 200):
        if case.name.startswith("api-"):
            match = resolve(reverse(case.name, args=case.arguments(world)))
            path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: f"{{{described(part[1])}}}", match.route)
            found[path] = {described(name): str(word) for name, word in match.kwargs.items()}
    return found | {"/api/v1/regions/{code}/": {"code": "3909"}, "/api/v1/regions/{code}/lineage/": {"code": "3909"}}


def described(name: str) -> str:
    return "id" if name == "pk" else name


def fault_in(client: Client, address: str) -> str:
    """What is wrong with the answer; nothing where it is as it should be."""
    try:
        with transaction.atomic():
            answer: Any = client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    except Exception as error:  # noqa: BLE001 whatever it is, it is a fault
        return repr(error)[:300]
    if answer.status_code >= 500:
        return f"{answer.status_code} {answer.exc_info[1]!r}"[:300] if answer.exc_info else str(answer.status_code)
    if answer.status_code == 200:
        return "" if body else "nothing"
    is_problem = answer.headers.get("Content-Type") == "application/problem+json"
    return (
        "" if is_problem and answer.json()["status"] == answer.status_code else f"{answer.status_code} {body[:100]!r}"
    )
