"""Which unit comments what, as the coordinator sets it in a table."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import Municipality, Unit
from indicators.models import ServiceArea
from planning.models import Goal, Plan


@dataclass(frozen=True, slots=True)
class DutyRow:
    """`unit` is set here; `otherwise` comments it where nothing is set: a goal's own unit, nobody for an area.

    `indicators` or `targets` is how many things hang on it.
    """

    subject: ServiceArea | Goal
    name: str
    unit: Unit | None
    otherwise: Unit | None
    things: int

    @property
    def who(self) -> Unit | None:
        return self.unit or self.otherwise


@dataclass(frozen=True, slots=True)
class DutyTable:
    """Service areas that have indicators, by name; and the goals of the plans that have targets, plan by plan."""

    service_areas: tuple[DutyRow, ...]
    goals: tuple[tuple[Plan, tuple[DutyRow, ...]], ...]
    units: tuple[Unit, ...]


def duty_table(*, municipality: Municipality, plans: Iterable[Plan]) -> DutyTable:
    """In a fixed number of queries."""
    raise NotImplementedError
