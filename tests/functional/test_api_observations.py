"""Figures through the open API: who reads which, what was known when, and the same figures in every shape."""

import csv
import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role, User
from api.exports import observations_csv
from api.exports.observations_csv import csv_blocks
from api.queries.observations import Asked, figures_asked_for
from api.queries.openness import readable_by
from indicators.models import Channel, Indicator, Observation, Standing, ValueKind
from planning.models import Plan, PlanStatus
from reporting.models import Publication
from targets.queries import table_of
from tests import factories

pytestmark = pytest.mark.django_db

EARLY, LATE = datetime(2025, 3, 15, 7, tzinfo=UTC), datetime(2025, 6, 15, 7, 30, 15, 123456, tzinfo=UTC)
LIST, CSV = "api-observation-list", "api-observations-csv"


def asked(client: Client, name: str = LIST, **parameters: Any) -> Any:
    return client.get(reverse(name), parameters)


def rows_of(client: Client, **parameters: Any) -> list[dict[str, Any]]:
    answer = asked(client, **parameters)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def values_of(client: Client, **parameters: Any) -> list[str | None]:
    return [row["value"] or row["missing"] for row in rows_of(client, **parameters)]


def text_of(answer: Any) -> str:
    return b"".join(answer.streaming_content).decode()


def csv_rows(client: Client, **parameters: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text_of(asked(client, CSV, **parameters)), newline="")))


# Who reads which ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class World:
    """One figure of every kind, its value telling which it is, and people who may read more or less."""

    adopted: Plan
    draft: Plan
    people: dict[str, User | None]


@pytest.fixture
def world() -> World:
    home = factories.create_municipality()
    adopted = factories.create_plan(municipality=home, code="VEDTATT")
    factories.create_publication(adopted)
    draft = factories.create_plan(municipality=home, code="UTKAST", status=PlanStatus.DRAFT)
    unpublished = factories.create_plan(municipality=home, code="INTERN")
    make_figures()
    figure("1.0", fetch=delivery(Channel.PLAN), standing=Standing.CITED, source_table=table_of(adopted.code))
    figure("1.1", fetch=delivery(Channel.PLAN), standing=Standing.CITED, source_table=table_of(unpublished.code))
    figure("1.2", fetch=delivery(Channel.PLAN), standing=Standing.CITED, source_table=table_of(draft.code))
    conflict = table_of(adopted.code, is_conflict=True)
    figure("1.3", fetch=delivery(Channel.PLAN), standing=Standing.CITED, source_table=conflict)
    figure("2.0", indicator=factories.create_indicator(namespace=adopted.code))
    figure("2.1", indicator=factories.create_indicator(namespace=draft.code))
    people: dict[str, User | None] = {role.value: factories.create_user(role=role, municipality=home) for role in Role}
    stranger: dict[str, User | None] = {"stranger": None, "outsider": factories.create_user(role=Role.COORDINATOR)}
    return World(adopted, draft, people | stranger)


def make_figures() -> None:
    """What the doors of the product bring in besides plans."""
    for channel in (Channel.SSB, Channel.CSV, Channel.EXCEL, Channel.JSONSTAT):
        figure(f"3.{len(channel)}", fetch=delivery(channel))
    shown = {"kind": ValueKind.PROJECTION, "standing": Standing.SHOWN}
    figure("4.0", fetch=delivery(Channel.SSB), **shown)
    figure("4.1", fetch=delivery(Channel.CSV), **shown)
    figure("5.0", fetch=delivery(Channel.HAND), standing=Standing.CITED)
    figure("5.1", fetch=delivery(Channel.HAND), standing=Standing.CORRECTION, kind=ValueKind.CORRECTION)
    figure("5.2", fetch=delivery(Channel.CSV), standing=Standing.CORRECTION, kind=ValueKind.CORRECTION)


def delivery(channel: Channel) -> Any:
    return factories.create_fetch(channel=channel)


def figure(literal: str, **values: Any) -> Any:
    return factories.create_observation(literal=literal, **values)


OFFICIAL = ["3.3", "3.3", "3.5", "3.8"]
OPEN = ["1.0", *OFFICIAL, "4.0"]
# Whoever has a role anywhere reads the catalogue's indicators as the pages show them.
CATALOGUE = [*OPEN, "1.1", "1.3", "4.1", "5.0", "5.1", "5.2"]
DRAFTS = ["1.2", "2.1"]
READS = {
    "stranger": OPEN,
    "outsider": CATALOGUE,
    "reader": [*CATALOGUE, "2.0"],
    **{role: [*CATALOGUE, "2.0", *DRAFTS] for role in ("unit_contact", "leader", "coordinator", "administrator")},
}


@pytest.mark.parametrize("who", READS)
def test_a_caller_reads_what_its_role_gives_and_everybody_what_is_official(
    client: Client, world: World, who: str
) -> None:
    if person := world.people[who]:
        client.force_login(person)
    assert sorted(map(str, values_of(client))) == sorted(READS[who])
    assert sorted(row["value"] for row in csv_rows(client)) == sorted(READS[who])


COMPUTED: dict[str, Any] = {"standing": Standing.COMPUTED}


def computed(literal: str, *, of: list[Indicator], counts_from: datetime | None = None) -> Indicator:
    formula = factories.create_formula(plus=of, counts_from=counts_from)
    fetch = delivery(Channel.COMPUTED)
    figure(literal, indicator=formula.indicator, fetch=fetch, known_from=LATE, **COMPUTED)
    return formula.indicator


def test_everybody_reads_what_is_computed_from_official_figures_alone(client: Client) -> None:
    official, corrected = figure("1").indicator, figure("2").indicator
    own: dict[str, Any] = {
        "standing": Standing.CORRECTION,
        "kind": ValueKind.CORRECTION,
        "fetch": delivery(Channel.CSV),
    }
    figure("3", indicator=corrected, **own)
    typed = figure("4", fetch=delivery(Channel.HAND), standing=Standing.CITED).indicator
    of_a_plan = factories.create_indicator(namespace="PLAN")
    free, closed = computed("10", of=[official]), computed("11", of=[official, corrected])
    computed("12", of=[closed])
    computed("13", of=[free])
    computed("14", of=[typed])
    computed("15", of=[of_a_plan])
    # Before the formula became what it is, it was another one.
    computed("16", of=[official], counts_from=LATE)
    computed("17", of=[official], counts_from=LATE + timedelta(days=1))
    assert values_of(client, standing="computed") == ["10", "13", "16"]


# What was known when ------------------------------------------------------------------------------------------------


@pytest.fixture
def revised() -> Indicator:
    """One cell that was first said, then revised, and is corrected by the municipality; and one that is hidden."""
    one = factories.create_indicator(code="felles")
    cell: dict[str, Any] = {"indicator": one, "region": factories.create_region(), "period": "2024"}
    figure("5.0", known_from=EARLY, kind=ValueKind.PROVISIONAL, **cell)
    figure("5.10", known_from=LATE, note='-x; "ny"\nlinje', source_table="=1+1", **cell)
    own: dict[str, Any] = {"standing": Standing.CORRECTION, "kind": ValueKind.CORRECTION}
    figure("4.0", known_from=LATE + timedelta(days=1), fetch=delivery(Channel.HAND), **own, **cell)
    hidden = cell | {"period": "2025", "missing": ":", "region": factories.create_region()}
    factories.create_observation(known_from=LATE, **hidden)
    return one


KNOWN = [
    ("now", {}, ["5.10", ":"]),
    ("every vintage", {"vintages": "all"}, ["5.0", "5.10", ":"]),
    ("before anything was said", {"known_at": "2025-03-14"}, []),
    ("on the day of the first figure", {"known_at": "2025-03-15"}, ["5.0"]),
    ("a second before it was revised", {"known_at": "2025-06-15T07:30:15Z"}, ["5.0"]),
    ("in another time zone", {"known_at": "2025-06-15T09:30:16+02:00"}, ["5.10", ":"]),
    ("with the plus sign as addresses have it", {"known_at": "2025-06-15T09:30:16 02:00"}, ["5.10", ":"]),
    ("vintages of that day", {"vintages": "all", "known_at": "2025-03-15"}, ["5.0"]),
    ("provisional ones that count", {"kind": "provisional"}, []),
    ("provisional ones of all", {"kind": "provisional", "vintages": "all"}, ["5.0"]),
    ("provisional ones that counted then", {"kind": "provisional", "known_at": "2025-04-01"}, ["5.0"]),
]


@pytest.mark.parametrize(("about", "parameters", "expected"), KNOWN, ids=[one[0] for one in KNOWN])
def test_what_was_known_when(
    client: Client, revised: Indicator, about: str, parameters: dict[str, str], expected: list[str]
) -> None:
    assert values_of(client, **parameters) == expected, about
    assert [row["value"] or row["missing"] for row in csv_rows(client, **parameters)] == expected


def test_a_figure_tells_when_another_one_took_its_place(client: Client, revised: Indicator) -> None:
    told = {row["value"]: row["superseded_at"] for row in rows_of(client, vintages="all")}
    assert told == {"5.0": "2025-06-15T07:30:15.123456Z", "5.10": None, None: None}
    then = rows_of(client, vintages="all", known_at="2025-03-15")
    assert [row["superseded_at"] for row in then] == [None]


def test_the_official_figure_counts_though_the_municipality_has_another(client: Client, revised: Indicator) -> None:
    client.force_login(factories.create_user())
    assert values_of(client) == ["5.10", ":"]
    assert values_of(client, standing="correction", vintages="all") == ["4.0"]


# What is asked for --------------------------------------------------------------------------------------------------


@pytest.fixture
def figures() -> None:
    source = factories.create_fetched_source(code="ssb-1")
    fetched = factories.create_fetch(channel=Channel.SSB, source=source)
    wealth, schools = factories.create_indicator(code="a:1"), factories.create_indicator(code="b")
    home, group = factories.create_region(code="3909"), factories.create_region(code="EKG11")
    figure("1", indicator=wealth, region=home, period="2023", fetch=fetched)
    figure("2", indicator=wealth, region=group, period="2024", kind=ValueKind.PROVISIONAL)
    figure("3", indicator=schools, region=home, period="2024K2")
    figure("4", indicator=schools, region=home, period="2023/2024", part="god")
    figure("5", indicator=schools, region=home, period="2009-2022", kind=ValueKind.CHANGE)
    figure("6", indicator=schools, region=home, period="")


ASKED = [
    ({"indicator": "a:1"}, "12"),
    ({"indicator": "a:1, b"}, "123456"),
    ({"region": "EKG11"}, "2"),
    ({"indicator": "b", "region": "EKG11"}, ""),
    ({"period": "2024,2024K2"}, "23"),
    ({"period_from": "2024"}, "234"),
    ({"period_to": "2024K1"}, "15"),
    ({"period_from": "2023", "period_to": "2023"}, "1"),
    ({"kind": "provisional,change"}, "25"),
    ({"standing": "official"}, "123456"),
    ({"standing": "cited,correction"}, ""),
    ({"part": "god"}, "4"),
    ({"totals": "true"}, "12356"),
    ({"source": "ssb-1"}, "1"),
    ({"fetch": "999999999"}, ""),
]


@pytest.mark.parametrize(("parameters", "expected"), ASKED, ids=[str(one[0]) for one in ASKED])
def test_figures_are_asked_for_by_what_they_are(
    client: Client, figures: None, parameters: dict[str, str], expected: str
) -> None:
    assert "".join(map(str, values_of(client, **parameters))) == expected
    assert "".join(row["value"] for row in csv_rows(client, **parameters)) == expected


WRONG = [
    ({"indikator": "b"}, 400, "indikator"),
    ({"period": "i fjor"}, 400, "period"),
    ({"period": "100 % (s"}, 400, "period"),
    ({"period_from": "2024-13"}, 400, "period_from"),
    ({"kind": "actual,rød"}, 400, "kind"),
    ({"standing": "40"}, 400, "standing"),
    ({"known_at": "2025-02-30"}, 400, "known_at"),
    ({"known_at": "0001-01-01"}, 400, "known_at"),
    ({"known_at": "2025-02-20T12:00:00"}, 400, "known_at"),
    ({"vintages": "noen"}, 400, "vintages"),
    ({"totals": "kanskje"}, 400, "totals"),
    ({"fetch": "1.5"}, 400, "fetch"),
    ({"fetch": str(2**63)}, 400, "fetch"),
    ({"fields": "value,hemmelig"}, 400, "fields"),
    ({"indicator": ",".join(map(str, range(201)))}, 400, "indicator"),
    ({"indicator": "FINS-IKKE"}, 404, ""),
    ({"region": "FINS-IKKE"}, 404, ""),
    ({"source": "FINS-IKKE"}, 404, ""),
]


@pytest.mark.parametrize("name", [LIST, CSV])
@pytest.mark.parametrize(("parameters", "status", "field"), WRONG, ids=[str(one[0])[:40] for one in WRONG])
def test_a_question_that_makes_no_sense_is_told_by_field(
    client: Client, name: str, parameters: dict[str, str], status: int, field: str
) -> None:
    answer = asked(client, name, **parameters)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert [line["field"] for line in answer.json().get("errors", [])] == ([field] if field else [])


def test_a_hidden_indicator_answers_as_one_that_is_not_there(client: Client, world: World) -> None:
    hidden = Indicator.objects.get(namespace=world.draft.code).code
    answers = [asked(client, indicator=code).json()["detail"].replace(code, "X") for code in (hidden, "FINS-IKKE")]
    assert answers[0] == answers[1]


# Long answers -------------------------------------------------------------------------------------------------------


def test_pages_lead_on_to_what_comes_later(client: Client, figures: None) -> None:
    first = asked(client, page_size=4).json()
    second = client.get(first["next"]).json()
    told = [row["value"] for page in (first, second) for row in page["results"]]
    assert (told, second["next"]) == (list("123456"), None)
    figure("7")
    assert [row["value"] for row in client.get(first["next"]).json()["results"]] == list("567")


def test_a_page_takes_as_many_queries_however_long_it_is(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for more in (1, 20):
        for _ in range(more):
            figure("1")
        # Four for what everybody may read, and one for the figures.
        with django_assert_num_queries(5):
            rows_of(client)


def test_csv_says_the_same_as_json(client: Client, revised: Indicator, figures: None) -> None:
    interval: dict[str, Any] = {"value_min": Decimal("1.50"), "value_max": Decimal(100), "kind": ValueKind.INTERVAL}
    figure("-2.50", **interval)
    for parameters in ({}, {"vintages": "all"}):
        told = rows_of(client, **parameters)
        read = csv_rows(client, **parameters)
        for row, line in zip(told, read, strict=True):
            assert line == {name: as_cell(name, value) for name, value in row.items()}


def as_cell(name: str, value: object) -> str:
    text = "" if value is None else str(value)
    is_formula = len(text) > 1 and text[0] in "=+-@" and not name.startswith("value")
    return f"'{text}" if is_formula else text


def test_csv_is_as_rfc_4180_has_it_and_no_cell_is_a_formula(client: Client, revised: Indicator) -> None:
    answer = asked(client, CSV, period="2024", fields="indicator,value,source_table,note")
    assert text_of(answer) == ('indicator,value,source_table,note\r\nfelles,5.10,\'=1+1,"\'-x; ""ny""\nlinje"\r\n')
    assert answer["Content-Type"].startswith("text/csv; charset=utf-8")
    assert answer["Content-Disposition"] == 'attachment; filename="observations.csv"'


def test_the_same_csv_is_not_sent_twice(client: Client, figures: None) -> None:
    first = asked(client, CSV)
    again = client.get(reverse(CSV), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert asked(client, CSV, period="2024")["ETag"] != first["ETag"]
    figure("7")
    assert client.get(reverse(CSV), headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_plan_that_is_no_longer_published_is_another_answer(client: Client, world: World) -> None:
    first = asked(client, CSV)["ETag"]
    Publication.objects.all().delete()
    assert asked(client, CSV)["ETag"] != first


def test_the_head_of_the_csv_is_without_its_rows(client: Client, figures: None) -> None:
    head = client.head(reverse(CSV))
    assert (head.status_code, head.content, bool(head["ETag"])) == (200, b"", True)


def test_other_pages_may_read_what_is_open(client: Client, figures: None) -> None:
    answer = client.get(reverse(CSV), headers={"Origin": "https://example.no"})
    assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.django_db(transaction=True)
def test_whoever_hangs_up_ends_the_query(figures: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(observations_csv, "BLOCK", 1)
    monkeypatch.setattr(observations_csv, "ROWS_AT_A_TIME", 1)
    rows = figures_asked_for(readable_by(AnonymousUser()), Asked()).order_by("pk")
    blocks = csv_blocks(rows, ["value"])
    assert [next(blocks), next(blocks)] == [b"value\r\n", b"1\r\n"]
    blocks.close()
    # The connection is free for the next question.
    assert Observation.objects.count() == 6
