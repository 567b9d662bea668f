"""`load_sources [FILE]`: which tables are fetched, and which indicators they hold. Without a file those that ship."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils.translation import gettext

from accounts.imports import LoadOutcome
from accounts.management.loading import LoadCommand
from indicators.services.source_files import SHIPPED, load_sources
from indicators.sources.files import read_file


class Command(LoadCommand):
    help = "Laster inn kildene som hentes fra Statistisk sentralbyrå. Filen bestemmer over det den nevner."

    def add_arguments(self, parser: CommandParser) -> None:
        told = gettext("filen som skal lastes inn (ellers den som følger med)")
        parser.add_argument("file", metavar="FILE", nargs="?", default=str(SHIPPED), help=told)

    def load(self, path: Path, options: dict[str, Any], *, now: datetime) -> LoadOutcome:
        body = read_file(path, most_megabytes=settings.MAX_IMPORT_MB)
        return load_sources(name=path.name, body=body, by="load_sources", now=now)
