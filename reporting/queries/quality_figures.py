"""The figures that are looked at, and those of them that are missing, old or provisional."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext, ngettext

from indicators.formats import published, with_unit
from indicators.models import Indicator, Observation, ObservationQuerySet, ValueKind
from indicators.periods import Frequency, Period
from indicators.queries import Series
from indicators.queries.kept import newest_per_standing
from indicators.rules import Reading, reading_that_counts
from reporting.quality import Kind, Thing
from reporting.queries.quality_watched import Watched
from targets.queries import period_named

OLD_AFTER = 2


@dataclass(frozen=True, slots=True)
class CellFigures:
    """What stands in one cell: the figure that counts, and all of them by standing."""

    period: Period
    counting: Reading
    all: tuple[Reading, ...]


def figures_of(watched: Sequence[Watched], *, hidden: Collection[str]) -> list[Observation]:
    """Every vintage of the watched series, and what a delivery prints in two ways for whatever region; one query.

    In the order in which they became known. `counting_literal` and `counting_table` are what the same delivery says
    further on, None where it says no more.
    """
    regions, later = {one.region.pk for one in watched}, further_on()
    rows = Observation.objects.filter(indicator__in={one.indicator.pk for one in watched}).totals().judged()
    told = rows.exclude(period="").exclude(source_table__in=hidden).select_related("region").defer("note", "extra")
    beside = told.annotate(
        fetch_name=F("fetch__name"),
        counting_literal=Subquery(later.values("literal")[:1]),
        counting_table=Subquery(later.values("source_table")[:1]),
    )
    chosen = beside.filter(Q(region__in=regions) | Q(counting_literal__isnull=False))
    return list(chosen.order_by("known_from", "table_rank", "pk"))


def further_on() -> ObservationQuerySet:
    """What the delivery of a figure says of the same cell in later tables, the last first."""
    same = {name: OuterRef(name) for name in ("indicator", "region", "period", "part", "standing", "fetch")}
    is_later = Q(table_rank__gt=OuterRef("table_rank")) | Q(table_rank=OuterRef("table_rank"), pk__gt=OuterRef("pk"))
    return Observation.objects.filter(is_later, **same).order_by("-table_rank", "-pk")


def series_of(watched: Sequence[Watched], figures: Iterable[Observation]) -> dict[Series, list[CellFigures]]:
    """The cells of every watched series, oldest first, with the last word of each standing."""
    wanted = {(one.indicator.pk, one.region.pk) for one in watched}
    own = [row for row in figures if (row.indicator_id, row.region_id) in wanted]
    cells: dict[tuple[Series, str], list[Reading]] = defaultdict(list)
    for row in sorted(newest_per_standing(own), key=lambda row: (row.period_end, row.period)):
        cells[(row.indicator_id, row.region_id), row.period].append(reading_of(row))
    found: dict[Series, list[CellFigures]] = defaultdict(list)
    for (series, period), readings in cells.items():
        if counting := reading_that_counts(readings):
            found[series].append(CellFigures(period_named(period), counting, tuple(readings)))
    return found


def reading_of(row: Observation) -> Reading:
    cell = (row.indicator_id, row.region_id, row.period, row.literal, row.missing, row.kind, row.standing)
    return Reading(*cell, row.known_from, row.pk, row.fetch_id, row.fetch_name)  # type: ignore[attr-defined]


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
        return thing(watched, Kind.STALE, "", long_ago(last.period, behind), last.period.code)
    if newest is not last:
        return hidden_or_absent(watched, [newest])
    if behind:
        return thing(watched, Kind.MISSING, "", next_is_missing(last.period), last.period.code)
    return None


def long_ago(last: Period, behind: int) -> str:
    sentence = ngettext(
        "Det siste tallet er fra %(period)s. Siden da er %(count)d hel periode over uten et nytt.",
        "Det siste tallet er fra %(period)s. Siden da er %(count)d hele perioder over uten et nytt.",
        behind,
    )
    return sentence % {"period": last.label, "count": behind}


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
