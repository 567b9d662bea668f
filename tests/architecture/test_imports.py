"""Who may import whom, as pyproject.toml says it."""

import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from importlinter.cli import lint_imports

PYPROJECT = Path(settings.BASE_DIR) / "pyproject.toml"


def own_apps() -> set[str]:
    return {app.name for app in apps.get_app_configs() if Path(app.path).parent == Path(settings.BASE_DIR)}


def test_import_contracts_are_kept() -> None:
    assert lint_imports(str(PYPROJECT), cache_dir=None) == 0


def test_every_app_stands_under_the_contracts() -> None:
    linter = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]
    layered, inside = linter["contracts"][:2]
    levels = {app for layer in layered["layers"] for app in layer.split(" | ")}
    assert own_apps() | {"config"} == set(linter["root_packages"]) == levels
    assert own_apps() == set(inside["containers"])
