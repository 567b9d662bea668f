"""Certificates and lights as of a day by the open API: what the command says, and what can be judged again."""

import json
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import Role
from planning.models import Plan
from targets.models import Assessment, Completion, Target, TargetKind
from targets.rules import Light
from targets.services.overriding import override_light, withdraw_override
from targets.services.people import complete_duty, judge_state
from targets.services.promises import change_promise
from tests import factories
from tests.changed_lights import APRIL, MARCH, at, create_fund

pytestmark = pytest.mark.django_db


def asked(client: Client, name: str, *words: Any, **parameters: str) -> Any:
    return client.get(reverse(name, args=words), parameters)


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="KPS")


@pytest.fixture
def reader(plan: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    return client


@pytest.fixture
def fund(plan: Plan) -> Target:
    """6,0 in 2024 and 1,2 in 2025, at least 5 until April and then at least 1."""
    target = create_fund(plan, "6.0", "1.2")
    change_promise(target=target, values={"lower": Decimal(1)}, reason="Sak 12/26", by="kari", on=APRIL, now=at(APRIL))
    return target


def assessed(target: Target, **options: str) -> str:
    out = StringIO()
    call_command("assess", certificate=f"KPS/{target.code}", stdout=out, **options)
    return out.getvalue().strip()


DAYS = [
    {},
    {"on": "2026-03-10"},
    {"on": "2026-03-10", "known_at": "2026-03-10"},
    {"on": "2025-12-31", "known_at": "2026-04-02"},
]


@pytest.mark.parametrize("days", DAYS, ids=str)
def test_the_certificate_is_what_the_command_writes(reader: Client, fund: Target, days: dict[str, str]) -> None:
    answer = asked(reader, "api-target-certificate", "KPS", fund.code, **days)
    assert answer["Content-Type"] == "application/json; charset=utf-8"
    assert answer.content.decode() == assessed(fund, **days)


def test_a_certificate_can_be_judged_again(reader: Client, fund: Target, tmp_path: Path) -> None:
    file = tmp_path / "sertifikat.json"
    file.write_bytes(asked(reader, "api-target-certificate", "KPS", fund.code).content)
    out = StringIO()
    call_command("assess", replay=str(file), stdout=out)
    assert "samme vurdering" in out.getvalue()


def test_earlier_certificates_are_there_as_they_stood(reader: Client, fund: Target) -> None:
    keys = list(Assessment.objects.filter(target=fund).order_by("pk").values_list("pk", flat=True))
    found = [asked(reader, "api-assessment-certificate", "KPS", fund.code, key).json() for key in keys]
    assert [one["on"] for one in found] == ["2026-03-01", "2026-03-15", "2026-04-02"]
    assert asked(reader, "api-assessment-certificate", "KPS", fund.code, 0).status_code == 404


def test_a_target_that_is_not_judged_has_no_certificate(reader: Client, plan: Plan) -> None:
    target = factories.create_target(plan=plan, used_indicator=None, kind=TargetKind.MILESTONE)
    answer = asked(reader, "api-target-certificate", "KPS", target.code)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("parameters", [{"on": "2199-01-01"}, {"known_at": "igår"}, {"dato": "2026-03-10"}], ids=str)
def test_a_day_that_cannot_be_shown_is_told(reader: Client, fund: Target, parameters: dict[str, str]) -> None:
    answer = asked(reader, "api-target-certificate", "KPS", fund.code, **parameters)
    assert answer.status_code == 400
    assert [line["field"] for line in answer.json()["errors"]] == list(parameters)


THEN = [
    ({"on": "2026-03-10"}, ("green", "2025", "1.2")),
    ({"on": "2026-03-10", "known_at": "2026-03-10"}, ("green", "2024", "6.0")),
    ({"on": "2026-03-20", "known_at": "2026-03-20"}, ("red", "2025", "1.2")),
]


@pytest.mark.parametrize(("days", "expected"), THEN, ids=["known now", "known before the news", "known with the news"])
def test_lights_of_a_day_rest_on_what_was_known(
    reader: Client, fund: Target, days: dict[str, str], expected: tuple[str, str, str]
) -> None:
    before = Assessment.objects.count()
    (row,) = asked(reader, "api-light-list", "KPS", **days).json()["results"]
    assert (row["light"], row["figure"]["period"], row["figure"]["value"]) == expected
    assert (row["on"], row["known_at"]) == (days["on"], days.get("known_at"))
    assert Assessment.objects.count() == before


def set_yellow(target: Target) -> None:
    override_light(
        target=target,
        light=Light.YELLOW,
        reason="Under arbeid",
        decided_by="rådet",
        decided_on=APRIL,
        until=date(2026, 12, 31),
        by="kari",
        on=APRIL,
        now=at(APRIL),
    )


def test_a_light_of_a_day_shows_what_a_person_had_set_beside_it(reader: Client, fund: Target) -> None:
    set_yellow(fund)
    (row,) = asked(reader, "api-light-list", "KPS", on="2026-04-03").json()["results"]
    assert (row["light"], row["calculated_light"], row["override"]["reason"]) == ("yellow", "green", "Under arbeid")
    (before,) = asked(reader, "api-light-list", "KPS", on=MARCH.isoformat()).json()["results"]
    assert (before["light"], before["override"]) == ("green", None)


def test_overrides_are_told_with_what_was_calculated_and_how_they_ended(reader: Client, fund: Target) -> None:
    set_yellow(fund)
    (row,) = asked(reader, "api-override-list", "KPS", open="true").json()["results"]
    assert (row["light"], row["calculated_light"], row["decided_by"]) == ("yellow", "green", "rådet")
    assert row["ended_on"] is None
    withdraw_override(target=fund, by="ola", on=date(2026, 4, 9), now=at(date(2026, 4, 9)))
    assert asked(reader, "api-override-list", "KPS", open="true").json()["results"] == []
    (row,) = asked(reader, "api-override-list", "KPS", target=fund.code).json()["results"]
    assert (row["ended_on"], row["ended_because"]) == ("2026-04-09", "withdrawn")
    assert row["ended"] == "Trukket tilbake 9. april 2026 av ola."


def test_what_people_judge_and_do_is_told(reader: Client, plan: Plan) -> None:
    state = factories.create_target(plan=plan, used_indicator=None, kind=TargetKind.MILESTONE, state="alle er med")
    duty = factories.create_target(
        plan=plan, used_indicator=None, kind=TargetKind.RECURRING, recurs_every=4, recurs_unit="år"
    )
    said: dict[str, Any] = {"by": "ola", "on": APRIL, "now": at(APRIL)}
    judge_state(target=state, light=Light.YELLOW, reason="Halvveis", judged_on=APRIL, judged_by="rådet", **said)
    complete_duty(target=duty, done_on=APRIL, holds_until=None, note="", **said)
    (judged,) = asked(reader, "api-appraisal-list", "KPS").json()["results"]
    assert (judged["target"], judged["light"], judged["reason"]) == (state.code, "yellow", "Halvveis")
    (done,) = asked(reader, "api-completion-list", "KPS", target=duty.code).json()["results"]
    assert (done["done_on"], done["id"]) == ("2026-04-02", Completion.objects.get(target=duty).pk)
    assert asked(reader, "api-completion-list", "KPS", target=state.code).json()["results"] == []


def test_causes_say_which_of_them_counts(reader: Client, fund: Target) -> None:
    factories.create_stated_cause(fund, "Først", said_on=APRIL, said_at=at(APRIL))
    factories.create_stated_cause(fund, "Så", said_on=date(2026, 5, 4), said_at=at(date(2026, 5, 4)))
    rows = asked(reader, "api-cause-list", "KPS", order="said_on").json()["results"]
    assert [(row["text"], row["counts"], row["figure_period"]) for row in rows] == [
        ("Først", False, "2025"),
        ("Så", True, "2025"),
    ]


@pytest.mark.both_databases
@pytest.mark.parametrize("days", [{"on": "2026-11-22"}, {"on": "2024-07-01"}, {"known_at": "2020-01-01"}], ids=str)
def test_lights_of_larvik_are_those_of_the_command(larvik: Plan, client: Client, days: dict[str, str]) -> None:
    client.force_login(factories.create_user(role=Role.READER, municipality=larvik.municipality))
    out = StringIO()
    with translation.override("nb"):
        call_command("assess", json=True, stdout=out, **days)
    rows = asked(client, "api-light-list", larvik.code, page_size="200", **days).json()["results"]
    assert [as_command(row) for row in rows] == [as_told(one) for one in parsed(out)]


def parsed(out: StringIO) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(out.getvalue())
    return found


ALIKE = ("target", "reason", "warning", "attainment", "override", "sentence", "rule_version")


def as_command(row: dict[str, Any]) -> dict[str, Any]:
    figure = row["figure"] or {"period": None, "value": None}
    amounts = {"period": figure["period"], "actual": number(figure["value"]), "expected": number(row["expected"])}
    return {name: row[name] for name in ALIKE} | amounts | {"light": row["calculated_light"], "stale": row["is_stale"]}


def as_told(one: dict[str, Any]) -> dict[str, Any]:
    return {name: one[name] for name in (*ALIKE, "period", "actual", "expected", "light", "stale")}


def number(text: str | None) -> float | None:
    return None if text is None else float(text)


def test_everybody_reads_what_a_light_of_a_published_plan_was_worked_out_from(plan: Plan, fund: Target) -> None:
    factories.create_publication(plan)
    told = asked(Client(), "api-target-certificate", "KPS", fund.code).json()
    assert (told["facts"]["terms"]["lower"], told["facts"]["figure"]["literal"]) == ("1", "1.2")
    (row,) = asked(Client(), "api-light-list", "KPS", on="2026-03-20", known_at="2026-03-20").json()["results"]
    assert (row["light"], row["figure"]["value"]) == ("red", "1.2")


def test_what_everybody_reads_can_be_judged_again_without_a_name_in_it(plan: Plan, tmp_path: Path) -> None:
    target = factories.create_target(
        plan=plan, used_indicator=None, kind=TargetKind.MILESTONE, state="alle er med", code="TILSTAND"
    )
    for light, reason, day in ((Light.RED, "Ingen er med", MARCH), (Light.YELLOW, "Halvparten er med", APRIL)):
        said: dict[str, Any] = {"light": light, "reason": reason, "judged_on": day, "judged_by": "Qvirina Zappelberg"}
        judge_state(target=target, **said, by="xq-ansvarlig", on=day, now=at(day))
    factories.create_publication(plan)
    answer = asked(Client(), "api-target-certificate", "KPS", "TILSTAND")
    assert [one["reason"] for one in answer.json()["facts"]["opinions"]] == ["", "Halvparten er med"]
    assert not {"Qvirina", "xq-ansvarlig"} & set(answer.content.decode().replace('"', " ").split())
    file = tmp_path / "sertifikat.json"
    file.write_bytes(answer.content)
    out = StringIO()
    call_command("assess", replay=str(file), stdout=out)
    assert "samme vurdering" in out.getvalue()
