"""Loading the catalogue of indicators."""

from datetime import UTC, datetime

import pytest

from accounts.imports import ImportRefused, LoadOutcome
from accounts.models import AuditEvent
from indicators.models import Direction, Fetch, Indicator, ServiceArea
from indicators.services.catalogue import load_indicators
from tests.factories import create_indicator

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
HEADING = "indicator_id,name_nb,unit,service_area,decimals,scope,higher_is,note\n"


def load(rows: str, *, heading: str = HEADING) -> LoadOutcome:
    return load_indicators(name="indikatorer.csv", body=(heading + rows).encode(), by="kari", now=NOW)


def counts(rows: str) -> tuple[int, int, int]:
    outcome = load(rows)
    return outcome.created, outcome.updated, outcome.unchanged


def test_created_updated_unchanged() -> None:
    assert counts("a,Navn A,percent,Skole,1,konsern,good,\nb,Navn B,NOK,,,,,\n") == (2, 0, 0)
    assert counts("a,Navn A,percent,Skole,1,konsern,good,\nb,Nytt navn,NOK,,,,,\n") == (0, 1, 1)
    assert counts("a,Navn A,percent,Skole,1,konsern,good,\nb,Nytt navn,NOK,,,,,\n") == (0, 0, 2)
    assert (Indicator.objects.get(code="b").name_nb, ServiceArea.objects.get().name) == ("Nytt navn", "Skole")


def test_only_what_writes_is_kept_and_audited_with_what_changed() -> None:
    load("a,Navn,percent,,,,,\n")
    load("a,Navn,percent,,,,,\n")
    load("a,Nytt,percent,,,,,\n")
    assert (Fetch.objects.count(), AuditEvent.objects.count()) == (2, 2)
    event = AuditEvent.objects.order_by("pk")[1]
    assert event.before == {"indikator a name_nb": "Navn"}
    assert event.after == {"created": 0, "updated": 1, "indikator a name_nb": "Nytt"}


def test_an_empty_cell_erases_nothing() -> None:
    load("a,Navn,percent,Skole,1,konsern,good,viktig\n")
    load("a,Navn,percent,,,,,\n")
    row = Indicator.objects.get()
    assert (row.decimals, row.scope, row.direction, row.note) == (1, "konsern", Direction.UP, "viktig")


def test_an_indicator_that_a_plan_brought_in_becomes_public_and_keeps_the_plans_direction() -> None:
    create_indicator(code="a", namespace="PLAN", unit="dager", direction="up", direction_basis="dokument")
    outcome = load("a,Navn,percent,,1,,bad,\n")
    row = Indicator.objects.get()
    assert (row.namespace, row.unit, row.decimals, row.direction) == ("", "percent", 1, Direction.UP)
    told = [str(warning) for warning in outcome.warnings]
    assert any("kolonne higher_is: retningen er «ned» i filen og «opp» i planen" in line for line in told)
    assert any("kolonne unit: enheten er «percent» i filen og «dager» i planen" in line for line in told)


def test_two_words_for_one_measure_are_no_disagreement() -> None:
    create_indicator(code="a", namespace="PLAN", unit="prosent av inntektene")
    assert load("a,Navn,percent,,,,,\n").warnings == ()


def test_one_indicator_under_two_service_areas_is_one_and_told() -> None:
    outcome = load("a,Første,count,Skole,0,,,\na,Andre,count,Kultur,0,,,\n")
    row = Indicator.objects.get()
    assert (outcome.created, outcome.unchanged, row.name_nb) == (1, 1, "Andre")
    assert row.extra["also_listed"][0]["name_nb"] == "Første"
    assert "står også på linje 2 under Skole" in str(outcome.warnings[0])
    assert load("a,Første,count,Skole,0,,,\na,Andre,count,Kultur,0,,,\n").updated == 0


def test_a_wrong_row_stops_the_whole_file() -> None:
    with pytest.raises(ImportRefused):
        load("a,Navn,percent,,,,,\nb,,percent,,mange,,,\n")
    assert [model.objects.count() for model in (Indicator, ServiceArea, Fetch)] == [0, 0, 0]
