"""Figures that are parts of one whole on a scale of classes: how much lies in each, and how much is good enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext

from indicators.formats import NBSP, published, unit_suffix
from indicators.models import Indicator, Observation
from indicators.units import measure_of
from reporting.chart_titles import chart_title
from reporting.charts import OrdinalChart, OrdinalClass
from reporting.queries.indicator_shown import period_in_words
from targets.models import IndicatorInPlan
from targets.sentences import name_of_indicator

# What the water regulation asks of every body of water. Another scale names its own class in `threshold`.
GOOD = "god"


@dataclass(frozen=True, slots=True)
class Distribution:
    """One indicator of this kind: its drawing's input, and the same as rows (class, figure, whether it is good)."""

    code: str
    name: str
    theme: str
    place: str
    source: str
    chart: OrdinalChart
    rows: list[tuple[str, str, bool]]
    cut: str
    good: str


def distribution_of(used: IndicatorInPlan, parts: Sequence[Observation]) -> Distribution:
    """The classes in the newest period that has any."""
    newest = max(parts, key=lambda one: one.period_end or date.min).period if parts else ""
    chosen = {one.part.strip().casefold(): one for one in parts if one.period == newest}
    chart = ordinal_chart_of(used, chosen, period_in_words(newest) if parts else "")
    return Distribution(
        code=used.indicator.code,
        name=name_of_indicator(used.indicator),
        theme=used.theme.title if used.theme else "",
        place=used.region.name,
        source="; ".join(source.name for source in used.indicator.sources.all()),
        chart=chart,
        rows=[(one.name, amount(one.share, chart), one in chart.good_ones) for one in (*chart.classes, *chart.strays)],
        cut=chart.cut_said,
        good=amount(chart.good_share, chart) if chart.cut_said else "",
    )


def ordinal_chart_of(used: IndicatorInPlan, parts: dict[str, Observation], period: str) -> OrdinalChart:
    indicator, scale = used.indicator, [str(name) for name in used.indicator.ordinal_scale]
    cut = cut_of(indicator)
    known = {name.strip().casefold() for name in scale}
    name = chart_title(indicator)
    return OrdinalChart(
        key=f"klasser-{used.pk}",
        title=f"{name}, {period}" if period else name,
        classes=tuple(class_of(name, parts) for name in scale),
        strays=tuple(OrdinalClass(one.part, share_in(one)) for key, one in parts.items() if key not in known),
        good_from=cut,
        cut=gettext("%(name)s eller bedre") % {"name": scale[cut].capitalize()} if cut is not None else "",
        is_percent=measure_of(indicator.unit) == "percent",
        unit=f"{NBSP}{suffix}" if (suffix := unit_suffix(indicator.unit)) else "",
        decimals=max([indicator.decimals or 0, *(len(one.literal.partition(".")[2]) for one in parts.values())]),
    )


def cut_of(indicator: Indicator) -> int | None:
    """Where in the scale it begins to be good enough, if anywhere."""
    names = [str(name).strip().casefold() for name in indicator.ordinal_scale]
    wanted = str(indicator.extra.get("threshold") or GOOD).strip().casefold()
    return names.index(wanted) if wanted in names else None


def class_of(name: str, parts: dict[str, Observation]) -> OrdinalClass:
    found = parts.get(name.strip().casefold())
    return OrdinalClass(name, share_in(found) if found else None)


def share_in(row: Observation) -> Decimal | None:
    return Decimal(row.literal) if row.literal else None


def amount(share: Decimal | None, chart: OrdinalChart) -> str:
    if share is None:
        return gettext("ikke oppgitt")
    return f"{published(f'{share:f}', chart.decimals)}{chart.unit}"
