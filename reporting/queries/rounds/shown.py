"""The rounds that a person is shown: in the list, and on the overview of a plan."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q

from accounts.models import Municipality, Unit
from planning.models import Plan
from reporting.models import ReportingRound
from reporting.queries.rounds.listing import RoundLine, rounds_of
from reporting.round_words import period_title


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list that the person writes in."""

    round: ReportingRound
    title: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Home:
    """A municipality with its rounds; the person's own lists in those that are open; and whether they run rounds."""

    municipality: Municipality
    lines: Sequence[RoundLine]
    own: Sequence[OwnList]
    may_run: bool


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round that the plan is part of. `unit` is the person's own unit in it, where there is one."""

    pk: int
    title: str
    deadline: date
    is_late: bool
    unit: int | None


def home_of(municipality: Municipality, *, units: Collection[int], may_run: bool) -> Home:
    """`units` are those that the person writes for."""
    lines = rounds_of(municipality)
    open_ones = {line.round.pk: line for line in lines if line.round.is_open} if units else {}
    through = ReportingRound.units.through.objects
    asked = through.filter(reportinground__in=open_ones, unit__in=units).select_related("unit").order_by("unit__name")
    own = [(open_ones[one.reportinground_id], one.unit) for one in asked]
    return Home(municipality, lines, [OwnList(line.round, line.title, unit) for line, unit in own], may_run)


def open_rounds_about(plan: Plan, *, units: Collection[int], on: date) -> list[OpenRound]:
    """The open rounds that the plan is part of, the nearest deadline first; one query."""
    own = Min("units", filter=Q(units__in=units))
    rounds = ReportingRound.objects.filter(plans=plan, closed_at=None).annotate(own=own).order_by("deadline", "pk")
    return [OpenRound(one.pk, period_title(one.period), one.deadline, one.deadline < on, one.own) for one in rounds]
