"""The things that a process of `bench.ingest_process` can be asked for. Arguments come as text, answers go as JSON."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from bench.figures import Scale, write_csv
from bench.ingest import ingesting, load, make_subjects

STATUS_OF_PROCESS = Path("/proc/self/status")


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
    peak = next(line for line in STATUS_OF_PROCESS.read_text().splitlines() if line.startswith("VmHWM"))
    yield {"created": outcome.created, "seconds": seconds, "megabytes": int(peak.split()[1]) / 1_000}


TASKS: dict[str, Callable[..., Iterator[dict[str, Any]]]] = {
    "ratios": measure_ratios,
    "write": write_file,
    "load": load_file,
}
