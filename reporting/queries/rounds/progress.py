"""How far a round has come, unit by unit, at a glance."""

from dataclasses import dataclass
from datetime import date

from accounts.models import Unit
from reporting.models import ReportingRound
from reporting.queries.rounds.items import RoundItem


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things words are asked for, and how far these have come. What is written without being asked for is
    counted in `beyond` and in the states, never in `asked`, so `left` is what is asked for and not sent in."""

    asked: int
    # Asked for and still without a word; begun; sent in; sent back; approved.
    lacking: int
    drafts: int
    submitted: int
    returned: int
    approved: int
    beyond: int
    left: int

    @property
    def done_percent(self) -> int:
        """Whole percent of what is asked for that is sent in or approved; 100 where nothing is asked for."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """`has_nobody` where no active person with an address is a contact of the unit. `is_late` after the deadline with
    something left."""

    unit: Unit
    counts: Counts
    is_late: bool
    has_nobody: bool


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """`nobodys` are targets that words are asked for and that no unit of the round comments; `to_approve` are sent in
    and wait for the coordinator, the oldest first."""

    round: ReportingRound
    title: str
    units: tuple[UnitProgress, ...]
    totals: Counts
    nobodys: tuple[RoundItem, ...]
    to_approve: tuple[RoundItem, ...]
    is_past_deadline: bool

    @property
    def is_done(self) -> bool:
        """Whether everything that is asked for is approved."""
        raise NotImplementedError


def round_progress(asked: ReportingRound, *, on: date) -> RoundProgress:
    """In a fixed number of queries, however many units and things there are."""
    raise NotImplementedError
