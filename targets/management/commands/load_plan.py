"""`load_plan FILE.yaml`: a plan with its goals, targets, indicators and the figures that it quotes."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from accounts.imports import LoadOutcome
from accounts.management.loading import LoadCommand
from indicators.sources.files import read_file
from targets.services.plan_loading import load_plan


class Command(LoadCommand):
    help = "Laster inn en planfil (YAML)."

    def load(self, path: Path, options: dict[str, Any], *, now: datetime) -> LoadOutcome:
        body = read_file(path, most_megabytes=settings.MAX_IMPORT_MB)
        return load_plan(name=path.name, body=body, by="load_plan", now=now)
