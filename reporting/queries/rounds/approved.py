"""Approved words, for reports: written once, used in every report."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Municipality
from reporting.models import Commentary, CommentaryState, Evidence
from targets.models import Target


@dataclass(frozen=True, slots=True)
class ApprovedCommentary:
    """`unit` is whose words they are, by name; `files` the names of the evidence."""

    pk: int
    target: int | None
    indicator: int | None
    text: str
    unit: str
    period: str
    approved_by: str
    approved_at: datetime
    files: tuple[str, ...]


Found = defaultdict[int, list[ApprovedCommentary]]


@dataclass(frozen=True, slots=True)
class ApprovedCommentaries:
    """Words by target and by indicator, whichever of the two they were written on.

    Words on a target also stand at the indicator that it is judged by, and words on an indicator at the targets that
    are judged by it and have none of their own.
    """

    by_target: Mapping[int, tuple[ApprovedCommentary, ...]]
    by_indicator: Mapping[int, tuple[ApprovedCommentary, ...]]

    def on_target(self, pk: int) -> tuple[ApprovedCommentary, ...]:
        return self.by_target.get(pk, ())

    def on_indicator(self, pk: int) -> tuple[ApprovedCommentary, ...]:
        return self.by_indicator.get(pk, ())


def approved_commentaries(*, municipality: Municipality, period: str) -> ApprovedCommentaries:
    """Of the round of exactly that period (`2025`, `2025T1`); three queries."""
    rows = Commentary.objects.filter(
        round__municipality=municipality, round__period=period, state=CommentaryState.APPROVED
    )
    found = list(
        rows.select_related("unit", "round").order_by("target__plan__title", "target__order", "target__code", "pk")
    )
    files = files_of(found)
    told = [approved(one, files.get(one.pk, ())) for one in found]
    judged_by = indicators_of_targets(municipality)
    return ApprovedCommentaries(frozen(by_target(told, judged_by)), frozen(by_indicator(told, judged_by)))


def by_target(told: Sequence[ApprovedCommentary], judged_by: Mapping[int, int]) -> Found:
    """Words on a target; where nobody has written any, those on the indicator that judges it."""
    found: Found = defaultdict(list)
    for one in told:
        if one.target:
            found[one.target].append(one)
    on_indicators = {one.indicator: one for one in told if one.indicator}
    for target, indicator in judged_by.items():
        if target not in found and indicator in on_indicators:
            found[target].append(on_indicators[indicator])
    return found


def by_indicator(told: Sequence[ApprovedCommentary], judged_by: Mapping[int, int]) -> Found:
    """Words on an indicator, and on the targets that it judges."""
    found: Found = defaultdict(list)
    for one in told:
        if key := one.indicator or judged_by.get(one.target or 0):
            found[key].append(one)
    return found


def files_of(rows: Iterable[Commentary]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    named = Evidence.objects.filter(commentary__in=[one.pk for one in rows]).order_by("brought_at", "pk")
    for key, name in named.values_list("commentary_id", "name"):
        found[key] = (*found.get(key, ()), name)
    return found


def indicators_of_targets(municipality: Municipality) -> dict[int, int]:
    """By target of the municipality, the indicator that it is judged by."""
    rows = Target.objects.filter(plan__municipality=municipality, used_indicator__isnull=False)
    return dict(rows.order_by("plan_id", "order", "pk").values_list("pk", "used_indicator__indicator_id"))


def frozen(found: Found) -> dict[int, tuple[ApprovedCommentary, ...]]:
    return {key: tuple(rows) for key, rows in found.items()}


def approved(row: Commentary, files: tuple[str, ...]) -> ApprovedCommentary:
    return ApprovedCommentary(
        pk=row.pk,
        target=row.target_id,
        indicator=row.indicator_id,
        text=row.text,
        unit=row.unit.name,
        period=row.round.period,
        approved_by=row.decided_by,
        # What is approved was decided (a constraint).
        approved_at=row.decided_at or row.saved_at,
        files=files,
    )
