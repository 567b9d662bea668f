"""How far a round reaches: which targets and indicators, whose they are, since when something is new, and what is
written of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.db.models.functions import Collate
from django.utils import timezone

from accounts.models import Unit
from indicators.models import Indicator
from indicators.periods import parse_period
from indicators.queries.places import Places, places_for
from planning.models import Plan
from reporting.models import Commentary, CommentingDuty, ReportingRound
from reporting.queries.lights import unit_of, with_lights
from reporting.rounds import IN_HAND, first_day
from targets.models import Target


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything that is read once for a round. `since` is the moment from which something is
    new (`since_of`).

    `asked_units` are those that it asks, `units` those that are told of. Units of duties are by goal and service area.
    """

    asked: ReportingRound
    is_open: bool
    on: date
    since: datetime
    plans: frozenset[int]
    units: Mapping[int, Unit]
    asked_units: frozenset[int]
    of_goals: Mapping[int, Unit]
    of_areas: Mapping[int, Unit]
    written_on_targets: Mapping[int, Commentary]
    written_on_indicators: Mapping[int, Commentary]
    places: Places
    # Whether things that nobody comments are told too.
    with_nobodys: bool

    def unit_for_target(self, target: Target) -> Unit | None:
        """The goal's as the coordinator has set it, else its own."""
        duty = self.of_goals.get(target.goal_id or 0) or unit_of(target)
        return self.whose(self.written_on_targets.get(target.pk), duty)

    def unit_for_indicator(self, indicator: Indicator) -> Unit | None:
        """Its service area's."""
        duty = self.of_areas.get(indicator.service_area_id or 0)
        return self.whose(self.written_on_indicators.get(indicator.pk), duty)

    def whose(self, written: Commentary | None, duty: Unit | None) -> Unit | None:
        """Words that are sent in stay with who wrote them; others follow the duty, where the round asks that unit."""
        if written is None:
            return duty
        is_in_hand = self.is_open and written.state in IN_HAND
        return duty if is_in_hand and duty and duty.pk in self.asked_units else written.unit

    def unit_for(self, subject: Target | Indicator) -> Unit | None:
        """Who comments it; None where nobody does."""
        if isinstance(subject, Target):
            return self.unit_for_target(subject)
        return self.unit_for_indicator(subject)

    def of_unit(self, unit: Unit | None) -> "Scope":
        """The same where that one alone is told of; all of them where there is none."""
        return replace(self, units={unit.pk: unit}, with_nobodys=False) if unit else self

    def holds(self, unit: Unit | None) -> bool:
        return unit.pk in self.units if unit else self.with_nobodys


def scope_of(asked: ReportingRound, *, on: date) -> Scope:
    """In six queries. Units by name."""
    duties = CommentingDuty.objects.filter(municipality=asked.municipality_id).select_related("unit")
    written = list(Commentary.objects.filter(round=asked).select_related("unit"))
    places = places_for(AnonymousUser(), asked.municipality)
    by_name = asked.units.order_by(Collate("name", "norwegian"), "pk")
    rows, units = list(duties), {one.pk: one for one in by_name}
    return Scope(
        asked=asked,
        is_open=asked.is_open,
        on=on,
        since=since_of(asked),
        plans=frozenset(asked.plans.values_list("pk", flat=True)),
        units=units,
        asked_units=frozenset(units),
        of_goals={one.goal_id: one.unit for one in rows if one.goal_id},
        of_areas={one.service_area_id: one.unit for one in rows if one.service_area_id},
        written_on_targets={one.target_id: one for one in written if one.target_id},
        written_on_indicators={one.indicator_id: one for one in written if one.indicator_id},
        places=places,
        with_nobodys=True,
    )


def since_of(asked: ReportingRound) -> datetime:
    """When the round before this one opened; for the first one when its period began.

    The one before is the last that covers as much and ends no later: a year is told as a whole, whatever the tertials
    and months in it have asked.
    """
    own = parse_period(asked.period)
    rounds = ReportingRound.objects.filter(municipality=asked.municipality_id, opened_at__lt=asked.opened_at)
    for period, opened in rounds.order_by("-opened_at").values_list("period", "opened_at"):
        earlier = parse_period(period)
        if earlier.months >= own.months and earlier.position <= own.position:
            return opened
    return datetime.combine(first_day(own), time(), timezone.get_current_timezone())


def targets_in(scope: Scope) -> list[Target]:
    """The targets of the round's plans and those that were written of, plan by plan; a norm that nobody comments is
    only quoted and left out. Of a closed round only what was written. Five queries."""
    written = Q(pk__in=list(scope.written_on_targets))
    chosen = Q(plan__in=scope.plans) | written if scope.is_open else written
    rows = with_lights(Target.objects.filter(chosen)).select_related("used_indicator__region")
    found = [one for one in rows if scope.holds(scope.unit_for_target(one))]
    told = (one for one in found if not (one.is_norm and scope.unit_for_target(one) is None))
    return sorted(told, key=lambda one: (one.plan.title, one.plan_id, one.order, one.code))


def indicators_in(scope: Scope) -> list[Indicator]:
    """The indicators of service areas that the units comment, and what was written of; not those that targets of the
    round's plans are judged by, which are commented there. One query."""
    areas = [area for area, unit in scope.of_areas.items() if unit.pk in scope.units]
    written = Q(pk__in=list(scope.written_on_indicators))
    judged_by = Target.objects.filter(plan__in=scope.plans, used_indicator__isnull=False)
    seen = Q(namespace="") | Q(namespace__in=Plan.objects.filter(pk__in=scope.plans).values("code"))
    asked = Q(seen, service_area__in=areas) & ~Q(pk__in=judged_by.values("used_indicator__indicator"))
    found = Indicator.objects.filter(asked | written if scope.is_open else written).select_related("service_area")
    ordered = found.order_by(Collate("service_area__name", "norwegian"), Collate("name_nb", "norwegian"), "code")
    return [one for one in ordered if scope.holds(scope.unit_for_indicator(one))]
