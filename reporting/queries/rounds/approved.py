"""Approved words, for reports: written once, used in every report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accounts.models import Municipality


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
    raise NotImplementedError
