"""The lists of what a plan is made of: how they are narrowed and ordered."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from accounts.models import Unit
from planning.models import Dimension, Level, Plan
from tests import factories
from tests.api_plans import PARTS, asked, codes, create_earlier_wording, create_whole_plan, member

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def wide(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Plan]:
    """Made once. What a test adds is undone after it, everything after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield create_wide_plan()
        transaction.set_rollback(True)


def create_wide_plan() -> Plan:
    """Two of most things, of which the second is linked to nothing, or only by its theme."""
    plan = create_whole_plan("VID")
    front = factories.create_focus_area(plan=plan, code="RAMME", title="Ærlige rammer", is_focus_area=False)
    apart = factories.create_theme(focus_area=front, code="ANNET", title="Øvrig")
    factories.create_goal(
        plan=plan, code="M-2", text="ÅRLIG nedgang", theme=apart, level=Level.NATIONAL, scope="Samfunn", kind="hovedmål"
    )
    factories.create_measure(plan=plan, code="T-2", title="Bøter", theme=apart, deadline=date(2999, 5, 1))
    factories.create_measure(plan=plan, code="T-3", title="Avtaler", gist="Årlige møter")
    other = factories.create_guideline(
        plan=plan, code="F-2", title="Ærlighet i lov", level=Level.REGIONAL, kind="lov", extra={"note": "Gjelder ØST"}
    )
    factories.create_citation(guideline=other, focus_area=front, cited_section="Ånd")
    factories.create_challenge(
        plan=plan, code="U-2", text="Øde bygder", kind="opportunity", dimension=Dimension.SOCIAL, theme=apart
    )
    factories.create_document(plan=plan, code="ST", title="Årsmelding")
    factories.create_related_plan(plan=plan, code="R-2", title="Ås-planen", level="regional")
    create_earlier_wording(plan, subject="planning.measure", code="T-2", text="ØL")
    return plan


NARROWED = [
    ("focus-area", {"is_focus_area": "false"}, ["RAMME"]),
    ("focus-area", {"is_crosscutting": "true"}, ["KLIMA"]),
    ("focus-area", {"q": "ærlige RAMMER"}, ["RAMME"]),
    ("focus-area", {"order": "title"}, ["KLIMA", "RAMME"]),
    ("focus-area", {"order": "-title"}, ["RAMME", "KLIMA"]),
    ("theme", {"focus_area": "RAMME"}, ["ANNET"]),
    ("theme", {"q": "øVRIG"}, ["ANNET"]),
    ("theme", {"order": "-code"}, ["VEI", "UTSLIPP", "ANNET"]),
    ("goal", {"focus_area": "KLIMA"}, ["M-1"]),
    ("goal", {"focus_area": "RAMME"}, ["M-2"]),
    ("goal", {"theme": "ANNET"}, ["M-2"]),
    ("goal", {"level": "national"}, ["M-2"]),
    ("goal", {"level": "regional"}, []),
    ("goal", {"scope": "samfunn"}, ["M-2"]),
    ("goal", {"kind": "Hovedmål"}, ["M-2"]),
    ("goal", {"sdg": "7"}, ["M-1"]),
    ("goal", {"sdg": "1"}, []),
    ("goal", {"parent": "M-0"}, ["M-1"]),
    ("goal", {"guideline": "F-1"}, ["M-1"]),
    ("goal", {"has_targets": "true"}, ["M-1"]),
    ("goal", {"has_targets": "false"}, ["M-0", "M-2"]),
    ("goal", {"q": "årlig"}, ["M-2"]),
    ("goal", {"q": "årlig finnesikke"}, []),
    ("goal", {"q": "årlig", "level": "municipal"}, []),
    ("goal", {"q": "%"}, []),
    ("goal", {"order": "-order"}, ["M-2", "M-1", "M-0"]),
    ("goal", {"order": "text"}, ["M-0", "M-1", "M-2"]),
    ("measure", {"focus_area": "KLIMA"}, ["T-1"]),
    ("measure", {"focus_area": "RAMME"}, ["T-2"]),
    ("measure", {"theme": "ANNET"}, ["T-2"]),
    ("measure", {"goal": "M-1"}, ["T-1"]),
    ("measure", {"challenge": "U-1"}, ["T-1"]),
    ("measure", {"progress": "delayed"}, ["T-1"]),
    ("measure", {"progress": "none"}, ["T-2", "T-3"]),
    ("measure", {"deadline_from": "2020-02-01"}, ["T-2"]),
    ("measure", {"deadline_to": "2020-01-31"}, ["T-1"]),
    ("measure", {"q": "ÅRLIGE"}, ["T-3"]),
    ("measure", {"order": "deadline"}, ["T-1", "T-2", "T-3"]),
    ("measure", {"order": "-deadline"}, ["T-3", "T-2", "T-1"]),
    ("guideline", {"focus_area": "RAMME"}, ["F-2"]),
    ("guideline", {"level": "regional"}, ["F-2"]),
    ("guideline", {"kind": "LOV"}, ["F-2"]),
    ("guideline", {"sdg": "13"}, ["F-1"]),
    ("guideline", {"goal": "M-1"}, ["F-1"]),
    ("guideline", {"is_answered": "true"}, ["F-1"]),
    ("guideline", {"is_answered": "false"}, ["F-2"]),
    ("guideline", {"q": "ærlighet"}, ["F-2"]),
    ("guideline", {"q": "øst"}, ["F-2"]),
    ("guideline", {"q": "åpning"}, ["F-1"]),
    ("guideline", {"q": "ærlighet ånd"}, ["F-2"]),
    ("guideline", {"q": "åpning ånd"}, []),
    ("challenge", {"kind": "opportunity"}, ["U-2"]),
    ("challenge", {"dimension": "social"}, ["U-2"]),
    ("challenge", {"dimension": "none"}, ["U-1"]),
    ("challenge", {"focus_area": "RAMME"}, ["U-2"]),
    ("challenge", {"theme": "ANNET"}, ["U-2"]),
    ("challenge", {"measure": "T-1"}, ["U-1"]),
    ("challenge", {"level": "national"}, []),
    ("challenge", {"q": "øde"}, ["U-2"]),
    ("document", {"q": "åRS"}, ["ST"]),
    ("related-plan", {"q": "ås"}, ["R-2"]),
    ("related-plan", {"level": "Regional"}, ["R-2"]),
]


@pytest.mark.parametrize(("part", "parameters", "found"), NARROWED)
def test_a_list_is_narrowed_and_ordered(
    client: Client, wide: Plan, part: str, parameters: dict[str, str], found: list[str]
) -> None:
    assert codes(asked(client, f"api-{part}-list", wide.code, **parameters)) == found


EARLIER = [
    ({"kind": "measure"}, ["T-2"]),
    ({"kind": "plan"}, []),
    ({"code": "M-1"}, ["M-1"]),
    ({"q": "øl"}, ["T-2"]),
    ({"order": "code"}, ["M-1", "T-2"]),
    ({"order": "-newest"}, ["M-1", "T-2"]),
]


@pytest.mark.parametrize(("parameters", "found"), EARLIER)
def test_earlier_wordings_are_narrowed_and_ordered(wide: Plan, parameters: dict[str, str], found: list[str]) -> None:
    assert codes(asked(member(wide), "api-earlier-wording-list", wide.code, **parameters)) == found


def test_a_member_asks_by_unit(wide: Plan) -> None:
    reader, own = member(wide), Unit.objects.get(municipality=wide.municipality)
    idle = factories.create_unit(municipality=wide.municipality)
    assert codes(asked(reader, "api-goal-list", wide.code, unit=str(own.pk))) == ["M-1"]
    assert codes(asked(reader, "api-measure-list", wide.code, unit=str(own.pk))) == ["T-1"]
    assert codes(asked(reader, "api-measure-list", wide.code, unit=str(idle.pk))) == []


WRONG = [
    ("focus-area", {"is_focus_area": "kanskje"}, "is_focus_area"),
    ("theme", {"focus_area": "FINNES-IKKE"}, "focus_area"),
    ("goal", {"focus_area": "FINNES-IKKE"}, "focus_area"),
    ("goal", {"theme": "FINNES-IKKE"}, "theme"),
    ("goal", {"level": "lokalt"}, "level"),
    ("goal", {"sdg": "18"}, "sdg"),
    ("goal", {"sdg": "tolv"}, "sdg"),
    ("goal", {"parent": "FINNES-IKKE"}, "parent"),
    ("goal", {"has_targets": "1"}, "has_targets"),
    ("goal", {"q": "x" * 201}, "q"),
    ("goal", {"order": "owner"}, "order"),
    ("goal", {"fields": "code,extra"}, "fields"),
    ("measure", {"progress": "snart"}, "progress"),
    ("measure", {"overdue": "ja"}, "overdue"),
    ("measure", {"deadline_from": "31.01.2020"}, "deadline_from"),
    ("measure", {"deadline_to": "2020-02-30"}, "deadline_to"),
    ("measure", {"goal": "FINNES-IKKE"}, "goal"),
    ("guideline", {"level": "lokalt"}, "level"),
    ("challenge", {"dimension": "kulturell"}, "dimension"),
    ("challenge", {"kind": "problem"}, "kind"),
    # Who has it is not for everybody to ask by, nor to be told.
    ("goal", {"unit": "1"}, "unit"),
    ("measure", {"unit": "1"}, "unit"),
    ("measure", {"fields": "code,owner"}, "fields"),
]


@pytest.mark.parametrize(("part", "parameters", "field"), WRONG)
def test_a_filter_that_makes_no_sense_is_told(
    client: Client, wide: Plan, part: str, parameters: dict[str, str], field: str
) -> None:
    answer = asked(client, f"api-{part}-list", wide.code, **parameters)
    assert answer.status_code == 400
    assert [line["field"] for line in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("unit", ["0", "elleve", "9" * 30, "-1"])
def test_a_unit_that_is_not_of_the_municipality_is_told(wide: Plan, unit: str) -> None:
    answer = asked(member(wide), "api-measure-list", wide.code, unit=unit)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "unit")


def test_a_long_question_is_answered(client: Client, wide: Plan) -> None:
    for part in (*PARTS, "theme", "document", "related-plan"):
        assert codes(asked(client, f"api-{part}-list", wide.code, q="zå " * 60)) == []


def test_fields_are_chosen_and_lights_are_counted_only_when_asked_for(client: Client, wide: Plan) -> None:
    with CaptureQueriesContext(
        connection,
    ) as all_fields:
        asked(client, "api-focus-area-list", wide.code)
    with CaptureQueriesContext(connection) as few:
        answer = asked(client, "api-focus-area-list", wide.code, fields="code,title")
    assert answer.json()["results"] == [
        {"code": "KLIMA", "title": "Klima"},
        {"code": "RAMME", "title": "Ærlige rammer"},
    ]
    assert len(few) < len(all_fields)
