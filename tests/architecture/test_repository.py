"""What is committed holds nothing of the machine it was written on."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# Written as patterns, so that this file does not hold what it forbids.
MACHINE_PATH = re.compile(r"(?<![\w.])/(work|root|home|Users|tmp/pytest-of)/\w")
REGISTRY = re.compile(
    r"pypi\.org|pythonhosted\.org|npmjs\.(org|com)|yarnpkg\.com|deb\.debian\.org|(extra-)?index-url\s*=?\s*http"
)


def committed_files() -> list[Path]:
    """Tracked files, and new ones that git does not ignore."""
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("not a git repository")
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    return [path for name in names if name and (path := ROOT / name).is_file()]


def lines_with(pattern: re.Pattern[str]) -> Iterator[str]:
    for path in committed_files():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), start=1):
            if pattern.search(line):
                yield f"{path.relative_to(ROOT)}:{number}: {line.strip()[:120]}"


def test_no_file_holds_a_path_of_somebodys_machine() -> None:
    assert list(lines_with(MACHINE_PATH)) == []


def test_no_file_holds_the_address_of_a_package_registry() -> None:
    assert list(lines_with(REGISTRY)) == []


def test_locks_name_a_checksum_for_every_package() -> None:
    for lock in ROOT.glob("requirements*.txt"):
        requirements = re.split(r"\n(?=\w)", lock.read_text(encoding="utf-8"))
        assert [entry.split()[0] for entry in requirements if "--hash=sha256:" not in entry] == []


def test_what_production_runs_is_the_same_resolution_as_what_tests_run() -> None:
    pins = {
        name: set(re.findall(r"^[\w.-]+==\S+", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    }
    assert pins["requirements.txt"] <= pins["requirements-dev.txt"]
