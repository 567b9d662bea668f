"""Two people with the same table open: who saves later is told who changed what and when, and loses nothing."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import Role
from indicators.models import RegionKind
from planning.models import Goal, Measure, Plan
from reporting.models import CommentingDuty
from targets.models import Target, TargetKind
from tests import factories, two_people
from tests.factories import NOW
from tests.sent_forms import forms_in
from tests.two_people import SAID, person, words

GOALS, TARGETS = "/planer/P/rediger/mal/", "/planer/P/rediger/maltall/"
FOLLOW_UP, DUTIES = "/planer/P/tiltak/oppfolging/", "/runder/ansvar/"

ONE_GOAL, ONE_MEASURE = "/planer/P/rediger/mal/M-01/", "/planer/P/tiltak/T1/endre/"
PROGRESS = "/planer/P/tiltak/T1/framdrift/"
pytestmark = pytest.mark.usefixtures("the_day")
plan, the_day = two_people.plan, two_people.the_day


def fields_of(answer: Any) -> dict[str, str]:
    """What a browser would send of the page's form as it was shown, with the line ends that browsers send."""
    form = forms_in(answer, answer.request["PATH_INFO"])[0]
    return {name: values[0].replace("\n", "\r\n") for name, values in form.sent.items() if values}


@pytest.fixture
def kari(plan: Plan) -> Client:
    return person(plan.municipality, "kari", Role.COORDINATOR)


@pytest.fixture
def ola(plan: Plan) -> Client:
    return person(plan.municipality, "ola", Role.COORDINATOR)


def test_of_two_who_change_the_same_goal_the_later_one_is_told_and_may_insist(
    plan: Plan, kari: Client, ola: Client
) -> None:
    goal = factories.create_goal(plan=plan, code="M-01", text="Kommunen\nhar råd.", order=1)
    cell = f"r{goal.pk}-text"
    mine, theirs = fields_of(ola.get(GOALS)), fields_of(kari.get(GOALS))
    kari.post(GOALS, theirs | {cell: "Karis ord."})
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        refused = ola.post(GOALS, mine | {cell: "Olas ord."})
    assert SAID in words(refused)
    assert "Dette er lagret nå: Mål: Karis ord." in words(refused)
    assert "Olas ord." in refused.content.decode()
    goal.refresh_from_db()
    assert goal.text == "Karis ord."
    # Told of it, the same button saves.
    assert "1 mål er endret." in words(ola.post(GOALS, fields_of(refused), follow=True))
    goal.refresh_from_db()
    assert goal.text == "Olas ord."


def test_of_two_who_change_different_goals_both_get_theirs(plan: Plan, kari: Client, ola: Client) -> None:
    one, other = (factories.create_goal(plan=plan, text=text, order=1) for text in ("En", "To"))
    mine, theirs = fields_of(ola.get(GOALS)), fields_of(kari.get(GOALS))
    kari.post(GOALS, theirs | {f"r{one.pk}-text": "Karis ord."})
    assert "1 mål er endret." in words(ola.post(GOALS, mine | {f"r{other.pk}-text": "Olas ord."}, follow=True))
    assert list(Goal.objects.order_by("pk").values_list("text", flat=True)) == ["Karis ord.", "Olas ord."]


def test_what_is_wrong_elsewhere_does_not_hide_who_was_first(plan: Plan, kari: Client, ola: Client) -> None:
    one, other = (factories.create_goal(plan=plan, text=text, order=1) for text in ("En", "To"))
    mine = fields_of(ola.get(GOALS))
    kari.post(GOALS, fields_of(kari.get(GOALS)) | {f"r{one.pk}-text": "Karis ord."})
    refused = ola.post(GOALS, mine | {f"r{one.pk}-text": "Olas ord.", f"r{other.pk}-text": ""})
    assert SAID in words(refused)
    assert "Skriv målet." in words(refused)
    assert Goal.objects.get(pk=one.pk).text == "Karis ord."


def test_the_same_words_from_both_are_no_quarrel(plan: Plan, kari: Client, ola: Client) -> None:
    goal = factories.create_goal(plan=plan, text="En", order=1)
    sent = fields_of(ola.get(GOALS)) | {f"r{goal.pk}-text": "To"}
    kari.post(GOALS, sent)
    assert "Ingenting var endret" in words(ola.post(GOALS, sent, follow=True))


def test_of_two_who_change_the_same_target_the_later_one_is_told(plan: Plan, kari: Client, ola: Client) -> None:
    goal = factories.create_goal(plan=plan)
    target = factories.create_target(plan=plan, goal=goal, kind=TargetKind.STAY_ABOVE, lower=Decimal("1.75"))
    cell = f"r{target.pk}-lower"
    mine = fields_of(ola.get(TARGETS))
    kari.post(TARGETS, fields_of(kari.get(TARGETS)) | {cell: "2"})
    assert SAID in words(ola.post(TARGETS, mine | {cell: "3"}))
    # Not touched, it stays as the other one left it.
    ola.post(TARGETS, mine)
    assert Target.objects.get().lower == 2


def test_of_two_who_follow_up_the_same_measure_the_later_one_is_told(plan: Plan, kari: Client, ola: Client) -> None:
    measure = factories.create_measure(plan=plan, title="Se meg", deadline=NOW.date())
    cell = f"t{measure.pk}-progress"
    mine = fields_of(ola.get(FOLLOW_UP))
    kari.post(FOLLOW_UP, fields_of(kari.get(FOLLOW_UP)) | {cell: "ongoing"})
    assert SAID in words(ola.post(FOLLOW_UP, mine | {cell: "done"}))
    ola.post(FOLLOW_UP, mine)
    assert Measure.objects.get().progress == "ongoing"


def test_of_two_who_say_who_writes_the_later_one_is_told(plan: Plan, kari: Client, ola: Client) -> None:
    goal = factories.create_goal(plan=plan)
    factories.create_target(plan=plan, goal=goal)
    first, second = (factories.create_unit(municipality=plan.municipality, name=name) for name in ("Helse", "Skole"))
    cell = f"m{goal.pk}-unit"
    mine = fields_of(ola.get(DUTIES))
    kari.post(DUTIES, fields_of(kari.get(DUTIES)) | {cell: str(first.pk)})
    assert SAID in words(ola.post(DUTIES, mine | {cell: str(second.pk)}))
    ola.post(DUTIES, mine)
    assert CommentingDuty.objects.get().unit == first


# One at a time -------------------------------------------------------------------------------------------------------


@pytest.fixture
def goal(plan: Plan) -> Goal:
    return factories.create_goal(plan=plan, code="M-01", text="Kommunen har råd.", order=1)


@pytest.fixture
def measure(plan: Plan) -> Measure:
    return factories.create_measure(plan=plan, code="T1", title="Se meg")


def opened(client: Client, page: str) -> dict[str, str]:
    """Only which version was shown; the rest is typed anew."""
    return {"apnet": fields_of(client.get(page))["apnet"]}


TOLD = {"progress": "ongoing", "percent": "10", "told_on": "2026-07-01"}


@pytest.mark.usefixtures("goal", "measure")
@pytest.mark.parametrize(
    ("page", "field", "rest"),
    [
        (ONE_GOAL, "text", {"level": "municipal", "order": "1"}),
        (ONE_MEASURE, "title", {}),
        (PROGRESS, "note", TOLD),
    ],
    ids=["goal", "measure", "progress"],
)
def test_on_a_page_of_its_own_the_later_one_is_told_keeps_the_words_and_may_insist(
    plan: Plan, page: str, field: str, rest: dict[str, str]
) -> None:
    kari, ola = (person(plan.municipality, name, Role.COORDINATOR) for name in ("kari", "ola"))
    mine = rest | {field: "Olas."} | opened(ola, page)
    assert kari.post(page, rest | {field: "Karis."} | opened(kari, page)).status_code == 302
    refused = ola.post(page, mine)
    assert SAID in words(refused)
    assert "Olas." in refused.content.decode()
    assert plan.edits.count() == 1
    insisting = mine | {"apnet": fields_of(refused)["apnet"]}
    assert ola.post(page, insisting).status_code == 302
    assert plan.edits.count() == 2


def test_who_edits_a_measure_is_not_stopped_by_somebody_who_told_how_it_gets_on(
    kari: Client, ola: Client, measure: Measure
) -> None:
    mine = {"title": "Olas."} | opened(ola, ONE_MEASURE)
    kari.post(PROGRESS, {"progress": "ongoing", "told_on": "2026-07-01"} | opened(kari, PROGRESS))
    assert ola.post(ONE_MEASURE, mine).status_code == 302


def test_a_target_that_was_changed_meanwhile_is_not_written_over(
    plan: Plan, kari: Client, ola: Client, goal: Goal
) -> None:
    target = factories.create_target(plan=plan, goal=goal, code="T-01", kind=TargetKind.STAY_ABOVE, lower=Decimal(1))
    factories.create_region(code=plan.municipality.number, name="Hjemme", kind=RegionKind.MUNICIPALITY)
    page = f"/planer/P/maltall/{target.code}/rediger/"
    code = target.used_indicator.indicator.code if target.used_indicator else ""
    sent = {"indicator": code, "kind": "stay_above", "handling": "lagre", "lower": "3"}
    mine = sent | opened(ola, page)
    # Looking at the light on the way does not make it another page.
    looked = ola.post(page, mine | {"handling": "forhandsvis"})
    assert fields_of(looked)["apnet"] == mine["apnet"]
    kari.post(TARGETS, fields_of(kari.get(TARGETS)) | {f"r{target.pk}-lower": "2"})
    assert SAID in words(ola.post(page, mine))
    target.refresh_from_db()
    assert target.lower == 2
