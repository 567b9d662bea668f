"""Two people with the same page open: the later one is told who saved what, keeps her words, and may insist."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Municipality
from indicators.models import ChosenPeer, RegionKind
from planning.models import Plan, PlanStatus
from reporting.models import ReportTemplate
from targets.models import Target, TargetKind
from tests import factories, two_people
from tests.factories import NOW
from tests.sent_forms import Typed, forms_in, typed_on
from tests.two_people import SAID, words

pytestmark = pytest.mark.usefixtures("the_day")
plan, the_day, kari, ola = two_people.plan, two_people.the_day, two_people.kari, two_people.ola


# Pages, and the field that both write in ----------------------------------------------------------------------------


def settings(plan: Plan) -> tuple[str, str]:
    return reverse("plan-settings", args=[plan.code]), "horizon_note"


def area(plan: Plan) -> tuple[str, str]:
    one = factories.create_focus_area(plan=plan)
    return reverse("focus-area-edit", args=[plan.code, one.code]), "title"


def theme(plan: Plan) -> tuple[str, str]:
    one = factories.create_theme(focus_area=factories.create_focus_area(plan=plan))
    return reverse("theme-edit", args=[plan.code, one.focus_area.code, one.code]), "title"


def challenge(plan: Plan) -> tuple[str, str]:
    one = factories.create_challenge(plan=plan)
    return reverse("challenge-edit", args=[plan.code, one.code]), "text"


def guideline(plan: Plan) -> tuple[str, str]:
    one = factories.create_guideline(plan=plan)
    return reverse("guideline-edit", args=[plan.code, one.code]), "gist"


def place(plan: Plan) -> tuple[str, str]:
    cited = factories.create_citation(guideline=factories.create_guideline(plan=plan))
    return reverse("guideline-edit", args=[plan.code, cited.guideline.code]), f"sted{cited.pk}-angle"


def goal(plan: Plan) -> tuple[str, str]:
    one = factories.create_goal(plan=plan, order=1)
    return reverse("goal-edit", args=[plan.code, one.code]), "text"


def measure(plan: Plan) -> tuple[str, str]:
    one = factories.create_measure(plan=plan)
    return reverse("measure-edit", args=[plan.code, one.code]), "title"


def cause(plan: Plan) -> tuple[str, str]:
    target = factories.create_target(plan=plan, goal=factories.create_goal(plan=plan))
    factories.create_stated_cause(target)
    return reverse("target-cause", args=[plan.code, target.code]), "text"


def a_round(plan: Plan) -> tuple[str, str]:
    unit = factories.create_unit(municipality=plan.municipality)
    one = factories.create_round(municipality=plan.municipality, plans=[plan], units=[unit])
    return reverse("round-edit", args=[one.pk]), "message"


def template(plan: Plan) -> tuple[str, str]:
    ReportTemplate.objects.create(municipality=plan.municipality, kind="annual", saved_by="per", saved_at=NOW)
    return reverse("report-template", args=[plan.municipality.number, "annual"]), "front_text"


def texts(plan: Plan) -> tuple[str, str]:
    return f"{template(plan)[0]}?sprak=nn", "front_text"


def source(_plan: Plan) -> tuple[str, str]:
    return reverse("source-edit", args=[factories.create_fetched_source().code]), "verification_note"


def webhook(plan: Plan) -> tuple[str, str]:
    return reverse("webhook-edit", args=[factories.create_webhook(municipality=plan.municipality).pk]), "name"


PAGES = [
    *(settings, area, theme, challenge, guideline, place, goal, measure, cause, a_round, template, texts, source),
    webhook,
]


@pytest.mark.parametrize("made", PAGES, ids=lambda one: one.__name__)
def test_the_later_one_is_told_sees_both_and_may_insist(
    plan: Plan, kari: Client, ola: Client, made: Callable[[Plan], tuple[str, str]]
) -> None:
    address, field = made(plan)
    mine, theirs = typed_on(ola, address), typed_on(kari, address)
    assert kari.post(address, theirs | {field: ["Karis ord"]}).status_code == 302
    refused = ola.post(address, mine | {field: ["Olas ord"]})
    told = words(refused)
    assert SAID in told
    # What the other one saved stands beside her own, which is still in the field.
    assert "Karis ord" in told
    form = typed_in(refused)
    assert form[field] == ["Olas ord"]
    assert typed_on(ola, address)[field] == ["Karis ord"]
    assert ola.post(address, form).status_code == 302
    assert typed_on(ola, address)[field] == ["Olas ord"]


def typed_in(answer: Any) -> Typed:
    return dict(forms_in(answer)[0].sent)


@pytest.mark.parametrize("made", PAGES, ids=lambda one: one.__name__)
def test_who_presses_twice_is_told_of_nobody(plan: Plan, ola: Client, made: Callable[[Plan], tuple[str, str]]) -> None:
    address, field = made(plan)
    mine = typed_on(ola, address) | {field: ["Olas ord"]}
    assert [ola.post(address, mine).status_code for _ in range(2)] == [302, 302]


def test_what_is_wrong_with_her_own_does_not_hide_who_was_first(kari: Client, ola: Client) -> None:
    """The plan is adopted: without the reason the page comes back, and the next time she would write over."""
    adopted = factories.create_plan(municipality=Municipality.objects.get(), code="V", status=PlanStatus.ADOPTED)
    one = factories.create_goal(plan=adopted, order=1)
    address = reverse("goal-edit", args=["V", one.code])
    mine = typed_on(ola, address)
    kari.post(address, typed_on(kari, address) | {"text": ["Karis ord"], "why": ["Fordi"]})
    refused = ola.post(address, mine | {"text": ["Olas ord"], "why": [""]})
    assert SAID in words(refused)
    assert "Skriv hvorfor målet får andre ord." in words(refused)


def test_a_place_that_was_added_meanwhile_is_shown(plan: Plan, kari: Client, ola: Client) -> None:
    address, _field = guideline(plan)
    mine = typed_on(ola, address)
    kari.post(address, typed_on(kari, address) | {"nytt1-chapter": ["Kapittel 7"], "nytt1-angle": ["Karis vinkling"]})
    assert "Karis vinkling" in words(ola.post(address, mine | {"gist": ["Olas ord"]}))


def test_steps_that_were_changed_meanwhile_are_not_written_over(plan: Plan, kari: Client, ola: Client) -> None:
    factories.create_region(code=plan.municipality.number, name="Hjemme", kind=RegionKind.MUNICIPALITY)
    target = factories.create_target(
        plan=plan,
        goal=factories.create_goal(plan=plan),
        kind=TargetKind.REACH,
        baseline_period="2020",
        baseline_value=Decimal(1),
        goal_value=Decimal(9),
        deadline="2030",
    )
    address = reverse("target-edit", args=[plan.code, target.code])
    pressed = {"handling": ["lagre"]}
    mine = typed_on(ola, address) | pressed
    saved = kari.post(address, typed_on(kari, address) | pressed | {"steps_typed": ["2027 4"]})
    assert saved.status_code == 302
    refused = ola.post(address, mine | {"steps_typed": ["2028 5"]})
    assert SAID in words(refused)
    assert "2027 4" in words(refused)
    assert [one.period for one in Target.objects.get().steps.all()] == ["2027"]


def test_the_choice_of_a_municipality_is_not_written_over(plan: Plan, kari: Client, ola: Client) -> None:
    home = plan.municipality
    factories.create_region(code=home.number, name="Hjemme", kind=RegionKind.MUNICIPALITY)
    skien = factories.create_region(code="4003", name="Skien")
    arendal = factories.create_region(code="4203", name="Arendal")
    address = reverse("peers-choose", args=[home.number])
    pressed = {"handling": ["lagre"], "gjelder": ["alle"]}
    mine = typed_on(ola, address) | pressed | {"kommune": [arendal.code]}
    assert kari.post(address, typed_on(kari, address) | pressed | {"kommune": [skien.code]}).status_code == 302
    refused = ola.post(address, mine)
    assert SAID in words(refused)
    assert [one.region for one in ChosenPeer.objects.all()] == [skien]
    # For oneself alone nothing of anybody else's is touched.
    assert ola.post(address, mine | {"gjelder": ["meg"]}).status_code == 302


def test_a_row_that_somebody_took_away_meanwhile_is_not_there(plan: Plan, ola: Client) -> None:
    address, field = challenge(plan)
    mine = typed_on(ola, address)
    plan.challenges.all().delete()
    assert ola.post(address, mine | {field: ["Olas ord"]}).status_code == 404


def test_in_the_administration_the_later_one_is_told_too(plan: Plan, kari: Client, ola: Client) -> None:
    unit = factories.create_unit(municipality=plan.municipality, name="Skole")
    address = reverse("admin:accounts_unit_change", args=[unit.pk])
    mine, theirs = typed_on(ola, address), typed_on(kari, address)
    assert kari.post(address, theirs | {"name": ["Karis skole"]}).status_code == 302
    refused = ola.post(address, mine | {"name": ["Olas skole"]})
    assert SAID in words(refused)
    assert "Dette er lagret nå: Navn: Karis skole" in words(refused)
    form = typed_in(refused)
    assert form["name"] == ["Olas skole"]
    assert ola.post(address, form).status_code == 302
    unit.refresh_from_db()
    assert unit.name == "Olas skole"
