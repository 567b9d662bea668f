"""Loading a file of sources: what it names is made so, and nothing else is touched."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command

from accounts.imports import ImportRefused, LoadOutcome
from accounts.models import AuditEvent
from indicators.models import Indicator, IndicatorInSource, Source, SourceStatus
from indicators.services.source_files import load_shipped_sources, load_sources
from tests.factories import create_fetched_source, create_indicator, create_mapping
from tests.fetched import NOON

MAPPING: dict[str, Any] = {"code": "12134:KOSa", "indicator": "fond", "name": "Fond", "unit": "percent", "decimals": 1}
FILE: dict[str, Any] = {"table": "12134", "name": "Nøkkeltall", "mappings": [MAPPING]}


def load(*sources: dict[str, Any]) -> LoadOutcome:
    body = yaml.safe_dump({"sources": list(sources)}).encode()
    return load_sources(name="kilder.yaml", body=body, by="test", now=NOON)


def test_what_ships_is_loaded_and_the_second_time_changes_nothing() -> None:
    first, second = (load_shipped_sources(by="test", now=NOON) for _time in range(2))
    assert (first.updated, first.unchanged) == (0, 0)
    assert (second.created, second.updated, second.unchanged) == (0, 0, first.created)
    assert Source.objects.due(NOON).count() == Source.objects.fetched().count() == SourceStatus.objects.count()
    assert AuditEvent.objects.filter(action="indicators.source.loaded").count() == Source.objects.count()


def test_a_mapped_indicator_that_the_catalogue_lacks_is_made() -> None:
    load(FILE)
    indicator = Indicator.objects.get(code="fond")
    assert (indicator.name_nb, indicator.unit, indicator.decimals) == ("Fond", "percent", 1)
    assert IndicatorInSource.objects.get().indicator == indicator


def test_a_mapped_indicator_of_the_catalogue_is_left_as_it_is() -> None:
    create_indicator(code="fond", name_nb="Disposisjonsfond")
    load(FILE)
    assert Indicator.objects.get().name_nb == "Disposisjonsfond"


def test_what_changes_is_told_and_asked_for_again() -> None:
    load(FILE)
    SourceStatus.objects.update(next_fetch_at=NOON + timedelta(days=1))
    outcome = load(FILE | {"selection": {"Tid": ["top(3)"]}})
    assert (outcome.created, outcome.updated, outcome.unchanged) == (0, 1, 1)
    assert SourceStatus.objects.get().next_fetch_at is None
    event = AuditEvent.objects.order_by("-pk").first()
    assert event
    assert event.after
    assert event.after["kilde ssb-12134 selection"] == {"Tid": ["top(3)"]}


def test_what_the_file_does_not_name_is_left_alone() -> None:
    load(FILE)
    source = Source.objects.get()
    create_mapping(source=source, code="12134:KOSb")
    other = create_fetched_source()
    Source.objects.filter(pk=source.pk).update(is_fetched=False, extra={"not_taken": ["12134:KOSc"]})
    load(FILE)
    source.refresh_from_db()
    assert (source.is_fetched, source.extra) == (False, {"not_taken": ["12134:KOSc"]})
    assert source.mappings.count() == 2
    assert Source.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        pytest.param({"url": "ingen adresse"}, "adresse", id="no address"),
        pytest.param({"mappings": [MAPPING | {"name": ""}]}, "ukjent indikator «fond»", id="an unknown indicator"),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_written(changes: dict[str, Any], line: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        load(FILE | changes)
    assert line in str(refused.value.problems[0])
    assert not Source.objects.exists()


def test_a_table_that_another_source_fetches_is_refused() -> None:
    create_fetched_source(code="egen", table="12134")
    with pytest.raises(ImportRefused) as refused:
        load(FILE)
    assert "hentes allerede av kilden «egen»" in str(refused.value.problems[0])


def test_the_command_loads_what_ships_or_the_file_that_is_named(tmp_path: Path) -> None:
    out = StringIO()
    call_command("load_sources", stdout=out)
    assert out.getvalue().startswith("sources.yaml: ")
    path = tmp_path / "egne.yaml"
    path.write_text("sources:\n- table: '99999'\n  name: Egen\n- table: '1'\n", encoding="utf-8")
    err = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("load_sources", str(path), stderr=err)
    assert ended.value.code == 1
    assert err.getvalue() == "egne.yaml: linje 4, sources[1].name (1): feltet er påkrevd og mangler\n"
    assert not Source.objects.filter(table="99999").exists()
