"""Figures through the open API: who reads which, what was known when, and the same figures in every shape."""

import csv
import io
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role, User
from indicators.models import Channel, Standing, ValueKind
from planning.models import Plan, PlanStatus
from targets.queries import table_of
from tests import factories

pytestmark = pytest.mark.django_db

EARLY, LATE = datetime(2025, 3, 15, 7, tzinfo=UTC), datetime(2025, 6, 15, 7, 30, 15, 123456, tzinfo=UTC)
LIST, CSV = "api-observation-list", "api-observations-csv"


def asked(client: Client, name: str = LIST, **parameters: object) -> Any:
    return client.get(reverse(name), parameters)


def rows_of(client: Client, **parameters: object) -> list[dict[str, Any]]:
    answer = asked(client, **parameters)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def values_of(client: Client, **parameters: object) -> list[str | None]:
    return [row["value"] or row["missing"] for row in rows_of(client, **parameters)]


def text_of(answer: Any) -> str:
    return b"".join(answer.streaming_content).decode()


def csv_rows(client: Client, **parameters: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(asked(client, CSV, **parameters)), newline="")))


# Who reads which ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class World:
    """One figure of every kind, its value telling which it is, and people who may read more or less."""

    adopted: Plan
    draft: Plan
    people: dict[str, User | None]


@pytest.fixture
def world() -> World:
    home = factories.create_municipality()
    adopted = factories.create_plan(municipality=home, code="VEDTATT")
    factories.create_publication(adopted)
    draft = factories.create_plan(municipality=home, code="UTKAST", status=PlanStatus.DRAFT)
    unpublished = factories.create_plan(municipality=home, code="INTERN")
    make_figures()
    figure("1.0", fetch=delivery(Channel.PLAN), standing=Standing.CITED, source_table=table_of(adopted.code))
    figure("1.1", fetch=delivery(Channel.PLAN), standing=Standing.CITED, source_table=table_of(unpublished.code))
    figure("1.2", fetch=delivery(Channel.PLAN), standing=Standing.CITED, source_table=table_of(draft.code))
    conflict = table_of(adopted.code, is_conflict=True)
    figure("1.3", fetch=delivery(Channel.PLAN), standing=Standing.CITED, source_table=conflict)
    figure("2.0", indicator=factories.create_indicator(namespace=adopted.code))
    figure("2.1", indicator=factories.create_indicator(namespace=draft.code))
    people = {role.value: factories.create_user(role=role, municipality=home) for role in Role}
    stranger: dict[str, User | None] = {"stranger": None, "outsider": factories.create_user(role=Role.COORDINATOR)}
    return World(adopted, draft, people | stranger)


def make_figures() -> None:
    """What the doors of the product bring in besides plans."""
    for channel in (Channel.SSB, Channel.CSV, Channel.EXCEL, Channel.JSONSTAT):
        figure(f"3.{len(channel)}", fetch=delivery(channel))
    shown = {"kind": ValueKind.PROJECTION, "standing": Standing.SHOWN}
    figure("4.0", fetch=delivery(Channel.SSB), **shown)
    figure("4.1", fetch=delivery(Channel.CSV), **shown)
    figure("5.0", fetch=delivery(Channel.HAND), standing=Standing.CITED)
    figure("5.1", fetch=delivery(Channel.HAND), standing=Standing.CORRECTION, kind=ValueKind.CORRECTION)
    figure("5.2", fetch=delivery(Channel.CSV), standing=Standing.CORRECTION, kind=ValueKind.CORRECTION)


def delivery(channel: Channel) -> Any:
    return factories.create_fetch(channel=channel)


def figure(literal: str, **values: Any) -> Any:
    return factories.create_observation(literal=literal, **values)


OFFICIAL = ["3.3", "3.3", "3.5", "3.8"]
OPEN = sorted(["1.0", *OFFICIAL, "4.0"])
OWN = sorted([*OPEN, "1.1", "1.3", "2.0", "4.1", "5.0", "5.1", "5.2"])
READS = {
    "stranger": OPEN,
    # Whoever works in another municipality reads the catalogue's indicators as the pages show them.
    "outsider": sorted({*OWN} - {"2.0"} | set()),
    "reader": OWN,
    "unit_contact": sorted([*OWN, "1.2", "2.1"]),
    "leader": sorted([*OWN, "1.2", "2.1"]),
    "coordinator": sorted([*OWN, "1.2", "2.1"]),
    "administrator": sorted([*OWN, "1.2", "2.1"]),
}


@pytest.mark.parametrize("who", READS)
def test_a_caller_reads_what_its_role_gives_and_everybody_what_is_official(
    client: Client, world: World, who: str
) -> None:
    if person := world.people[who]:
        client.force_login(person)
    assert sorted(set(map(str, values_of(client)))) == sorted(set(READS[who]))
    assert sorted(row["value"] for row in csv_rows(client)) == sorted(map(str, values_of(client)))
