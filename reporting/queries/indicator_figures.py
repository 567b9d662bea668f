"""What stands in the cells of an indicator besides the figures that count: own corrections, other prints, remarks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from indicators.formats import published
from indicators.models import Channel, Indicator, Observation, Region, Standing, ValueKind
from indicators.rules import Reading
from indicators.vintages import scenario_in
from reporting.queries.remarks import remarks_on_cited
from reporting.remarks import Place, Remark, qualifiers_in_words
from targets.models import IndicatorInPlan
from targets.queries import period_named

# Region, period and part.
Spot = tuple[int, str, str]
# How the tables of one delivery are called where they print a figure differently.
TABLES: dict[str, str | Promise] = {
    "text": gettext_lazy("teksten"),
    "detail": gettext_lazy("detaljtabellen"),
    "overview": gettext_lazy("oversiktstabellen"),
}


@dataclass(slots=True)
class Beside:
    """The figures of an indicator that do not count themselves, by where they stand."""

    indicator: Indicator
    counting: Mapping[tuple[int, str], Reading]
    corrections: dict[tuple[int, str], Observation] = field(default_factory=dict)
    shown: list[Observation] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def figures_beside(
    indicator: Indicator,
    rows: Sequence[Observation],
    *,
    counting: Iterable[Reading],
    named: Mapping[str, Region],
    uses: Sequence[IndicatorInPlan],
) -> Beside:
    """Everything that the cells hold besides what counts, and what is said of it. `rows` as they became known."""
    beside = Beside(indicator, {(one.region_id, one.period): one for one in counting})
    spoken = [row for row in rows if has_words(row)]
    for row in newest_of_each(spoken):
        place_row(row, beside)
    beside.remarks += [remark for row in printed_twice(rows) if (remark := other_print(row, beside))]
    told = {(row.region_id, row.period, row.part, words) for row in spoken if (words := qualifiers_in_words(row.extra))}
    for used in uses:
        cited = remarks_on_cited(used, source=used.plan.title, regions=named)
        beside.remarks += [one for one in cited if (*spot_in(one), one.text) not in told]
    return beside


def has_words(row: Observation) -> bool:
    """Not the official figures of the table itself, unless something is said of them."""
    is_of_table = row.standing in {Standing.OFFICIAL, Standing.COMPUTED}
    # What a computed figure carries with it is how it was computed, which is told elsewhere.
    said = row.part or row.note or (row.extra and row.standing != Standing.COMPUTED)
    return not (is_of_table and row.period and not said) or row.fetch.channel == Channel.HAND


def newest_of_each(rows: Iterable[Observation]) -> list[Observation]:
    """One for each standing in a cell; what is only shown stands side by side, one for each kind and projection."""
    newest: dict[tuple[object, ...], Observation] = {}
    for row in rows:
        is_shown = row.standing == Standing.SHOWN
        aside = (row.kind, scenario_in(row.extra)) if is_shown else ()
        newest[(*spot_of(row), row.standing, *aside)] = row
    return list(newest.values())


def spot_of(row: Observation) -> Spot:
    return row.region_id, row.period, row.part


def spot_in(remark: Remark) -> Spot:
    """Where a remark on one figure stands; its heading is the part."""
    first = remark.place.first
    return remark.place.region or 0, first.code if first else "", remark.heading


def place_row(row: Observation, beside: Beside) -> None:
    """Where a figure is shown: under the one that counts, as a remark on it, or by itself."""
    cell = (row.region_id, row.period)
    counting = beside.counting.get(cell)
    if stands_alone(row, counting):
        beside.shown.append(row)
    elif counting is not None:
        if row.standing == Standing.CORRECTION and counting.observation_id != row.pk:
            beside.corrections[cell] = row
        if text := said_of(row, counting, beside.indicator):
            beside.remarks.append(Remark(text, place_of(row), source=source_of(row)))


def stands_alone(row: Observation, counting: Reading | None) -> bool:
    """What the table of regions and periods has no cell for: parts, figures without a period, and what is not judged.

    That a figure is reported as an error is said of the figure itself, where there is one.
    """
    if row.part or not row.period:
        return True
    is_remark = row.kind == ValueKind.REPORTED_ERROR and counting is not None
    return row.standing == Standing.SHOWN and not is_remark


def place_of(row: Observation) -> Place:
    period = period_named(row.period)
    return Place(row.region_id, period, period)


def source_of(row: Observation) -> str:
    """The plan that says it; what comes with the figures themselves needs none."""
    return row.fetch.name if row.fetch.channel == Channel.PLAN else ""


def said_of(row: Observation, counting: Reading, indicator: Indicator) -> str:
    """What is to be known of a cell because this row stands in it."""
    words = words_of(row)
    match row.standing:
        case Standing.CORRECTION:
            return gettext("Kommunens eget tall: %(words)s") % {"words": words} if words else ""
        case Standing.SHOWN:
            figure = {"value": figure_in_words(row, indicator)}
            told = gettext("Kommunen har meldt %(value)s som feil.") % figure
            return f"{told} {words}".strip()
        case Standing.CITED if counting.observation_id != row.pk and not says_same(row, counting):
            figure = {"value": figure_in_words(row, indicator)}
            told = gettext("Planen gjengir %(value)s. Det offisielle tallet gjelder.") % figure
            if counting.standing == Standing.COMPUTED:
                told = gettext("Planen gjengir %(value)s. Tallet som er regnet ut, gjelder.") % figure
            return f"{told} {words}".strip()
    return words if counting.observation_id == row.pk or row.standing == Standing.CITED else ""


def words_of(row: Observation) -> str:
    """What came with the figure: a plan's words, a remark, and from where somebody has typed it."""
    parts = [qualifiers_in_words(row.extra), row.note]
    if row.fetch.channel == Channel.HAND:
        parts.append(gettext("Skrevet inn av %(who)s.") % {"who": row.fetch.received_from})
        parts.append(row.fetch.note)
    return " ".join(part for part in parts if part)


def says_same(row: Observation, counting: Reading) -> bool:
    value = Decimal(row.literal) if row.literal else None
    return value == counting.value and row.missing == counting.missing


def figure_in_words(row: Observation, indicator: Indicator) -> str:
    return published(row.literal, indicator.decimals) if row.literal else f"«{row.missing}»"


# One delivery that prints a cell twice ----------------------------------------------------------------------------


def printed_twice(rows: Iterable[Observation]) -> list[Observation]:
    """The prints that another table of the same delivery overrules."""
    prints: dict[tuple[object, ...], list[Observation]] = defaultdict(list)
    for row in rows:
        if row.standing > Standing.SHOWN and row.period and not row.part:
            prints[row.region_id, row.period, row.standing, row.fetch_id].append(row)
    overruled = [
        row
        for same in prints.values()
        for row in same
        if row is not max(same, key=lambda one: (one.table_rank, one.pk))
    ]
    return sorted(overruled, key=lambda row: row.pk)


def other_print(row: Observation, beside: Beside) -> Remark | None:
    """That the delivery which brought the figure that counts says something else of it too."""
    counting = beside.counting.get((row.region_id, row.period))
    if counting is None or counting.fetch_id != row.fetch_id or says_same(row, counting):
        return None
    value = figure_in_words(row, beside.indicator)
    if row.fetch.channel == Channel.PLAN:
        told = gettext("Samme dokument oppgir også %(value)s.") % {"value": value}
        rest = {key: said for key, said in row.extra.items() if key != "conflict_with"}
        words = qualifiers_in_words(rest)
        return Remark(f"{told} {words}".strip(), place_of(row), source=row.fetch.name)
    table = TABLES.get(row.source_table, row.source_table)
    told = gettext("Samme leveranse oppgir også %(value)s (%(table)s).") % {"value": value, "table": table}
    return Remark(told, place_of(row))
