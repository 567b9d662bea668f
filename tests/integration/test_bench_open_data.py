"""The benchmark of the open data runs and compares like with like. How fast it is, is for `make bench` to say."""

import pytest

from bench import open_data
from bench.figures import Scale
from bench.timing import NotMeasured, Result
from tests import migrated
from tests.services import Service


def test_a_machine_without_postgresql_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_data, "find", lambda _name: Service(missing_because="nobody answers"))
    assert list(open_data.open_data()) == [NotMeasured("observations as CSV on PostgreSQL", "nobody answers")]


@pytest.mark.slow
@pytest.mark.postgres
def test_the_stream_is_compared_with_copying_the_same_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_data, "postgres_of_its_own", lambda _server: migrated.postgres_copy("open_data"))
    results = list(open_data.open_data(Scale(indicators=5, regions=4, years=10), rounds=1))
    assert all(isinstance(one, Result) for one in results)
    names = [one.name for one in results]
    # Two of two hundred were revised, and are the figures that count.
    assert [name.split(" observations ")[0] for name in names] == ["PostgreSQL, 200"] * 3
    assert [one.milliseconds > 0 for one in results if isinstance(one, Result)] == [True] * 3
