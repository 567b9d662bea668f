"""The target's page and the overview tell what changed, when and why."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role
from planning.models import Plan
from targets.models import Assessment, Target
from targets.services.overriding import override_light
from targets.services.promises import change_promise
from tests import factories
from tests.changed_lights import APRIL, MAY, at, create_fund, text_of


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="KPS")


@pytest.fixture
def reader(plan: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    return client


def test_the_page_of_a_target_says_why_its_light_changed(reader: Client, plan: Plan) -> None:
    target = create_fund(plan, "6.0", "1.2")
    page = text_of(reader, f"/planer/KPS/maltall/{target.code}/")
    assert "Ble rødt 15. mars 2026 fordi det kom et nytt tall: 1,2 % for 2025." in page
    assert "Ble grønt 1. mars 2026, da måltallet ble vurdert for første gang." in page
    certificate = Assessment.objects.current().get().pk
    assert f'href="/planer/KPS/maltall/{target.code}/sertifikat/{certificate}/"' in page


def test_a_changed_promise_stands_on_the_page_with_why(reader: Client, plan: Plan) -> None:
    target = create_fund(plan, "6.0")
    change_promise(target=target, values={"lower": Decimal(4)}, reason="Sak 12/26", by="kari", on=APRIL, now=at(APRIL))
    change_promise(target=target, values={"lower": Decimal(3)}, reason="Igjen", by="kari", on=MAY, now=at(MAY))
    page = text_of(reader, f"/planer/KPS/maltall/{target.code}/")
    first = "Måltallet ble endret 2. april 2026: før «minst 5 %», nå «minst 4 %». Begrunnelse: Sak 12/26."
    second = "Måltallet ble endret 4. mai 2026: før «minst 4 %», nå «minst 3 %». Begrunnelse: Igjen."
    assert page.index(second) < page.index(first)
    assert "Tidligere måltall: minst 5 %, til 2. april 2026" in page


# The overview -------------------------------------------------------------------------------------------------------


def since(client: Client, day: str) -> str:
    page = text_of(client, f"/planer/KPS/?siden={day}")
    return page[page.index('id="endret-siden"') :].partition('id="rode"')[0]


def test_worse_comes_before_better_and_better_before_the_rest(reader: Client, plan: Plan) -> None:
    for name, figures in {"Ble grå": ("6.0", "6.0"), "Ble bedre": ("1.0", "6.0"), "Ble verre": ("6.0", "1.0")}.items():
        target = create_fund(plan, *figures, name=name)
    hidden = Target.objects.get(used_indicator__indicator__name_nb="Ble grå")
    factories.give_figure(hidden, "", period="2025", missing=":", known_from=at(APRIL))
    factories.assess(plan, on=APRIL, now=at(APRIL))
    told = since(reader, "2026-03-10")
    assert "3 måltall har fått et annet lys fra og med 10. mars 2026" in told
    assert "1 ble verre, 1 ble bedre, 1 er verken bedre eller verre." in told
    assert told.index("Ble verre") < told.index("Ble bedre") < told.index("Ble grå")
    assert f'href="/planer/KPS/maltall/{target.code}/"' in told


def test_a_light_that_came_back_is_told_with_its_way(reader: Client, plan: Plan) -> None:
    target = create_fund(plan, "6.0", "1.0")
    factories.give_figure(target, "6.1", period="2025", known_from=at(APRIL))
    factories.assess(plan, on=APRIL, now=at(APRIL))
    told = since(reader, "2026-03-10")
    assert "Som før" in told
    assert "Vis alle 2 endringene" in told
    assert "fordi tallet for 2025 ble rettet fra 1,0 % til 6,1 %" in told


@pytest.mark.parametrize(
    ("day", "said"),
    [
        pytest.param("2026-03-16", "Ingen lys er blitt et annet fra og med 16. mars 2026.", id="nothing since"),
        pytest.param("2026-03-15", "1 måltall har fått et annet lys fra og med 15. mars 2026", id="the day itself"),
        pytest.param("2026-02-01", "1 måltall ble vurdert for første gang.", id="first lights are counted"),
    ],
)
def test_the_day_that_is_picked_counts_too(reader: Client, plan: Plan, day: str, said: str) -> None:
    create_fund(plan, "6.0", "1.0")
    assert said in since(reader, day)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("igår", "«igår» er ikke en dato. Skriv år, måned og dag, for eksempel 2026-03-15."),
        ("2026-02-30", "«2026-02-30» er ikke en dato."),
        ("2199-01-01", "Datoen har ikke vært ennå."),
        ("%00<b>", "er ikke en dato."),
    ],
)
def test_what_is_no_day_is_told_and_the_usual_one_shown(reader: Client, plan: Plan, typed: str, said: str) -> None:
    assert said in since(reader, typed)


def test_without_a_day_the_last_three_months_are_shown(reader: Client, plan: Plan) -> None:
    today = timezone.localdate()
    told = since(reader, "")
    assert f'value="{(today - timedelta(days=90)).isoformat()}"' in told
    assert "Ingen lys er blitt et annet" in told


def test_a_light_that_a_person_set_is_a_change(reader: Client, plan: Plan) -> None:
    target = create_fund(plan, "6.0")
    override_light(
        target=target,
        light="yellow",
        reason="Tallet er for gammelt",
        decided_by="Kommunedirektøren",
        decided_on=APRIL,
        until=None,
        by="kari",
        on=APRIL,
        now=at(APRIL),
    )
    told = since(reader, "2026-04-01")
    assert "Ble gult 2. april 2026 fordi Kommunedirektøren har satt et annet lys enn det beregnede." in told
    assert "Begrunnelse: Tallet er for gammelt." in told
