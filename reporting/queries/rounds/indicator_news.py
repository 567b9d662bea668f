"""Indicators in a round: which moved more than usual since the round before it, and which figures were corrected."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from accounts.models import Unit
from indicators.categories import is_base_data
from indicators.models import Indicator, Region
from indicators.queries.side_by_side import figures_side_by_side
from indicators.rules import Reading, SeriesBreak
from indicators.siblings import most_told
from indicators.standing_out import Move, is_amount, most, move
from planning.models import Plan
from reporting.queries.area_known import breaks_recorded
from reporting.queries.area_standing_out import step_of
from reporting.queries.drafts import in_hidden_tables
from reporting.queries.indicator_compared import line_of
from reporting.queries.newest_figure import NewestFigure, newest_figure
from reporting.queries.rounds.revised import Correction, corrections_since
from reporting.queries.rounds.scope import Scope, indicators_in
from reporting.queries.rounds.target_news import Moved, figures_said
from reporting.rounds import Seen
from targets.queries import period_named
from targets.sentences.words import period_label


@dataclass(frozen=True, slots=True)
class IndicatorSeen:
    """`facts` are the words that the reasons name."""

    indicator: Indicator
    unit: Unit | None
    seen: Seen
    figure: NewestFigure | None
    facts: dict[str, str]
    readings: Sequence[Reading] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """The own figures of an indicator, where they break, whether they moved much, and what was corrected of them."""

    own: Region
    readings: Sequence[Reading]
    breaks: Sequence[SeriesBreak]
    moved: Moved | None
    correction: Correction | None


def indicators_seen(scope: Scope, *, with_figures: bool) -> list[IndicatorSeen]:
    """In a fixed number of queries, in the order of the service areas; none where the municipality has no figures."""
    chosen, own = indicators_in(scope), scope.places.own
    if own is None:
        return [IndicatorSeen(one, scope.unit_for_indicator(one), Seen(""), None, {}) for one in chosen]
    keys = [one.pk for one in chosen]
    hidden = in_hidden_tables(Plan.objects.filter(pk__in=scope.plans))
    series = figures_side_by_side(keys, regions=[own], places=scope.places, hidden=hidden)
    figures = {indicator: readings for (indicator, region), readings in series.items() if region == own.pk}
    breaks = breaks_by_indicator(keys, scope, own)
    corrections = corrections_since(
        [(key, own.pk) for key in keys],
        since=scope.since,
        decimals={one.pk: one.decimals for one in chosen},
        hidden=hidden,
    )
    moves = moves_of(chosen, figures, breaks, scope)
    known = {
        key: Known(own, figures.get(key, []), breaks[key], moves.get(key), corrections.get((key, own.pk)))
        for key in keys
    }
    return [indicator_seen(one, scope, known[one.pk], with_figure=with_figures) for one in chosen]


def indicator_seen(one: Indicator, scope: Scope, known: Known, *, with_figure: bool) -> IndicatorSeen:
    return IndicatorSeen(
        indicator=one,
        unit=scope.unit_for_indicator(one),
        seen=Seen("", moved=known.moved is not None, revised=known.correction is not None),
        figure=figure_of(one, known) if with_figure else None,
        facts=figures_said(known.moved, known.correction, one),
        readings=known.readings,
    )


def breaks_by_indicator(keys: Sequence[int], scope: Scope, own: Region) -> dict[int, list[SeriesBreak]]:
    """Where the own figures break: by what is recorded of them, and because the municipality became another."""
    of_place = scope.places.breaks_of([own])[own.pk]
    found: dict[int, list[SeriesBreak]] = defaultdict(lambda: list(of_place))
    for indicator, (region, broken) in breaks_recorded(keys, Plan.objects.filter(pk__in=scope.plans)):
        if region in {None, own.pk}:
            found[indicator].append(broken)
    return found


def moves_of(
    chosen: Sequence[Indicator],
    figures: Mapping[int, Sequence[Reading]],
    breaks: Mapping[int, Sequence[SeriesBreak]],
    scope: Scope,
) -> dict[int, Moved]:
    """By indicator, the few of each service area that moved most, as its page tells them, of those that are new.

    Where the same thing is measured in several ways, only the one with most figures; and nothing of base data, which
    explain other figures.
    """
    counts = {one.code: len(figures.get(one.pk, ())) for one in chosen}
    told = most_told(chosen, counts)
    found: dict[int | None, list[tuple[tuple[Indicator, Moved], Move]]] = defaultdict(list)
    for one in chosen:
        if one.code not in told or not is_amount(one.unit) or is_base_data(one.category):
            continue
        if pair := move_of(figures.get(one.pk, ()), breaks[one.pk], scope):
            found[one.service_area_id].append(((one, pair[0]), pair[1]))
    return {one.pk: moved for pairs in found.values() for (one, moved), _move in most(pairs)}


def move_of(readings: Sequence[Reading], breaks: Iterable[SeriesBreak], scope: Scope) -> tuple[Moved, Move] | None:
    """The change into the newest figure, where that one has come since the round before opened."""
    known = [one for one in readings if one.value is not None]
    if not known:
        return None
    newest = max(known, key=lambda one: period_named(one.period).position)
    if newest.known_from < scope.since or newest.value is None:
        return None
    period, broken = period_named(newest.period), list(breaks)
    line = line_of(readings, period, broken)
    values = {at: one.value for at, one in line.by_position.items() if one.value is not None}
    found = move(values, period.position, breaks=[one.position for one in broken], step=step_of(newest.value))
    if found is None:
        return None
    before = line.by_position[period.position - 12]
    return Moved(period_label(before.period), before.literal, period_label(newest.period), newest.literal), found


def figure_of(indicator: Indicator, known: Known) -> NewestFigure | None:
    numbers = [one for one in known.readings if one.value is not None]
    return newest_figure(indicator, known.own, numbers, known.breaks) if numbers else None
