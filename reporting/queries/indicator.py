"""The page that reads one indicator beside its neighbours: figures, what must be known of them, and what changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from indicators.formats import unit_title
from indicators.models import GroupValue, Indicator
from indicators.queries.delivery_words import sources_in_words
from indicators.queries.peers import Peers
from indicators.queries.places import Places
from indicators.rules import Reading, SeriesBreak
from planning.models import Plan
from reporting.chart_points import breaks_said
from reporting.charts import BarChart, ComparisonChart, Emphasis
from reporting.comparison_drawing import bars_of, comparison_drawing
from reporting.queries.figure_changes import FigureChanges, figure_changes
from reporting.queries.indicator_compared import Comparison, comparison_of
from reporting.queries.indicator_family import Family
from reporting.queries.indicator_figures import Beside, figures_beside
from reporting.queries.indicator_known import Figures, figures_of
from reporting.queries.indicator_links import Neighbours, neighbours_of
from reporting.queries.indicator_money import Money, money_of
from reporting.queries.indicator_remarks import Breaks, breaks_by_region, remarks_in_order
from reporting.queries.indicator_shown import ShownFigure, shown_figures
from reporting.queries.indicator_table import FigureTable, figure_table
from reporting.queries.indicator_uses import Uses, uses_of
from reporting.queries.lights import LightRow
from reporting.queries.remarks import remarks_about
from reporting.queries.source_remarks import remarks_of_files, remarks_of_sources, spots_in
from reporting.remarks import Remark
from targets.sentences import language_of_name, name_of_indicator


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    indicator: Indicator
    name: str
    unit: str
    table: FigureTable
    shown_only: list[ShownFigure]
    chart: ComparisonChart
    # The newest period alone; None without a figure.
    bars: BarChart | None
    peers: Peers
    # Whoever is compared with and has no figure at all.
    absent: tuple[str, ...]
    left_out: int
    comparison: Comparison | None
    money: Money | None
    breaks_in_words: str
    changes: FigureChanges
    neighbours: Neighbours
    targets: list[LightRow]
    about: list[tuple[str, str]]
    source: str

    @property
    def group_is_sum(self) -> bool:
        return self.indicator.group_value == GroupValue.SUM

    @property
    def name_language(self) -> str:
        return language_of_name(self.indicator)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader wants to see: the changes of all regions, and whom a difference in money is reckoned against."""

    everyone: bool = False
    against: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What was read: figures, what plans say, what stands in the cells besides, and every remark in order."""

    figures: Figures
    uses: Uses
    beside: Beside
    remarks: list[Remark]
    breaks: Breaks


def indicator_page(
    *, family: Family, places: Places, plans: QuerySet[Plan], on: date, asked: Asked | None = None
) -> IndicatorPage:
    """Everything the page of an indicator shows. Three queries, four where no source is
    named, beside those for the family and for the places."""
    indicator, asked = family.indicator, asked or Asked()
    known = what_is_known(family, places, plans, on)
    shown, own, newest = known.figures.shown, known.figures.own, known.figures.newest
    corrections = known.beside.corrections
    comparison = comparison_of(indicator, known.figures, places, known.breaks, on=on)
    chart = comparison_drawing(indicator, shown, own=own, corrections=corrections.values(), breaks=known.breaks)
    return IndicatorPage(
        indicator=indicator,
        name=name_of_indicator(indicator),
        unit=unit_title(indicator.unit),
        table=figure_table(
            indicator,
            shown,
            own=own,
            corrections=corrections,
            remarks=known.remarks,
            breaks=known.breaks,
            comparison=comparison,
        ),
        shown_only=shown_figures(known.beside.shown, known.uses.uses, indicator),
        chart=chart,
        bars=bars_of(indicator, shown, own=own, newest=newest) if newest else None,
        peers=known.figures.peers,
        absent=tuple(one.name for one in known.figures.peers.others if one not in shown),
        left_out=known.figures.left_out,
        comparison=comparison,
        money=money_of(indicator, known.figures, against=asked.against),
        breaks_in_words=breaks_in_words(chart, known.breaks.values()),
        changes=figure_changes(known.figures.rows, indicator, own=own, everyone=asked.everyone),
        neighbours=neighbours_of(family, known.uses, known.remarks),
        targets=known.uses.targets,
        about=about(family, sorted({one.theme.title for one in known.uses.uses if one.theme})),
        source="; ".join(family.sources or sources_in_words(deliveries_of(shown.values()))),
    )


def what_is_known(family: Family, places: Places, plans: QuerySet[Plan], on: date, *, hidden: Q | None = None) -> Known:
    """Figures and remarks that the reader may see."""
    indicator = family.indicator
    figures, uses = figures_of(indicator, places, plans, on=on, hidden=hidden), uses_of(indicator, plans)
    named = {name: region for region in figures.shown for name in (region.code, region.name)}
    beside = figures_beside(indicator, figures.rows, counting=figures.readings, named=named, uses=uses.uses)
    recorded = remarks_about(indicator, plans=plans)
    remarks = remarks_in_order(
        indicator,
        recorded,
        figures.shown,
        uses.uses,
        of_sources=said_by_sources(family, figures),
        beside=beside,
        places=places,
    )
    return Known(figures, uses, beside, remarks, breaks_by_region(remarks, figures.shown))


def said_by_sources(family: Family, figures: Figures) -> list[Remark]:
    """What the tables and the files of the figures say of them."""
    of_tables = remarks_of_sources(family.told, spots_in(figures.shown))
    return [*of_tables, *remarks_of_files(figures.rows, figures.readings)]


def breaks_in_words(chart: ComparisonChart, breaks: Iterable[Sequence[SeriesBreak]]) -> str:
    """The gaps in the own series, else in all of them, each explained once; the notes below tell of the others.

    `breaks` are those of the series of the chart, in their order.
    """
    pairs = list(zip(chart.series, breaks, strict=True))
    own = [pair for pair in pairs if pair[0].emphasis is Emphasis.OWN]
    return " ".join(dict.fromkeys(words for series, found in own or pairs for words in breaks_said(series, found)))


def deliveries_of(series: Iterable[list[Reading]]) -> set[int]:
    """Which deliveries the figures came with; told of where the indicator names no source."""
    return {reading.fetch_id for readings in series for reading in readings}


def about(family: Family, themes: list[str]) -> list[tuple[str, str]]:
    """What kind of figure it is, as (what, words); what is not known is left out."""
    indicator, yes = family.indicator, gettext("ja")
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
        (gettext("Kilde"), "; ".join(family.sources)),
    ]
    return [(name, words) for name, words in facts if words]
