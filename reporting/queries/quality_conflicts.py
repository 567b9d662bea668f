"""Figures that are told differently: by a plan than by the official source, or by two tables of one delivery."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext

from indicators.models import Indicator, Observation
from indicators.rules import CITED, OFFICIAL
from reporting.quality import Kind, Thing
from reporting.queries.indicator_figures import TABLES
from reporting.queries.quality_figures import CellFigures, in_words, thing
from reporting.queries.quality_watched import Watched
from targets.queries import period_named


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


def overruled(figures: Iterable[Observation]) -> list[Observation]:
    """Those that another table of the same delivery prints too, in the order in which they were kept."""
    said = (row for row in figures if row.standing in {OFFICIAL, CITED} and row.literal)
    twice = (row for row in said if row.counting_literal)  # type: ignore[attr-defined]
    return sorted(twice, key=lambda row: row.pk)


def printed_differently(by_indicator: Mapping[int, Watched], figures: Iterable[Observation]) -> Iterator[Thing]:
    """One thing for each cell that one delivery prints in two ways."""
    told: set[tuple[int, int, str]] = set()
    for row in overruled(figures):
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
