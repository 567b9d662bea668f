"""Keeping what does not add up: opened when it is found, closed when it does, and never deleted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Greatest

from indicators.check_words import Sides
from indicators.checks import Place
from indicators.models import CheckFinding

# Check, indicator, region and period.
Key = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Failing:
    """A place where a check fails, with what it was calculated from."""

    check: str
    indicator: int
    place: Place
    sides: Sides
    figures: Mapping[str, str]
    tables: Sequence[str]

    @property
    def key(self) -> Key:
        return (self.check, self.indicator, *self.place)

    def is_told_by(self, kept: CheckFinding) -> bool:
        """Whether it is what somebody may have read already."""
        return kept.figures == dict(self.figures) and (kept.left, kept.right) == written(self.sides)


def written(sides: Sides) -> tuple[str, str]:
    return f"{sides.left:f}", f"{sides.right:f}"


def keep_findings(
    failing: Sequence[Failing],
    *,
    scope: "QuerySet[CheckFinding]",
    places: Collection[Place] | None = None,
    now: datetime,
) -> None:
    """Of the open findings in scope, confirm those that are found again and close the rest; open those that are new.

    Clocks of two machines may differ, and a finding is not over before it was found.
    """
    still = {key_of(one): one for one in scope.filter(resolved_at__isnull=True)}
    looked_at = {key: one for key, one in still.items() if places is None or (key[2], key[3]) in places}
    confirmed = {one.key for one in failing if one.key in looked_at and one.is_told_by(looked_at[one.key])}
    over = [one.pk for key, one in looked_at.items() if key not in confirmed]
    moment = Greatest(F("found_at"), Value(now, output_field=models.DateTimeField()))
    if confirmed:
        CheckFinding.objects.filter(pk__in=[looked_at[key].pk for key in confirmed]).update(checked_at=moment)
    if over:
        CheckFinding.objects.filter(pk__in=over).update(checked_at=moment, resolved_at=moment)
    # Another load may have opened the same one a moment ago; then it stands.
    new = [row_of(one, now=now) for one in failing if one.key not in confirmed]
    CheckFinding.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)


def key_of(one: CheckFinding) -> Key:
    return (one.check_code, one.indicator_id, one.region_id, one.period)


def row_of(one: Failing, *, now: datetime) -> CheckFinding:
    left, right = written(one.sides)
    region, period = one.place
    return CheckFinding(
        check_code=one.check,
        indicator_id=one.indicator,
        region_id=region,
        period=period,
        left=left,
        right=right,
        allowed=f"{one.sides.allowed:f}",
        figures=dict(one.figures),
        tables=list(one.tables),
        found_at=now,
        checked_at=now,
    )
