"""What a formula gives, cell by cell, as it could be computed from what was known at a moment."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from indicators.formulas import Computed, Part, computed, holds_for_groups
from indicators.models import Channel, Observation, ObservationQuerySet, Region, RegionKind
from indicators.periods import parse_period
from indicators.queries.formulas import WordedFormula
from indicators.queries.readings import readings_that_count
from indicators.rules import Reading

# Region and period.
Cell = tuple[int, str]
# The figures of one region: of each indicator by period.
Figures = dict[int, dict[str, Reading]]
# Statistics Norway makes the figures of counties as it makes those of groups.
COUNTIES = Q(code__startswith="EKA") | Q(code__startswith="EAFK")


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed figure, with the figures that it was computed from in the order of the terms."""

    figure: Computed
    inputs: tuple[Reading, ...] = ()


def derived_at(
    formula: WordedFormula, moment: datetime | None, *, hidden: Collection[str], aggregates: Collection[int]
) -> dict[Cell, Derived]:
    """Everything that the formula gives from what was known then; the three queries of `readings_that_count`.

    A region of today has the figures of what went into it (docs/adr/0011): amounts are added before they are divided.
    """
    wanted = {term.indicator.pk for term in formula.terms}
    found = readings_that_count(indicators=wanted, known_at=moment, hidden_tables=hidden)
    by_region: dict[int, Figures] = defaultdict(dict)
    for (indicator, region), readings in found.items():
        by_region[region][indicator] = {one.period: one for one in readings}
    holds = holds_for_groups(formula.kind, [term.is_sum for term in formula.terms])
    return {
        (region, period): derived
        for region, figures in by_region.items()
        if len(figures) == len(wanted) and (holds or region not in aggregates)
        for period, derived in derived_in(formula, figures)
    }


def derived_in(formula: WordedFormula, figures: Mapping[int, Mapping[str, Reading]]) -> Iterator[tuple[str, Derived]]:
    """The figures of one region: of each period in which every term has a figure or a symbol."""
    periods = set.intersection(*(set(cells) for cells in figures.values()))
    for period in sorted(periods):
        if counts_in(formula, period):
            inputs = tuple(figures[term.indicator.pk][period] for term in formula.terms)
            figure = computed(parts_of(formula, inputs), formula.factor, decimals=formula.decimals)
            yield period, Derived(figure, inputs)


def counts_in(formula: WordedFormula, period: str) -> bool:
    """Whether the formula speaks of the period: all of it lies in or after the first one."""
    return not formula.from_period or parse_period(period).start >= parse_period(formula.from_period).start


def parts_of(formula: WordedFormula, inputs: Collection[Reading]) -> list[Part]:
    pairs = zip(formula.terms, inputs, strict=True)
    return [Part(term.role, one.literal, one.missing, one.kind) for term, one in pairs]


def aggregate_regions() -> set[int]:
    """Groups, counties and the country: their published values are sums or means of others'."""
    kinds = [RegionKind.KOSTRA_GROUP, RegionKind.COUNTRY]
    return set(Region.objects.filter(Q(kind__in=kinds) | COUNTIES).values_list("pk", flat=True))


def quoted_tables(formula: WordedFormula) -> list[str]:
    """The tables of figures that plans quote. They may be drafts, and what is computed is read by everybody."""
    quotes = Observation.objects.filter(indicator__in=indicators_in(formula), fetch__channel=Channel.PLAN)
    return list(quotes.values_list("source_table", flat=True).distinct())


def inputs_of(formula: WordedFormula, *, hidden: Collection[str]) -> ObservationQuerySet:
    """Every figure that could have been an input at some time."""
    rows = Observation.objects.filter(indicator__in=indicators_in(formula)).exclude(source_table__in=hidden)
    return rows.judged().totals().exclude(period="")


def indicators_in(formula: WordedFormula) -> set[int]:
    return {term.indicator.pk for term in formula.terms}
