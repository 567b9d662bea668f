"""One page says how a plan stands, what got worse, and what is done; the same on a wall, one thing at a time."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import Role
from planning.models import Plan
from targets.models import Target
from targets.services.overriding import override_light
from tests import factories
from tests.changed_lights import create_fund, text_of

PAGE = "/planer/KPS/"


@pytest.fixture
def plan() -> Plan:
    plan = factories.create_plan(code="KPS", title="Samfunnsdelen")
    for code, title in (("A", "Leve"), ("B", "Skape")):
        factories.create_focus_area(plan=plan, code=code, title=title)
    return plan


@pytest.fixture
def reader(plan: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    return client


def judged(plan: Plan, literal: str, *, name: str = "Fond", area: str = "A", period: str = "2025") -> Target:
    """At least 5, so 3 is red, 4.9 yellow and 6 green."""
    goal = factories.create_goal(plan=plan, primary_focus_area=plan.focus_areas.get(code=area))
    indicator = factories.create_indicator(name_nb=name)
    used = factories.create_used_indicator(plan=plan, indicator=indicator)
    target = factories.create_target(plan=plan, goal=goal, used_indicator=used)
    factories.give_figure(target, literal, period=period)
    factories.assess(plan)
    return target


def part(client: Client, identifier: str, *, address: str = PAGE) -> str:
    """What a section says, without its markup."""
    found = text_of(client, address)
    section = found[found.index(f'id="{identifier}"') :].partition("</section>")[0]
    return " ".join(re.sub("<[^>]+>", " ", section).split())


# What is red --------------------------------------------------------------------------------------------------------


def test_a_red_one_says_why_it_is_so_and_what_is_done(reader: Client, plan: Plan) -> None:
    target = judged(plan, "3")
    factories.create_stated_cause(target, "Skatten sviktet.")
    unit = factories.create_unit(municipality=plan.municipality, name="Økonomi")
    kari = factories.create_user(first_name="Kari", last_name="Nordmann")
    Target.objects.update(unit_in_charge=unit, owner=kari)
    measure = factories.create_measure(
        plan=plan, title="Spare på strøm", deadline=date(2099, 12, 31), progress="ongoing", percent_done=40
    )
    assert target.goal is not None
    measure.goals.add(target.goal)
    told = part(reader, "rode")
    for said in (
        "Tallet er 3,0 % i 2025, 2 prosentpoeng under kravet på minst 5 %.",
        "Økonomi, Kari Nordmann",
        "Årsak: Skatten sviktet.",
        "Tiltak: Spare på strøm · frist 31. desember 2099 · I gang, 40 %",
    ):
        assert said in told
    assert "skrevet." not in told.replace("Skrevet", "")
    assert "mangler" not in told


def test_a_red_one_without_cause_and_measure_says_so(reader: Client, plan: Plan) -> None:
    judged(plan, "3")
    told = part(reader, "rode")
    assert "Ingen årsak eller tiltak er skrevet." in told
    assert "1 av 1 mangler årsak eller tiltak." in told


def test_each_red_one_leads_straight_to_certificate_and_comparison(reader: Client, plan: Plan) -> None:
    target = judged(plan, "3")
    assert target.used_indicator is not None
    page = text_of(reader, PAGE)
    for address in (
        f"/planer/KPS/maltall/{target.code}/sertifikat/",
        f"/indikatorer/{target.used_indicator.indicator.code}/",
    ):
        assert f'href="{address}"' in page
        assert reader.get(address).status_code == 200
        assert f'href="{address}"' in text_of(reader, f"/planer/KPS/maltall/{target.code}/")


def test_one_that_a_person_has_set_green_is_still_among_the_red(reader: Client, plan: Plan) -> None:
    target = judged(plan, "3")
    override_light(
        target=target,
        light="green",
        reason="Feil tall.",
        decided_by="rådet",
        decided_on=factories.TODAY,
        until=None,
        by="kari",
        on=factories.TODAY,
        now=factories.NOW,
    )
    told = part(reader, "rode")
    assert "Overstyrt. Beregnet: Ikke oppfylt" in told
    assert "Ingen årsak eller tiltak er skrevet." in told
    assert "1 overstyrt (1 er beregnet rødt)" in part(reader, "status")


def test_a_yellow_one_is_watched_and_not_asked_of(reader: Client, plan: Plan) -> None:
    judged(plan, "4.9")
    told = part(reader, "rode")
    assert "Ingen måltall er røde." in told
    assert "Følg med på: 1 som er gult eller kan bli brutt" in told
    assert "er skrevet" not in told


def test_without_red_and_yellow_nothing_is_asked(reader: Client, plan: Plan) -> None:
    judged(plan, "9")
    assert part(reader, "rode").endswith("Ingen måltall er røde.")


# How it stands, and how old that is ---------------------------------------------------------------------------------


def test_areas_stand_the_weakest_first(reader: Client, plan: Plan) -> None:
    judged(plan, "9", area="A")
    judged(plan, "3", area="B")
    told = part(reader, "omrader")
    assert told.index("Skape") < told.index("Leve")


def test_it_says_from_when_the_figures_are(reader: Client, plan: Plan) -> None:
    judged(plan, "9", period="2025")
    judged(plan, "9", period="2025")
    judged(plan, "9", period="2020")
    factories.create_target(plan=plan, used_indicator=None)
    factories.assess(plan)
    told = part(reader, "status")
    for said in (
        "Vurdert 1. juli 2026",
        "Nye tall kom sist 1. juli 2026",
        "2025 (2) , 2020 (1)",
        "1 er gammelt",
        "Uten tall 1 måltall",
    ):
        assert said in told


def test_provisional_figures_are_counted(reader: Client, plan: Plan) -> None:
    target = factories.create_target(plan=plan)
    factories.give_figure(target, "9", kind="provisional")
    factories.assess(plan)
    assert "1 er foreløpig" in part(reader, "status")


def test_worse_is_set_apart_from_better(reader: Client, plan: Plan) -> None:
    create_fund(plan, "1.0", "6.0", name="Gikk opp")
    create_fund(plan, "6.0", "1.0", name="Gikk ned")
    page = text_of(reader, f"{PAGE}?siden=2026-03-10")
    worse = page[page.index('class="pp-worse"') :].partition("Vis 1 som ble bedre")[0]
    assert "Gikk ned" in worse
    assert "Gikk opp" not in worse


# A unit's own list --------------------------------------------------------------------------------------------------


def test_a_unit_sees_its_own_red_ones_with_cause_and_measures(reader: Client, plan: Plan) -> None:
    target = judged(plan, "3")
    judged(plan, "3", name="De andres")
    unit = factories.create_unit(municipality=plan.municipality)
    Target.objects.filter(pk=target.pk).update(unit_in_charge=unit)
    factories.create_stated_cause(target, "Skatten sviktet.")
    told = part(reader, "maltall", address=f"/planer/KPS/virksomheter/{unit.pk}/")
    assert "Årsak: Skatten sviktet." in told
    assert "Ingen tiltak er skrevet." in told
    assert "De andres" not in told


# On a wall ----------------------------------------------------------------------------------------------------------


def slide(client: Client, number: object) -> str:
    page = text_of(client, f"{PAGE}presentasjon/?side={number}")
    return " ".join(re.sub("<[^>]+>", " ", page[page.index("<main") :]).split())


def test_the_wall_shows_one_thing_at_a_time_in_a_fixed_order(reader: Client, plan: Plan) -> None:
    judged(plan, "3", name="Disposisjonsfond", area="B")
    first, area, other, worse, red = (slide(reader, number) for number in range(1, 6))
    assert "Samfunnsdelen" in first
    assert "1 rødt" in first
    assert "Innsatsområde Skape" in area
    assert "Ingen måltall" in other
    assert "Ingen lys er blitt verre." in worse
    assert "Disposisjonsfond" in red
    assert "Tallet er 3,0 % i 2025" in red
    assert "Ingen årsak eller tiltak er skrevet." in red
    assert "Side 5 av 5" in slide(reader, 99)


def test_an_area_with_more_than_fit_gets_more_slides(reader: Client, plan: Plan) -> None:
    for _ in range(7):
        judged(plan, "9")
    assert "del 1 av 2" in slide(reader, 2)
    assert "del 2 av 2" in slide(reader, 3)


def test_the_day_that_is_picked_follows_to_the_next_slide(reader: Client, plan: Plan) -> None:
    create_fund(plan, "6.0", "1.0", name="Gikk ned")
    page = text_of(reader, f"{PAGE}presentasjon/?siden=2025-06-10")
    assert 'href="?side=2&amp;siden=2025-06-10"' in page
    worse = slide(reader, "4&siden=2025-06-10")
    assert "Gikk ned" in worse
    assert "Lysene er vurdert på nytt for 10. juni 2025 med tallene som er kjent nå." in worse


def test_the_wall_does_not_believe_what_happened_to_be_stored(reader: Client, plan: Plan) -> None:
    fund = create_fund(plan, "6.0", "6.0", name="Strengere krav")
    Target.objects.filter(pk=fund.pk).update(lower=9)
    factories.assess(plan)
    assert "Strengere krav" in part(reader, "endret-siden", address=f"{PAGE}?siden=2025-06-10")
    assert "Ingen lys er blitt verre." in slide(reader, "4&siden=2025-06-10")


@pytest.mark.parametrize("day", ["2025-06-10", "2026-07-01"])
def test_the_plans_page_says_that_it_tells_what_happened_and_others_judge_again(
    reader: Client, plan: Plan, day: str
) -> None:
    create_fund(plan, "6.0", "1.0", name="Gikk ned")
    told = part(reader, "endret-siden", address=f"{PAGE}?siden={day}")
    assert "Her står det som skjedde, dag for dag, med det som var kjent da." in told
    assert "vurderer begge dagene på nytt med det som er kjent nå, og kan derfor si noe annet." in told


def test_the_wall_has_no_menu_and_a_way_out(reader: Client, plan: Plan) -> None:
    page = text_of(reader, f"{PAGE}presentasjon/")
    assert "pp-menu" not in page
    assert "pp-footer" not in page
    assert f'href="{PAGE}"' in page


def test_a_plan_without_targets_can_be_shown_too(reader: Client) -> None:
    assert "Planen har ingen måltall ennå" in slide(reader, 1)


# What the signs mean ------------------------------------------------------------------------------------------------


def test_anybody_may_read_what_the_signs_mean(client: Client) -> None:
    page = text_of(client, "/forklaring/")
    for word in ("Nær kravet", "Forfalt", "Kan ikke vurderes", "Overstyrt. Beregnet: Ikke oppfylt", "KOSTRA-gruppen"):
        assert word in page


def test_every_page_leads_to_what_the_signs_mean(reader: Client, plan: Plan) -> None:
    target = judged(plan, "3")
    assert target.lower == Decimal(5)
    for address in (PAGE, f"/planer/KPS/maltall/{target.code}/", "/indikatorer/"):
        assert 'href="/forklaring/"' in text_of(reader, address)
