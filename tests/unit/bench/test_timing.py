"""Ratios are taken within a round, and a bound is met or not."""

import gc

import pytest

from bench.__main__ import line
from bench.timing import NotMeasured, Result, compared, measured, milliseconds


def test_the_ratio_is_the_median_of_the_rounds() -> None:
    rounds = [{"own": 1.0, "loop": 30.0}, {"own": 2.0, "loop": 20.0}, {"own": 1.0, "loop": 25.0}]
    result = compared("engine", rounds, "own", "loop", at_least=20)
    assert (result.ratio, result.milliseconds, result.other_milliseconds) == (25.0, 1.0, 25.0)


@pytest.mark.parametrize(
    ("bounds", "is_met"),
    [({"at_least": 20}, False), ({"at_least": 10}, True), ({"at_most": 11}, True), ({"at_most": 9}, False), ({}, True)],
)
def test_a_bound_is_met_or_not(bounds: dict[str, float], is_met: bool) -> None:
    assert Result("x", 1, 10, 10, **bounds).is_met is is_met


def test_works_are_measured_by_turns_and_made_ready_each_time() -> None:
    order: list[str] = []
    works = {"a": lambda: order.append("a"), "b": lambda: order.append("b")}
    rounds = measured(works, rounds=2, before=lambda: order.append("-"))
    assert order == ["-", "a", "-", "b", "-", "a", "-", "b"]
    assert [sorted(one) for one in rounds] == [["a", "b"], ["a", "b"]]


def test_a_short_work_is_done_several_times_in_its_turn() -> None:
    order: list[str] = []
    works = {"few": lambda: order.append("few"), "many": lambda: order.append("many")}
    measured(works, rounds=1, before=list, repeats={"few": 3})
    assert order == ["few", "few", "few", "many"]


def test_garbage_is_collected_again_also_when_the_work_fails() -> None:
    def fail() -> None:
        assert not gc.isenabled()
        raise LookupError

    with pytest.raises(LookupError):
        milliseconds(fail, before=list)
    assert gc.isenabled()


@pytest.mark.parametrize(
    ("result", "text"),
    [
        (Result("engine", 50, 3000, 60, at_least=20), "60.0   at least 20  OK"),
        (Result("engine", 50, 500, 10, at_least=20), "10.0   at least 20  NOT MET"),
        (Result("engine", 50, 600, 12, at_most=11), "12.0   at most 11   NOT MET"),
        (Result("service", 500, 3000, 6), "6.0"),
    ],
)
def test_a_line_says_what_came_of_it(result: Result, text: str) -> None:
    assert line(result).endswith(text)


def test_what_this_machine_cannot_measure_is_told_by_name() -> None:
    assert line(NotMeasured("the ingest", "no PostgreSQL")) == "the ingest: not measured, no PostgreSQL"


def test_the_clock_may_be_another_one() -> None:
    ticks = iter([2.0, 5.0])
    assert milliseconds(list, before=list, clock=lambda: next(ticks)) == 3_000
