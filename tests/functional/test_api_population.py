"""The population through the open API: whose numbers, of which 1 January, rounds beside each other, and vintages."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.models import Channel, Region, Standing
from targets.queries import table_of
from tests import factories
from tests.populations import counted, projected

pytestmark = pytest.mark.django_db
NAME = "api-population-list"
EARLY, LATE = datetime(2025, 3, 15, 7, tzinfo=UTC), datetime(2025, 6, 15, 7, tzinfo=UTC)


@pytest.fixture
def home() -> Region:
    return factories.create_region(code="3909", name="Larvik")


@pytest.fixture
def reader() -> Client:
    client = Client()
    client.force_login(factories.create_user())
    return client


def rows_of(client: Client, **parameters: str) -> list[dict[str, Any]]:
    answer = client.get(reverse(NAME), parameters)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["results"]
    return found


def persons_in(client: Client, **parameters: str) -> list[str | None]:
    return [row["persons"] for row in rows_of(client, **parameters)]


def test_a_row_tells_whose_number_it_is_and_of_which_day(client: Client, home: Region) -> None:
    counted("befolkning:6-15", home, {2024: 5_500})
    counted("befolkning", home, {2024: 48_715})
    counted("innbyggere", home, {2024: 48_870})
    told = [(one["age"], one["age_from"], one["age_to"], one["year"], one["date"]) for one in rows_of(client)]
    assert told == [
        ("6-15", 6, 15, 2024, "2024-01-01"),
        ("0+", 0, None, 2024, "2024-01-01"),
        # The end of a year is the beginning of the next.
        ("0+", 0, None, 2025, "2024-12-31"),
    ]
    first = rows_of(client)[0]
    assert (first["region"], first["region_name"], first["persons"], first["kind"]) == (
        "3909",
        "Larvik",
        "5500",
        "actual",
    )
    assert (first["indicator"], first["standing"], first["superseded_at"]) == ("befolkning:6-15", "official", None)
    assert (first["projected_from"], first["scenario"]) == (None, None)


def test_nothing_else_is_population(client: Client, home: Region) -> None:
    counted("fond", home, {2024: 3})
    counted("07459:Annet", home, {2024: 4})
    counted("befolkning:mange", home, {2024: 5})
    counted("07459:006:Personer1", home, {2024: 6})
    assert persons_in(client) == ["6"]


def test_projections_stand_beside_each_other_and_beside_what_came(reader: Client, home: Region) -> None:
    counted("befolkning", home, {2024: 100})
    projected("befolkning", home, {2024: 90}, start="2020", known_from=EARLY)
    projected("befolkning", home, {2024: 95}, start="2022", known_from=EARLY)
    projected("befolkning", home, {2024: 96}, start="2022", known_from=LATE)
    told = [(one["persons"], one["kind"], one["projected_from"]) for one in rows_of(reader)]
    assert told == [("100", "actual", None), ("90", "projection", "2020"), ("96", "projection", "2022")]
    assert persons_in(reader, projected_from="2022") == ["96"]
    assert persons_in(reader, projected_from="2022", vintages="all") == ["95", "96"]
    assert persons_in(reader, kind="projection", known_at="2025-04-01") == ["90", "95"]
    assert [one["superseded_at"] for one in rows_of(reader, kind="projection", vintages="all")] == [
        None,
        "2025-06-15T07:00:00Z",
        None,
    ]


def test_a_table_of_statistics_norway_is_its_main_alternative(client: Client, home: Region) -> None:
    fetched = factories.create_fetch(channel=Channel.SSB)
    projected("14288:006:Personer", home, {2030: 500}, start="2024", fetch=fetched)
    row = rows_of(client)[0]
    assert (row["age"], row["projected_from"], row["scenario"]) == ("6", "2024", "hovedalternativet")
    assert persons_in(client, scenario="hovedalternativet") == ["500"]
    assert persons_in(client, scenario="lav vekst") == []


ASKED = [
    ({"region": "3909"}, ["1", "2", "3", "4"]),
    ({"year": "2025"}, ["2", "4"]),
    ({"year": "2024,2025"}, ["1", "2", "3", "4"]),
    ({"year_from": "2025"}, ["2", "4", "5"]),
    ({"year_to": "2024"}, ["1", "3"]),
    ({"age": "0+"}, ["1", "2", "4", "5"]),
    ({"age": "80+, 6-15"}, ["3"]),
    ({"age": "006-015"}, ["3"]),
    ({"kind": "actual"}, ["1", "2", "3", "4", "5"]),
    ({"kind": "projection"}, []),
    ({"order": "-id"}, ["5", "4", "3", "2", "1"]),
    ({"order": "year"}, ["1", "3", "2", "4", "5"]),
    ({"order": "-year"}, ["5", "4", "2", "3", "1"]),
    ({"order": "region"}, ["5", "1", "2", "3", "4"]),
]


@pytest.fixture
def figures(home: Region) -> None:
    counted("befolkning", home, {2024: 1, 2025: 2})
    counted("befolkning:6-15", home, {2024: 3})
    counted("innbyggere", home, {2024: 4})
    counted("befolkning", factories.create_region(code="0301"), {2026: 5})


@pytest.mark.parametrize(("parameters", "expected"), ASKED, ids=[str(one[0]) for one in ASKED])
def test_the_population_is_asked_for_by_what_it_is(
    client: Client, figures: None, parameters: dict[str, str], expected: list[str]
) -> None:
    assert persons_in(client, **parameters) == expected


def test_a_plus_sign_in_an_address_is_read_as_it_was_meant(client: Client, home: Region) -> None:
    counted("befolkning:80+", home, {2024: 80})
    counted("befolkning:80", home, {2024: 8})
    found = [client.get(f"{reverse(NAME)}?age={age}").json()["results"] for age in ("80+", "80%2B", "6-15,80+", "80")]
    assert [[row["persons"] for row in rows] for rows in found] == [["80"], ["80"], ["80"], ["8"]]


@pytest.mark.parametrize("order", ["id", "-id", "year", "-year", "region", "known_from"])
def test_the_pages_hold_every_row_once_whatever_the_order(client: Client, home: Region, order: str) -> None:
    counted("befolkning", home, {2020: 1, 2021: 2, 2022: 3})
    counted("befolkning:0", home, {2020: 4, 2021: 5, 2022: 6})
    whole = persons_in(client, order=order)
    answer = client.get(reverse(NAME), {"order": order, "page_size": "2"}).json()
    found = [row["persons"] for row in answer["results"]]
    while answer["next"]:
        answer = client.get(answer["next"]).json()
        found += [row["persons"] for row in answer["results"]]
    assert found == whole
    assert len(set(found)) == 6
    back = client.get(answer["previous"]).json()["results"]
    assert [row["persons"] for row in back] == whole[2:4]


WRONG = [
    ({"year": "i fjor"}, 400, "year"),
    ({"year_from": "1"}, 400, "year_from"),
    ({"age": "unge"}, 400, "age"),
    ({"age": "15-6"}, 400, "age"),
    ({"order": "age"}, 400, "order"),
    ({"order": "year,region"}, 400, "order"),
    ({"period": "2024"}, 400, "period"),
    ({"cursor": "tull"}, 404, ""),
    ({"region": "FINS-IKKE"}, 404, ""),
]


@pytest.mark.parametrize(("parameters", "status", "field"), WRONG, ids=[str(one[0]) for one in WRONG])
def test_a_question_that_makes_no_sense_is_told(
    client: Client, parameters: dict[str, str], status: int, field: str
) -> None:
    answer = client.get(reverse(NAME), parameters)
    assert answer.status_code == status
    assert [line["field"] for line in answer.json().get("errors", [])] == ([field] if field else [])


def test_a_mark_of_another_order_is_told_and_no_fault_of_ours(client: Client, figures: None) -> None:
    following = client.get(reverse(NAME), {"order": "region", "page_size": "1"}).json()["next"]
    for order in ("year", "known_from", "id"):
        answer = client.get(following.replace("order=region", f"order={order}"))
        assert answer.status_code == 404
        assert answer["Content-Type"].startswith("application/problem+json")


def test_everybody_reads_what_is_official_and_nothing_of_plans(client: Client, reader: Client, home: Region) -> None:
    counted("befolkning", home, {2020: 1})
    counted("befolkning", home, {2021: 2}, fetch=factories.create_fetch(channel=Channel.HAND), standing=Standing.CITED)
    projected("befolkning", home, {2030: 3}, start="2023")
    plan = factories.create_plan(code="P")
    factories.create_publication(plan)
    quoted: dict[str, Any] = {"standing": Standing.CITED, "source_table": table_of("P")}
    counted("befolkning", home, {2022: 4}, fetch=factories.create_fetch(channel=Channel.PLAN), **quoted)
    assert persons_in(client) == ["1"]
    assert persons_in(reader) == ["1", "2", "3"]


def test_only_the_fields_that_are_asked_for(client: Client, figures: None) -> None:
    assert rows_of(client, fields="year,persons")[0] == {"year": 2024, "persons": "1"}


def test_the_same_is_not_sent_twice(client: Client, figures: None) -> None:
    tag = client.get(reverse(NAME))["ETag"]
    assert client.get(reverse(NAME), headers={"If-None-Match": tag}).status_code == 304


def test_more_rows_are_no_more_questions(reader: Client, home: Region) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            rows_of(reader)
        return len(asked)

    counted("befolkning", home, {2020: 1})
    few = questions()
    for age in range(5):
        counted(f"befolkning:{age}", factories.create_region(), {2020: 1, 2021: 2})
    assert questions() == few
