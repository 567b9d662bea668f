"""`load_indicators FILE.csv`: what each indicator is called, measures and means."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from accounts.imports import LoadOutcome
from accounts.management.loading import LoadCommand
from indicators.services.catalogue import load_indicators
from indicators.sources.files import read_file


class Command(LoadCommand):
    help = "Laster inn en CSV-fil med indikatorer."

    def load(self, path: Path, options: dict[str, Any], *, now: datetime) -> LoadOutcome:
        body = read_file(path, most_megabytes=settings.MAX_IMPORT_MB)
        return load_indicators(name=path.name, body=body, by="load_indicators", now=now)
