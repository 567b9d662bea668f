"""`python -m bench`: every comparison as a line of a table; ends with 1 when a bound is not met.

`python -m bench --ten-million` takes in ten million figures and nothing else, and `--country` reads pages in a country
of fourteen million; each is a matter of many minutes. `--reports` writes reports and rows and nothing else, and
`--open-data` streams a million observations and nothing else.

It makes a database of its own and removes it again, so nobody's data is touched whatever the environment says.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

import django
from django.core.management import call_command

from bench.ingest_engines import on_every_engine, ten_million
from bench.jsonstat import reading
from bench.many_targets import hundred_thousand
from bench.pages import in_a_country
from bench.timing import NotMeasured, Result

WIDTH = 66


@contextmanager
def database_of_its_own() -> Iterator[None]:
    """An empty, migrated SQLite file. It must be named before Django reads its settings."""
    with TemporaryDirectory(prefix="planpuls-bench-") as folder:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'bench.sqlite3'}",
            "REDIS_URL": "",
            "DEBUG": "false",
        }
        django.setup()
        call_command("migrate", verbosity=0)
        yield


def results() -> Iterator[Result | NotMeasured]:
    # Models can be imported only once Django knows its settings.
    from bench.assessing import against_the_loop, with_ten_times_the_work  # noqa: PLC0415
    from bench.incremental import against_everything  # noqa: PLC0415
    from bench.open_data import open_data  # noqa: PLC0415

    return chain(
        against_the_loop(targets=1_000, rounds=3),
        with_ten_times_the_work(targets=300, rounds=3),
        hundred_thousand(),
        against_everything(targets=10_000, rounds=3),
        reading(rounds=3),
        on_every_engine(),
        open_data(),
        writing(),
    )


def chosen(arguments: list[str]) -> Iterator[Result | NotMeasured]:
    """What was asked for, which is everything but what takes very long."""
    if "--reports" in arguments:
        return writing()
    if "--open-data" in arguments:
        from bench.open_data import open_data  # noqa: PLC0415

        return open_data()
    if "--ten-million" in arguments:
        return ten_million()
    return in_a_country() if "--country" in arguments else results()


def writing() -> Iterator[Result | NotMeasured]:
    """Larvik's reports, and very many rows."""
    from bench.reports import writing_reports  # noqa: PLC0415
    from bench.rows import writing_rows  # noqa: PLC0415

    return chain(writing_reports(rounds=1), writing_rows(rounds=1))


def line(result: Result | NotMeasured) -> str:
    """One row of the table."""
    if isinstance(result, NotMeasured):
        return f"{result.name}: not measured, {result.reason}"
    bound = ""
    if result.at_least is not None:
        bound = f"at least {result.at_least:g}"
    if result.at_most is not None:
        bound = f"at most {result.at_most:g}"
    outcome = ("OK" if result.is_met else "NOT MET") if bound else ""
    times = f"{result.milliseconds:>9,.0f} ms {result.other_milliseconds:>9,.0f} ms {result.ratio:>7.1f}"
    return f"{result.name:<{WIDTH}}{times}   {bound:<13}{outcome}".rstrip()


def main() -> int:
    print(f"{'':<{WIDTH}}{'this':>12} {'the other':>12} {'ratio':>7}   bound", flush=True)
    all_met = True
    with database_of_its_own():
        for result in chosen(sys.argv):
            print(line(result), flush=True)
            all_met = all_met and (isinstance(result, NotMeasured) or result.is_met)
    return 0 if all_met else 1


if __name__ == "__main__":
    sys.exit(main())
