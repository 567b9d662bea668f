"""Whoever reads Larvik's plan in English hears its own words in Norwegian, in lists, choices and fields too."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Role, Unit
from indicators.models import Indicator
from planning.models import Challenge, FocusArea, Goal, Guideline, Measure, Plan, Theme
from targets.models import Target
from tests import factories
from tests.unmarked import unmarked_in

pytestmark = pytest.mark.usefixtures("larvik")
WRITTEN = {FocusArea: "title", Theme: "title", Goal: "text", Measure: "title", Challenge: "text", Guideline: "title"}
OTHERS = {Plan: "title", Unit: "name", Indicator: "name_nb"}
PAGES = (
    *("", "rod-trad/", "datakvalitet/", "endringer/", "utfordringer/", "foringer/", "tiltak/", "tiltak/oppfolging/"),
    *("rediger/", "rediger/mal/", "rediger/maltall/", "rediger/mal/{goal}/", "maltall/{target}/rediger/"),
    *("utfordringer/{challenge}/rediger/", "foringer/{guideline}/rediger/", "tiltak/{measure}/endre/"),
)


@pytest.fixture
def plan() -> Plan:
    plan = Plan.objects.get(code="LARVIK-KPS-2024-2040")
    factories.create_unit(municipality=plan.municipality, name="Oppvekst og kultur")
    return plan


@pytest.fixture
def english(plan: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.COORDINATOR, municipality=plan.municipality))
    client.post("/sprak/", {"language": "en", "next": "/"})
    return client


def words_of(plan: Plan) -> set[str]:
    """What the plan says, and the names that are only in bokmål, by themselves and with the code before them."""
    Indicator.objects.update(name_en="")
    rows = {model: list(model._default_manager.values_list("code", name)) for model, name in WRITTEN.items()}
    said = {text for found in rows.values() for code, title in found for text in (title, f"{code} {title}")}
    named = {text for model, name in OTHERS.items() for text in model._default_manager.values_list(name, flat=True)}
    return {" ".join(text.split()) for text in said | named}


def codes_in(plan: Plan) -> dict[str, str]:
    target = Target.objects.filter(plan=plan, goal__isnull=False, used_indicator__isnull=False).first()
    rows: dict[str, Any] = {
        "goal": plan.goals,
        "challenge": plan.challenges,
        "guideline": plan.guidelines,
        "measure": plan.measures,
    }
    assert target is not None
    return {name: row.code for name, found in rows.items() if (row := found.first())} | {"target": target.code}


@pytest.mark.parametrize("page", PAGES)
def test_no_words_of_the_plan_are_read_as_english(english: Client, plan: Plan, page: str) -> None:
    answer = english.get(f"/planer/{plan.code}/{page.format(**codes_in(plan))}")
    assert answer.status_code == 200
    assert 'lang="nb"' in answer.content.decode()
    unmarked = {text.strip(":–«» ") for text in unmarked_in(answer.content.decode())}
    assert words_of(plan) & unmarked == set()
