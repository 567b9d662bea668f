"""Assessing many targets: engine and services against a loop, and against themselves with ten times the work."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from time import process_time

from django.db import connection

from bench.naive import assess_one_by_one, judge_one_by_one, verdicts_one_by_one
from bench.synthetic import NOW, ON, keys_of, make_plan
from bench.timing import Clock, Result, Work, compared, measured, wall_clock
from planning.models import Plan
from targets.models import Assessment, LightChange, Target
from targets.queries import figures_of, inputs_for
from targets.rules import Figure, Terms, Verdict, assess
from targets.services.assessment import assess_and_store, batches, judge_targets

TIMES_FASTER, GROWTH_AT_MOST = 20, 11
TIMES = 10
Cases = list[tuple[Terms, list[Figure]]]


class DifferentVerdicts(Exception):
    """Two ways of judging disagree, so that comparing their speed would say nothing."""


@dataclass(frozen=True, slots=True)
class Engine:
    """The rule alone: plain values in, verdicts out."""

    cases: Cases

    def verdicts(self) -> Iterator[Verdict]:
        return (assess(terms, figures, on=ON) for terms, figures in self.cases)

    def run(self) -> None:
        deque(self.verdicts(), maxlen=0)

    def repeated(self, times: int) -> "Engine":
        """So many times the work: every case with figures of its own, as another target would have."""
        return Engine([(replace(terms), [replace(one) for one in figures]) for terms, figures in self.cases * times])


@dataclass(frozen=True, slots=True)
class Service:
    """One plan as the product assesses it, from the database and back."""

    plan: Plan

    def judge(self) -> None:
        """As `assess --on` does: judge with certificates, and store nothing."""
        deque(judge_targets(plan=self.plan, on=ON), maxlen=0)

    def store(self) -> None:
        """As the button does: judge, and store what is new."""
        assess_and_store(plan=self.plan, on=ON, now=NOW)

    def engine(self) -> Engine:
        """The same targets prepared for the engine alone."""
        return Engine([case for targets in batches(self.plan) for case in cases_of(targets)])


def cases_of(targets: Sequence[Target]) -> Iterator[tuple[Terms, list[Figure]]]:
    inputs = inputs_for(targets, known_at=None)
    return ((inputs[one.pk].terms, figures_of(inputs[one.pk].readings)) for one in targets)


def against_the_loop(
    *, targets: int, rounds: int, looped: int | None = None, clock: Clock = process_time, on: str = ""
) -> Iterator[Result]:
    """How many times faster than loops that take one target at a time and do the same work.

    Of very many targets the loops take only the first `looped`; each target costs them the same. All times are for a
    thousand targets.
    """
    service = Service(make_plan(targets=targets))
    engine = service.engine()
    few = looped or targets
    require_same_verdicts(service.plan, engine, most=few)
    works: dict[str, tuple[Work, int]] = {
        "verdict loop": (lambda: verdicts_one_by_one(service.plan, on=ON, most=few), few),
        "judging loop": (lambda: deque(judge_one_by_one(service.plan, on=ON, most=few), maxlen=0), few),
        "storing loop": (lambda: assess_one_by_one(service.plan, on=ON, now=NOW, most=few), few),
        "engine": (engine.run, targets),
        "judge": (service.judge, targets),
        "store": (service.store, targets),
    }
    took = measured({name: work for name, (work, _) in works.items()}, rounds=rounds, before=forget, clock=clock)
    took = [{name: time / works[name][1] * 1_000 for name, time in one.items()} for one in took]
    of = f"{on}{targets:,} targets against the loop"
    # A file beside the program costs a query next to nothing, so that asking many is no great loss there.
    with_database = TIMES_FASTER if connection.vendor == "postgresql" else None
    yield compared(f"engine alone, {of}", took, "engine", "verdict loop", at_least=TIMES_FASTER)
    yield compared(f"judge_targets, {of}", took, "judge", "judging loop", at_least=with_database)
    yield compared(f"assess_and_store, {of}", took, "store", "storing loop", at_least=with_database)


def with_ten_times_the_work(*, targets: int, rounds: int) -> Iterator[Result]:
    """How many times longer the work takes when there is ten times as much of it."""
    few, many = Service(make_plan(targets=targets)), Service(make_plan(targets=targets * TIMES))
    engine = few.engine()
    works = {
        "few engine": engine.run,
        "many engine": engine.repeated(TIMES).run,
        "few judge": few.judge,
        "many judge": many.judge,
        "few store": few.store,
        "many store": many.store,
    }
    # Both sides are measured for as long as each other, and the engine for long enough to be measured at all.
    repeats = {"few engine": 5 * TIMES, "many engine": 5, "few judge": TIMES, "few store": TIMES}
    took = measured(works, rounds=rounds, before=forget, repeats=repeats)
    for name, work in (("engine alone", "engine"), ("judge_targets", "judge"), ("assess_and_store", "store")):
        title = f"{name}, {targets:,} against {targets * TIMES:,} targets"
        yield compared(title, took, f"few {work}", f"many {work}", at_most=GROWTH_AT_MOST)


def require_same_verdicts(plan: Plan, engine: Engine, *, most: int | None = None) -> None:
    """Speed is compared only between ways that answer the same."""
    expected = verdicts_one_by_one(plan, on=ON, most=most)
    in_bulk = {one.target.pk: one.verdict for one in islice(judge_targets(plan=plan, on=ON), most)}
    alone = dict(zip(keys_of(plan, most=most), engine.verdicts(), strict=False))
    by_one = {one.target.pk: one.verdict for one in judge_one_by_one(plan, on=ON, most=most)}
    for name, answers in (("judge_targets", in_bulk), ("the engine alone", alone), ("the judging loop", by_one)):
        if answers != expected:
            count = sum(answers.get(key) != verdict for key, verdict in expected.items())
            raise DifferentVerdicts(f"{name} and the loop disagree on {count} of {len(expected)} targets")


def of_very_many(*, targets: int, looped: int) -> Iterator[Result]:
    """The same with a great many targets, and how the time grows up to them. On a server the wall is the clock."""
    on = engine_named()
    yield from against_the_loop(targets=targets, rounds=1, looped=looped, clock=wall_clock, on=on)
    few, many = Service(make_plan(targets=targets // TIMES)), Service(Plan.objects.get(code=f"BENCH-{targets}"))
    works = {"few judge": few.judge, "many judge": many.judge, "few store": few.store, "many store": many.store}
    took = measured(works, rounds=1, before=forget, clock=wall_clock)
    for name, work in (("judge_targets", "judge"), ("assess_and_store", "store")):
        title = f"{on}{name}, {targets // TIMES:,} against {targets:,}"
        yield compared(title, took, f"few {work}", f"many {work}", at_most=GROWTH_AT_MOST)


def engine_named() -> str:
    return "PostgreSQL, " if connection.vendor == "postgresql" else "SQLite, "


def forget() -> None:
    """So that the next run has everything to store, as the first one had."""
    LightChange.objects.all().delete()
    Assessment.objects.all().delete()
