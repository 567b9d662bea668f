"""The page that reads one indicator beside its neighbours: figures, what must be known of them, and what changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext

from indicators.formats import unit_title
from indicators.models import GroupValue, Indicator, Region, RegionKind
from indicators.queries import breaks_of_regions, readings_that_count
from indicators.rules import Reading, SeriesBreak
from planning.models import Plan
from reporting.chart_points import breaks_said
from reporting.charts import ComparisonChart, Emphasis
from reporting.comparison_drawing import comparison_drawing
from reporting.queries.drafts import hidden_tables
from reporting.queries.figure_changes import FigureChanges, figure_changes
from reporting.queries.indicator_figures import Beside, figures_beside
from reporting.queries.indicator_links import Neighbours, neighbours_of
from reporting.queries.indicator_shown import ShownFigure, shown_figures
from reporting.queries.indicator_table import FigureTable, figure_table, lineage_remarks
from reporting.queries.lights import LightRow, light_rows
from reporting.queries.remarks import break_remarks, breaks_in, remarks_of_use, remarks_on
from reporting.remarks import Remark
from targets.models import IndicatorInPlan, Target
from targets.queries import names_of_sources, period_named
from targets.sentences import name_of_indicator

# Own municipality first, then neighbours, then the KOSTRA group, then the country and other areas.
ORDER = {RegionKind.MUNICIPALITY: 0, RegionKind.KOSTRA_GROUP: 1, RegionKind.COUNTRY: 2, RegionKind.AREA: 3}
Breaks = Mapping[int, Sequence[SeriesBreak]]
Series = dict[Region, list[Reading]]


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    indicator: Indicator
    name: str
    unit: str
    table: FigureTable
    shown_only: list[ShownFigure]
    chart: ComparisonChart
    breaks_in_words: str
    changes: FigureChanges
    neighbours: Neighbours
    targets: list[LightRow]
    about: list[tuple[str, str]]
    source: str

    @property
    def group_is_sum(self) -> bool:
        return self.indicator.group_value == GroupValue.SUM


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of an indicator: its figures by region in order, what plans say, and every remark."""

    visible: set[str]
    hidden: list[str]
    series: Series
    uses: list[IndicatorInPlan]
    beside: Beside
    remarks: list[Remark]
    breaks: Breaks


def indicator_page(
    *, indicator: Indicator, own: Region | None, plans: QuerySet[Plan], everyone: bool = False
) -> IndicatorPage:
    """Everything the page of an indicator shows, in a fixed number of queries.

    `everyone` shows the changes of all regions.
    """
    known = what_is_known(indicator, own, plans)
    sources = list(names_of_sources(indicator.sources.all(), plans=known.visible))
    chart = comparison_drawing(
        indicator, known.series, own=own, corrections=known.beside.corrections.values(), breaks=known.breaks
    )
    return IndicatorPage(
        indicator=indicator,
        name=name_of_indicator(indicator),
        unit=unit_title(indicator.unit),
        table=figure_table(
            indicator,
            known.series,
            own=own,
            corrections=known.beside.corrections,
            remarks=known.remarks,
            breaks=known.breaks,
        ),
        shown_only=shown_figures(known.beside.shown, known.uses, indicator),
        chart=chart,
        breaks_in_words=breaks_in_words(chart, known.breaks.values()),
        changes=figure_changes(indicator, own=own, hidden=known.hidden, everyone=everyone),
        neighbours=neighbours_of(indicator, known.uses, known.remarks, plans=known.visible),
        targets=light_rows(Target.objects.filter(used_indicator__indicator=indicator, plan__in=plans)),
        about=about(indicator, sources, sorted({one.theme.title for one in known.uses if one.theme})),
        source="; ".join(sources or deliveries_of(known.series.values())),
    )


def what_is_known(indicator: Indicator, own: Region | None, plans: QuerySet[Plan]) -> Known:
    """Figures and remarks that the reader may see, the remarks from the most general to those on one figure."""
    visible = set(plans.values_list("code", flat=True))
    hidden = hidden_tables(visible)
    found = readings_that_count(indicators=[indicator.pk], hidden_tables=hidden)
    series = in_order({region: readings for (_indicator, region), readings in found.items()}, own)
    uses = list(IndicatorInPlan.objects.filter(indicator=indicator, plan__in=plans).select_related(*USED))
    named = {name: region for region in series for name in (region.code, region.name)}
    counting = (reading for readings in series.values() for reading in readings)
    beside = figures_beside(indicator, counting, hidden=hidden, named=named, uses=uses)
    recorded = remarks_on([indicator.pk], plans=visible)[indicator.pk]
    remarks = [
        *recorded,
        *break_remarks(regions_broken(series)),
        *noted(indicator),
        *(
            remark
            for used in uses
            for remark in remarks_of_use(used, source=used.plan.title, regions=named, is_recorded=bool(recorded))
        ),
        *lineage_remarks(series),
        *in_reading_order(beside.remarks, series),
    ]
    breaks = {region.pk: breaks_in(remarks, region=region.pk) for region in series}
    return Known(visible, hidden, series, uses, beside, remarks, breaks)


def regions_broken(series: Series) -> Breaks:
    """Where regions themselves became others, between the first period and the last that there are figures of."""
    ends = [period_named(reading.period).position for readings in series.values() for reading in readings]
    if not ends:
        return {}
    found = breaks_of_regions(list(series))
    return {key: [one for one in breaks if min(ends) < one.position <= max(ends)] for key, breaks in found.items()}


def in_reading_order(remarks: Iterable[Remark], series: Series) -> list[Remark]:
    """Remarks on single figures as the eye meets them: row by row, each from left to right."""
    rows = {region.pk: number for number, region in enumerate(series)}

    def where(remark: Remark) -> tuple[int, int]:
        first = remark.place.first
        return rows.get(remark.place.region or 0, len(rows)), first.position if first else 0

    return sorted(remarks, key=where)


USED = ("theme", "plan", "region")


def in_order(by_key: Mapping[int, list[Reading]], own: Region | None) -> Series:
    """The readings by region, as the page shows them."""
    regions = Region.objects.in_bulk(by_key).values()
    return {region: by_key[region.pk] for region in sorted(regions, key=lambda region: place(region, own))}


def place(region: Region, own: Region | None) -> tuple[bool, int, str]:
    return region != own, ORDER[RegionKind(region.kind)], region.name


def noted(indicator: Indicator) -> list[Remark]:
    """What the catalogue says of the quality of the indicator as a whole."""
    return [Remark(line) for line in indicator.quality_note.splitlines() if line.strip()]


def breaks_in_words(chart: ComparisonChart, breaks: Iterable[Sequence[SeriesBreak]]) -> str:
    """The gaps in the own series, else in all of them, each explained once; the notes below tell of the others.

    `breaks` are those of the series of the chart, in their order.
    """
    pairs = list(zip(chart.series, breaks, strict=True))
    own = [pair for pair in pairs if pair[0].emphasis is Emphasis.OWN]
    return " ".join(dict.fromkeys(words for series, found in own or pairs for words in breaks_said(series, found)))


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
        (gettext("Tema i planen"), ", ".join(themes)),
        (gettext("Kilde"), "; ".join(sources)),
    ]
    return [(name, words) for name, words in facts if words]
