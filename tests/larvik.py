"""Larvik as `make demo` loads it, once per test module and undone afterwards."""

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from planning.models import Plan
from tests.brought import brought

LARVIK = Path(settings.BASE_DIR) / "demo" / "larvik"
CODE = "LARVIK-KPS-2024-2040"


def load_larvik() -> None:
    """Indicators, figures, need and plan, in the order in which a person would load them."""
    for command, name in (
        ("load_indicators", "indicators.csv"),
        ("load_observations", "observations.csv"),
        ("load_need", "need.csv"),
        ("load_plan", "plan.yaml"),
    ):
        call_command(command, str(LARVIK / name), stdout=StringIO(), stderr=StringIO())


def load_demo() -> None:
    """Everything that `make demo` shows."""
    call_command("load_demo", stdout=StringIO(), stderr=StringIO())


@pytest.fixture(scope="module")
def larvik(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Plan]:
    """The plan with all its figures. A test's own changes are undone after it, everything after the module."""
    with django_db_blocker.unblock(), brought(load_larvik):
        yield Plan.objects.get(code=CODE)


@pytest.fixture(scope="module")
def larvik_demo(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The same for all that the demo shows: people and units too, and every target judged."""
    with django_db_blocker.unblock(), brought(load_demo):
        yield


def lights(*, on: date | None = None, known_at: date | None = None) -> dict[str, dict[str, Any]]:
    """What `assess --json` answers, by target."""
    out = StringIO()
    options: dict[str, Any] = {"on": on and on.isoformat(), "known_at": known_at and known_at.isoformat()}
    call_command("assess", json=True, stdout=out, **{name: value for name, value in options.items() if value})
    return {one["target"]: one for one in json.loads(out.getvalue())}
