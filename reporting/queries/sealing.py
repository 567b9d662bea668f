"""Whether a report can be sealed, and what is missing where it cannot."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext, ngettext

from accounts.models import Municipality
from planning.models import Plan, PlanStatus
from reporting.models import Commentary, ReportingRound
from reporting.queries.sealing_doubts import corrected_after_words, correction_said
from reporting.round_words import period_title
from targets.models import IndicatorInPlan
from targets.sentences import name_of_indicator


@dataclass(frozen=True, slots=True)
class Readiness:
    """The round that the report ends, where there is one, and a line for everything that is in the way.

    `warnings` are about the other rounds of the year, and about words whose figures were corrected since. Whoever
    seals should know, and may seal all the same.
    """

    round: ReportingRound | None
    lines: tuple[str, ...]
    warnings: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        return not self.lines


def readiness(*, municipality: Municipality, year: int, plan: Plan | None) -> Readiness:
    """Without a round there is nothing to wait for; three queries, and those of `corrected_after_words`."""
    rounds = ReportingRound.objects.filter(municipality=municipality, period__startswith=str(year)).order_by("period")
    found = list(rounds.filter(plans=plan) if plan else rounds)
    whole = next((one for one in found if one.period == str(year)), None)
    parts = [one for one in found if one is not whole]
    corrected = corrected_after_words(whole) if whole else ()
    warnings = [*warnings_of(parts, plan), *(correction_said(one.unit.name, about(one), it) for one, it in corrected)]
    return Readiness(whole, tuple(lines_of(whole, plan)), tuple(warnings))


def lines_of(found: ReportingRound | None, plan: Plan | None) -> Iterator[str]:
    if plan is not None and plan.status == PlanStatus.DRAFT:
        yield gettext("Planen er et utkast. Den må vedtas før rapporten kan låses.")
    if found is None:
        return
    if found.is_open:
        yield gettext("Rapporteringsrunden for %(period)s er åpen. Lukk den først.") % {"period": found.period}
    yield from (unapproved_said(one) for one in unapproved([found], plan))


def warnings_of(rounds: Sequence[ReportingRound], plan: Plan | None) -> Iterator[str]:
    """The tertials and months of the year that somebody is not done with."""
    waiting = Counter(one.round_id for one in unapproved(rounds, plan)) if rounds else Counter()
    for one in rounds:
        count = waiting[one.pk]
        words = {"period": period_title(one.period), "n": count}
        if one.is_open:
            yield gettext("Runden for %(period)s er åpen.") % words
        if count:
            told = ngettext(
                "Runden for %(period)s: %(n)d tekst er ikke godkjent.",
                "Runden for %(period)s: %(n)d tekster er ikke godkjent.",
                count,
            )
            yield told % words


def unapproved(rounds: Sequence[ReportingRound], plan: Plan | None) -> list[Commentary]:
    rows = Commentary.objects.filter(round__in=rounds).under_way()
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
