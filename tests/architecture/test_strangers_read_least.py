"""Whoever is logged in reads at least everything that a stranger reads, wherever in the open API that is.

Every address that everybody may read is asked as a stranger and as everybody else, in a world where a published plan
shows figures of its own. Who is logged in may be told more of a row, and more rows; never less.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from accounts.models import User
from api.urls import urlpatterns
from indicators.models import Channel, RegionKind, Standing, ValueKind
from indicators.source_names import from_a_file
from targets.queries import table_of
from tests import factories
from tests.permissions.cases import Case
from tests.permissions.matrix import CASES
from tests.permissions.world import World, create_world
from tests.populations import counted, projected
from tests.savings_figures import small_world

pytestmark = pytest.mark.django_db
EARLY, LATE = datetime(2025, 3, 15, 7, tzinfo=UTC), datetime(2025, 6, 15, 7, tzinfo=UTC)
WHO = ("without a role", "outsider", "reader", "unit_contact", "leader", "coordinator", "administrator")
FIGURES = ("api-observation-list", "api-observations-csv", "api-observations-jsonstat", "api-population-list")
# What else is asked where the address alone says too little.
QUESTIONS: dict[str, list[dict[str, str]]] = {
    **{name: [{}, {"known_at": "2025-04-01"}, {"region": "3909"}] for name in FIGURES},
    "api-observation-list": [{}, {"vintages": "all"}, {"known_at": "2025-04-01"}, {"indicator": "VEDTATT:ind"}],
    "api-population-list": [{}, {"vintages": "all"}, {"known_at": "2025-04-01"}],
    "api-comparison": [{"indicator": code, "region": "3909"} for code in ("VEDTATT:ind", "felles", "regnet")],
    "api-indicator-derivation": [{"region": "3909"}],
    "api-savings": [{"region": "3909"}],
    "api-indicator-list": [{}, {"region": "3909"}, {"region": "PLASS"}, {"q": "ind"}],
    "api-region-list": [{}, {"kind": "area"}],
}
# Of each of these the matrix has one that is there.
REGION = {"api-region": "3909", "api-region-lineage": "3909"}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        made = create_world()
        made.people["without a role"] = factories.create_user()
        add_figures(made)
        yield made
        transaction.set_rollback(True)


def add_figures(world: World) -> None:
    """Figures of every standing and from everywhere, of the catalogue, of the published plan and of the draft."""
    small_world()
    counted("befolkning", factories.create_region(code="PLASS", kind=RegionKind.AREA), {2024: 100})
    projected("befolkning", factories.create_region(code="1234"), {2030: 90}, start="2024")
    by_hand: dict[str, Any] = {"fetch": factories.create_fetch(channel=Channel.HAND)}
    fetched: dict[str, Any] = {"fetch": factories.create_fetch(channel=Channel.SSB, source=world.source)}
    for there in (world.adopted, world.draft):
        quoted: dict[str, Any] = {"standing": Standing.CITED, "source_table": table_of(there.plan.code)}
        factories.give_figure(there.target, "1", known_from=EARLY, standing=Standing.CITED, **by_hand)
        factories.give_figure(there.target, "2", known_from=LATE, standing=Standing.CITED, note="vet", **by_hand)
        factories.give_figure(there.target, "3", period="2024", **quoted)
        factories.create_observation(indicator=world.public, period="2023", **quoted)
        shared = factories.create_used_indicator(plan=there.plan, indicator=world.public)
        target = factories.create_target(plan=there.plan, goal=there.target.goal, used_indicator=shared)
        corrected: dict[str, Any] = {"standing": Standing.CORRECTION, "kind": ValueKind.CORRECTION}
        factories.give_figure(target, "4", **corrected, **by_hand)
        factories.give_figure(target, "5", period="2022", **fetched)
        factories.give_figure(target, "6", period="2030", standing=Standing.SHOWN, kind=ValueKind.PROJECTION, **fetched)
        # A figure that says it is official, and stands where a plan quotes.
        factories.give_figure(target, "7", period="2021", source_table=table_of(there.plan.code), **fetched)
    larvik = world.adopted.target.used_indicator
    assert larvik is not None
    factories.create_observation(indicator=world.derived, region=larvik.region, standing=Standing.COMPUTED)
    factories.assess(on=date(2026, 7, 2))


def answer_to(person: User | None, address: str) -> Any:
    """What somebody who is logged in is told; nothing where it is refused."""
    assert person is not None
    client = Client()
    client.force_login(person)
    answer = client.get(address)
    return body_of(answer) if answer.status_code == 200 else answer.status_code


def open_names() -> set[str]:
    views: list[tuple[Any, str | None]] = [(pattern.callback, pattern.name) for pattern in urlpatterns]
    return {str(name) for view, name in views if view.cls.is_open and hasattr(view.cls, "get")}


def open_cases() -> list[Case]:
    """Of every open address each way in which the matrix asks it."""
    return [one for one in CASES if one.name in open_names() and one.method == "GET"]


def addresses(world: World, case: Case) -> list[str]:
    words = [REGION[case.name]] if case.name in REGION else case.arguments(world)
    return [reverse(case.name, args=words, query=question) for question in QUESTIONS.get(case.name, [{}])]


@pytest.mark.parametrize("case", [pytest.param(one, id=f"{one.name} {one.about}".strip()) for one in open_cases()])
def test_who_is_logged_in_reads_what_a_stranger_reads(world: World, case: Case) -> None:
    found: dict[tuple[str, str], list[str]] = {}
    for address in addresses(world, case):
        stranger = Client().get(address)
        if stranger.status_code == 200:
            told = body_of(stranger)
            found |= {(address, who): lacking(answer_to(world.people[who], address), told) for who in WHO}
    assert {asked: lines for asked, lines in found.items() if lines} == {}


def test_every_open_address_is_asked_for_something_that_is_there(world: World) -> None:
    """Else what is told of it above would be of nothing."""
    found = {
        case.name
        for case in open_cases()
        if any(Client().get(address).status_code == 200 for address in addresses(world, case))
    }
    assert found == open_names() - {"api-nowhere"}


def body_of(answer: Any) -> Any:
    if answer.streaming:
        return list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    if "json" not in answer.headers["Content-Type"]:
        return answer.content
    told = answer.json()
    return list(cells_of(told)) if told.get("class") == "dataset" else told


def cells_of(cube: Any) -> Iterator[dict[str, Any]]:
    """Each figure of a dataset with what it is of: where it stands in one that is larger, is another place."""
    sides = [list(cube["dimension"][name]["category"]["index"]) for name in cube["id"]]
    for place, of in enumerate(product(*sides)):
        if value := cube["value"][place]:
            yield {"of": of, "value": value}


def lacking(wider: Any, narrower: Any, path: str = "") -> list[str]:
    """Where the narrower says something that the wider does not."""
    if isinstance(narrower, Mapping) and isinstance(wider, Mapping):
        return [
            line
            for name, value in narrower.items()
            for line in LOOSE.get(name, lacking)(wider.get(name), value, f"{path}.{name}")
        ]
    if isinstance(narrower, list) and isinstance(wider, list):
        rows = [one for one in narrower if not any(lacking(other, one) == [] for other in wider)]
        return [f"{path}: {one}" for one in rows]
    # Whoever has a role is told what a file is called.
    if isinstance(narrower, str) and isinstance(wider, str) and str(from_a_file()) in narrower:
        return []
    return [] if narrower in (None, "", wider) else [f"{path}: {narrower} is {wider}"]


def at_least(wider: Any, narrower: Any, path: str) -> list[str]:
    return [] if wider >= narrower else [f"{path}: {narrower} is {wider}"]


LOOSE: Mapping[str, Callable[[Any, Any, str], list[str]]] = {"count": at_least}
