"""`savings --region CODE --year YEAR [--known-at DATE] [--format csv|json]`: the savings potential, for scripts."""

import csv
import json
import re
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext

from accounts.imports import ImportRefused, Problems, quoted
from accounts.management.dates import moment_asked
from accounts.management.loading import tell_problems
from indicators.management.naming import region_named
from indicators.management.output import until_the_reader_has_enough
from indicators.models import Region
from indicators.queries.savings import YearFigures, year_figures
from indicators.savings_dump import HEADING, SavingsRow, as_json, as_text, savings_rows
from indicators.savings_words import need_unknown, problems_with

FORMATS = ("csv", "json")


class Command(BaseCommand):
    help = "Skriver det teoretiske handlingsrommet til en kommune mot alle som har tall for alle sektorene."

    def add_arguments(self, parser: CommandParser) -> None:
        # Checked by hand, so that whatever is wrong ends in one Norwegian line and exit code 1.
        parser.add_argument("--region", metavar="CODE", help=gettext("kommunen det gjelder"))
        parser.add_argument("--year", metavar="YEAR", help=gettext("året tallene gjelder"))
        parser.add_argument("--known-at", metavar="DATE", help=gettext("slik det var kjent ved slutten av denne dagen"))
        parser.add_argument(
            "--format", metavar="FORMAT", default="csv", help=gettext("csv (når ingenting er sagt) eller json")
        )

    def handle(self, *_args: object, **options: Any) -> None:
        try:
            region, year, known_at = asked_for(options)
            figures = year_figures(own=region, year=year, known_at=known_at)
            rows = rows_of(figures)
        except ImportRefused as refused:
            tell_problems(self, refused)
            raise SystemExit(1) from None
        if warning := need_unknown(figures):
            self.stderr.write(gettext("Advarsel: %(warning)s") % {"warning": warning})
        with until_the_reader_has_enough():
            self.write(rows, options["format"])
            self.stdout.flush()

    def write(self, rows: list[SavingsRow], form: str) -> None:
        if form == "json":
            self.stdout.write(json.dumps([as_json(row) for row in rows], ensure_ascii=False, indent=1))
            return
        lines = csv.writer(self.stdout, lineterminator="\n")
        lines.writerow(HEADING)
        lines.writerows(as_text(row) for row in rows)


def asked_for(options: dict[str, Any]) -> tuple[Region, int, datetime | None]:
    """Region, year and moment of the options, after everything in them has been looked at. Raises ImportRefused."""
    problems = Problems("")
    if options["format"] not in FORMATS:
        words = {"name": quoted(options["format"])}
        problems.add("--format", gettext("formatet %(name)s finnes ikke: bruk csv eller json") % words)
    region, year = region_in(options["region"], problems), year_in(options["year"], problems)
    known_at = known_at_in(options["known_at"], problems)
    problems.refuse_if_any()
    assert region is not None
    return region, year, known_at


def region_in(text: str | None, problems: Problems) -> Region | None:
    try:
        if text:
            return region_named(text)
    except ImportRefused as refused:
        problems.add(refused.problems[0].place, refused.problems[0].message)
    else:
        problems.add("--region", gettext("mangler: skriv nummeret på kommunen, for eksempel 3909"))
    return None


def year_in(text: object, problems: Problems) -> int:
    year = "" if text is None else str(text)
    if not year:
        problems.add("--year", gettext("mangler: skriv et årstall, for eksempel 2024"))
    elif not re.fullmatch(r"[12][0-9]{3}", year):
        problems.add("--year", gettext("%(text)s er ikke et årstall") % {"text": quoted(year)})
    else:
        return int(year)
    return 0


def known_at_in(text: str | None, problems: Problems) -> datetime | None:
    try:
        return moment_asked(text)
    except ImportRefused as refused:
        problems.add(refused.problems[0].place, refused.problems[0].message)
    return None


def rows_of(figures: YearFigures) -> list[SavingsRow]:
    """Every row. Raises ImportRefused with what is missing."""
    problems = Problems("")
    for problem in problems_with(figures):
        problems.add("", problem)
    problems.refuse_if_any()
    ground = figures.ground
    assert ground is not None
    return list(savings_rows(figures, ground))
