"""A unit's own list in a round."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Unit
from reporting.models import ReportingRound
from reporting.queries.rounds.items import RoundItem
from reporting.queries.rounds.progress import Counts


@dataclass(frozen=True, slots=True)
class UnitList:
    """`lights` are red or yellow, `changed` have another light or figure than when the round before opened, `revised`
    rest on figures that were corrected since; each thing stands in one of them. Nothing is asked for of the `calm`."""

    round: ReportingRound
    title: str
    unit: Unit
    lights: tuple[RoundItem, ...]
    changed: tuple[RoundItem, ...]
    revised: tuple[RoundItem, ...]
    calm: tuple[RoundItem, ...]
    counts: Counts
    is_late: bool

    @property
    def asked(self) -> tuple[RoundItem, ...]:
        return (*self.lights, *self.changed, *self.revised)


def unit_list(asked: ReportingRound, unit: Unit, *, on: date) -> UnitList:
    """In a fixed number of queries."""
    raise NotImplementedError
