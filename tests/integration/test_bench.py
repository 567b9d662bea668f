"""The benchmarks run and compare like with like. How fast things are is for `make bench` to say."""

import gc
from collections.abc import Iterator

import pytest
from django.db import connection

from bench import synthetic
from bench.assessing import (
    DifferentVerdicts,
    Engine,
    Service,
    against_the_loop,
    of_very_many,
    require_same_verdicts,
    with_ten_times_the_work,
)
from targets.models import Assessment, LightChange
from targets.rules import NUMBERED, Light


@pytest.fixture(autouse=True)
def nothing_old_to_collect() -> Iterator[None]:
    """Garbage is collected before each work is timed; what all the other tests have made is no concern of theirs."""
    gc.freeze()
    yield
    gc.unfreeze()


def with_database() -> int | None:
    """How many times faster than the loops it must be where the database is a server."""
    return 20 if connection.vendor == "postgresql" else None


def test_every_way_is_compared_with_the_loop() -> None:
    results = list(against_the_loop(targets=20, rounds=1))
    assert [(one.name.split(",")[0], one.at_least) for one in results] == [
        *(("engine alone", 20), ("judge_targets", with_database()), ("assess_and_store", with_database())),
    ]
    assert all(one.milliseconds > 0 for one in results)


def test_of_very_many_targets_the_loops_take_some() -> None:
    results = list(of_very_many(targets=30, looped=4))
    assert [(one.at_least, one.at_most) for one in results] == [
        (20, None),
        *[(with_database(), None)] * 2,
        *[(None, 11)] * 2,
    ]
    # Everything was stored by the last one measured.
    assert Assessment.objects.filter(target__plan__code="BENCH-30").count() == 30


def test_every_way_is_compared_with_ten_times_the_work() -> None:
    results = list(with_ten_times_the_work(targets=2, rounds=1))
    assert [one.at_most for one in results] == [11, 11, 11]
    # The last one measured stored what it judged.
    assert Assessment.objects.filter(target__plan__code="BENCH-20").count() == 20
    assert LightChange.objects.filter(target__plan__code="BENCH-20").count() == 20


def test_the_plan_has_every_judged_kind_and_every_light() -> None:
    engine = Service(synthetic.make_plan(targets=60)).engine()
    assert {terms.kind for terms, _figures in engine.cases} == NUMBERED
    assert {verdict.light for verdict in engine.verdicts()} == set(Light)


def test_figures_that_the_database_copies_are_judged_as_those_it_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthetic, "MADE_WITH_CARE", 5)
    service = Service(synthetic.make_plan(targets=10))
    lights = [verdict.light for verdict in service.engine().verdicts()]
    assert lights[:5] == lights[5:]
    require_same_verdicts(service.plan, service.engine())


def test_ten_times_the_engine_is_ten_times_the_cases() -> None:
    engine = Service(synthetic.make_plan(targets=3)).engine()
    assert len(engine.repeated(10).cases) == 30


def test_ways_that_disagree_are_not_compared() -> None:
    service = Service(synthetic.make_plan(targets=5))
    turned = Engine(service.engine().cases[::-1])
    with pytest.raises(DifferentVerdicts, match="the engine alone and the loop disagree"):
        require_same_verdicts(service.plan, turned)
