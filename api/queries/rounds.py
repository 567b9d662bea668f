"""Reporting rounds for those who read drafts: how far each has come, and what is written in it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from reporting.models import (
    Commentary,
    CommentaryState,
    CommentaryVersion,
    CommentingDuty,
    Evidence,
    Reminder,
    ReportingRound,
)
from reporting.permissions import Person, visible_rounds
from reporting.queries.rounds import RoundProgress, UnitProgress, round_progress
from reporting.queries.rounds.reminded import reminded_in


@dataclass(frozen=True, slots=True)
class RoundTold:
    """A round of `rounds_told` with its progress, and which unit comments what in its municipality."""

    round: ReportingRound
    progress: RoundProgress
    units: list["UnitTold"]
    duties: list[CommentingDuty]


@dataclass(frozen=True, slots=True)
class UnitTold:
    """How far a unit has come, and when it was reminded, the newest first."""

    progress: UnitProgress
    reminders: list[Reminder]


def rounds_told(person: Person) -> QuerySet[ReportingRound]:
    """Each with how many things are written of, and how many of these are approved."""
    return (
        visible_rounds(person)
        .select_related("municipality")
        .prefetch_related("plans", "units")
        .annotate(
            written=Count("commentaries", filter=~Q(commentaries__text="")),
            approved=Count("commentaries", filter=Q(commentaries__state=CommentaryState.APPROVED)),
        )
    )


def round_told(asked: ReportingRound, *, on: date) -> RoundTold:
    """In a fixed number of queries."""
    duties = CommentingDuty.objects.filter(municipality=asked.municipality_id)
    rows = duties.select_related("unit", "service_area", "goal__plan").order_by("unit__name", "pk")
    progress, reminded = round_progress(asked, on=on), reminded_in(asked)
    units = [UnitTold(one, reminded.get(one.unit.pk, [])) for one in progress.units]
    return RoundTold(asked, progress, units, list(rows))


def commentaries_in(asked: ReportingRound) -> QuerySet[Commentary]:
    """With their versions, and with their files without what stands in them."""
    versions = Prefetch("versions", CommentaryVersion.objects.order_by("-number"))
    files = Prefetch("evidence", Evidence.objects.defer("body").order_by("brought_at", "pk"))
    rows = Commentary.objects.filter(round=asked).select_related("unit", "target__plan", "indicator")
    return rows.select_related("target__goal", "target__used_indicator__indicator").prefetch_related(versions, files)
