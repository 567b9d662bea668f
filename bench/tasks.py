"""The things that a process of `bench.process` can be asked for. Arguments come as text, answers go as JSON."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.asking import ask_for_pages
from bench.assessing import against_the_loop, engine_named, of_very_many
from bench.country import make_country
from bench.figures import Scale, write_csv
from bench.ingest import ingesting, load, make_subjects
from bench.memory import megabytes
from bench.open_data import fill, measure
from bench.reports import load_demo, measure_reports
from bench.synthetic import NOW, ON
from bench.timing import wall_clock
from planning.models import Plan
from targets.services.assessment import assess_and_store


def measure_ratios(indicators: str, regions: str, years: str) -> Iterator[dict[str, Any]]:
    """All comparisons of one engine."""
    with TemporaryDirectory(prefix="planpuls-bench-") as folder:
        scale = Scale(int(indicators), int(regions), int(years))
        for result in ingesting(Path(folder), scale):
            yield asdict(result)


def write_file(path: str, indicators: str, regions: str, years: str) -> Iterator[dict[str, Any]]:
    """A file of figures, and the indicators and regions that it is about."""
    scale = Scale(int(indicators), int(regions), int(years))
    make_subjects(scale)
    write_csv(Path(path), scale)
    yield {"figures": scale.figures}


def load_file(path: str) -> Iterator[dict[str, Any]]:
    """Take in one file and do no more: how long it took, and the most megabytes that the process had."""
    start = perf_counter()
    outcome = load(Path(path))
    seconds = perf_counter() - start
    yield {"created": outcome.created, "seconds": seconds, "megabytes": megabytes()}


def measure_targets(targets: str, looped: str) -> Iterator[dict[str, Any]]:
    """A great many targets, by the engine, by the services and by the loops."""
    for result in of_very_many(targets=int(targets), looped=int(looped)):
        yield asdict(result)


def measure_thousand() -> Iterator[dict[str, Any]]:
    """As many targets as a large municipality has."""
    for result in against_the_loop(targets=1_000, rounds=3, looped=200, clock=wall_clock, on=engine_named()):
        yield asdict(result)


def assess_all(targets: str) -> Iterator[dict[str, Any]]:
    """Assess a plan of so many targets, which is there already, and do no more."""
    start = perf_counter()
    outcome = assess_and_store(plan=Plan.objects.get(code=f"BENCH-{targets}"), on=ON, now=NOW)
    yield {"assessed": outcome.assessed, "seconds": perf_counter() - start, "megabytes": megabytes()}


def fill_country(indicators: str) -> Iterator[dict[str, Any]]:
    """A country of figures."""
    yield {"figures": make_country(indicators=int(indicators))}


def measure_open_data(rounds: str) -> Iterator[dict[str, Any]]:
    """A million observations as CSV, in a process that does nothing else."""
    return measure(rounds, megabytes)


TASKS: dict[str, Callable[..., Iterator[dict[str, Any]]]] = {
    "ratios": measure_ratios,
    "write": write_file,
    "load": load_file,
    "thousand": measure_thousand,
    "targets": measure_targets,
    "assess": assess_all,
    "country": fill_country,
    "pages": ask_for_pages,
    "open-data-fill": fill,
    "open-data": measure_open_data,
    "demo": load_demo,
    "reports": measure_reports,
}
