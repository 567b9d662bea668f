"""`dump_observations [--indicator CODE] [--region CODE] [--known-at DATE]`: all figures as CSV on standard output."""

import csv
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext

from accounts.imports import ImportRefused, quoted, refusal
from accounts.management.dates import moment_asked
from accounts.management.loading import tell_problems
from indicators.dump import HEADING, dump_rows
from indicators.management.naming import region_named
from indicators.management.output import until_the_reader_has_enough
from indicators.models import Indicator


class Command(BaseCommand):
    help = "Skriver alle tall som CSV, slik de var kjent på en dag."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--indicator", metavar="CODE", help=gettext("bare denne indikatoren"))
        parser.add_argument("--region", metavar="CODE", help=gettext("bare denne regionen"))
        parser.add_argument("--known-at", metavar="DATE", help=gettext("slik det var kjent ved slutten av denne dagen"))

    def handle(self, *_args: object, **options: Any) -> None:
        try:
            indicator = indicator_named(options["indicator"])
            region = None if options["region"] is None else region_named(options["region"])
            known_at = moment_asked(options["known_at"])
        except ImportRefused as refused:
            tell_problems(self, refused)
            raise SystemExit(1) from None
        rows = csv.writer(self.stdout, lineterminator="\n")
        with until_the_reader_has_enough():
            rows.writerow(HEADING)
            rows.writerows(dump_rows(indicator=indicator, region=region, known_at=known_at))
            self.stdout.flush()


def indicator_named(name: str | None) -> Indicator | None:
    """The indicator by code, or by the only plan name that it has. Raises ImportRefused."""
    if name is None:
        return None
    found = list(Indicator.objects.named(name)[:2])
    if not found:
        raise refusal("", "--indicator", gettext("ukjent indikator %(code)s") % {"code": quoted(name)})
    if len(found) > 1:
        message = gettext("flere planer bruker navnet %(name)s: bruk indikatorens egen kode")
        raise refusal("", "--indicator", message % {"name": quoted(name)})
    return found[0]
