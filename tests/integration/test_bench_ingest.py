"""The benchmark of the ingest runs and compares like with like. How fast things are is for `make bench` to say."""

from pathlib import Path

import pytest

from bench import ingest, ingest_engines
from bench.figures import Scale, write_csv
from bench.ingest import DifferentFigures, ingesting
from bench.timing import NotMeasured, Result
from indicators.models import Observation
from tests import migrated
from tests.services import Service, find


@pytest.mark.django_db(transaction=True)
def test_the_ingest_is_compared_with_the_bare_table_and_with_itself(tmp_path: Path) -> None:
    results = list(ingesting(tmp_path, Scale(indicators=5, regions=4, years=15)))
    assert [one.name.split(": ")[1].split(" against ")[0] for one in results] == [
        *("first ingest", "same content", "written otherwise", "1 % revised")
    ]
    assert all(one.milliseconds > 0 and one.other_milliseconds > 0 for one in results)
    # Three figures in a hundred and the first one were revised.
    assert Observation.objects.count() == 300 + 3


@pytest.mark.django_db(transaction=True)
def test_a_door_that_loses_figures_is_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scale = Scale(indicators=2, regions=2, years=2)
    right = ingest.load

    def wrong(path: Path) -> object:
        write_csv(path, scale, revised_every=3)
        return right(path)

    monkeypatch.setattr(ingest, "load", wrong)
    with pytest.raises(DifferentFigures, match="different figures"):
        list(ingesting(tmp_path, scale))


def test_a_machine_without_postgresql_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest_engines, "find", lambda _name: Service(missing_because="nobody answers"))
    monkeypatch.setattr(ingest_engines, "ratios", lambda _database: [Result("SQLite", 1, 2, 2)])
    assert list(ingest_engines.on_every_engine()) == [
        NotMeasured("the ingest on PostgreSQL", "nobody answers"),
        Result("SQLite", 1, 2, 2),
    ]
    assert list(ingest_engines.ten_million()) == [
        NotMeasured("the ingest of 10,000,000 figures", "nobody answers"),
    ]


@pytest.mark.slow
@pytest.mark.postgres
def test_a_load_is_measured_in_a_process_and_a_database_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingest_engines, "postgres_of_its_own", lambda _server: migrated.postgres_copy("ingest"))
    scale = Scale(indicators=2, regions=2, years=2)
    (result,) = ingest_engines.peaks(find("postgres").address, scale, at_most=500)
    assert isinstance(result, Result)
    assert result.ratio > 10
    assert result.is_met
