r"""A million figures as CSV through the API: against psql's \copy of the same question, in a database of its own."""

import hashlib
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.urls import reverse

from api.exports.figure_columns import COLUMNS
from api.queries.observations import Asked, figures_asked_for
from api.queries.openness import readable_by
from bench.databases import answers_of, postgres_of_its_own
from bench.figures import COLUMNS as TABLE_COLUMNS
from bench.figures import KNOWN_FROM, Scale, table_rows, write_dump
from bench.ingest import NOW, TABLE, DifferentFigures, fill_bare, make_subjects
from bench.timing import NotMeasured, Result, compared, measured, wall_clock
from indicators.models import Channel, Fetch
from tests.services import find

MILLION = Scale(2_500, 20, 20)
# Megabytes above those of the process before it streams.
AT_LEAST, MORE_AT_MOST = 0.3, 20
ROUNDS = 3
REVISED_EVERY, REVISED_AT = 100, "2026-06-01 06:00:00+00:00"
# What the figures are made of, as somebody who knows the tables would take them out.
BARE = f"""
SELECT o.id, i.code, r.code, o.period, o.part, o.literal, o.value_min, o.value_max, o.missing, o.kind, o.standing,
       o.known_from, o.source_table, o.fetch_id, o.note
FROM {TABLE} o JOIN indicators_indicator i ON i.id = o.indicator_id JOIN indicators_region r ON r.id = o.region_id
ORDER BY o.id
"""


def open_data(scale: Scale = MILLION, rounds: int = ROUNDS) -> Iterator[Result | NotMeasured]:
    r"""The stream against \copy, and the most memory that it takes."""
    postgres = find("postgres")
    if missing := postgres.missing_because or ("" if which("psql") else "there is no psql"):
        yield NotMeasured("observations as CSV on PostgreSQL", missing)
        return
    with postgres_of_its_own(postgres.address) as database:
        answers_of("open-data-fill", scale.indicators, scale.regions, scale.years, database=database)
        for answer in answers_of("open-data", rounds, database=database):
            yield Result(**answer)


def fill(indicators: str, regions: str, years: str) -> Iterator[dict[str, Any]]:
    """So many figures, one in a hundred of them revised later on."""
    scale = Scale(int(indicators), int(regions), int(years))
    keys = make_subjects(scale)
    fetch = Fetch.objects.create(
        channel=Channel.SSB,
        name="bench",
        checksum="0" * 64,
        body=b"",
        received_at=NOW,
        known_from=KNOWN_FROM,
        received_from="bench",
    )
    with TemporaryDirectory(prefix="planpuls-bench-") as folder:
        dump = Path(folder) / "dump.txt"
        write_dump(dump, table_rows(scale, indicators=keys[0], regions=keys[1], fetch=fetch.pk))
        fill_bare(dump)
    revise()
    yield {"figures": scale.figures}


def revise() -> None:
    names = ", ".join(TABLE_COLUMNS)
    said = names.replace("known_from", "%s::timestamptz")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} ({names}) SELECT {said} FROM {TABLE} WHERE id %% %s = 0",
            [REVISED_AT, REVISED_EVERY],
        )
        cursor.execute("VACUUM ANALYZE")


def measure(rounds: str, megabytes: Any) -> Iterator[dict[str, Any]]:
    """Both ways by turns, which must have given the same text before."""
    # Once for everything that a first question loads.
    drain(streamed(period="1999"))
    before = megabytes()
    figures = require_same_text()
    ways = {
        "stream": lambda: drain(streamed()),
        "copy": lambda: drain(copied(statement())),
        "bare": lambda: drain(copied(" ".join(BARE.split()))),
    }
    took = measured(ways, rounds=int(rounds), before=list, clock=wall_clock)
    of = f"PostgreSQL, {figures:,} observations as CSV"
    yield asdict(compared(rf"{of} against \copy of the same", took, "stream", "copy", at_least=AT_LEAST))
    yield asdict(compared(rf"{of} against \copy of the bare columns", took, "stream", "bare"))
    yield asdict(Result(f"{of}: MB more than idle", took[0]["stream"], 0, megabytes() - before, at_most=MORE_AT_MOST))


def require_same_text() -> int:
    """How many rows there are."""
    ours, theirs = (hashlib.sha256() for _ in range(2))
    rows = -1
    for block in streamed():
        rows += block.count(b"\r\n")
        ours.update(block.replace(b"\r\n", b"\n"))
    theirs.update(f"{','.join(COLUMNS)}\n".encode())
    for block in copied(statement()):
        theirs.update(block)
    if ours.digest() != theirs.digest():
        raise DifferentFigures(r"the stream and \copy have different figures")
    return rows


def streamed(**asked: str) -> Iterator[bytes]:
    """As somebody who is not logged in gets it."""
    settings.ALLOWED_HOSTS = ["*"]
    answer: Any = Client().get(reverse("api-observations-csv"), asked)
    return iter(answer.streaming_content)


def statement() -> str:
    """The question that the stream asks."""
    rows = figures_asked_for(readable_by(AnonymousUser()), Asked()).order_by("pk").values_list(*COLUMNS.values())
    sql, params = rows.query.sql_with_params()
    return str(connection.ops.compose_sql(sql, params))  # type: ignore[attr-defined]  # PostgreSQL has it


def copied(question: str) -> Iterator[bytes]:
    r"""What psql's \copy writes."""
    said = connection.settings_dict
    places = {"-h": said["HOST"], "-p": said["PORT"], "-U": said["USER"], "-d": said["NAME"]}
    options = [word for name, value in places.items() if value for word in (name, str(value))]
    command = ["psql", "-X", "-q", *options, "-c", rf"\copy ({question}) TO STDOUT (FORMAT csv)"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as psql:  # noqa: S603 our own words
        assert psql.stdout is not None
        while block := psql.stdout.read(64 * 1024):
            yield block
    if psql.returncode:
        raise DifferentFigures(f"psql ended with {psql.returncode}")


def drain(blocks: Iterator[bytes]) -> None:
    for _block in blocks:
        pass
