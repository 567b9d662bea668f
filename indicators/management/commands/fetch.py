"""`fetch [--table ID …] [--force]`: what is new from Statistics Norway, one line for each source.

Exit code 1 where a source failed. A source that is held back, by quiet hours say, has not: it is asked later.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from accounts.imports import LoadOutcome, quoted
from accounts.management.loading import summary, tell_some
from indicators.models import Source
from indicators.services.fetch_endings import Ended, FetchOutcome, told
from indicators.services.fetching import fetch_source
from indicators.services.source_files import load_shipped_sources
from indicators.services.source_problems import kind_of
from indicators.services.ssb_gate import connect
from indicators.services.whole_tables import source_of_table
from indicators.sources.ssb import HeldBack, SourceError

BY = "fetch"


class Command(BaseCommand):
    help = "Henter nye tall fra Statistisk sentralbyrå."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--table", metavar="ID", nargs="+", action="extend", help=gettext("bare disse tabellene"))
        all_of_it = gettext("hent og sammenlign alt, også der kilden sier at ingenting er endret")
        parser.add_argument("--force", action="store_true", help=all_of_it)

    def handle(self, *_args: Any, **options: Any) -> None:
        if not Source.objects.fetched().exists():
            load_shipped_sources(by=BY, now=timezone.now())
        try:
            sources, has_failed = self.chosen(options["table"])
        except HeldBack as held:
            self.stdout.write(held.reason)
            return
        except ImproperlyConfigured as error:
            self.stderr.write(str(error))
            raise SystemExit(1) from None
        except SourceError as error:
            self.stderr.write(f"SSB_API_URL {settings.SSB_API_URL}: {told(kind_of(error), error)}")
            raise SystemExit(1) from None
        for source in sources:
            outcome = fetch_source(source=source, by=BY, clock=timezone.now, is_forced=options["force"])
            self.tell(source, outcome)
            has_failed |= outcome.ended is Ended.FAILED
        if has_failed:
            raise SystemExit(1)

    def chosen(self, tables: list[str] | None) -> tuple[list[Source], bool]:
        """The sources to fetch, and whether some table has none. Raises SourceError where nobody answers at all."""
        with connect(clock=timezone.now) as ssb:
            ssb.most_cells()
            if not tables:
                return list(Source.objects.fetched().order_by("table")), False
            found = []
            for table in dict.fromkeys(tables):
                try:
                    found.append(source_of_table(ssb, table, by=BY, now=timezone.now()))
                except SourceError as error:
                    self.stderr.write(f"{quoted(table)}: {told(kind_of(error), error)}")
        return found, len(found) < len(set(tables))

    def tell(self, source: Source, outcome: FetchOutcome) -> None:
        name = f"{source.table} {source.name}"
        for lost in outcome.lost:
            self.stderr.write(f"{name}: {lost}")
        tell_some(self, [gettext("Advarsel: %(warning)s") % {"warning": one} for one in outcome.doubts], more=0)
        if outcome.ended is Ended.FAILED:
            self.stderr.write(f"{name}: {outcome.message}")
        elif outcome.ended in {Ended.HELD_BACK, Ended.BUSY}:
            self.stdout.write(f"{name}: {outcome.message}")
        else:
            counts = LoadOutcome(outcome.created, outcome.updated, outcome.unchanged)
            self.stdout.write(" – ".join(filter(None, (summary(name, counts), outcome.message))))
