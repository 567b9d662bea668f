"""The rounds of a municipality, as they are listed."""

from dataclasses import dataclass

from django.db.models import Count, Q

from accounts.models import Municipality
from indicators.periods import parse_period
from reporting.models import CommentaryState, ReportingRound
from reporting.round_words import period_title


@dataclass(frozen=True, slots=True)
class RoundLine:
    """One round; how many things were written of, and how many of these are approved. `title` is `2. tertial 2025`."""

    round: ReportingRound
    title: str
    units: int
    written: int
    approved: int


def rounds_of(municipality: Municipality) -> list[RoundLine]:
    """The open ones first, then the newest period first; one query."""
    words = ~Q(commentaries__text="")
    approved = Q(commentaries__state=CommentaryState.APPROVED)
    rounds = ReportingRound.objects.filter(municipality=municipality).annotate(
        unit_count=Count("units", distinct=True),
        written=Count("commentaries", filter=words, distinct=True),
        approved=Count("commentaries", filter=approved, distinct=True),
    )
    lines = [RoundLine(one, title_of_round(one), one.unit_count, one.written, one.approved) for one in rounds]
    return sorted(lines, key=lambda line: (not line.round.is_open, *newest_first(line.round)))


def newest_first(asked: ReportingRound) -> tuple[int, int]:
    period = parse_period(asked.period)
    return -period.position, -period.months


def title_of_round(asked: ReportingRound) -> str:
    """The period as it is read: `2025`, `2. tertial 2025`, `februar 2025`."""
    return period_title(asked.period)
