"""The readers of files know no Django: they can be run on a file without settings or a database."""

import subprocess
import sys

import pytest
from django.conf import settings

READERS = [
    "indicators.lineage",
    "indicators.sources.excel",
    "indicators.sources.indicators_csv",
    "indicators.sources.jsonstat",
    "indicators.sources.need_csv",
    "indicators.sources.observation_lines",
    "indicators.sources.observations_csv",
    "indicators.sources.sources_yaml",
    "indicators.timetable",
    "indicators.sources.ssb",
    "indicators.sources.klass_rows",
    "indicators.sources.regions_yaml",
    "indicators.stretches",
    "indicators.vintages",
    "targets.planfile.file",
]


@pytest.mark.slow
@pytest.mark.parametrize("module", READERS)
def test_reader_imports_no_django(module: str) -> None:
    script = f"import sys, {module}; sys.exit('django' in sys.modules)"
    outcome = subprocess.run([sys.executable, "-c", script], cwd=settings.BASE_DIR, check=False, capture_output=True)
    assert outcome.returncode == 0, outcome.stderr.decode()
