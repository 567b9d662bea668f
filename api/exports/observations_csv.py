"""Figures as CSV (RFC 4180, UTF-8, commas) as they come from the database: however many they are, few are in memory."""

import csv
import io
from collections.abc import Generator, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from api.exports.figure_columns import COLUMNS
from indicators.models import Observation, ObservationQuerySet

Lines = QuerySet[Observation, tuple[Any, ...]]
BLOCK = 64 * 1024
ROWS_AT_A_TIME = 2_000


def csv_blocks(rows: ObservationQuerySet, names: Sequence[str]) -> Generator[bytes]:
    """Heading and rows in blocks, all of one moment: it is one statement. Whoever stops reading ends it."""
    lines = rows.values_list(*(COLUMNS[name] for name in names))
    yield f"{','.join(names)}\r\n".encode()
    yield from copied(lines) if connection.vendor == "postgresql" else written(lines)


def copied(lines: Lines) -> Iterator[bytes]:
    """As PostgreSQL writes them: one message for each row, which ends with its line."""
    statement, params = lines.query.sql_with_params()
    with connection.cursor() as cursor:
        asked = f"COPY ({statement}) TO STDOUT (FORMAT csv)"
        asked = connection.ops.compose_sql(asked, params)  # type: ignore[attr-defined]  # PostgreSQL has it
        with cursor.copy(asked) as copy:
            yield from in_blocks(copy)


def in_blocks(lines: Iterable[bytes | bytearray | memoryview]) -> Iterator[bytes]:
    """Lines end as RFC 4180 has it. A text may hold the end of a line; it stands within its row."""
    block = bytearray()
    for line in lines:
        block += line[:-1]
        block += b"\r\n"
        if len(block) >= BLOCK:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def written(lines: Lines) -> Iterator[bytes]:
    found = lines.iterator(chunk_size=ROWS_AT_A_TIME)
    while some := list(islice(found, ROWS_AT_A_TIME)):
        text = io.StringIO()
        csv.writer(text, lineterminator="\r\n").writerows(some)
        yield text.getvalue().encode()
