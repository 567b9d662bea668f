"""Targets by the open API: who reads what of them, how they stand, and by what they can be asked for."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role
from planning.models import Plan, PlanStatus
from reporting.queries.public.plan import public_plan
from targets.models import Appraisal, Completion, Target, TargetKind
from targets.rules import Light
from targets.services.overriding import override_light
from tests import factories
from tests.public_site import FILE_NAME, NAMES, create_public_plan

pytestmark = pytest.mark.django_db


def asked(client: Client, name: str, *words: Any, **parameters: str) -> Any:
    return client.get(reverse(name, args=words), parameters)


@pytest.fixture
def plan() -> Plan:
    """Published, with a fund at 3,1 that somebody has set yellow, and a state that somebody has judged."""
    return create_public_plan()


@pytest.fixture
def reader(plan: Plan) -> Client:
    return known(plan, Role.READER)


def known(plan: Plan, role: Role) -> Client:
    client = Client()
    client.force_login(factories.create_user(role=role, municipality=plan.municipality))
    return client


# Addresses that everybody asks, and those that only the plan's own people are told.
OPEN = ("api-target-list", "api-target", "api-target-change-list", "api-target-certificate", "api-light-list")
OWN = ("api-override-list", "api-appraisal-list", "api-completion-list", "api-cause-list")
OF_TARGET = {"api-target", "api-target-change-list", "api-target-certificate"}
CALLERS = ("anonymous", "outsider", "reader", "coordinator")
REACH = {
    "published, open": (True, PlanStatus.ADOPTED, OPEN, (200, 200, 200, 200)),
    "published, own": (True, PlanStatus.ADOPTED, OWN, (401, 404, 200, 200)),
    "adopted and not published, open": (False, PlanStatus.ADOPTED, OPEN, (404, 404, 200, 200)),
    "adopted and not published, own": (False, PlanStatus.ADOPTED, OWN, (401, 404, 200, 200)),
    "draft, open": (True, PlanStatus.DRAFT, OPEN, (404, 404, 404, 200)),
    "draft, own": (True, PlanStatus.DRAFT, OWN, (401, 404, 404, 200)),
}


@pytest.mark.parametrize("row", REACH.values(), ids=REACH.keys())
def test_who_is_answered(row: tuple[bool, PlanStatus, tuple[str, ...], tuple[int, ...]]) -> None:
    is_published, status, names, expected = row
    plan = create_public_plan(is_published=is_published)
    Plan.objects.update(status=status)
    outsider = Client()
    outsider.force_login(factories.create_user(role=Role.COORDINATOR))
    clients = (Client(), outsider, known(plan, Role.READER), known(plan, Role.COORDINATOR))
    for name in names:
        words = ("P-1", "T-1") if name in OF_TARGET else ("P-1",)
        found = tuple(asked(client, name, *words).status_code for client in clients)
        assert dict(zip(CALLERS, found, strict=True)) == dict(zip(CALLERS, expected, strict=True)), name


@pytest.mark.parametrize(
    "name", ["api-target-list", "api-target-among-plans-list", "api-light-change-list", "api-light-list"]
)
def test_nobody_is_named_to_everybody(client: Client, plan: Plan, name: str) -> None:
    words = ("P-1",) if name in {"api-target-list", "api-light-list"} else ()
    for language in ("nb", "nn", "en"):
        answer = client.get(reverse(name, args=words), headers={"Accept-Language": language})
        assert answer.json()["results"], "there is something to be named in"
        assert [one for one in (*NAMES, FILE_NAME) if one in answer.content.decode()] == []


@pytest.mark.parametrize("code", ["T-1", "T-2"])
@pytest.mark.parametrize("name", ["api-target", "api-target-change-list", "api-target-certificate"])
def test_nobody_is_named_in_one_target(client: Client, plan: Plan, name: str, code: str) -> None:
    said = asked(client, name, "P-1", code).content.decode()
    assert [one for one in (*NAMES, FILE_NAME) if one in said] == []


def test_an_overridden_light_shows_both(client: Client, reader: Client, plan: Plan) -> None:
    told = asked(client, "api-target", "P-1", "T-1").json()
    assert (told["light"], told["calculated_light"], told["is_overridden"]) == ("yellow", "red", True)
    assert told["override"] == {
        "light": "yellow",
        "reason": "Regnskapet er ikke ferdig",
        "by": None,
        "decided_on": "2026-07-01",
        "until": "2026-12-31",
    }
    own = asked(reader, "api-target", "P-1", "T-1").json()
    assert (own["override"]["by"], own["owner"]) == ("Qvirina Zappelberg", "Qvirina Zappelberg")
    assert told["owner"] is None


def test_a_target_is_told_in_plain_fields(client: Client, plan: Plan) -> None:
    told = asked(client, "api-target", "P-1", "T-1").json()
    assert told["promised"]["kind"] == "stay_above"
    assert (told["promised"]["lower"], told["promised"]["upper"]) == ("5", None)
    figure = told["figure"]
    assert (figure["period"], figure["value"], figure["symbol"], figure["kind"]) == ("2025", "3.1", None, "provisional")
    assert (told["indicator"], told["goal_text"], told["focus_areas"]) == ("fond", "Kommunen har råd.", ["OKO"])
    assert told["unit"]["name"] == "Teknisk etat"
    assert "3,1 % i 2025" in told["sentence"]
    assert told["certificate_url"] == "http://testserver/api/v1/plans/P-1/targets/T-1/certificate/"
    assert told["url"] == "http://testserver/api/v1/plans/P-1/targets/T-1/"


def test_sentences_come_in_the_language_that_is_asked_for(client: Client, plan: Plan) -> None:
    told = client.get(reverse("api-target", args=["P-1", "T-1"]), headers={"Accept-Language": "en"}).json()
    assert "3.1% in 2025" in told["sentence"] or "3.1 %" in told["sentence"]


def test_a_missing_figure_is_null_with_its_symbol_and_never_0(client: Client) -> None:
    plan = factories.create_plan(code="P-2")
    used = factories.create_used_indicator(plan=plan)
    target = factories.create_target(plan=plan, used_indicator=used, code="T-9")
    factories.give_figure(target, "", period="2025", missing=":")
    factories.assess(plan)
    factories.create_publication(plan)
    told = asked(client, "api-target", "P-2", "T-9").json()
    assert (told["light"], told["reason"]) == ("grey", "confidential")
    assert (told["figure"]["value"], told["figure"]["symbol"]) == (None, ":")


def test_a_target_that_nobody_has_judged_is_grey(client: Client) -> None:
    plan = factories.create_plan(code="P-2")
    target = factories.create_target(plan=plan, used_indicator=None, kind=TargetKind.MILESTONE, code="T-9")
    factories.create_publication(plan)
    (told,) = asked(client, "api-target-list", "P-2", light="grey").json()["results"]
    assert (told["code"], told["light"], told["calculated_light"], told["figure"]) == (
        target.code,
        "grey",
        "grey",
        None,
    )


@pytest.fixture
def varied() -> Plan:
    """Targets of which each has something that no other has."""
    plan = factories.create_plan(code="P-3")
    area, other = factories.create_focus_area(plan=plan, code="A"), factories.create_focus_area(plan=plan, code="B")
    unit = factories.create_unit(municipality=plan.municipality, name="Oppvekst")
    goal = factories.create_goal(plan=plan, code="M-1", primary_focus_area=area, unit=unit)

    def fund(code: str, *figures: str, **values: Any) -> Target:
        indicator = factories.create_indicator(code=f"ind-{code}", unit="percent", decimals=1)
        used = factories.create_used_indicator(plan=plan, indicator=indicator)
        made = factories.create_target(plan=plan, used_indicator=used, code=code, lower=Decimal(5), **values)
        for year, figure in zip(range(2025, 2000, -1), figures, strict=False):
            factories.give_figure(made, figure, period=str(year), **({"kind": "provisional"} if code == "Y" else {}))
        return made

    fund("R", "2.0", goal=goal)
    fund("Y", "4.8", primary_focus_area=other)
    # A norm, which has no goal, belongs where its indicator does.
    warned = fund("W", "5.2", "5.9", "6.6", "7.3", goal=None)
    assert warned.used_indicator is not None
    warned.used_indicator.focus_areas.add(other)
    stale = fund("S", goal=goal)
    factories.give_figure(stale, "9.0", period="2020")
    factories.assess(plan)
    set_light(fund("O", "9.0", goal=goal), plan)
    factories.create_publication(plan)
    return plan


def set_light(target: Target, plan: Plan) -> None:
    factories.assess(plan)
    day, now = factories.TODAY, factories.NOW
    override_light(
        target=target,
        light=Light.RED,
        reason="Feil i regnskapet",
        decided_by="rådet",
        decided_on=day,
        until=date(2027, 1, 1),
        by="ola",
        on=day,
        now=now,
    )


ASKED_BY = [
    ({"light": "red"}, {"R", "O"}),
    ({"light": "yellow"}, {"Y"}),
    ({"kind": "stay_above"}, {"R", "Y", "W", "S", "O"}),
    ({"kind": "milestone"}, set()),
    ({"focus_area": "A"}, {"R", "S", "O"}),
    ({"focus_area": "B"}, {"Y", "W"}),
    ({"goal": "M-1"}, {"R", "S", "O"}),
    ({"unit": "Oppvekst"}, {"R", "S", "O"}),
    ({"indicator": "ind-Y"}, {"Y"}),
    ({"overridden": "true"}, {"O"}),
    ({"overridden": "false"}, {"R", "Y", "W", "S"}),
    ({"stale": "true"}, {"S"}),
    ({"stale": "false"}, {"R", "Y", "W", "O"}),
    ({"provisional": "true"}, {"Y"}),
    ({"provisional": "false"}, {"R", "W", "S", "O"}),
    ({"warning": "true"}, {"W"}),
    ({"warning": "false"}, {"R", "Y", "S", "O"}),
]


@pytest.mark.parametrize(
    ("parameters", "codes"), ASKED_BY, ids=lambda one: str(one) if isinstance(one, dict) else "found"
)
def test_targets_are_asked_for_by_what_they_are(
    client: Client, varied: Plan, parameters: dict[str, str], codes: set[str]
) -> None:
    rows = asked(client, "api-target-list", "P-3", **parameters).json()["results"]
    assert {row["code"] for row in rows} == codes


def test_the_filters_say_what_the_rows_say(client: Client, varied: Plan) -> None:
    rows = asked(client, "api-target-list", "P-3").json()["results"]
    for name, field in (("stale", "is_stale"), ("provisional", "is_provisional"), ("overridden", "is_overridden")):
        found = asked(client, "api-target-list", "P-3", **{name: "true"}).json()["results"]
        assert {row["code"] for row in found} == {row["code"] for row in rows if row[field]}, name
    for area in ("A", "B"):
        found = asked(client, "api-target-list", "P-3", focus_area=area).json()["results"]
        assert {row["code"] for row in found} == {row["code"] for row in rows if area in row["focus_areas"]}, area


def test_the_worst_come_first_where_that_is_asked_for(client: Client, varied: Plan) -> None:
    rows = asked(client, "api-target-list", "P-3", order="light,code", fields="code").json()["results"]
    assert [row["code"] for row in rows] == ["O", "R", "Y", "S", "W"]


WRONG = [
    ("api-target-list", {"light": "blue"}, "light"),
    ("api-target-list", {"stale": "kanskje"}, "stale"),
    ("api-target-list", {"plan": "P-3"}, "plan"),
    ("api-target-list", {"order": "owner"}, "order"),
    ("api-light-list", {"on": "i går"}, "on"),
    ("api-light-list", {"on": "2199-01-01"}, "on"),
    ("api-light-list", {"known_at": "2026-13-01"}, "known_at"),
    ("api-light-list", {"known_at": "2199-01-01"}, "known_at"),
    ("api-light-change-list", {"since": "15.03.2026"}, "since"),
    ("api-light-change-list", {"since": "snart"}, "since"),
]


@pytest.mark.parametrize(("name", "parameters", "field"), WRONG)
def test_a_question_that_makes_no_sense_is_told_by_field(
    varied: Plan, name: str, parameters: dict[str, str], field: str
) -> None:
    words = () if name == "api-light-change-list" else ("P-3",)
    answer = asked(known(varied, Role.READER), name, *words, **parameters)
    assert answer.status_code == 400
    assert [line["field"] for line in answer.json()["errors"]] == [field]


@pytest.mark.parametrize("day", ["0001-01-01", "1066-10-14"])
def test_days_long_ago_are_answered(varied: Plan, day: str) -> None:
    rows = asked(known(varied, Role.READER), "api-light-list", "P-3", on=day, known_at=day).json()["results"]
    assert {row["calculated_light"] for row in rows} == {"grey"}


def test_targets_of_all_plans_are_told_as_each_may_be_read(client: Client, plan: Plan) -> None:
    """One's own plan whole, and that of others without persons, in the same answer."""
    own = factories.create_plan(code="EGEN")
    owner = factories.create_user(first_name="Ada", last_name="Lie")
    factories.create_target(plan=own, code="E-1", owner=owner)
    client.force_login(factories.create_user(role=Role.READER, municipality=own.municipality))
    rows = asked(client, "api-target-among-plans-list").json()["results"]
    assert {(row["plan"], row["code"], row["owner"]) for row in rows} == {
        ("EGEN", "E-1", "Ada Lie"),
        ("P-1", "T-1", None),
        ("P-1", "T-2", None),
    }
    assert asked(client, "api-target-among-plans-list", plan="EGEN").json()["count"] == 1


def test_changes_are_told_with_their_cause(client: Client, reader: Client, plan: Plan) -> None:
    rows = asked(client, "api-target-change-list", "P-1", "T-1").json()["results"]
    assert [(row["from_light"], row["to_light"], row["cause"]) for row in rows] == [
        ("red", "yellow", "override"),
        (None, "red", "first"),
    ]
    assert [client.get(row["certificate_url"]).json()["target"] for row in rows] == ["T-1", "T-1"]
    (newest, _first) = asked(reader, "api-target-change-list", "P-1", "T-1").json()["results"]
    assert "Qvirina Zappelberg" in newest["sentence"]
    assert reader.get(newest["certificate_url"]).json()["target"] == "T-1"


def test_who_follows_along_asks_for_what_came_since(client: Client, plan: Plan) -> None:
    assert len(asked(client, "api-light-change-list", since="2026-07-01").json()["results"]) == 4
    assert asked(client, "api-light-change-list", since="2026-07-02").json()["results"] == []
    first = asked(client, "api-light-change-list", page_size="1").json()
    second = client.get(first["next"]).json()["results"]
    assert first["results"] != second
    assert second[0]["plan"] == "P-1"


def grown(plan: Plan, count: int) -> None:
    for number in range(count):
        indicator = factories.create_indicator(unit="percent")
        used = factories.create_used_indicator(plan=plan, indicator=indicator)
        target = factories.create_target(plan=plan, used_indicator=used, code=f"N-{number}")
        factories.create_step(target=target)
        factories.give_figure(target, "6.0")
        factories.create_stated_cause(target)
        written: dict[str, Any] = {"target": target, "recorded_by": "ola", "recorded_at": factories.NOW}
        day = factories.TODAY
        Appraisal.objects.create(light="red", reason="Nei", judged_on=day, judged_by="rådet", **written)
        Completion.objects.create(done_on=day, **written)
        set_light(target, plan)
    factories.assess(plan)


PAGES = (
    *("api-target-list", "api-target-among-plans-list", "api-light-change-list", "api-light-list"),
    *("api-override-list", "api-appraisal-list", "api-completion-list", "api-cause-list"),
)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_makes_the_same_number_of_queries_however_many_there_are(
    django_assert_num_queries: DjangoAssertNumQueries, plan: Plan, reader: Client, name: str
) -> None:
    words = () if name in {"api-target-among-plans-list", "api-light-change-list"} else ("P-1",)
    grown(plan, 1)
    few = counted(lambda: asked(reader, name, *words))
    Target.objects.filter(code="N-0").update(code="N-first")
    grown(plan, 7)
    with django_assert_num_queries(few):
        asked(reader, name, *words)


def counted(ask: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as found:
        assert ask().status_code == 200
    return len(found)


def test_changes_come_the_newest_first_or_in_the_order_that_is_asked_for(client: Client, plan: Plan) -> None:
    def rows(**parameters: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = asked(client, "api-light-change-list", **parameters).json()["results"]
        return found

    oldest_first = rows(order="seen_at")
    assert len(oldest_first) == 4
    assert rows() == rows(order="-seen_at") == oldest_first[::-1]
    days = [row["changed_on"] for row in rows(order="changed_on")]
    assert days == sorted(days)


def test_a_plan_counts_its_lights_as_its_pages_do(client: Client, reader: Client, plan: Plan) -> None:
    """A norm that the plan only quotes is listed among the targets, and not counted with them."""
    factories.create_target(plan=plan, goal=None, code="NORM")
    factories.create_plan(code="TOM", municipality=plan.municipality)
    factories.assess(plan)
    counted = {"red": 0, "yellow": 2, "green": 0, "grey": 0, "total": 2, "overridden": 1}
    shown = public_plan(plan=plan).standing.lights
    assert (shown.red, shown.yellow, shown.green, shown.grey) == (0, 2, 0, 0)
    told = asked(client, "api-plan", "P-1").json()["lights"]
    assert {name: told[name] for name in counted} == counted
    listed = {one["code"]: one["lights"]["total"] for one in asked(reader, "api-plan-list").json()["results"]}
    assert listed == {"P-1": 2, "TOM": 0}
    found = {said: asked(client, "api-target-list", "P-1", norm=said).json() for said in ("true", "false")}
    assert [one["code"] for one in found["true"]["results"]] == ["NORM"]
    assert found["false"]["count"] == counted["total"]
