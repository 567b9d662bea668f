"""`load_need FILE.csv [--known-from DATE]`: how much a municipality needs to spend compared with the country."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils.translation import gettext

from accounts.imports import LoadOutcome
from accounts.management.dates import moment_known
from accounts.management.loading import LoadCommand
from indicators.services.need import load_need
from indicators.sources.files import read_file


class Command(LoadCommand):
    help = "Laster inn en CSV-fil med utgiftsbehov."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--known-from", metavar="DATE", help=gettext("dagen tallene ble kjent, ÅÅÅÅ-MM-DD (ellers nå)")
        )

    def load(self, path: Path, options: dict[str, Any], *, now: datetime) -> LoadOutcome:
        known_from = moment_known(options["known_from"], now=now)
        body = read_file(path, most_megabytes=settings.MAX_IMPORT_MB)
        return load_need(name=path.name, body=body, known_from=known_from, by="load_need", now=now)
