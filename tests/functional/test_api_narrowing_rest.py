"""How computed indicators, service areas and edits of a plan are narrowed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from planning.models import Edit, Plan, PlanStatus
from tests import factories

pytestmark = pytest.mark.django_db


def listed(client: Client, name: str, field: str, *words: str, **asked: str) -> list[Any]:
    answer = client.get(reverse(name, args=words), asked)
    assert answer.status_code == 200, answer.content
    return [one[field] for one in answer.json()["results"]]


@pytest.fixture
def plan() -> Plan:
    """Published; it measures by an indicator in one area, and a draft by one in another."""
    plan = factories.create_plan(code="KLIMA")
    draft = factories.create_plan(code="UTKAST", status=PlanStatus.DRAFT, municipality=plan.municipality)
    school, roads = factories.create_service_area(name="Skole"), factories.create_service_area(name="Vei")
    pupils = factories.create_indicator(code="elever", name_nb="Elever", service_area=school)
    cars = factories.create_indicator(code="biler", name_nb="Biler", service_area=roads)
    per_school = factories.create_indicator(code="andel", name_nb="Andel elever", service_area=school)
    per_road = factories.create_indicator(code="tetthet", name_nb="Tetthet", service_area=roads, category="Prioritet")
    factories.create_formula(per_school, plus=[pupils])
    factories.create_formula(per_road, plus=[cars, pupils])
    figure = factories.create_observation(indicator=per_road, region=factories.create_region(code="3909"))
    assert figure.pk
    factories.create_used_indicator(plan=plan, indicator=pupils)
    factories.create_used_indicator(plan=draft, indicator=cars)
    factories.create_publication(plan)
    return plan


DERIVED: list[tuple[dict[str, str], list[str]]] = [
    ({}, ["andel", "tetthet"]),
    ({"q": "andel"}, ["andel"]),
    ({"service_area": "Vei"}, ["tetthet"]),
    ({"category": "prioritet"}, ["tetthet"]),
    ({"indicator": "elever"}, ["andel", "tetthet"]),
    ({"indicator": "biler"}, ["tetthet"]),
    ({"indicator": "finnes-ikke"}, []),
    ({"region": "3909"}, ["tetthet"]),
]


@pytest.mark.parametrize(("asked", "codes"), DERIVED)
def test_computed_indicators_are_narrowed(client: Client, plan: Plan, asked: dict[str, str], codes: list[str]) -> None:
    assert sorted(listed(client, "api-derived-list", "code", **asked)) == codes


AREAS: list[tuple[dict[str, str], list[str]]] = [
    ({}, ["Skole", "Vei"]),
    ({"q": "vEI"}, ["Vei"]),
    ({"indicator": "biler"}, ["Vei"]),
    ({"plan": "KLIMA"}, ["Skole"]),
    # What a draft measures by is told to those who may read it.
    ({"plan": "UTKAST"}, []),
    ({"plan": "FINS-IKKE"}, []),
]


@pytest.mark.parametrize(("asked", "names"), AREAS)
def test_service_areas_are_narrowed(client: Client, plan: Plan, asked: dict[str, str], names: list[str]) -> None:
    assert listed(client, "api-service-area-list", "name", **asked) == names


def test_those_who_read_a_draft_are_told_what_it_measures_by(client: Client, plan: Plan) -> None:
    client.force_login(factories.create_user(role=Role.LEADER, municipality=plan.municipality))
    assert listed(client, "api-service-area-list", "name", plan="UTKAST") == ["Vei"]


EDITS: list[tuple[dict[str, str], list[str]]] = [
    ({}, ["tre", "to", "en"]),
    ({"since": "2026-03-02"}, ["tre", "to"]),
    ({"until": "2026-03-02"}, ["to", "en"]),
    ({"since": "2026-03-02T12:00:01Z"}, ["tre"]),
    ({"until": "2026-03-02T11:59:59Z"}, ["en"]),
    ({"since": "2026-03-02", "until": "2026-03-02"}, ["to"]),
    ({"by": "kari"}, ["tre", "en"]),
    ({"action": "planning.goal.changed"}, ["to"]),
    ({"undone": "true"}, ["tre"]),
    ({"undone": "false"}, ["to", "en"]),
    ({"q": "TRE"}, ["tre"]),
]


@pytest.mark.parametrize(("asked", "labels"), EDITS)
def test_edits_are_narrowed(client: Client, plan: Plan, asked: dict[str, str], labels: list[str]) -> None:
    client.force_login(factories.create_user(role=Role.COORDINATOR, municipality=plan.municipality))
    for day, (label, by, what) in enumerate(
        (("en", "kari", "goal.added"), ("to", "ola", "goal.changed"), ("tre", "kari", "goal.deleted")), start=1
    ):
        at = datetime(2026, 3, day, 12, tzinfo=UTC)
        undone = {"undone_at": at, "undone_by": by} if label == "tre" else {}
        Edit.objects.create(plan=plan, at=at, by=by, action=f"planning.{what}", label=label, **undone)
    assert listed(client, "api-edit-list", "label", "KLIMA", **asked) == labels


@pytest.mark.parametrize("name", ["since", "until", "undone", "finnes-ikke"])
def test_what_makes_no_sense_of_edits_is_told(client: Client, plan: Plan, name: str) -> None:
    client.force_login(factories.create_user(role=Role.COORDINATOR, municipality=plan.municipality))
    answer = client.get(reverse("api-edit-list", args=["KLIMA"]), {name: "i fjor"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, name)
