"""Whether a report can be sealed, and what is missing where it cannot."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext

from accounts.models import Municipality
from planning.models import Plan, PlanStatus
from reporting.models import Commentary, CommentaryState, ReportingRound
from targets.models import IndicatorInPlan
from targets.sentences import name_of_indicator


@dataclass(frozen=True, slots=True)
class Readiness:
    """The round that the report ends, where there is one, and a line for everything that is in the way."""

    round: ReportingRound | None
    lines: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        return not self.lines


def readiness(*, municipality: Municipality, year: int, plan: Plan | None) -> Readiness:
    """Without a round there is nothing to wait for; three queries."""
    rounds = ReportingRound.objects.filter(municipality=municipality, period=str(year))
    found = (rounds.filter(plans=plan) if plan else rounds).first()
    return Readiness(found, tuple(lines_of(found, plan)))


def lines_of(found: ReportingRound | None, plan: Plan | None) -> Iterator[str]:
    if plan is not None and plan.status == PlanStatus.DRAFT:
        yield gettext("Planen er et utkast. Den må vedtas før rapporten kan låses.")
    if found is None:
        return
    if found.is_open:
        yield gettext("Rapporteringsrunden for %(period)s er åpen. Lukk den først.") % {"period": found.period}
    yield from (unapproved_said(one) for one in unapproved(found, plan))


def unapproved(found: ReportingRound, plan: Plan | None) -> list[Commentary]:
    """What units have begun to write and nobody has approved. A draft without a word in it is nothing."""
    rows = found.commentaries.exclude(state=CommentaryState.APPROVED).exclude(state=CommentaryState.DRAFT, text="")
    if plan is not None:
        measured_by = IndicatorInPlan.objects.filter(plan=plan).values("indicator")
        rows = rows.filter(Q(target__plan=plan) | Q(indicator__in=measured_by))
    related = ("unit", "indicator", "target__used_indicator__indicator", "target__goal")
    return list(rows.select_related(*related).order_by("unit__name", "pk"))


def unapproved_said(row: Commentary) -> str:
    words = {"unit": row.unit.name, "about": about(row), "state": row.get_state_display()}
    return gettext("%(unit)s: vurderingen av «%(about)s» er ikke godkjent (%(state)s).") % words


def about(row: Commentary) -> str:
    if row.target is None:
        return name_of_indicator(row.indicator) if row.indicator else ""
    return name_of_indicator(row.target.used_indicator.indicator) if row.target.used_indicator else row.target.code
