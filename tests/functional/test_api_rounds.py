"""Rounds and sealed reports by the open API: who sees them, how far a round has come, what is corrected since."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role, Scope, User
from planning.models import Plan, PlanStatus
from reporting.exports.reports import ReportAsked
from reporting.models import ReportingRound, ReportKind, SealedReport
from reporting.services.sealing import seal_report
from targets.models import Target
from tests import factories
from tests.api_calls import key_of
from tests.rounds import World, add_target, ask, create_world, judge, write

pytestmark = pytest.mark.django_db


def asked(client: Client, name: str, *words: Any, **parameters: str) -> Any:
    return client.get(reverse(name, args=words), parameters)


def known(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def counted(call: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as found:
        assert call().status_code == 200
    return len(found)


# Rounds -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def world() -> World:
    return create_world()


@pytest.fixture
def target(world: World) -> Target:
    made = add_target(world, "red", unit=world.schools, name="Barnehagelærere", code="T-1")
    judge(world)
    return made


@pytest.fixture
def opened(world: World, target: Target) -> ReportingRound:
    return ask(world)


def test_rounds_are_for_those_who_read_drafts(world: World, opened: ReportingRound) -> None:
    reader = factories.create_user(role=Role.READER, municipality=world.municipality)
    people: dict[str, User] = {
        "contact": world.contact,
        "coordinator": world.coordinator,
        "reader": reader,
        "outsider": factories.create_user(role=Role.COORDINATOR),
    }
    found = {who: asked(known(one), "api-round-list").json()["count"] for who, one in people.items()}
    assert found == {"contact": 1, "coordinator": 1, "reader": 0, "outsider": 0}
    for name in ("api-round", "api-commentary-list"):
        statuses = {who: asked(known(one), name, opened.pk).status_code for who, one in people.items()}
        assert statuses == {"contact": 200, "coordinator": 200, "reader": 404, "outsider": 404}, name
        assert asked(Client(), name, opened.pk).status_code == 401, name
    assert asked(Client(), "api-round-list").status_code == 401


def test_a_round_is_told_with_how_far_each_unit_has_come(world: World, target: Target, opened: ReportingRound) -> None:
    factories.create_duty(unit=world.schools, goal=target.goal)
    write(opened, target, world.schools, sent=True)
    told = asked(known(world.contact), "api-round", opened.pk).json()
    assert (told["round"]["title"], told["round"]["plans"]) == ("2025", [world.plan.code])
    assert told["round"]["is_open"] is True
    schools, streets = told["units"]
    assert (schools["unit"]["name"], schools["counts"]["submitted"]) == ("Oppvekst", 1)
    assert (streets["unit"]["name"], streets["counts"]["asked"]) == ("Teknisk drift", 0)
    assert [(one["code"], one["plan"]) for one in told["to_approve"]] == [("T-1", world.plan.code)]
    assert target.goal is not None
    assert [(one["unit"]["name"], one["goal"], one["service_area"]) for one in told["duties"]] == [
        ("Oppvekst", target.goal.code, None)
    ]


def test_what_is_written_is_told_with_versions_and_evidence(
    world: World, target: Target, opened: ReportingRound
) -> None:
    words = write(opened, target, world.schools, "Færre søkere.", sent=True)
    factories.create_evidence(words)
    (told,) = asked(known(world.coordinator), "api-commentary-list", opened.pk, state="submitted").json()["results"]
    assert (told["target"], told["title"], told["text"]) == ("T-1", "Barnehagelærere", "Færre søkere.")
    assert (told["state"], told["submitted_by"], told["return_reason"]) == ("submitted", "vilde", None)
    assert told["versions"][0]["text"] == "Færre søkere."
    (file,) = told["evidence"]
    assert (file["name"], file["checksum"]) == ("notat.txt", hashlib.sha256(b"notat").hexdigest())
    assert asked(known(world.coordinator), "api-commentary-list", opened.pk, state="approved").json()["count"] == 0


def test_a_file_is_given_as_it_was_brought_to_those_who_may_read_it(
    world: World, target: Target, opened: ReportingRound
) -> None:
    words = write(opened, target, world.schools)
    file = factories.create_evidence(words, name="=Møte «A».html", media_type="text/html", body=b"<script>1</script>")
    (told,) = asked(known(world.contact), "api-commentary-list", opened.pk).json()["results"][0]["evidence"]
    answer = known(world.contact).get(told["url"])
    assert (answer.status_code, answer.content) == (200, b"<script>1</script>")
    assert answer["Content-Type"] == "text/html"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%3DM%C3%B8te")
    assert (answer["X-Content-Type-Options"], "sandbox" in answer["Content-Security-Policy"]) == ("nosniff", True)
    people = (factories.create_user(role=Role.READER, municipality=world.municipality), factories.create_user())
    assert [known(one).get(told["url"]).status_code for one in people] == [404, 404]
    assert Client().get(told["url"]).status_code == 401
    # A file is asked for where it lies.
    assert asked(known(world.contact), "api-evidence-file", words.pk + 1, file.pk).status_code == 404


@pytest.mark.parametrize(("scopes", "status"), [([Scope.READ], 200), ([Scope.WRITE_PLANS], 403)], ids=["read", "write"])
def test_a_key_opens_files_where_it_opens_for_reading(
    world: World, target: Target, opened: ReportingRound, scopes: list[Scope], status: int
) -> None:
    file = factories.create_evidence(write(opened, target, world.schools))
    report = factories.create_sealed_report(world.plan)
    headers = {"Authorization": f"Bearer {key_of(world.coordinator, *scopes)}"}
    for name, words in (("api-evidence-file", (file.commentary_id, file.pk)), ("api-sealed-file", (report.pk, "html"))):
        assert Client().get(reverse(name, args=words), headers=headers).status_code == status, name


ROUNDS = ({"kind": "year"}, {"period": "2025"}, {"open": "true"}, {"municipality": "%"}, {"plan": "%"})


@pytest.mark.parametrize("parameters", ROUNDS, ids=str)
def test_rounds_are_asked_for_by_what_they_are(
    world: World, opened: ReportingRound, parameters: dict[str, str]
) -> None:
    mine = {"municipality": world.municipality.number, "plan": world.plan.code}
    said = {name: mine[name] if value == "%" else value for name, value in parameters.items()}
    client = known(world.coordinator)
    (told,) = asked(client, "api-round-list", **said).json()["results"]
    assert told["id"] == opened.pk
    others = {"kind": "month", "period": "2019", "open": "false", "municipality": "0000", "plan": "INGEN"}
    assert asked(client, "api-round-list", **{name: others[name] for name in said}).json()["count"] == 0


@pytest.mark.parametrize("name", ["api-round-list", "api-round", "api-commentary-list"])
def test_more_in_a_round_takes_no_more_queries(
    django_assert_num_queries: DjangoAssertNumQueries, world: World, target: Target, opened: ReportingRound, name: str
) -> None:
    client, words = known(world.coordinator), () if name == "api-round-list" else (opened.pk,)
    factories.create_evidence(write(opened, target, world.schools))
    few = counted(lambda: asked(client, name, *words))
    for number in range(4):
        more = add_target(world, "red", unit=world.streets, code=f"N-{number}")
        factories.create_duty(unit=world.streets, goal=more.goal)
        factories.create_evidence(write(opened, more, world.streets))
        factories.create_round(
            municipality=world.municipality, plans=[world.plan], units=[world.streets], period=f"201{number}"
        )
    judge(world)
    with django_assert_num_queries(few):
        asked(client, name, *words)


# Sealed reports -----------------------------------------------------------------------------------------------------

EARLY, LATE = datetime(2026, 2, 1, 9, tzinfo=UTC), datetime(2026, 6, 1, 9, tzinfo=UTC)
MARCH = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="KPS", title="Samfunnsdelen")


@pytest.fixture
def fund(plan: Plan) -> Target:
    indicator = factories.create_indicator(name_nb="Disposisjonsfond", unit="prosent", decimals=1)
    used = factories.create_used_indicator(plan=plan, indicator=indicator)
    made = factories.create_target(plan=plan, used_indicator=used, code="FOND")
    factories.give_figure(made, "6.1", period="2025", known_from=EARLY)
    return made


@pytest.fixture
def sealed(plan: Plan, fund: Target) -> SealedReport:
    about = ReportAsked(ReportKind.ANNUAL, plan.municipality, plan, 2025, "nb")
    return seal_report(asked=about, by="kari", on=date(2026, 3, 1), now=MARCH)


@pytest.fixture
def reader(plan: Plan) -> Client:
    return known(factories.create_user(role=Role.READER, municipality=plan.municipality))


OF_SEALED = ("api-sealed-report", "api-erratum-list")


def test_sealed_reports_are_for_those_who_may_read_the_plan(plan: Plan) -> None:
    report = factories.create_sealed_report(plan)
    # What everybody may read of a plan is not its reports.
    factories.create_publication(plan)
    people = {
        "outsider": factories.create_user(role=Role.COORDINATOR),
        "reader": factories.create_user(role=Role.READER, municipality=plan.municipality),
    }
    for name, words in (*((one, (report.pk,)) for one in OF_SEALED), ("api-sealed-file", (report.pk, "html"))):
        found = {who: asked(known(one), name, *words).status_code for who, one in people.items()}
        assert found == {"outsider": 404, "reader": 200}, name
        assert asked(Client(), name, *words).status_code == 401, name
    counts = {who: asked(known(one), "api-sealed-report-list").json()["count"] for who, one in people.items()}
    assert counts == {"outsider": 0, "reader": 1}
    assert asked(Client(), "api-sealed-report-list").status_code == 401
    Plan.objects.update(status=PlanStatus.DRAFT)
    assert asked(known(people["reader"]), "api-sealed-report", report.pk).status_code == 404


def test_a_sealed_report_is_told_whole(reader: Client, sealed: SealedReport) -> None:
    told = asked(reader, "api-sealed-report", sealed.pk).json()
    assert (told["report"]["plan"], told["report"]["kind"], told["report"]["edition"]) == ("KPS", "annual", 1)
    assert (told["report"]["content_hash"], told["is_unchanged"]) == (sealed.content_hash, True)
    assert (told["document"], told["figures"]) == (sealed.document, sealed.figures)
    assert told["errata"] == []


def test_the_file_is_the_bytes_that_were_sealed(reader: Client, plan: Plan) -> None:
    report = factories.create_sealed_report(plan, body=b"<p>Slik var det</p>")
    (row,) = asked(reader, "api-sealed-report-list", plan="KPS", year="2025").json()["results"]
    (file,) = row["files"]
    answer = reader.get(file["url"], headers={"Accept": "text/html"})
    assert (answer.status_code, answer.content) == (200, b"<p>Slik var det</p>")
    assert hashlib.sha256(answer.content).hexdigest() == file["checksum"]
    assert answer["Content-Disposition"] == 'attachment; filename="arsrapport-2025.html"'
    missing = asked(reader, "api-sealed-file", report.pk, "pdf")
    assert (missing.status_code, missing["Content-Type"]) == (404, "application/problem+json")


def test_a_report_says_what_has_been_corrected_since(reader: Client, fund: Target, sealed: SealedReport) -> None:
    factories.give_figure(fund, "3.9", period="2025", known_from=LATE)
    (told,) = asked(reader, "api-erratum-list", sealed.pk).json()["results"]
    assert told["sentence"] == "Disposisjonsfond: 2025 var 6,1, nå 3,9; lyset var grønt, er rødt."
    (correction,) = told["corrections"]
    assert (correction["then"]["value"], correction["now"]["value"]) == ("6.1", "3.9")
    assert (told["target"], told["light"]["then"], told["light"]["now"]) == ("FOND", "green", "red")
    assert asked(reader, "api-sealed-report", sealed.pk).json()["errata"] == [told]


def test_a_figure_that_is_taken_back_is_null_with_its_symbol(
    reader: Client, fund: Target, sealed: SealedReport
) -> None:
    factories.give_figure(fund, "", period="2025", missing=":", known_from=LATE)
    (told,) = asked(reader, "api-erratum-list", sealed.pk).json()["results"]
    assert told["corrections"][0]["now"] == {"value": None, "symbol": ":"}


@pytest.mark.parametrize("year", ["i fjor", "2025.5", "-1", "99999999999999999999"])
def test_a_year_that_is_none_is_told(reader: Client, year: str) -> None:
    answer = asked(reader, "api-sealed-report-list", year=year)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, "year")


def test_more_reports_take_no_more_queries(
    django_assert_num_queries: DjangoAssertNumQueries, reader: Client, plan: Plan
) -> None:
    factories.create_sealed_report(plan)
    few = counted(lambda: asked(reader, "api-sealed-report-list"))
    for edition in range(2, 7):
        factories.create_sealed_report(plan, edition=edition, edition_reason="Rettet")
    with django_assert_num_queries(few):
        assert asked(reader, "api-sealed-report-list").json()["count"] == 6
