"""Who answers for what: the units on the overview, a page for each, and sub-goals counted with their goal."""

import pytest
from django.test import Client

from accounts.models import Role, Unit
from planning.models import Plan
from targets.services.overriding import override_light
from tests import factories


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="P-1")


@pytest.fixture
def reader(client: Client, plan: Plan) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    return client


@pytest.fixture
def unit(plan: Plan) -> Unit:
    return factories.create_unit(municipality=plan.municipality, name="Økonomi")


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def test_without_units_the_overview_says_nothing_of_them(reader: Client, plan: Plan) -> None:
    factories.create_target(plan=plan)
    assert "Virksomheter" not in text(reader, "/planer/P-1/")


def test_a_target_is_its_own_units_else_its_goals(reader: Client, plan: Plan, unit: Unit) -> None:
    other = factories.create_unit(municipality=plan.municipality, name="Åpenhet")
    owner = factories.create_user(first_name="Kari", last_name="Nordmann")
    goal = factories.create_goal(plan=plan, unit=unit, owner=owner)
    mine = factories.create_target(plan=plan, goal=goal, code="MIN")
    factories.create_target(plan=plan, goal=goal, unit_in_charge=other, code="DIN")
    factories.give_figure(mine, "3.1")
    factories.assess()
    overview = text(reader, "/planer/P-1/")
    assert overview.index("Økonomi") < overview.index("Åpenhet")
    page = text(reader, f"/planer/P-1/virksomheter/{unit.pk}/")
    assert "/maltall/MIN/" in page
    assert "/maltall/DIN/" not in page
    assert "1 rødt" in page
    told = text(reader, "/planer/P-1/maltall/MIN/")
    assert "Kari Nordmann" in told
    assert "Økonomi" in told


def test_a_unit_without_targets_says_so(reader: Client, unit: Unit) -> None:
    assert "svarer ikke for noe måltall" in text(reader, f"/planer/P-1/virksomheter/{unit.pk}/")


def test_another_municipalitys_unit_is_not_there(reader: Client) -> None:
    assert reader.get(f"/planer/P-1/virksomheter/{factories.create_unit().pk}/").status_code == 404


def test_a_norm_of_the_unit_is_shown_and_not_counted(reader: Client, plan: Plan, unit: Unit) -> None:
    norm = factories.create_target(plan=plan, goal=None, unit_in_charge=unit)
    factories.give_figure(norm, "3.1")
    factories.assess()
    page = text(reader, f"/planer/P-1/virksomheter/{unit.pk}/")
    assert "Normer som planen viser til" in page
    assert "1 rødt" not in page


def test_a_goal_counts_its_sub_goals_with_what_is_overridden(reader: Client, plan: Plan) -> None:
    area = factories.create_focus_area(plan=plan, code="A")
    above = factories.create_goal(plan=plan, primary_focus_area=area, text="Trygg økonomi")
    above.focus_areas.add(area)
    for literal in ("3.1", "3.2"):
        below = factories.create_goal(plan=plan, parent=above)
        target = factories.create_target(plan=plan, goal=below)
        factories.give_figure(target, literal)
    factories.assess()
    override_light(
        target=target,
        light="green",
        reason="Bundet.",
        decided_by="rådet",
        decided_on=factories.TODAY,
        until=None,
        by="kari",
        on=factories.TODAY,
        now=factories.NOW,
    )
    page = text(reader, "/planer/P-1/omrader/A/")
    goal = page[page.index("Trygg økonomi") :]
    assert "1 overstyrt (1 er beregnet rødt)" in goal
    assert "Målet følges gjennom delmålene sine." in goal
