"""`refresh_regions [--shipped] [--from YEAR]`: municipalities through time, and who is in which KOSTRA group.

From the file that ships, and from Statistics Norway's classifications (Klass) unless --shipped is given.
"""

from datetime import datetime
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from accounts.imports import ImportRefused, LoadOutcome, quoted, refusal
from accounts.management.loading import summary, tell_problems, tell_some
from indicators.services.klass import FIRST_YEAR, NAME, refresh_regions
from indicators.services.region_rows import SHIPPED, load_shipped_regions
from indicators.services.ssb_gate import connect_klass
from indicators.sources.ssb import HeldBack, SourceError

BY = "refresh_regions"
EARLIEST = 1838


class Command(BaseCommand):
    help = "Henter kommunenes koder gjennom tidene og medlemmene i KOSTRA-gruppene fra Klass hos SSB."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--shipped", action="store_true", help=gettext("bare det som følger med, uten å spørre Klass")
        )
        since = gettext("fra og med dette året (ellers %(year)s)") % {"year": FIRST_YEAR}
        parser.add_argument("--from", dest="first_year", metavar="YEAR", default=str(FIRST_YEAR), help=since)

    def handle(self, *_args: object, **options: Any) -> None:
        now = timezone.now()
        try:
            name, outcome = self.refresh(options, now=now)
        except ImportRefused as refused:
            tell_problems(self, refused)
            raise SystemExit(1) from None
        except (SourceError, HeldBack, ImproperlyConfigured) as error:
            self.stderr.write(f"{NAME}: {error}")
            raise SystemExit(1) from None
        tell_some(self, [gettext("Advarsel: %(warning)s") % {"warning": one} for one in outcome.warnings], more=0)
        self.stdout.write(summary(name, outcome))

    def refresh(self, options: dict[str, Any], *, now: datetime) -> tuple[str, LoadOutcome]:
        first_year = year_in(options["first_year"], latest=timezone.localdate(now).year)
        if options["shipped"]:
            return SHIPPED.name, load_shipped_regions(by=BY, now=now)
        with connect_klass(clock=timezone.now) as klass:
            return NAME, refresh_regions(klass=klass, first_year=first_year, by=BY, now=now)


def year_in(text: str, *, latest: int) -> int:
    """The year that the option names. Raises ImportRefused."""
    if not (text.isascii() and text.isdigit() and EARLIEST <= int(text[:9]) <= latest):
        words = {"text": quoted(text), "first": EARLIEST, "last": latest}
        raise refusal("", "--from", gettext("%(text)s er ikke et år fra %(first)s til %(last)s") % words)
    return int(text)
