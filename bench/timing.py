"""Ratios of processor time. Time on the wall would also count what else the machine does.

Where a database server does the work, its time is not ours, and the wall it must be.
"""

import gc
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import mean, median
from time import perf_counter, process_time

Work = Callable[[], object]
Clock = Callable[[], float]
wall_clock: Clock = perf_counter
# What one round measured: milliseconds by the name of the work.
Round = dict[str, float]


def with_children() -> float:
    """The processor time of this process and of those that it has started and seen end."""
    return sum(os.times()[:4])


@dataclass(frozen=True, slots=True)
class Result:
    """One comparison: what the two took, the ratio between them, and what is demanded of that ratio."""

    name: str
    milliseconds: float
    other_milliseconds: float
    ratio: float
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_met(self) -> bool:
        enough = self.at_least is None or self.ratio >= self.at_least
        return enough and (self.at_most is None or self.ratio <= self.at_most)


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """A comparison that this machine cannot make, and why."""

    name: str
    reason: str


def measured(
    works: Mapping[str, Work],
    *,
    rounds: int,
    before: Work,
    repeats: Mapping[str, int] | None = None,
    clock: Clock = process_time,
) -> list[Round]:
    """All the works by turns, round after round, so that a slow moment of the machine meets every one of them.

    A work with `repeats` is done so many times in its turn and gets the mean, so that short works are measured as long
    as long ones are.
    """
    times = repeats or {}
    return [
        {
            name: mean(milliseconds(work, before=before, clock=clock) for _ in range(times.get(name, 1)))
            for name, work in works.items()
        }
        for _ in range(rounds)
    ]


def milliseconds(work: Work, *, before: Work, clock: Clock = process_time) -> float:
    """How long the work takes once; neither what makes it ready nor the garbage of earlier work is counted."""
    before()
    gc.collect()
    gc.disable()
    try:
        start = clock()
        work()
        return (clock() - start) * 1_000
    finally:
        gc.enable()


def compared(
    name: str,
    rounds: list[Round],
    one: str,
    other: str,
    *,
    at_least: float | None = None,
    at_most: float | None = None,
) -> Result:
    """How many times longer the other takes: the median of the ratios within each round."""
    return Result(
        name,
        milliseconds=median(one_round[one] for one_round in rounds),
        other_milliseconds=median(one_round[other] for one_round in rounds),
        ratio=median(one_round[other] / one_round[one] for one_round in rounds),
        at_least=at_least,
        at_most=at_most,
    )
