"""The ingest on both engines, and what it needs of memory, each in a process and a database of its own."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.databases import answers_of, postgres_of_its_own, sqlite_of_its_own
from bench.figures import Scale
from bench.memory import STATUS_OF_PROCESS
from bench.timing import NotMeasured, Result
from tests.services import find

MILLION = Scale(2_500, 20, 20)
TEN_MILLION = Scale(25_000, 20, 20)
# Megabytes. It does not grow with the file, but for what is compressed of it, which is at most 8 MB in memory.
MILLION_AT_MOST, TEN_MILLION_AT_MOST = 200, 600


def on_every_engine() -> Iterator[Result | NotMeasured]:
    """A million figures, on PostgreSQL where this machine has one, and on SQLite."""
    postgres = find("postgres")
    if postgres.missing_because:
        yield NotMeasured("the ingest on PostgreSQL", postgres.missing_because)
    else:
        with postgres_of_its_own(postgres.address) as database:
            yield from ratios(database)
        yield from peaks(postgres.address, MILLION, at_most=MILLION_AT_MOST)
    with sqlite_of_its_own() as database:
        yield from ratios(database)


def ratios(database: str) -> Iterator[Result]:
    scale = (MILLION.indicators, MILLION.regions, MILLION.years)
    return (Result(**answer) for answer in answers_of("ratios", *scale, database=database))


def peaks(server: str, scale: Scale, *, at_most: int) -> Iterator[Result | NotMeasured]:
    """The most megabytes of a process that takes in one file and does no more."""
    name = f"PostgreSQL, {scale.figures:,} figures: peak in MB"
    if STATUS_OF_PROCESS.exists():
        alone = load_alone(server, scale)
        yield Result(name, alone.milliseconds, 0, alone.ratio, at_most=at_most)
    else:
        yield NotMeasured(name, "the system does not say what a process has used")


def ten_million() -> Iterator[Result | NotMeasured]:
    """Really ten million figures: many minutes, and some gigabytes of disk."""
    postgres = find("postgres")
    if postgres.missing_because:
        yield NotMeasured("the ingest of 10,000,000 figures", postgres.missing_because)
    else:
        yield from peaks(postgres.address, TEN_MILLION, at_most=TEN_MILLION_AT_MOST)


def load_alone(server: str, scale: Scale) -> Result:
    """One load in a process that does nothing else; the ratio is its peak in megabytes."""
    with postgres_of_its_own(server) as database, TemporaryDirectory(prefix="planpuls-bench-") as folder:
        path = Path(folder) / "figures.csv"
        answers_of("write", path, scale.indicators, scale.regions, scale.years, database=database)
        answer = answers_of("load", path, database=database)[0]
    assert answer["created"] == scale.figures
    return Result("", answer["seconds"] * 1_000, 0, answer["megabytes"])
