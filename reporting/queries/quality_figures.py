"""Figures that are missing, old, provisional, or printed differently."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext, ngettext

from indicators.formats import published, with_unit
from indicators.models import Indicator, Observation, ObservationQuerySet, Standing, ValueKind
from indicators.periods import Frequency, Period
from indicators.queries import Series
from indicators.rules import CITED, OFFICIAL, Reading, reading_that_counts
from reporting.quality import Kind, Thing
from reporting.queries.indicator_figures import TABLES
from reporting.queries.quality_watched import Watched
from targets.queries import period_named

READING = (
    *("indicator_id", "region_id", "period", "literal", "missing", "kind", "standing"),
    *("known_from", "id", "fetch_id", "fetch__name"),
)
OLD_AFTER = 2


@dataclass(frozen=True, slots=True)
class CellFigures:
    """What stands in one cell: the figure that counts, and all of them by standing."""

    period: Period
    counting: Reading
    all: tuple[Reading, ...]


def series_of(watched: Sequence[Watched], *, hidden: Collection[str]) -> dict[Series, list[CellFigures]]:
    """The cells of every watched series, oldest first; one query."""
    wanted = {(one.indicator.pk, one.region.pk) for one in watched}
    rows = (
        Observation.objects.filter(
            indicator__in={indicator for indicator, _region in wanted}, region__in={region for _one, region in wanted}
        )
        .exclude(period="")
        .exclude(source_table__in=hidden)
        .totals()
        .judged()
        .newest_per_standing()
        .order_by("period_end", "period")
        .values_list(*READING)
    )
    cells: dict[tuple[Series, str], list[Reading]] = defaultdict(list)
    for row in rows:
        reading = Reading(*row)
        if (reading.indicator_id, reading.region_id) in wanted:
            cells[(reading.indicator_id, reading.region_id), reading.period].append(reading)
    found: dict[Series, list[CellFigures]] = defaultdict(list)
    for (series, period), readings in cells.items():
        if counting := reading_that_counts(readings):
            found[series].append(CellFigures(period_named(period), counting, tuple(readings)))
    return found


def freshness_of(watched: Watched, cells: Sequence[CellFigures], *, on: date) -> Thing | None:
    """That the newest figure is missing, hidden or old; None where it is there, or another indicator took over."""
    if watched.is_replaced:
        return None
    finished = [one for one in cells if one.period.is_finished(on)]
    known = [one for one in finished if one.counting.literal]
    if not known:
        return hidden_or_absent(watched, finished[-1:])
    last, newest = known[-1], finished[-1]
    behind = last.period.ended_since(on)
    if behind >= OLD_AFTER:
        words = {"period": last.period.label, "count": behind}
        sentence = ngettext(
            "Det siste tallet er fra %(period)s. Siden da er %(count)d hel periode over uten et nytt.",
            "Det siste tallet er fra %(period)s. Siden da er %(count)d hele perioder over uten et nytt.",
            behind,
        )
        return thing(watched, Kind.STALE, "", sentence % words, last.period.code)
    if newest is not last:
        return hidden_or_absent(watched, [newest])
    if behind:
        return thing(watched, Kind.MISSING, "", next_is_missing(last.period), last.period.code)
    return None


def next_is_missing(last: Period) -> str:
    words = {"last": last.label, "next": ""}
    if last.frequency is Frequency.YEAR and last.label.isdigit():
        words["next"] = str(int(last.label) + 1)
        return gettext("Tallet for %(next)s mangler. Det siste er fra %(last)s.") % words
    return gettext("Det siste tallet er fra %(last)s. Perioden etter er over, men har ikke noe tall ennå.") % words


def hidden_or_absent(watched: Watched, newest: Sequence[CellFigures]) -> Thing:
    """That the source prints a symbol instead of the newest figure, or that nobody has brought any."""
    for cell in newest:
        symbol = cell.counting.missing
        words = {"symbol": symbol, "period": cell.period.label}
        sentence = gettext("Kilden har «%(symbol)s» og ikke noe tall for %(period)s.") % words
        if symbol == ":":
            sentence = gettext("Kilden skjuler tallet for %(period)s («%(symbol)s»).") % words
        return thing(watched, Kind.MISSING, "", sentence, cell.period.code, symbol)
    return thing(watched, Kind.MISSING, "", gettext("Det finnes ingen tall som kan vurderes."), "")


def provisional_of(watched: Watched, cells: Sequence[CellFigures], *, on: date) -> Iterator[Thing]:
    """That the newest figure may still be revised."""
    known = [one for one in cells if one.period.is_finished(on) and one.counting.literal]
    if known and known[-1].counting.kind == ValueKind.PROVISIONAL:
        last = known[-1]
        words = {"period": last.period.label, "value": in_words(last.counting.literal, watched.indicator)}
        sentence = gettext("Tallet for %(period)s (%(value)s) er foreløpig.") % words
        yield thing(watched, Kind.PROVISIONAL, last.period.code, sentence, last.counting.literal)


def thing(watched: Watched, kind: Kind, period: str, sentence: str, *facts: str, record: int | None = None) -> Thing:
    """A thing of the watched region itself."""
    return Thing(
        kind=kind,
        indicator=watched.indicator.code,
        name=watched.name,
        region=watched.region.name,
        region_code=watched.region.code,
        period=period,
        sentence=sentence,
        facts=facts,
        targets=watched.targets,
        source=watched.source,
        record=record,
        indicator_key=watched.indicator.pk,
    )


def in_words(literal: str, indicator: Indicator) -> str:
    return with_unit(published(literal, indicator.decimals), indicator.unit)


# Printed differently ----------------------------------------------------------------------------------------------


def quoted_wrongly(watched: Watched, cells: Sequence[CellFigures]) -> Iterator[Thing]:
    """That a plan quotes another figure than the official one, in the newest cell where it does."""
    for cell in reversed(cells):
        by_standing = {one.standing: one for one in cell.all}
        cited, official = by_standing.get(CITED), by_standing.get(OFFICIAL)
        if cited and official and cited.literal and official.literal and cited.value != official.value:
            words = {
                "period": cell.period.label,
                "cited": in_words(cited.literal, watched.indicator),
                "official": in_words(official.literal, watched.indicator),
            }
            sentence = gettext(
                "Planen gjengir %(cited)s for %(period)s, men det offisielle tallet er %(official)s. Det offisielle "
                "gjelder."
            )
            facts = (cited.literal, official.literal)
            yield thing(watched, Kind.CONFLICT, cell.period.code, sentence % words, "sitat", *facts)
            return


def overruled(indicators: Collection[int], *, hidden: Collection[str]) -> ObservationQuerySet:
    """Figures that another table of the same delivery prints differently, with what that one says; one query."""
    visible = Observation.objects.filter(indicator__in=indicators).exclude(source_table__in=hidden)
    same = Observation.objects.filter(
        **{name: OuterRef(name) for name in ("indicator", "region", "period", "part", "standing", "fetch")}
    ).order_by("-table_rank", "-pk")
    counting = {name: Subquery(same.values(name)[:1]) for name in ("literal", "source_table")}
    later = same.filter(
        Q(table_rank__gt=OuterRef("table_rank")) | Q(table_rank=OuterRef("table_rank"), pk__gt=OuterRef("pk"))
    )
    judged = visible.judged().totals().exclude(period="").filter(Exists(later))
    rows = (
        judged.select_related("region", "fetch")
        .defer("fetch__body")
        .annotate(counting_literal=counting["literal"], counting_table=counting["source_table"])
    )
    told = rows.filter(standing__in=[Standing.OFFICIAL, Standing.CITED])
    return told.exclude(Q(literal="") | Q(counting_literal="")).order_by("pk")


def printed_differently(by_indicator: Mapping[int, Watched], *, hidden: Collection[str]) -> Iterator[Thing]:
    """One thing for each cell that one delivery prints in two ways."""
    told: set[tuple[int, int, str]] = set()
    for row in overruled(by_indicator.keys(), hidden=hidden):
        cell, watched = (row.indicator_id, row.region_id, row.period), by_indicator[row.indicator_id]
        literal: str = row.counting_literal  # type: ignore[attr-defined]
        if cell in told or Decimal(row.literal) == Decimal(literal):
            continue
        told.add(cell)
        yield Thing(
            kind=Kind.CONFLICT,
            indicator=watched.indicator.code,
            name=watched.name,
            region=row.region.name,
            region_code=row.region.code,
            period=row.period,
            sentence=said_twice(row, literal, watched.indicator),
            facts=(row.literal, literal),
            targets=watched.behind(row.region_id),
            indicator_key=row.indicator_id,
        )


def said_twice(row: Observation, counting: str, indicator: Indicator) -> str:
    table: str = row.counting_table  # type: ignore[attr-defined]
    words = {
        "period": period_named(row.period).label,
        "other": in_words(row.literal, indicator),
        "counting": in_words(counting, indicator),
        "table": TABLES.get(row.source_table, ""),
        "counting_table": TABLES.get(table, ""),
    }
    if words["table"] and words["counting_table"]:
        return (
            gettext(
                "Tallet for %(period)s er %(counting)s i %(counting_table)s og %(other)s i %(table)s. "
                "Planpuls bruker %(counting)s."
            )
            % words
        )
    sentence = gettext(
        "Tallet for %(period)s er oppgitt som både %(counting)s og %(other)s. Planpuls bruker %(counting)s."
    )
    return sentence % words
