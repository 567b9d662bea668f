"""What a focus area follows without having promised a number: the newest figure of each, places, and distributions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from indicators.comparison import is_lowest_first
from indicators.models import Indicator, Observation, Region, Standing
from indicators.queries import readings_that_count
from indicators.queries.breaks import breaks_of_regions
from indicators.queries.history import RegionHistory, region_history
from indicators.rules import Reading, SeriesBreak
from indicators.units import measure_of
from planning.models import FocusArea, Plan
from reporting.queries.distribution import Distribution, distribution_of
from reporting.queries.drafts import hidden_tables
from reporting.queries.focus_content import belonging_to
from reporting.queries.newest_figure import NewestFigure, newest_figure, newest_without_series
from reporting.queries.remarks import breaks_in, remarks_on
from targets.models import IndicatorInPlan, Target
from targets.sentences import name_of_indicator


@dataclass(frozen=True, slots=True)
class FollowedIndicator:
    """An indicator that has no target, with its newest figure where there is one."""

    code: str
    name: str
    theme: str
    # Of whom the figure tells, where it is not the municipality itself.
    place: str
    figure: NewestFigure | None
    # Said of places in a list.
    better: str


@dataclass(frozen=True, slots=True)
class FollowedIndicators:
    """Places in a list by themselves, because there the lowest number is the best."""

    figures: list[FollowedIndicator]
    ranks: list[FollowedIndicator]
    distributions: list[Distribution]

    @property
    def all(self) -> list[FollowedIndicator | Distribution]:
        return [*self.figures, *self.ranks, *self.distributions]

    @property
    def has_changes(self) -> bool:
        return any(row.figure and (row.figure.change or row.figure.is_broken) for row in self.figures)

    @property
    def has_more(self) -> bool:
        """Whether some figure has a line, or words of its own."""
        return any(row.figure and (row.figure.spark or row.figure.note) for row in self.figures)


@dataclass(slots=True)
class Known:
    """What is kept of the indicators: series, where they break, and the figures that stand in no series."""

    series: Mapping[tuple[int, int], Sequence[Reading]]
    breaks: Mapping[tuple[int, int], Sequence[SeriesBreak]]
    aside: Mapping[tuple[int, int], Sequence[Observation]]
    parts: Mapping[tuple[int, int], Sequence[Observation]] = field(default_factory=dict)

    def figure_of(self, used: IndicatorInPlan) -> NewestFigure | None:
        key = (used.indicator_id, used.region_id)
        readings = [one for one in self.series.get(key, ()) if one.literal]
        if readings:
            return newest_figure(used.indicator, used.region, readings, self.breaks.get(key, ()))
        return newest_without_series(used.indicator, self.aside.get(key, ()))


def followed_in(area: FocusArea, *, plans: QuerySet[Plan]) -> FollowedIndicators:
    """Every indicator of the area that no target of the plan is judged by, in the order of the plan; 12 queries."""
    promised = Target.objects.filter(used_indicator=OuterRef("pk"))
    chosen = IndicatorInPlan.objects.filter(belonging_to(area), plan=area.plan).filter(~Exists(promised)).distinct()
    used = list(
        chosen.select_related("indicator", "region", "theme")
        .prefetch_related("indicator__sources")
        .order_by("order", "code")
    )
    known = what_is_known(used, plans=plans)
    rows = [followed(one, known, home=area.plan.municipality.name) for one in used if not one.indicator.ordinal_scale]
    ranks = {one.indicator.code for one in used if measure_of(one.indicator.unit) == "rank"}
    scaled = (one for one in used if one.indicator.ordinal_scale)
    return FollowedIndicators(
        figures=[row for row in rows if row.code not in ranks],
        ranks=[row for row in rows if row.code in ranks],
        distributions=[distribution_of(one, known.parts.get((one.indicator_id, one.region_id), ())) for one in scaled],
    )


def followed(used: IndicatorInPlan, known: Known, *, home: str) -> FollowedIndicator:
    return FollowedIndicator(
        code=used.indicator.code,
        name=name_of_indicator(used.indicator),
        theme=used.theme.title if used.theme else "",
        place="" if used.region.name == home else used.region.name,
        figure=known.figure_of(used),
        better=gettext("lavere er bedre") if is_lowest_first(used.indicator.direction) else "",
    )


def what_is_known(used: Iterable[IndicatorInPlan], *, plans: QuerySet[Plan]) -> Known:
    indicators = {one.indicator_id: one.indicator for one in used}
    regions = {one.region_id: one.region for one in used}
    visible = set(plans.values_list("code", flat=True))
    hidden = hidden_tables(visible)
    rows, history = rows_aside(indicators.values(), regions, hidden), region_history()
    return Known(
        series=readings_that_count(indicators=indicators, regions=regions, hidden_tables=hidden, history=history),
        breaks=breaks_of(indicators, regions, visible, history),
        aside=by_series(row for row in rows if not row.part),
        parts=by_series(row for row in rows if row.part),
    )


def rows_aside(indicators: Iterable[Indicator], regions: Iterable[int], hidden: Sequence[str]) -> list[Observation]:
    """The figures that stand in no series: without a period, only shown, or a class of a scale."""
    kept = [one.pk for one in indicators]
    scaled = [one.pk for one in indicators if one.ordinal_scale]
    total = Q(part="") & (Q(period="") | Q(standing=Standing.SHOWN))
    rows = Observation.objects.filter(indicator__in=kept, region__in=list(regions))
    chosen = rows.filter(total | (~Q(part="") & Q(indicator__in=scaled))).exclude(source_table__in=hidden)
    return list(chosen.newest().select_related("fetch").order_by("period_end", "pk"))


def breaks_of(
    indicators: Mapping[int, Indicator], regions: Mapping[int, Region], visible: set[str], history: RegionHistory
) -> dict[tuple[int, int], list[SeriesBreak]]:
    remarks, broken = remarks_on(indicators, plans=visible), breaks_of_regions(list(regions.values()), history)
    return {
        (indicator, region): [*breaks_in(remarks.get(indicator, ()), region=region), *broken[region]]
        for indicator in indicators
        for region in regions
    }


def by_series(rows: Iterable[Observation]) -> dict[tuple[int, int], list[Observation]]:
    found: dict[tuple[int, int], list[Observation]] = {}
    for row in rows:
        found.setdefault((row.indicator_id, row.region_id), []).append(row)
    return found
