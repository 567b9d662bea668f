"""Whatever the demo's plan says can be saved as its page shows it, and says the same afterwards.

A plan file may say more than a page asks for: a state with an indicator, a trend with a baseline, a theme of another
focus area. Whoever mends a word elsewhere must neither be stopped by that nor lose it.
"""

from collections.abc import Iterator

import pytest
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import Municipality, Role
from accounts.snapshots import snapshot
from planning.models import Challenge, FocusArea, Goal, Guideline, Measure, Theme
from targets.models import Target
from tests import factories
from tests.sent_forms import forms_on

pytestmark = pytest.mark.django_db
PAGES = {
    "target-edit": Target,
    "goal-edit": Goal,
    "challenge-edit": Challenge,
    "guideline-edit": Guideline,
    "measure-edit": Measure,
    "focus-area-edit": FocusArea,
    "theme-edit": Theme,
}
# What the button that saves says, where there are several.
PRESSED = {"target-edit": {"handling": ["lagre"]}}


@pytest.fixture
def coordinator(larvik_demo: None, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.COORDINATOR, municipality=Municipality.objects.get()))
    return client


def rows(name: str) -> Iterator[tuple[str, Model]]:
    """Every one, with the address of its page."""
    for row in PAGES[name]._default_manager.order_by("pk"):
        area = row.focus_area if isinstance(row, Theme) else None
        plan = area.plan if area else row.plan  # type: ignore[attr-defined]
        words = [plan.code, *([area.code] if area else []), row.code]  # type: ignore[attr-defined]
        yield reverse(name, args=words), row


@pytest.mark.parametrize("name", PAGES)
def test_what_stands_can_be_saved_and_stands(coordinator: Client, name: str) -> None:
    wrong, seen = {}, 0
    for address, row in rows(name):
        before = saying(row)
        (form,) = (one for one in forms_on(coordinator, address) if one.versions)
        answer = coordinator.post(address, form.sent | PRESSED.get(name, {}))
        seen += 1
        if answer.status_code != 302 or saying(row) != before:
            wrong[address] = (answer.status_code, {key: (value, saying(row)[key]) for key, value in before.items()})
    assert wrong == {}
    assert seen


def saying(row: Model) -> dict[str, object]:
    """What it says, and the steps of a target."""
    steps = sorted(row.steps.values_list("period", "value")) if isinstance(row, Target) else []
    return snapshot(row) | {"steps": steps}
