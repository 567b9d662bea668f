"""Assessing many targets: engine and services against a loop, and against themselves with ten times the work."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bench.naive import judge_one_by_one
from bench.synthetic import NOW, ON, make_plan
from bench.timing import Result, compared, measured
from planning.models import Plan
from targets.models import Assessment, LightChange, Target
from targets.queries import figures_of, readings_for, terms_of
from targets.rules import Figure, Terms, Verdict, assess
from targets.services.assessment import assess_and_store, judge_targets

ENGINE_AT_LEAST, GROWTH_AT_MOST = 20, 11
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
        chosen = list(Target.objects.for_assessment().filter(plan=self.plan).order_by("pk"))
        readings = readings_for(chosen, known_at=None)
        return Engine([(terms_of(one), figures_of(readings[one.pk])) for one in chosen])


def against_the_loop(*, targets: int, rounds: int) -> Iterator[Result]:
    """How many times faster than a loop that fetches and judges one target at a time, and stores nothing."""
    service = Service(make_plan(targets=targets))
    engine = service.engine()
    require_same_verdicts(service.plan, engine)
    works = {
        "loop": lambda: judge_one_by_one(plan=service.plan, on=ON),
        "engine": engine.run,
        "judge": service.judge,
        "store": service.store,
    }
    took = measured(works, rounds=rounds, before=forget)
    of = f"{targets:,} targets against the loop"
    yield compared(f"engine alone, {of}", took, "engine", "loop", at_least=ENGINE_AT_LEAST)
    yield compared(f"judge_targets, {of}", took, "judge", "loop")
    yield compared(f"assess_and_store, {of}", took, "store", "loop")


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


def require_same_verdicts(plan: Plan, engine: Engine) -> None:
    """Speed is compared only between ways that answer the same."""
    expected = judge_one_by_one(plan=plan, on=ON)
    in_bulk = {one.target.pk: one.verdict for one in judge_targets(plan=plan, on=ON)}
    alone = dict(zip(sorted(expected), engine.verdicts(), strict=True))
    for name, answers in (("judge_targets", in_bulk), ("the engine alone", alone)):
        if answers != expected:
            count = sum(answers.get(key) != verdict for key, verdict in expected.items())
            raise DifferentVerdicts(f"{name} and the loop disagree on {count} of {len(expected)} targets")


def forget() -> None:
    """So that the next run has everything to store, as the first one had."""
    LightChange.objects.all().delete()
    Assessment.objects.all().delete()
