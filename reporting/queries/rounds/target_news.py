"""Targets in a round beside how they stood when the round before it opened."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Unit
from indicators.formats import published, with_unit
from indicators.models import Indicator
from indicators.rules import Reading, SeriesBreak
from planning.models import Plan
from reporting.queries.area_known import breaks_recorded
from reporting.queries.drafts import in_hidden_tables
from reporting.queries.lights import figure_in, shown_override
from reporting.queries.newest_figure import NewestFigure, breaks_between, newest_figure, one_before
from reporting.queries.rounds.revised import Correction, corrections_since
from reporting.queries.rounds.scope import Scope, targets_in
from reporting.rounds import Seen, is_beyond_noise
from targets.models import Assessment, LightChange, Target
from targets.queries import period_named, readings_for
from targets.rules import Light
from targets.sentences import family_of, light_word
from targets.sentences.words import period_label


@dataclass(frozen=True, slots=True)
class TargetSeen:
    """`facts` are the words that the reasons name."""

    target: Target
    assessment: Assessment | None
    unit: Unit | None
    seen: Seen
    figure: NewestFigure | None
    facts: dict[str, str]
    readings: Sequence[Reading] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """The readings of a target, oldest first, where they break, and what was corrected of them since the moment."""

    readings: Sequence[Reading]
    breaks: Sequence[SeriesBreak]
    correction: Correction | None


@dataclass(frozen=True, slots=True)
class Moved:
    """The judged figure and the one before it, where it came since and lies beyond the noise."""

    before: str
    was: str
    period: str
    now: str


def targets_seen(scope: Scope, *, with_figures: bool) -> list[TargetSeen]:
    """In a fixed number of queries, in the order of the plans."""
    targets = targets_in(scope)
    readings = readings_for(targets, known_at=None)
    then = lights_then(targets, scope)
    corrections = corrections_of(targets, scope)
    breaks = breaks_by_target(targets, scope)
    known = {one.pk: Figures(readings.get(one.pk, []), breaks[one.pk], corrections.get(one.pk)) for one in targets}
    return [target_seen(one, scope, then.get(one.pk, ""), known[one.pk], with_figure=with_figures) for one in targets]


def target_seen(target: Target, scope: Scope, light_then: str, figures: Figures, *, with_figure: bool) -> TargetSeen:
    current: Assessment | None = next(iter(target.current), None)  # type: ignore[attr-defined]
    light = current.shown_light if current else Light.GREY.value
    behind = shown_override(current.facts) if current else None
    moved, correction = moved_of(target, current, figures, scope), figures.correction
    seen = Seen(
        light=light,
        light_then=light_then,
        moved=moved is not None,
        revised=correction is not None,
        is_hidden_red=bool(behind and behind.calculated == Light.RED),
    )
    facts = facts_of(target, current, seen, moved, correction)
    figure = figure_of(target, figures) if with_figure else None
    return TargetSeen(target, current, scope.unit_for_target(target), seen, figure, facts, figures.readings)


def lights_then(targets: Sequence[Target], scope: Scope) -> dict[int, str]:
    """The light of each as it was at the moment, of those that changed since: what the first change since came from."""
    changes = LightChange.objects.filter(target__in=[one.pk for one in targets], changed_at__gte=scope.since)
    then: dict[int, str] = {}
    for target, light in changes.order_by("pk").values_list("target_id", "from_light"):
        then.setdefault(target, light)
    return then


def corrections_of(targets: Sequence[Target], scope: Scope) -> dict[int, Correction]:
    """By target; two queries."""
    used = {one.pk: one.used_indicator for one in targets if one.used_indicator}
    found = corrections_since(
        [(one.indicator_id, one.region_id) for one in used.values()],
        since=scope.since,
        decimals={one.indicator_id: one.indicator.decimals for one in used.values()},
        hidden=in_hidden_tables(Plan.objects.filter(pk__in=scope.plans)),
    )
    keys = {pk: (one.indicator_id, one.region_id) for pk, one in used.items()}
    return {pk: found[key] for pk, key in keys.items() if key in found}


def breaks_by_target(targets: Sequence[Target], scope: Scope) -> dict[int, list[SeriesBreak]]:
    """Where the figures of each break: by what is recorded of them, and because regions became others; one query."""
    used = {one.pk: one.used_indicator for one in targets if one.used_indicator}
    recorded: dict[int, list[tuple[int | None, SeriesBreak]]] = defaultdict(list)
    keys = sorted({one.indicator_id for one in used.values()})
    for indicator, broken in breaks_recorded(keys, Plan.objects.filter(pk__in=scope.plans)):
        recorded[indicator].append(broken)
    of_regions = scope.places.breaks_of(list({one.region_id: one.region for one in used.values()}.values()))
    found: dict[int, list[SeriesBreak]] = {one.pk: [] for one in targets}
    for pk, one in used.items():
        here = [broken for where, broken in recorded[one.indicator_id] if where in {None, one.region_id}]
        found[pk] = [*here, *of_regions[one.region_id]]
    return found


def moved_of(target: Target, current: Assessment | None, figures: Figures, scope: Scope) -> Moved | None:
    """The judged figure against the one before it, by the noise of the target's own rule; not over a break."""
    judged = figure_in(current.facts) if current else None
    if judged is None or current is None:
        return None
    known = [one for one in figures.readings if one.value is not None and is_until(one, judged["period"])]
    if not known or known[-1].known_from < scope.since:
        return None
    newest, before = known[-1], one_before(known)
    if before is None or before.value is None or newest.value is None:
        return None
    if breaks_between(before, newest, figures.breaks):
        return None
    if not is_beyond_noise(before.value, newest.value, tolerance=target.tolerance, kind=target.kind):
        return None
    return Moved(period_label(before.period), before.literal, period_label(newest.period), newest.literal)


def is_until(reading: Reading, period: str) -> bool:
    return period_named(reading.period).position <= period_named(period).position


def facts_of(
    target: Target, current: Assessment | None, seen: Seen, moved: Moved | None, correction: Correction | None
) -> dict[str, str]:
    """What the reasons name: the two lights by their words, and figures."""
    facts = {"hidden": ""} if seen.is_hidden_red else {}
    if current and seen.light_then:
        family = family_of(current.facts)
        then, now = (light_word(light=one, family=family, attainment=None) for one in (seen.light_then, seen.light))
        facts |= {"before": f"«{then}»", "after": f"«{now}»"}
    return facts | figures_said(moved, correction, indicator_of(target))


def indicator_of(target: Target) -> Indicator | None:
    return target.used_indicator.indicator if target.used_indicator else None


def figures_said(moved: Moved | None, correction: Correction | None, indicator: Indicator | None) -> dict[str, str]:
    """What the reasons name of figures, as they were published."""
    facts: dict[str, str] = {}
    if moved:
        was, now = (figure_said(one, indicator) for one in (moved.was, moved.now))
        facts |= {"moved_from": moved.before, "was": was, "period": moved.period, "now": now}
    if correction:
        facts |= {"revised": correction.period, "from": correction.before, "to": correction.after}
    return facts


def figure_said(literal: str, indicator: Indicator | None) -> str:
    if indicator is None:
        return published(literal, None)
    return with_unit(published(literal, indicator.decimals), indicator.unit, value=Decimal(literal))


def figure_of(target: Target, figures: Figures) -> NewestFigure | None:
    """The newest one with its line; None where there is no number."""
    used, known = target.used_indicator, [one for one in figures.readings if one.value is not None]
    return newest_figure(used.indicator, used.region, known, figures.breaks) if used and known else None
