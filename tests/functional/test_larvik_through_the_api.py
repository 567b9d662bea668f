"""Larvik's plan, read through the API as everybody reads it: everything that the plan holds, and the same lights."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from planning.models import Plan
from reporting.queries.public.plan import public_plan
from tests import factories
from tests.larvik import CODE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("larvik")]

# What the plan file says of itself (demo/larvik/plan.yaml, meta.counts), and what it quotes and leans on.
HELD = {
    "focus-area": 5,
    "theme": 54,
    "goal": 88,
    "measure": 13,
    "guideline": 91,
    "challenge": 87,
    "document": 2,
    "related-plan": 16,
}


@pytest.fixture(autouse=True)
def published() -> Plan:
    plan = Plan.objects.get(code=CODE)
    factories.create_publication(plan)
    return plan


def asked(client: Client, part: str, **parameters: str) -> Any:
    answer = client.get(reverse(f"api-{part}-list", args=[CODE]), parameters)
    assert answer.status_code == 200
    return answer.json()


def test_everything_that_the_plan_holds_is_read(client: Client) -> None:
    assert {part: asked(client, part)["count"] for part in HELD} == HELD


def test_every_page_together_gives_each_goal_once(client: Client) -> None:
    found: list[str] = []
    address = reverse("api-goal-list", args=[CODE])
    while address:
        page = client.get(address, {} if found else {"page_size": "30"}).json()
        found += [one["code"] for one in page["results"]]
        address = page["next"]
    assert found == list(Plan.objects.get(code=CODE).goals.order_by("order", "code").values_list("code", flat=True))


def test_focus_areas_stand_as_on_the_page_that_everybody_reads(client: Client, published: Plan) -> None:
    factories.assess(published)
    told = {one["code"]: one["lights"] for one in asked(client, "focus-area")["results"]}
    for area in public_plan(plan=published).areas:
        shown, lights = area.standing, told[area.code]
        assert (lights["total"], lights["worst"] or "", lights["stale"]) == (shown.total, shown.worst, shown.stale)
        colours = ("green", "yellow", "red", "grey", "overridden")
        assert [lights[one] for one in colours] == [getattr(shown.lights, one) for one in colours]


def test_codes_that_are_told_are_codes_that_are_there(client: Client) -> None:
    goals = asked(client, "goal", page_size="200")["results"]
    known = {part: {one["code"] for one in asked(client, part, page_size="200")["results"]} for part in HELD}
    for goal in goals:
        assert set(goal["focus_areas"]) <= known["focus-area"]
        assert set(goal["guidelines"]) <= known["guideline"]
        assert set(goal["measures"]) <= known["measure"]
        assert {goal["parent"], *goal["subgoals"]} - {None} <= known["goal"]
        assert goal["cited_document"] in known["document"] | {""}
    assert sum(len(goal["targets"]) for goal in goals) > 0
