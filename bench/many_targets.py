"""A thousand and a hundred thousand targets, in processes and a database of their own: PostgreSQL if there is one."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

from bench.databases import answers_of, postgres_of_its_own, sqlite_of_its_own
from bench.memory import STATUS_OF_PROCESS
from bench.timing import NotMeasured, Result
from tests.services import find

TARGETS, LOOPED = 100_000, 500
MEGABYTES_AT_MOST = 500


def hundred_thousand(targets: int = TARGETS, looped: int = LOOPED) -> Iterator[Result | NotMeasured]:
    """Against the loops, against a tenth of the work, and the memory of a process that assesses all of them."""
    with database() as address:
        yield from (Result(**one) for one in answers_of("thousand", database=address))
        yield from (Result(**one) for one in answers_of("targets", targets, looped, database=address))
        name = f"assessing {targets:,} targets: peak in MB"
        if not STATUS_OF_PROCESS.exists():
            yield NotMeasured(name, "the system does not say what a process has used")
            return
        alone = answers_of("assess", targets, database=address)[0]
        assert alone["assessed"] == targets
        yield Result(name, alone["seconds"] * 1_000, 0, alone["megabytes"], at_most=MEGABYTES_AT_MOST)


def database() -> AbstractContextManager[str]:
    postgres = find("postgres")
    return sqlite_of_its_own() if postgres.missing_because else postgres_of_its_own(postgres.address)
