"""The population of a place: every figure of it that is kept, actual and projected, and which places have any."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Municipality
from indicators.demography.codes import (
    AT_END_OF_YEAR,
    MAIN_ALTERNATIVE,
    OWN,
    POPULATION_TABLE,
    PROJECTION_TABLES,
    Family,
    Meaning,
    meaning_of,
)
from indicators.demography.history import Count, Round, Years, actual_years, rounds_in
from indicators.lineage import Lineage
from indicators.models import (
    TABLE_RANKS,
    Channel,
    Indicator,
    IndicatorQuerySet,
    Observation,
    ObservationQuerySet,
    Region,
    Standing,
    ValueKind,
)
from indicators.queries.delivery_words import deliveries_in_words
from indicators.queries.history import RegionHistory
from indicators.queries.readings import FIELDS, told_in_time
from indicators.rules import Reading

TABLES = (POPULATION_TABLE, *PROJECTION_TABLES)
BESIDE = ("indicator__code", "source_table", "extra")


@dataclass(frozen=True, slots=True)
class PopulationKnown:
    """What is known of a place: what was, and every round of what was projected, the newest first."""

    actual: Years
    rounds: list[Round]


@dataclass(frozen=True, slots=True)
class Place:
    """A region that has population figures, and whether it is one of the reader's own."""

    region: Region
    is_own: bool


def population_indicators() -> IndicatorQuerySet:
    """Those of the catalogue that may count persons, by the beginning of their codes."""
    named = Q(code__in=(OWN, AT_END_OF_YEAR)) | Q(code__startswith=f"{OWN}:")
    for table in TABLES:
        named |= Q(code__startswith=f"{table}:")
    return Indicator.objects.in_catalogue().filter(named)


def population_meanings() -> dict[int, Meaning]:
    """What each indicator of the population counts; one query."""
    found = {key: meaning_of(code) for key, code in population_indicators().values_list("pk", "code")}
    return {key: meaning for key, meaning in found.items() if meaning}


def population_rows() -> ObservationQuerySet:
    """Whole figures of the population by year. What plans quote is left out: a plan may be a draft."""
    rows = Observation.objects.totals().exclude(fetch__channel=Channel.PLAN)
    return rows.filter(indicator__in=population_indicators(), period__regex=r"^[0-9]{4}$")


def places_with_population(own: QuerySet[Municipality], history: RegionHistory) -> list[Place]:
    """Places that exist today and have figures, by name, the reader's own first; one query."""
    regions = Region.objects.filter(pk__in=population_rows().values("region"))
    marked = regions.annotate(is_own=Exists(own.filter(number=OuterRef("code")))).order_by("name", "code")
    places = [Place(region, region.is_own) for region in marked if not history.chronicle.gone_on(region.code)]
    return sorted(places, key=lambda place: not place.is_own)


def population_of(region: Region, history: RegionHistory) -> PopulationKnown:
    """Everything that is known of the place, with what is from before it had its code; two queries."""
    lineages = history.with_a_past({region.pk})
    olds = {history.keys[code] for lineage in lineages.values() for code in lineage.predecessors}
    rows = list(
        population_rows()
        .filter(region__in={region.pk, *olds})
        .order_by("period_end", "period", "known_from", "table_rank", "pk")
        .values_list(*FIELDS, *BESIDE)
    )
    deliveries = deliveries_in_words({named(row)["fetch_id"] for row in rows})
    actual = actual_years(actual_counts(rows, region, lineages, history, deliveries))
    return PopulationKnown(actual, rounds_in(projected_counts(rows, region, deliveries)))


def actual_counts(
    rows: Iterable[tuple[Any, ...]],
    region: Region,
    lineages: dict[int, Lineage],
    history: RegionHistory,
    deliveries: Mapping[int, str],
) -> Iterator[Count]:
    """The figure that counts of every indicator and year."""
    judged = [row for row in rows if named(row)["standing"] > Standing.SHOWN]
    meanings = meanings_in(judged)
    tables = {named(row)["id"]: named(row)["source_table"] for row in judged}
    series = told_in_time((row[: len(FIELDS)] for row in judged), lineages, history, asked={region.pk})
    for (indicator, _region), readings in series.items():
        meaning = meanings.get(indicator)
        for reading in readings if meaning else ():
            if meaning and reading.value is not None:
                source = source_in_words(deliveries[reading.fetch_id], tables.get(reading.observation_id, ""))
                yield count_of(meaning, reading, source)


def count_of(meaning: Meaning, reading: Reading, source: str) -> Count:
    assert reading.value is not None
    return Count(
        meaning=meaning,
        stated_year=int(reading.period),
        persons=reading.value,
        source=source,
        known_from=reading.known_from,
        is_provisional=reading.kind == ValueKind.PROVISIONAL,
        number=reading.observation_id,
    )


def projected_counts(rows: Iterable[tuple[Any, ...]], region: Region, deliveries: Mapping[int, str]) -> Iterator[Count]:
    """Every projected figure ever seen, under the place's own code: no round is told for old ones."""
    projected = [row for row in rows if named(row)["kind"] == ValueKind.PROJECTION]
    meanings = meanings_in(projected)
    for row in map(named, projected):
        meaning = meanings.get(row["indicator_id"])
        if meaning and row["region_id"] == region.pk and row["literal"]:
            yield projected_count(meaning, row, deliveries[row["fetch_id"]])


def projected_count(meaning: Meaning, row: dict[str, Any], delivery: str) -> Count:
    is_table = meaning.family is Family.STATISTICS
    return Count(
        meaning=meaning,
        stated_year=int(row["period"]),
        persons=Decimal(row["literal"]),
        source=source_in_words(delivery, row["source_table"]),
        known_from=row["known_from"],
        projected_from=str(row["extra"].get("projected_from", "")),
        scenario=str(row["extra"].get("scenario", MAIN_ALTERNATIVE if is_table else "")),
        number=row["id"],
    )


def named(row: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip((*FIELDS, *BESIDE), row, strict=True))


def meanings_in(rows: Iterable[tuple[Any, ...]]) -> dict[int, Meaning]:
    """What the indicators of the rows count; those that count nobody are left out."""
    codes = {row["indicator_id"]: row["indicator__code"] for row in map(named, rows)}
    found = {indicator: meaning_of(code) for indicator, code in codes.items()}
    return {indicator: meaning for indicator, meaning in found.items() if meaning}


def source_in_words(delivery: str, table: str) -> str:
    """What the file says of where its figures stand; else where the delivery is from."""
    is_words = bool(table) and table not in TABLE_RANKS and not table.isdigit()
    return table if is_words else delivery
