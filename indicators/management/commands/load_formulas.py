"""`load_formulas [FILE]`: which indicators are computed from others. Without a file those that ship."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser
from django.utils.translation import gettext

from accounts.imports import LoadOutcome
from accounts.management.loading import LoadCommand
from indicators.services.formula_files import SHIPPED, load_formulas, load_shipped_formulas
from indicators.sources.files import read_file

BY = "load_formulas"


class Command(LoadCommand):
    help = "Laster inn formler: hvilke indikatorer som regnes ut av andre. Filen bestemmer over det den nevner."

    def add_arguments(self, parser: CommandParser) -> None:
        told = gettext("filen som skal lastes inn (ellers den som følger med, så langt indikatorene finnes)")
        parser.add_argument("file", metavar="FILE", nargs="?", default=str(SHIPPED), help=told)

    def load(self, path: Path, options: dict[str, Any], *, now: datetime) -> LoadOutcome:
        if path == SHIPPED:
            return load_shipped_formulas(by=BY, now=now)
        body = read_file(path, most_megabytes=settings.MAX_IMPORT_MB)
        return load_formulas(name=path.name, body=body, by=BY, now=now)
