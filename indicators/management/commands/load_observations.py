"""`load_observations FILE [--provisional] [--known-from DATE]`: figures out of a CSV or JSON-stat file.

Each is kept with when it became known.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils import timezone
from django.utils.translation import gettext

from accounts.imports import LoadOutcome
from accounts.management.dates import date_in, start_of
from accounts.management.loading import LoadCommand
from indicators.services.jsonstat_files import load_jsonstat
from indicators.services.observations import load_observations
from indicators.sources.files import open_file


class Command(LoadCommand):
    help = "Laster inn en fil med tall: CSV, eller JSON-stat når navnet slutter på .json."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--provisional", action="store_true", help=gettext("tallene i filen er foreløpige"))
        parser.add_argument(
            "--known-from", metavar="DATE", help=gettext("dagen tallene ble kjent, ÅÅÅÅ-MM-DD (ellers nå)")
        )

    def load(self, path: Path, options: dict[str, Any], *, now: datetime) -> LoadOutcome:
        known_from = moment_known(options["known_from"], now=now)
        given: dict[str, Any] = {"name": path.name, "by": "load_observations", "now": now}
        given |= {"provisional": options["provisional"], "known_from": known_from}
        with open_file(path, most_megabytes=settings.MAX_IMPORT_MB) as file:
            if path.suffix.casefold() == ".json":
                most_cells = settings.MAX_IMPORT_CELLS
                return load_jsonstat(stem=path.stem, body=file.read(), most_cells=most_cells, **given)
            return load_observations(body=file, **given)


def moment_known(text: str | None, *, now: datetime) -> datetime:
    """The start of the day that was given; now where that is today, so that it comes after what was loaded earlier."""
    day = date_in(text, option="--known-from") if text is not None else timezone.localdate(now)
    return now if day == timezone.localdate(now) else start_of(day)
