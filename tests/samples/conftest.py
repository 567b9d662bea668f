"""Real answers of statistics bureaus lie beside the repository, not in it: `make test-samples` reads them.

SAMPLES names the folder; without it, it is looked for in `shared/samples` beside the repository. The suite runs only
when it is asked for by its own path, since `make test` promises nothing about files that are not here.
"""

import os
from pathlib import Path

import pytest
from django.conf import settings

FOLDER = Path(os.environ.get("SAMPLES") or Path(settings.BASE_DIR).parent / "shared" / "samples")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    asked_for = any("samples" in Path(argument.split("::")[0]).parts for argument in config.args)
    return None if asked_for else True


@pytest.fixture(scope="session")
def samples() -> Path:
    if not FOLDER.is_dir():
        pytest.skip(f"no folder with samples ({FOLDER.name}); SAMPLES names another one")
    return FOLDER
