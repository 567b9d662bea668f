"""A unit's own list in a round."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.models import Unit
from reporting.models import ReportingRound
from reporting.queries.rounds.items import RoundItem, in_order, round_items
from reporting.queries.rounds.listing import title_of_round
from reporting.queries.rounds.progress import Counts, counts_of
from reporting.queries.rounds.scope import since_of
from reporting.rounds import Group


@dataclass(frozen=True, slots=True)
class UnitList:
    """`lights` are red or yellow, `changed` have another light or figure than at `since`, `revised` rest on figures
    that were corrected after it; each thing stands in one of them. Nothing is asked for of the `calm`."""

    round: ReportingRound
    title: str
    unit: Unit
    since: datetime
    lights: tuple[RoundItem, ...]
    changed: tuple[RoundItem, ...]
    revised: tuple[RoundItem, ...]
    calm: tuple[RoundItem, ...]
    counts: Counts
    is_late: bool

    @property
    def asked(self) -> tuple[RoundItem, ...]:
        """In the order in which they are shown."""
        return (*self.lights, *self.changed, *self.revised)


def unit_list(asked: ReportingRound, unit: Unit, *, on: date) -> UnitList:
    """In a fixed number of queries. Red comes before yellow."""
    items = in_order(round_items(asked, on=on, unit=unit, with_figures=True))
    counts = counts_of(items, is_open=asked.is_open)
    return UnitList(
        round=asked,
        title=title_of_round(asked),
        unit=unit,
        since=since_of(asked),
        lights=in_group(items, Group.LIGHT),
        changed=in_group(items, Group.CHANGED),
        revised=in_group(items, Group.REVISED),
        calm=in_group(items, Group.CALM),
        counts=counts,
        is_late=asked.is_open and on > asked.deadline and counts.left > 0,
    )


def in_group(items: list[RoundItem], group: Group) -> tuple[RoundItem, ...]:
    return tuple(one for one in items if one.group is group)
