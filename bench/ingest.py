"""Taking in a file of figures: against putting the same rows into the same table without asking anything."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any

from django.db import connection, transaction

from accounts.imports import LoadOutcome
from bench.figures import COLUMNS, KNOWN_FROM, Scale, indicator_code, region_code, table_rows, write_csv, write_dump
from bench.timing import Result, Round, compared, milliseconds, wall_clock
from indicators.models import Channel, Fetch, Indicator, Observation, Region, RegionKind
from indicators.services.observations import load_observations

COPY_AT_LEAST, AGAIN_AT_LEAST = 0.5, 10
REVISED_EVERY = 100
BLOCK, ROWS_AT_A_TIME = 1024 * 1024, 10_000
TABLE = Observation._meta.db_table
NOW = datetime.fromisoformat(KNOWN_FROM)


class DifferentFigures(Exception):
    """Two ways of filling the table disagree, so that comparing their speed would say nothing."""


@dataclass(frozen=True, slots=True)
class Files:
    """The same figures in every shape that is measured."""

    first: Path
    written_otherwise: Path
    revised: Path
    dump: Path


def ingesting(folder: Path, scale: Scale) -> Iterator[Result]:
    """How the door stands against the bare table, and what it takes to meet the same figures again."""
    files, fetch = prepare(folder, scale)
    took = [one_round(files, fetch, scale)]
    engine = {"postgresql": "PostgreSQL", "sqlite": "SQLite"}[connection.vendor]
    bare, bound = ("raw COPY", COPY_AT_LEAST) if connection.vendor == "postgresql" else ("bare INSERT", None)
    of = f"{engine}, {scale.figures:,} figures"
    yield compared(f"{of}: first ingest against {bare}", took, "first", "bare", at_least=bound)
    yield compared(f"{of}: same content against first", took, "again", "first", at_least=AGAIN_AT_LEAST)
    yield compared(f"{of}: written otherwise against first", took, "otherwise", "first")
    yield compared(f"{of}: 1 % revised against first", took, "revised", "first")


def prepare(folder: Path, scale: Scale) -> tuple[Files, Fetch]:
    """The files, and the delivery that the bare rows are said to come from."""
    indicators, regions = make_subjects(scale)
    fetch = Fetch.objects.create(
        channel=Channel.CSV,
        name="bare",
        checksum="0" * 64,
        body=b"",
        received_at=NOW,
        known_from=NOW,
        received_from="bench",
    )
    files = Files(*(folder / name for name in ("first.csv", "otherwise.csv", "revised.csv", "dump.txt")))
    write_csv(files.first, scale)
    write_csv(files.written_otherwise, scale, blank_line=True)
    write_csv(files.revised, scale, revised_every=REVISED_EVERY)
    write_dump(files.dump, table_rows(scale, indicators=indicators, regions=regions, fetch=fetch.pk))
    return files, fetch


def make_subjects(scale: Scale) -> tuple[list[int], list[int]]:
    """The keys of the indicators and regions that the figures are about."""
    indicators = Indicator.objects.bulk_create(
        Indicator(code=indicator_code(number), name_nb=f"Indikator {number}") for number in range(scale.indicators)
    )
    regions = Region.objects.bulk_create(
        Region(code=region_code(number), name=f"Kommune {number}", kind=RegionKind.MUNICIPALITY)
        for number in range(scale.regions)
    )
    return [one.pk for one in indicators], [one.pk for one in regions]


def one_round(files: Files, fetch: Fetch, scale: Scale) -> Round:
    """Everything once, on the same machine in the same minutes."""
    revised = len(range(0, scale.figures, REVISED_EVERY))
    took = {"bare": on_the_wall(lambda: fill_bare(files.dump), before=lambda: empty_table(fetch))}
    expected = content()
    took["first"] = loading(files.first, (scale.figures, 0), before=lambda: empty_table(fetch))
    if content() != expected:
        raise DifferentFigures("the door and the bare table have different figures")
    took["again"] = loading(files.first, (0, 0))
    took["otherwise"] = loading(files.written_otherwise, (0, 0))
    took["revised"] = loading(files.revised, (0, revised))
    return took


def loading(path: Path, expected: tuple[int, int], *, before: Callable[[], object] = list) -> float:
    """The milliseconds that a load takes, which must create and update so many figures."""
    outcomes: list[LoadOutcome] = []
    took = on_the_wall(lambda: outcomes.append(load(path)), before=before)
    found = [(one.created, one.updated) for one in outcomes]
    if found != [expected]:
        raise DifferentFigures(f"{path.name} created and updated {found}, not {expected}")
    return took


def on_the_wall(work: Callable[[], object], *, before: Callable[[], object]) -> float:
    return milliseconds(work, before=before, clock=wall_clock)


def load(path: Path) -> LoadOutcome:
    with path.open("rb") as file:
        outcome: LoadOutcome = load_observations(
            name=path.name, body=file, provisional=False, known_from=NOW, by="bench", now=NOW
        )
        return outcome


def fill_bare(dump: Path) -> None:
    """Up to the commit, where PostgreSQL checks what the rows refer to."""
    names = ", ".join(COLUMNS)
    with transaction.atomic(), connection.cursor() as cursor, dump.open("rb") as file:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {TABLE} ({names}) FROM STDIN") as copy:
                while block := file.read(BLOCK):
                    copy.write(block)
        else:
            places = ", ".join(["%s"] * len(COLUMNS))
            rows = rows_in(file)
            while some := list(islice(rows, ROWS_AT_A_TIME)):
                cursor.executemany(f"INSERT INTO {TABLE} ({names}) VALUES ({places})", some)


def rows_in(file: IO[bytes]) -> Iterator[list[str | None]]:
    """The dump as SQLite takes it, whose moments have no time zone."""
    for line in file:
        cells = line.decode().rstrip("\n").split("\t")
        yield [None if cell == "\\N" else cell.removesuffix("+00:00") for cell in cells]


def empty_table(fetch: Fetch) -> None:
    """As before the first figure came; only the delivery of the bare rows stays."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"TRUNCATE {TABLE} RESTART IDENTITY CASCADE")
        else:
            cursor.execute(f"DELETE FROM {TABLE}")
    Fetch.objects.exclude(pk=fetch.pk).delete()


def content() -> list[tuple[Any, ...]]:
    """What the table says, in short: the two ways must have brought the same."""
    sums = "COUNT(*), COUNT(value), SUM(CAST(value * 100 AS bigint)), MIN(literal), MAX(literal), MAX(known_from)"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT region_id, period, period_end, missing, kind, standing, {sums} FROM {TABLE} "
            "GROUP BY region_id, period, period_end, missing, kind, standing ORDER BY 1, 2, 4"
        )
        return list(cursor.fetchall())
