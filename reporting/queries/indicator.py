"""Indicators: the list with the newest own figure, and the page that reads one indicator beside its neighbours."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext

from indicators.formats import NBSP, published, unit_suffix, unit_title, with_unit
from indicators.models import Indicator, Observation, Region, RegionKind, Standing, ValueKind
from indicators.periods import Period
from indicators.queries import readings_that_count
from indicators.rules import Reading
from planning.models import Plan
from reporting.chart_titles import chart_title
from reporting.charts import ChartPoint, ChartSeries, ComparisonChart, Emphasis, PointKind
from reporting.queries.lights import LightRow, light_rows
from targets.certificates import source_names
from targets.models import IndicatorInPlan, Target
from targets.queries import period_named, tables_of
from targets.sentences import name_of_indicator

# Own municipality first, then neighbours, then the KOSTRA group, then the country and other areas.
ORDER = {RegionKind.MUNICIPALITY: 0, RegionKind.KOSTRA_GROUP: 1, RegionKind.COUNTRY: 2, RegionKind.AREA: 3}
EMPHASIS = {RegionKind.KOSTRA_GROUP: Emphasis.GROUP, RegionKind.COUNTRY: Emphasis.COUNTRY}
POINT_KINDS = {ValueKind.PROVISIONAL.value: PointKind.PROVISIONAL, ValueKind.CORRECTION.value: PointKind.CORRECTION}


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure in the table. Empty `value` with a symbol is missing at its source; both empty is no figure at all."""

    period: str
    value: str
    missing: str
    is_provisional: bool
    is_correction: bool


@dataclass(frozen=True, slots=True)
class RegionRow:
    name: str
    is_own: bool
    kind: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure that is shown but not judged: a projection, an estimate, a part, or one without a period."""

    region: str
    period: str
    part: str
    value: str
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    indicator: Indicator
    name: str
    unit: str
    periods: list[str]
    rows: list[RegionRow]
    shown_only: list[ShownFigure]
    chart: ComparisonChart
    targets: list[LightRow]
    about: list[tuple[str, str]]
    source: str


def indicator_page(*, indicator: Indicator, own: Region | None, plans: QuerySet[Plan]) -> IndicatorPage:
    """Everything the page of an indicator shows, in a fixed number of queries."""
    visible = set(plans.values_list("code", flat=True))
    hidden = hidden_tables(visible)
    series = readings_that_count(indicators=[indicator.pk], hidden_tables=hidden)
    regions = Region.objects.in_bulk({region for _indicator, region in series})
    by_region = {regions[region]: readings for (_indicator, region), readings in series.items()}
    ordered = sorted(by_region, key=lambda region: place(region, own))
    periods = sorted({period_named(one.period) for readings in series.values() for one in readings}, key=by_end)
    sources = source_names(indicator, plans=visible)
    used = IndicatorInPlan.objects.filter(indicator=indicator, plan__in=plans).select_related("theme", "plan")
    return IndicatorPage(
        indicator=indicator,
        name=name_of_indicator(indicator),
        unit=unit_title(indicator.unit),
        periods=[period.label for period in periods],
        rows=[region_row(region, by_region[region], periods, indicator, own) for region in ordered],
        shown_only=shown_only(indicator, hidden),
        chart=comparison_drawing(indicator, ordered, by_region, own),
        targets=light_rows(Target.objects.filter(used_indicator__indicator=indicator, plan__in=plans)),
        about=about(indicator, sources, sorted({one.theme.title for one in used if one.theme})),
        source="; ".join(sources or deliveries_of(series.values())),
    )


def hidden_tables(visible: set[str]) -> list[str]:
    """The tables of drafts that the reader may not know of."""
    return tables_of(set(Plan.objects.drafts().values_list("code", flat=True)) - visible)


def deliveries_of(series: Iterable[list[Reading]]) -> list[str]:
    """Which deliveries the figures came with; said where the indicator names no source."""
    return sorted({reading.fetch_name for readings in series for reading in readings})


def about(indicator: Indicator, sources: list[str], themes: list[str]) -> list[tuple[str, str]]:
    """What kind of figure it is, as (what, words); what is not known is left out."""
    yes = gettext("ja")
    facts = [
        (gettext("Kode"), indicator.code),
        (gettext("Kategori"), indicator.category),
        (gettext("Ønsket retning"), indicator.get_direction_display() if indicator.direction else ""),
        (gettext("KOSTRA-funksjon"), indicator.kostra_functions.replace(";", ", ")),
        (gettext("Omfang"), indicator.get_scope_display()),
        (gettext("Justert for utgiftsbehov"), yes if indicator.is_need_adjusted else ""),
        (gettext("Beregnet"), yes if indicator.is_calculated else ""),
        (gettext("Gruppens verdi er"), indicator.get_group_value_display()),
        (gettext("Merknad til enheten"), indicator.unit_note),
        (gettext("Erstattet av"), ", ".join(str(one) for one in indicator.replaced_by.all())),
        (gettext("Erstatter"), ", ".join(str(one) for one in indicator.replaces.all())),
        (gettext("Tema i planen"), ", ".join(themes)),
        (gettext("Kilde"), "; ".join(sources)),
    ]
    return [(name, words) for name, words in facts if words]


def place(region: Region, own: Region | None) -> tuple[bool, int, str]:
    return region != own, ORDER[RegionKind(region.kind)], region.name


def by_end(period: Period) -> tuple[int, int, str]:
    return period.position, -period.months, period.code


def region_row(
    region: Region, readings: list[Reading], periods: list[Period], indicator: Indicator, own: Region | None
) -> RegionRow:
    by_period = {reading.period: reading for reading in readings}
    return RegionRow(
        name=region.name,
        is_own=region == own,
        kind=region.kind,
        cells=[cell(by_period.get(period.code), period, indicator) for period in periods],
    )


def cell(reading: Reading | None, period: Period, indicator: Indicator) -> Cell:
    return Cell(
        period=period.label,
        value=published(reading.literal, indicator.decimals) if reading and reading.literal else "",
        missing=reading.missing if reading else "",
        is_provisional=bool(reading and reading.kind == ValueKind.PROVISIONAL),
        is_correction=bool(reading and reading.kind == ValueKind.CORRECTION),
    )


def comparison_drawing(
    indicator: Indicator, ordered: list[Region], by_region: dict[Region, list[Reading]], own: Region | None
) -> ComparisonChart:
    suffix = unit_suffix(indicator.unit)
    return ComparisonChart(
        key=f"indicator-{indicator.pk}",
        title=chart_title(indicator),
        series=tuple(
            ChartSeries(
                region.name,
                tuple(point(one) for one in by_region[region]),
                Emphasis.OWN if region == own else EMPHASIS.get(RegionKind(region.kind), Emphasis.PEER),
            )
            for region in ordered
        ),
        unit=f"{NBSP}{suffix}" if suffix else "",
        decimals=indicator.decimals or 0,
    )


def point(reading: Reading) -> ChartPoint:
    period = period_named(reading.period)
    return ChartPoint(period.position, period.label, reading.value, POINT_KINDS.get(reading.kind, PointKind.ACTUAL))


def shown_only(indicator: Indicator, hidden: list[str]) -> list[ShownFigure]:
    """What the table cannot hold: figures that are never judged, parts of a distribution, values without a period."""
    chosen = Observation.objects.filter(indicator=indicator).exclude(source_table__in=hidden)
    rows = chosen.newest_per_standing().select_related("region")
    return [
        shown_figure(one, indicator)
        for one in rows.order_by("region__name", "period_end", "part", "id")
        if one.standing == Standing.SHOWN or one.part or not one.period
    ]


def shown_figure(observation: Observation, indicator: Indicator) -> ShownFigure:
    return ShownFigure(
        region=observation.region.name,
        period=period_named(observation.period).label if observation.period else gettext("uten årstall"),
        part=observation.part,
        value=value_or_interval(observation, indicator),
        kind="" if observation.kind == ValueKind.ACTUAL else observation.get_kind_display(),
        note=observation.note,
    )


def value_or_interval(observation: Observation, indicator: Indicator) -> str:
    if observation.literal:
        return with_unit(published(observation.literal, indicator.decimals), indicator.unit)
    ends = [one for one in (observation.value_min, observation.value_max) if one is not None]
    if not ends:
        return observation.missing
    return with_unit("–".join(published(f"{end.normalize():f}", None) for end in ends), indicator.unit)


# The list -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LatestFigure:
    """The newest own figure of an indicator, and the series behind it for a sparkline."""

    value: str
    period: str
    series: ChartSeries


def latest_figures(
    *, indicators: Iterable[Indicator], own: Region | None, plans: QuerySet[Plan]
) -> dict[int, LatestFigure]:
    """For each indicator on a page of the list its newest figure in the own municipality; three queries."""
    chosen = {indicator.pk: indicator for indicator in indicators}
    if own is None or not chosen:
        return {}
    latest: dict[int, LatestFigure] = {}
    series: dict[int, list[Reading]] = defaultdict(list)
    hidden = hidden_tables(set(plans.values_list("code", flat=True)))
    found = readings_that_count(indicators=chosen, regions=[own.pk], hidden_tables=hidden)
    for (pk, _region), readings in found.items():
        series[pk] = [one for one in readings if one.literal]
    for pk, readings in series.items():
        if readings:
            latest[pk] = latest_figure(chosen[pk], readings, own)
    return latest


def latest_figure(indicator: Indicator, readings: list[Reading], own: Region) -> LatestFigure:
    newest = max(readings, key=lambda one: period_named(one.period).position)
    value: Decimal = Decimal(newest.literal)
    return LatestFigure(
        value=with_unit(published(newest.literal, indicator.decimals), indicator.unit, value=value),
        period=period_named(newest.period).label,
        series=ChartSeries(own.name, tuple(point(one) for one in readings)),
    )


def own_region(*, numbers: Iterable[str]) -> Region | None:
    """The region of the reader's municipality; the first where there are several."""
    return Region.objects.filter(code__in=list(numbers)).order_by("code").first()
