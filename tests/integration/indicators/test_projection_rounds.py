"""Rounds of a projection stand beside each other, whatever way they come in, and none of them is ever judged."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from accounts.imports import ImportRefused
from indicators.models import Observation, Standing, ValueKind
from indicators.services.jsonstat_files import load_jsonstat
from indicators.services.observations import load_observations
from indicators.sources.sources_yaml import read_sources
from tests.factories import create_indicator
from tests.fakes.pxweb import PxWeb, folkemengde
from tests.fetched import fetch, source_of
from tests.jsonstat_files import body_of, kostra

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
HEADING = "indicator_id,region,year,value,kind,projected_from,scenario\n"


@pytest.fixture(autouse=True)
def indicator() -> None:
    create_indicator(code="befolkning", unit="personer")


def load(rows: str, *, days: int = 0, heading: str = HEADING) -> tuple[int, int, int]:
    now = NOW + timedelta(days=days)
    body = (heading + rows).encode()
    outcome = load_observations(name="b.csv", body=body, provisional=False, known_from=now, by="kari", now=now)
    return outcome.created, outcome.updated, outcome.unchanged


def refusal_of(rows: str) -> list[str]:
    with pytest.raises(ImportRefused) as refused:
        load(rows)
    return [str(problem) for problem in refused.value.problems]


def kept() -> list[tuple[str, Any, Any]]:
    rows = Observation.objects.order_by("pk")
    return [(row.literal, row.extra.get("projected_from"), row.extra.get("scenario")) for row in rows]


def test_two_rounds_in_one_file_are_both_kept_and_the_same_file_again_is_nothing_new() -> None:
    rows = "befolkning,3909,2030,49190,prognose,2023,\nbefolkning,3909,2030,50100,prognose,2024,\n"
    assert load(rows) == (2, 0, 0)
    assert kept() == [("49190", "2023", None), ("50100", "2024", None)]
    assert load(rows, days=1) == (0, 0, 2)


def test_a_newer_round_that_says_the_same_is_a_round_of_its_own() -> None:
    load("befolkning,3909,2030,49190,prognose,2023,\n")
    assert load("befolkning,3909,2030,49190,prognose,2024,\n", days=300) == (1, 0, 0)
    assert load("befolkning,3909,2030,49190,prognose,2024,\n", days=301) == (0, 0, 1)


def test_a_corrected_round_keeps_what_it_said_before() -> None:
    load("befolkning,3909,2030,49190,prognose,2023,høy\n")
    assert load("befolkning,3909,2030,49191,prognose,2023,høy\n", days=1) == (0, 1, 0)
    assert kept() == [("49190", "2023", "høy"), ("49191", "2023", "høy")]


def test_a_projection_is_shown_and_never_judged() -> None:
    load("befolkning,3909,2030,49190,prognose,2023,\n")
    row = Observation.objects.get()
    assert (row.kind, row.standing) == (ValueKind.PROJECTION, Standing.SHOWN)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            "befolkning,3909,2023,48246,,2023,",
            "b.csv: linje 2, kolonne projected_from: gjelder bare framskrivinger: skriv prognose i kolonnen kind",
        ),
        (
            "befolkning,3909,2023,48246,faktisk,,høy",
            "b.csv: linje 2, kolonne scenario: gjelder bare framskrivinger: skriv prognose i kolonnen kind",
        ),
        (
            "befolkning,3909,2030,49190,prognose,i fjor,",
            "b.csv: linje 2, kolonne projected_from: «i fjor» er ikke et helt tall fra 1700 til 2200",
        ),
        (
            f"befolkning,3909,2030,49190,prognose,2023,{'x' * 101}",
            "b.csv: linje 2, kolonne scenario: teksten er lengre enn 100 tegn",
        ),
    ],
    ids=["an actual figure from a year", "an actual figure in a scenario", "a year in words", "a long scenario"],
)
def test_what_cannot_be_taken_is_told_with_its_place_and_nothing_is_written(row: str, problem: str) -> None:
    assert refusal_of(f"{row}\nbefolkning,3909,2031,1,prognose,2023,\n") == [problem]
    assert not Observation.objects.exists()


def test_one_round_may_not_say_two_things_of_a_year() -> None:
    rows = "befolkning,3909,2030,49190,prognose,2023,\nbefolkning,3909,2030,49191,prognose,2023,\n"
    assert "samme celle står også på linje 2" in refusal_of(rows)[0]


def test_a_known_table_of_projections_is_a_projection_when_it_comes_as_a_file() -> None:
    for table in ("14288", "12134"):
        load_jsonstat(
            name=f"{table}.json",
            stem=table,
            body=body_of(kostra(extension={"px": {"tableid": table}})),
            most_cells=1_000,
            provisional=False,
            known_from=NOW,
            by="kari",
            now=NOW,
        )
    of = Observation.objects.filter
    assert {row.kind for row in of(indicator__code__startswith="14288:")} == {ValueKind.PROJECTION}
    assert {row.extra["projected_from"] for row in of(indicator__code__startswith="14288:")} == {"2024"}
    assert ValueKind.PROJECTION not in {row.kind for row in of(indicator__code__startswith="12134:")}


def test_a_source_that_is_a_projection_is_fetched_as_one(pxweb: PxWeb) -> None:
    source = source_of(pxweb, folkemengde("99999"))
    source.extra = {"projected_from": 2028}
    source.selection = {"Kjonn": [], "Alder": [], "Region": ["3909"], "Tid": ["2025"]}
    source.save()
    fetch(source)
    row = Observation.objects.get(indicator__code="99999:Personer1")
    assert (row.kind, row.standing, row.extra["projected_from"]) == (ValueKind.PROJECTION, Standing.SHOWN, "2028")


def test_a_file_of_sources_says_which_tables_are_projections() -> None:
    body = "sources: [{table: '14288', name: Framskrevet, projected_from: 2024}, {table: '07459', name: Folk}]"
    assert [one.projected_from for one in read_sources(body.encode(), name="kilder.yaml")] == [2024, None]
