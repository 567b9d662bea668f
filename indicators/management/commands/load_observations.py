"""`load_observations FILE [--provisional] [--known-from DATE] [--mapping NAME|FILE.yaml]`: figures out of a file.

CSV, Excel (.xlsx) with the same heading or with a mapping that says what stands where, or JSON-stat (.json). Each is
kept with when it became known.
"""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils.translation import gettext

from accounts.imports import LoadOutcome
from accounts.management.dates import moment_known
from accounts.management.loading import LoadCommand
from indicators.services.figure_files import FigureFile, load_figure_file
from indicators.sources.files import open_file


class Command(LoadCommand):
    help = "Laster inn en fil med tall: CSV, Excel når navnet slutter på .xlsx, JSON-stat når det slutter på .json."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--provisional", action="store_true", help=gettext("tallene i filen er foreløpige"))
        parser.add_argument(
            "--known-from", metavar="DATE", help=gettext("dagen tallene ble kjent, ÅÅÅÅ-MM-DD (ellers nå)")
        )
        parser.add_argument(
            "--mapping",
            default="",
            metavar="NAME|FILE.yaml",
            help=gettext("oppsettet som sier hva som står hvor i Excel-filen (ellers samme overskrift som CSV)"),
        )

    def load(self, path: Path, options: dict[str, Any], *, now: datetime) -> LoadOutcome:
        known_from = moment_known(options["known_from"], now=now)
        with open_file(path, most_megabytes=settings.MAX_IMPORT_MB) as body:
            file = FigureFile(path.name, body, mapping=options["mapping"], provisional=options["provisional"])
            return load_figure_file(
                file, most_cells=settings.MAX_IMPORT_CELLS, known_from=known_from, by="load_observations", now=now
            )
