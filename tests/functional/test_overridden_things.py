"""A light that a person has set is something to look at, for as long as it holds."""

import csv
import io
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role
from planning.models import Plan
from reporting.quality import Kind, Thing
from reporting.queries.quality import number_to_look_at, things_to_look_at
from targets.models import Assessment, LightChoice, Target, TargetKind
from targets.services.overriding import override_light, withdraw_override
from tests import factories
from tests.factories import NOW, TODAY

pytestmark = pytest.mark.django_db

PAGE = "/planer/P-1/datakvalitet/"


@pytest.fixture(autouse=True)
def today() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="P-1")


@pytest.fixture
def target(plan: Plan) -> Target:
    """At least 5 is promised and 3.1 is there: red. There is nothing else to look at."""
    made = factories.create_target(plan=plan, code="MT-1")
    assert made.used_indicator is not None
    made.used_indicator.indicator.sources.add(factories.create_source())
    factories.give_figure(made, "3.1", period="2025")
    factories.assess(plan)
    return made


def override(target: Target, light: str = "green", **values: Any) -> None:
    given: dict[str, Any] = {"until": None, "on": TODAY, "decided_on": TODAY, "now": NOW} | values
    override_light(target=target, light=light, reason="Fondet er bundet.", decided_by="rådet", by="kari", **given)


def things(plan: Plan) -> list[Thing]:
    return things_to_look_at(plan=plan, hidden=[], on=TODAY)


def person(client: Client, plan: Plan, role: Role = Role.COORDINATOR) -> Client:
    client.force_login(factories.create_user(role=role, municipality=plan.municipality, username="kari"))
    return client


def text(client: Client, address: str) -> str:
    response = client.get(address, follow=True)
    assert response.status_code == 200
    return unescape(response.content.decode()).replace("\u00a0", " ")


def test_a_set_light_is_told_with_who_since_when_until_when_and_what_is_calculated(plan: Plan, target: Target) -> None:
    assert things(plan) == []
    override(target)
    (found,) = things(plan)
    day = f"{TODAY.day}. "
    assert found.kind is Kind.OVERRIDDEN
    assert found.sentence.startswith(f"Overstyrt til grønt av rådet {day}")
    assert "gjelder til neste tall: «Fondet er bundet»." in found.sentence
    assert found.sentence.endswith("Beregnet lys er «Ikke oppfylt».")
    assert [(one.code, one.light, one.word) for one in found.targets] == [
        ("MT-1", "green", "grønt (overstyrt, beregnet: rødt)")
    ]
    assert number_to_look_at(plan=plan, hidden=[], on=TODAY) == 1


def test_a_last_day_is_named(plan: Plan, target: Target) -> None:
    override(target, "yellow", until=TODAY + timedelta(days=31))
    (found,) = things(plan)
    assert "Overstyrt til gult" in found.sentence
    assert f"gjelder til og med {(TODAY + timedelta(days=31)).day}. " in found.sentence


@pytest.mark.parametrize("how", ["withdrawn", "a new figure", "the last day has passed"])
def test_an_override_that_is_over_is_nothing_to_look_at(plan: Plan, target: Target, how: str) -> None:
    on, now = TODAY + timedelta(days=2), NOW + timedelta(days=2)
    override(target, until=TODAY + timedelta(days=1) if how == "the last day has passed" else None)
    if how == "withdrawn":
        withdraw_override(target=target, by="kari", on=on, now=now)
    if how == "a new figure":
        factories.give_figure(target, "3.2", period="2025", known_from=now)
    factories.assess(plan, on=on, now=now)
    assert things(plan) == []


def test_each_overridden_light_is_a_thing_of_its_own_also_without_an_indicator(plan: Plan, target: Target) -> None:
    override(target)
    same_indicator = factories.create_target(plan=plan, code="MT-2", used_indicator=target.used_indicator)
    state = factories.create_target(
        plan=plan, goal=target.goal, used_indicator=None, kind=TargetKind.MILESTONE, code="MT-3"
    )
    factories.assess(plan)
    override(same_indicator, "yellow")
    override(state, "yellow", until=TODAY + timedelta(days=5))
    found = [one for one in things(plan) if one.kind is Kind.OVERRIDDEN]
    assert [one.targets[0].code for one in found] == ["MT-1", "MT-2", "MT-3"]
    assert len({one.key for one in found}) == 3


def test_a_plan_of_states_alone_has_its_overridden_lights_on_the_page(client: Client, plan: Plan) -> None:
    state = factories.create_target(plan=plan, used_indicator=None, kind=TargetKind.MILESTONE, code="MT-3")
    factories.assess(plan)
    override(state, "yellow", until=TODAY + timedelta(days=5))
    shown = text(person(client, plan), PAGE)
    assert "Overstyrt til gult" in shown
    assert "Planen bruker ingen indikatorer ennå" not in shown


def test_another_plans_overrides_are_not_told(plan: Plan, target: Target) -> None:
    override(target)
    assert things(factories.create_plan(municipality=plan.municipality)) == []


def test_what_else_is_the_matter_shows_the_light_that_stands_with_the_calculated_one(
    plan: Plan, target: Target
) -> None:
    assert target.used_indicator is not None
    target.used_indicator.indicator.sources.clear()
    assert [(one.light, one.word) for one in things(plan)[0].targets] == [(LightChoice.RED, "rødt")]
    override(target)
    missing_source = next(one for one in things(plan) if one.kind is Kind.NO_SOURCE)
    assert [one.word for one in missing_source.targets] == ["grønt (overstyrt, beregnet: rødt)"]


@pytest.mark.parametrize(
    ("role", "says"),
    [(Role.COORDINATOR, "Trekk tilbake, eller la den stå"), (Role.READER, "Se måltallet")],
)
def test_the_page_leads_to_the_target_where_those_who_may_can_take_it_back(
    client: Client, plan: Plan, target: Target, role: Role, says: str
) -> None:
    override(target)
    reader = person(client, plan, role)
    shown = text(reader, f"{PAGE}?slag=overstyrt")
    for expected in ("Se om overstyringen skal stå", "Overstyrt lys", "Gjelder lyset:", says):
        assert expected in shown
    assert 'href="/planer/P-1/maltall/MT-1/"' in shown
    led_to = text(reader, "/planer/P-1/maltall/MT-1/")
    assert ("Trekk tilbake overstyringen" in led_to) is (role == Role.COORDINATOR)


def test_one_that_may_stand_is_set_aside_until_another_is_set(client: Client, plan: Plan, target: Target) -> None:
    override(target)
    (found,) = things(plan)
    coordinator = person(client, plan)
    sent = {"ting": found.key, "avtrykk": found.stamp, "begrunnelse": "Rådet ser på den i august."}
    coordinator.post(f"{PAGE}sett-pa/", sent)
    shown = text(coordinator, PAGE)
    assert "Rådet ser på den i august." in shown
    assert 'href="/planer/P-1/maltall/MT-1/"' in shown, "what is set aside leads to the target too"
    assert [one.seen is not None for one in things(plan)] == [True]
    override(target, "yellow")
    assert [one.seen for one in things(plan)] == [None]


def test_it_comes_back_when_something_else_is_calculated_behind_it(client: Client, plan: Plan, target: Target) -> None:
    override(target, until=TODAY + timedelta(days=90))
    (before,) = things(plan)
    factories.give_figure(target, "4.9", period="2025", known_from=NOW + timedelta(hours=1))
    factories.assess(plan, now=NOW + timedelta(hours=1))
    assert Assessment.objects.current().get().light == LightChoice.YELLOW
    (after,) = things(plan)
    assert before.key == after.key
    assert before.stamp != after.stamp


def test_many_overridden_lights_take_no_more_questions(
    client: Client, plan: Plan, target: Target, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reader = person(client, plan)
    for number in range(4):
        another = factories.create_target(plan=plan, used_indicator=target.used_indicator, code=f"MT-{number + 2}")
        factories.assess(plan)
        override(another)
        with django_assert_num_queries(10):
            assert text(reader, PAGE).count("Gjelder lyset:") == number + 1


def test_the_file_has_it_with_the_target(client: Client, plan: Plan, target: Target) -> None:
    override(target)
    body = person(client, plan).get(f"{PAGE}datakvalitet.csv").content.decode("utf-8-sig")
    (row,) = list(csv.reader(io.StringIO(body), delimiter=";"))[1:]
    assert (row[0], row[2], row[6]) == ("Overstyrt lys", "", "MT-1")
    assert row[5].startswith("Overstyrt til grønt av rådet")
