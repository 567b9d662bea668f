"""Long lists of check boxes that one can look through: what is ticked always stands, the rest by the words sought."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField

from indicators.matching import folded


@dataclass(frozen=True, slots=True)
class Box:
    value: str
    label: str
    group: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Picking:
    """One field of many choices, as it is shown."""

    field: BoundField
    # Under which name the words come that the list is looked through by.
    sought_as: str
    sought: str
    boxes: list[Box]
    ticked: int
    hidden: int


def picking(field: BoundField, rows: Iterable[tuple[str, str, str]], *, sought: str) -> Picking:
    """The boxes of rows (value, label, group): the ticked ones, and those whose label holds every word."""
    ticked, words = {str(one) for one in values_of(field)}, folded(sought).split()
    boxes = [Box(value, label, group, value in ticked) for value, label, group in rows]
    shown = [one for one in boxes if one.is_ticked or all(word in folded(one.label) for word in words)]
    return Picking(field, f"finn_{field.name}", sought, shown, len(ticked), len(boxes) - len(shown))


def values_of(field: BoundField) -> list[Any]:
    """The keys that are ticked, whether they were sent or come from rows."""
    return [getattr(one, "pk", one) for one in field.value() or []]
