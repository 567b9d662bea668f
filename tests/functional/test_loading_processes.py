"""The commands as processes of their own on an empty migrated database: exit codes, and a reader who leaves."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests import migrated
from tests.larvik import LARVIK

pytestmark = [pytest.mark.slow, pytest.mark.own_database]


class Installation:
    """manage.py on a SQLite file of its own."""

    def __init__(self, database: Path) -> None:
        self.environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "REDIS_URL": ""}

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str, str]:
        """Exit code, standard output and standard error."""
        with self.start(*arguments) as process:
            out, err = process.communicate(timeout=120)
            return process.returncode, out, err


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """One that has the catalogue of indicators and nothing else."""
    database = tmp_path_factory.mktemp("base") / "planpuls.sqlite3"
    migrated.copy_to(database)
    installed = Installation(database)
    installed.run("load_indicators", str(LARVIK / "indicators.csv"))
    return installed


def test_success(installation: Installation) -> None:
    code, out, err = installation.run("load_observations", str(LARVIK / "observations.csv"))
    assert code == 0
    assert out.startswith("observations.csv: ")
    # What does not add up in the documents themselves is said, and nothing else is wrong.
    assert all(line.startswith("Advarsel: observations.csv: ") for line in err.splitlines())


def test_a_bad_file(installation: Installation, tmp_path: Path) -> None:
    path = tmp_path / "tall.csv"
    path.write_text("indicator_id,region,year,value\ninnbyggere,Larvik,2024,mange\n", encoding="utf-8")
    code, out, err = installation.run("load_observations", str(path))
    assert (code, out) == (1, "")
    assert err == "tall.csv: linje 2, kolonne value: «mange» er ikke et tall\n"


def test_a_reader_who_has_had_enough(installation: Installation) -> None:
    installation.run("load_observations", str(LARVIK / "observations.csv"))
    assert len(installation.run("dump_observations")[1].splitlines()) == 6184
    with installation.start("dump_observations") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith("indicator,region,")
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=60) == 0
