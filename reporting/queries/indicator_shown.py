"""Figures that are shown and never judged: projections, estimates, parts, and those without a period."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from indicators.formats import published, with_unit
from indicators.models import Indicator, Observation, ValueKind
from indicators.periods import PeriodError
from reporting.queries.indicator_figures import words_of
from reporting.queries.remarks import mappings
from reporting.remarks import qualifiers_in_words
from targets.models import IndicatorInPlan
from targets.queries import period_named


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """One such figure, its kind in a word, and what must be known of it."""

    region: str
    period: str
    part: str
    value: str
    kind: str
    note: str


def shown_figures(
    rows: Iterable[Observation], uses: Iterable[IndicatorInPlan], indicator: Indicator
) -> list[ShownFigure]:
    """In order of region, period and part; then the parts that a plan only speaks of."""
    ordered = sorted(rows, key=lambda row: (row.region.name, row.period_end or date.min, row.part, row.pk))
    return [shown_figure(one, indicator) for one in ordered] + list(parts_in_words(uses))


def shown_figure(row: Observation, indicator: Indicator) -> ShownFigure:
    return ShownFigure(
        region=row.region.name,
        period=period_in_words(row.period),
        part=row.part,
        value=value_or_interval(row, indicator),
        kind="" if row.kind == ValueKind.ACTUAL else row.get_kind_display(),
        note=words_of(row),
    )


def period_in_words(code: str) -> str:
    return period_named(code).label if code else gettext("uten årstall")


def value_or_interval(row: Observation, indicator: Indicator) -> str:
    if row.literal:
        return with_unit(published(row.literal, indicator.decimals), indicator.unit)
    ends = [one for one in (row.value_min, row.value_max) if one is not None]
    if not ends:
        return row.missing
    return with_unit("–".join(published(f"{end.normalize():f}", None) for end in ends), indicator.unit)


def parts_in_words(uses: Iterable[IndicatorInPlan]) -> Iterator[ShownFigure]:
    """Parts without a number of their own, such as "about half"."""
    for used in uses:
        for said in mappings(used.extra.get("breakdown")):
            rest = {key: value for key, value in said.items() if key not in {"part", "period", "kind"}}
            try:
                period = period_in_words(str(said.get("period") or ""))
            except PeriodError:
                period = str(said["period"])
            yield ShownFigure(used.region.name, period, str(said.get("part", "")), "", "", qualifiers_in_words(rest))
