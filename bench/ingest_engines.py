"""The ingest on both engines, and what it needs of memory, each in a process and a database of its own."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.databases import answers_of, postgres_of_its_own, sqlite_of_its_own
from bench.figures import Scale
from bench.timing import NotMeasured, Result
from tests.services import find

MILLION = Scale(2_500, 20, 20)
TEN_MILLION = Scale(25_000, 20, 20)
HUNDRED_THOUSAND = Scale(250, 20, 20)
PEAK_AT_MOST = 600
# The peak of a new process is its own only where the system says so of its memory, and not of its parent's.
STATUS_OF_PROCESS = Path("/proc/self/status")


def on_every_engine() -> Iterator[Result | NotMeasured]:
    """A million figures, on PostgreSQL where this machine has one, and on SQLite."""
    postgres = find("postgres")
    if postgres.missing_because:
        yield NotMeasured("the ingest on PostgreSQL", postgres.missing_because)
    else:
        with postgres_of_its_own(postgres.address) as database:
            yield from ratios(database, rounds=2)
        yield from peak_of_ten_million(postgres.address)
    with sqlite_of_its_own() as database:
        yield from ratios(database, rounds=1)


def ratios(database: str, *, rounds: int) -> Iterator[Result]:
    scale = (MILLION.indicators, MILLION.regions, MILLION.years)
    return (Result(**answer) for answer in answers_of("ratios", *scale, rounds, database=database))


def peak_of_ten_million(server: str) -> Iterator[Result]:
    """What ten million figures would need, if memory goes on as it does from a hundred thousand to a million."""
    if not STATUS_OF_PROCESS.exists():
        return
    few, million = (load_alone(server, scale) for scale in (HUNDRED_THOUSAND, MILLION))
    yield Result("ingest of 1,000,000 figures, peak in MB", million.milliseconds, 0, million.ratio)
    each = (million.ratio - few.ratio) / (MILLION.figures - HUNDRED_THOUSAND.figures)
    expected = million.ratio + max(each, 0) * (TEN_MILLION.figures - MILLION.figures)
    yield Result("ingest of 10,000,000 figures, expected peak in MB", 0, 0, expected, at_most=PEAK_AT_MOST)


def ten_million() -> Iterator[Result | NotMeasured]:
    """Really ten million figures: minutes, and a few gigabytes of disk."""
    postgres = find("postgres")
    if postgres.missing_because or not STATUS_OF_PROCESS.exists():
        yield NotMeasured("the ingest of 10,000,000 figures", postgres.missing_because or "no /proc on this machine")
    else:
        alone = load_alone(postgres.address, TEN_MILLION)
        name = "ingest of 10,000,000 figures, peak in MB"
        yield Result(name, alone.milliseconds, 0, alone.ratio, at_most=PEAK_AT_MOST)


def load_alone(server: str, scale: Scale) -> Result:
    """One load in a process that does nothing else; the ratio is its peak in megabytes."""
    with postgres_of_its_own(server) as database, TemporaryDirectory(prefix="planpuls-bench-") as folder:
        path = Path(folder) / "figures.csv"
        answers_of("write", path, scale.indicators, scale.regions, scale.years, database=database)
        answer = answers_of("load", path, database=database)[0]
    assert answer["created"] == scale.figures
    return Result("", answer["seconds"] * 1_000, 0, answer["megabytes"])
