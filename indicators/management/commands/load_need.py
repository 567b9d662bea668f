"""`load_need FILE.csv`: how much a municipality needs to spend compared with the country."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from accounts.imports import LoadOutcome
from accounts.management.loading import LoadCommand
from indicators.services.need import load_need
from indicators.sources.files import read_file


class Command(LoadCommand):
    help = "Laster inn en CSV-fil med utgiftsbehov."

    def load(self, path: Path, options: dict[str, Any], *, now: datetime) -> LoadOutcome:
        body = read_file(path, most_megabytes=settings.MAX_IMPORT_MB)
        return load_need(name=path.name, body=body, by="load_need", now=now)
