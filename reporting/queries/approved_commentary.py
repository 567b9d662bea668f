"""What units have written of the year's figures and a coordinator has approved, for every report that prints it."""

from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import Municipality
from planning.models import Plan
from reporting.models import Commentary, CommentaryState, RoundKind
from targets.models import Target


@dataclass(frozen=True, slots=True)
class ApprovedComment:
    """The words, of which unit, and when they were approved. `drafted` is the sentence that they were begun from."""

    text: str
    unit: str
    approved_at: datetime
    drafted: str = ""


@dataclass(frozen=True, slots=True)
class Approved:
    """By the key of a target, and by that of an indicator."""

    of_targets: dict[int, ApprovedComment] = field(default_factory=dict)
    of_indicators: dict[int, ApprovedComment] = field(default_factory=dict)

    def on(self, target: Target) -> tuple[ApprovedComment, ...]:
        """What is said of the target itself, then of the indicator that it is measured by."""
        used = target.used_indicator
        found = (self.of_targets.get(target.pk), self.of_indicators.get(used.indicator_id) if used else None)
        return tuple(one for one in found if one)


def approved_commentary(*, municipality: Municipality, year: int, plan: Plan | None = None) -> Approved:
    """The approved words of the year, as an annual report prints them; one query."""
    approved = Approved()
    for row in approved_rows(municipality=municipality, period=str(year), plan=plan):
        comment = ApprovedComment(row.text, row.unit.name, row.decided_at or row.saved_at, row.drafted)
        if row.target_id is not None:
            approved.of_targets[row.target_id] = comment
        elif row.indicator_id is not None:
            approved.of_indicators[row.indicator_id] = comment
    return approved


def approved_rows(*, municipality: Municipality, period: str, plan: Plan | None = None) -> list[Commentary]:
    """What every report prints of a period: one row for each target and indicator; one query.

    `2025` is the year with its tertials and months: the words of the round for the whole year; where something was not
    commented there, of the year's last round.
    """
    rows = Commentary.objects.filter(
        round__municipality=municipality, round__period__startswith=period, state=CommentaryState.APPROVED
    ).exclude(text="")
    if plan is not None:
        rows = rows.filter(round__plans=plan)
    found = rows.select_related("round", "unit", "target__used_indicator")
    counting = {(row.target_id, row.indicator_id): row for row in sorted(found, key=in_order)}
    return list(counting.values())


def in_order(row: Commentary) -> tuple[bool, str]:
    """The later one is the one that is printed."""
    return row.round.kind == RoundKind.YEAR, row.round.period
