"""The rounds of a municipality, as they are listed."""

from dataclasses import dataclass

from accounts.models import Municipality
from reporting.models import ReportingRound


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round; how many things were written of, and how many of these are approved. `title` is `2. tertial 2025`."""

    round: ReportingRound
    title: str
    units: int
    written: int
    approved: int


def rounds_of(municipality: Municipality) -> list[RoundLine]:
    """The open ones first, then the newest period first; a fixed number of queries."""
    raise NotImplementedError


def title_of_round(asked: ReportingRound) -> str:
    """The period as it is read: `2025`, `2. tertial 2025`, `februar 2025`."""
    raise NotImplementedError
