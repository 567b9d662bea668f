"""How a target stands and where it ends, on its page and in the annual report; also where no figure tells it."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import Role
from planning.models import Plan
from reporting.exports.annual_layout import annual_document
from reporting.exports.html import as_html
from reporting.queries.annual_report import annual_report
from targets.models import Target, TargetKind
from targets.services.people import appraise, record_completion
from tests import factories

FALLING = {"2022": "7.3", "2023": "6.6", "2024": "5.9", "2025": "5.2"}


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="KPS")


@pytest.fixture
def reader(client: Client, plan: Plan) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    return client


def page_of(client: Client, target: Target) -> str:
    factories.assess(target.plan)
    answer = client.get(f"/planer/KPS/maltall/{target.code}/")
    assert answer.status_code == 200
    return " ".join(answer.text.replace("\u00a0", " ").split())


def fund(plan: Plan, figures: dict[str, str]) -> Target:
    target = factories.create_target(plan=plan, used_indicator=factories.create_used_indicator(plan=plan))
    for period, literal in figures.items():
        factories.give_figure(target, literal, period=period)
    return target


def judged_state(plan: Plan, *, with_indicator: bool = False) -> Target:
    used = factories.create_used_indicator(plan=plan) if with_indicator else None
    target = factories.create_target(plan=plan, kind=TargetKind.MILESTONE, used_indicator=used, state="arealnøytral")
    appraise(
        target=target,
        light="yellow",
        reason="Halvveis",
        judged_on=date(2026, 5, 3),
        judged_by="rådet",
        by="kari",
        now=factories.NOW,
    )
    return target


def test_a_fund_about_to_break_its_floor_is_warned_of(reader: Client, plan: Plan) -> None:
    page = page_of(reader, fund(plan, FALLING))
    assert "Kan bli brutt ved neste tall" in page
    assert "Bryter 5 % i 2026 med dagens fall." in page
    assert "4,5 % i 2026 (mellom 4,5 % og 4,5 %)" in page


def test_the_list_warns_too(reader: Client, plan: Plan) -> None:
    target = fund(plan, FALLING)
    area = factories.create_focus_area(plan=plan, code="A")
    assert target.goal
    target.goal.focus_areas.add(area)
    factories.assess(plan)
    assert "Kan bli brutt ved neste tall" in reader.get("/planer/KPS/omrader/A/").text


def test_too_few_figures_say_so(reader: Client, plan: Plan) -> None:
    page = page_of(reader, fund(plan, {"2024": "5.9", "2025": "5.2"}))
    assert "Det trengs minst 4 tall av samme slag" in page
    assert "Slik er utsiktene regnet" not in page


def test_what_is_over_has_no_outlook(reader: Client, plan: Plan) -> None:
    target = fund(plan, FALLING)
    Target.objects.filter(pk=target.pk).update(deadline="2025")
    assert "Utsikter" not in page_of(reader, target)


def test_coupled_targets_show_each_other(reader: Client, plan: Plan) -> None:
    target, other = fund(plan, {"2025": "9"}), fund(plan, {"2025": "3"})
    Target.objects.filter(pk=target.pk).update(coupled_with=other, coupling="minst like mye")
    Target.objects.filter(pk=other.pk).update(coupled_with=target)
    assert f"{other.used_indicator} (Ikke oppfylt): minst like mye" in page_of(reader, target)
    assert f"{target.used_indicator} (Oppfylt): minst like mye" in page_of(reader, other)


@pytest.mark.parametrize("with_indicator", [False, True])
def test_a_state_that_a_person_judged(reader: Client, plan: Plan, with_indicator: bool) -> None:
    target = judged_state(plan, with_indicator=with_indicator)
    if with_indicator:
        factories.give_figure(target, "5.2")
    page = page_of(reader, target)
    assert "Delvis" in page
    assert "Halvveis. Vurdert av rådet 3. mai 2026." in page


def test_the_annual_report_prints_what_no_figure_tells(plan: Plan) -> None:
    factories.give_figure(judged_state(plan, with_indicator=True), "5.2")
    duty = factories.create_target(plan=plan, kind=TargetKind.RECURRING, used_indicator=None, recurs_every=4)
    record_completion(target=duty, done_on=date(2022, 1, 1), holds_until=None, note="", by="kari", now=factories.NOW)
    made = annual_report(plan=plan, year=2026, on=date(2026, 7, 1))
    printed = as_html(annual_document(made)).decode().replace("\u00a0", " ")
    assert [target.word for target in made.targets] == ["Delvis", "Forfalt"]
    assert [target.actual for target in made.targets] == ["", ""]
    assert "Oppgaven skal gjøres hvert 4. år." in printed
    assert "En person vurderer dem, med begrunnelse og dato." in printed


def test_the_annual_report_tells_where_it_ends(plan: Plan) -> None:
    fund(plan, FALLING)
    (target,) = annual_report(plan=plan, year=2025, on=date(2026, 7, 1)).targets
    assert "Utsikter: bryter 5\u00a0% i 2026 med dagens fall." in target.sentence


def test_the_rule_of_every_kind_in_a_report(plan: Plan) -> None:
    used = factories.create_used_indicator(plan=plan)
    for kind in TargetKind.values:
        factories.create_target(plan=plan, kind=kind, used_indicator=used, lower=Decimal(5))
    printed = as_html(annual_document(annual_report(plan=plan, year=2025, on=date(2026, 7, 1)))).decode()
    for start in ("Grenser (minst", "Verdier som skal nås", "Gå riktig vei:", "På nivå med andre:", "Oppgaver som"):
        assert start in printed
