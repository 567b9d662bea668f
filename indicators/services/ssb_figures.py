"""What Statistics Norway answered, as figures: its cells under our indicators, through the one door."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from accounts.imports import ImportProblem, LoadOutcome, Problems
from indicators.demography.codes import projection_in
from indicators.models import Channel, Indicator, Region, Source, Standing, ValueKind
from indicators.periods import Period
from indicators.services.jsonstat_files import (
    indicator_of,
    indicators_coded,
    periods_of,
    regions_of,
    unknown_in,
    value_of,
)
from indicators.services.recording import Delivery, NewFigure, take_delivery, whole_or_nothing
from indicators.sources.jsonstat import Cell, Dataset, axes_of, cells_of, indicators_in
from indicators.sources.values import CellValue
from indicators.vintages import Vintage, scenario_in


@dataclass(frozen=True, slots=True)
class Recipe:
    """How the cells of a source's table become figures."""

    source: Source
    # The indicator of each mapped combination of codes.
    mapped: Mapping[str, int]
    # Combinations that are fetched with the others, and that nobody wants.
    left_out: Collection[str]
    # The period whose figures are not revised yet; empty where there is none.
    provisional: str
    known_from: datetime
    by: str
    updated_upstream: datetime | None


@dataclass(frozen=True, slots=True)
class Part:
    """One of the answers that together are the table, with what was asked."""

    dataset: Dataset
    body: bytes
    address: str
    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Known:
    """What the codes of an answer are."""

    indicators: Mapping[str, int]
    regions: Mapping[str, Region]
    periods: Mapping[str, Period | None]


@whole_or_nothing()
def record_part(part: Part, recipe: Recipe, *, now: datetime) -> LoadOutcome:
    """Record what is new in one answer. Raises ImportRefused, and nothing of it is written, where it says nonsense."""
    problems = Problems(name_of(part, recipe.source))
    axes = axes_of(part.dataset)
    periods = periods_of(axes, problems)
    known = Known(keep_indicators(part.dataset, recipe, periods), regions_of(axes, problems), periods)
    figures = (
        figure_of(cell, value, known, recipe)
        for cell in cells_of(part.dataset)
        if cell.indicator not in recipe.left_out and (value := value_of(cell, problems))
    )
    delivery = delivery_of(part, recipe, now=now)
    outcome = take_delivery(figures=figures, delivery=delivery, action="indicators.source.fetched", problems=problems)
    unknown = (ImportProblem("", "", one) for one in unknown_in(part.dataset))
    return replace(outcome, warnings=(*outcome.warnings, *unknown))


def name_of(part: Part, source: Source) -> str:
    """What a reader sees as the origin of a figure."""
    parts = f", del {part.number} av {part.count}" if part.count > 1 else ""
    return f"{source.publisher or 'SSB'}, tabell {source.table}{parts}"


def delivery_of(part: Part, recipe: Recipe, *, now: datetime) -> Delivery:
    return Delivery(
        Channel.SSB,
        name_of(part, recipe.source),
        part.body,
        received_from=recipe.by,
        received_at=now,
        known_from=recipe.known_from,
        source=recipe.source,
        address=part.address,
        updated_upstream=recipe.updated_upstream,
    )


def keep_indicators(dataset: Dataset, recipe: Recipe, periods: Mapping[str, Period | None]) -> dict[str, int]:
    """The indicator of every code in the answer: what it is mapped to, else one that is named as the table names it.

    How the value of a group is made is left open where the table does not say that figures can be added.
    """
    found = {one.code: one for one in indicators_in(dataset) if one.code not in recipe.left_out}
    kept = {code: recipe.mapped[code] for code in found if code in recipe.mapped}
    kept |= indicators_coded(found.keys() - kept.keys())
    frequencies = {period.frequency.value for period in periods.values() if period}
    frequency = {"frequency": frequencies.pop()} if len(frequencies) == 1 else {}
    new = [indicator_of(one, **frequency) for code, one in found.items() if code not in kept]
    Indicator.objects.bulk_create(new, batch_size=1_000, ignore_conflicts=True)
    kept |= indicators_coded([one.code for one in new])
    name_source(recipe.source, kept.values())
    return kept


def name_source(source: Source, indicators: Iterable[int]) -> None:
    """Let each indicator name the source that its figures come from."""
    links = Indicator.sources.through._default_manager
    named = set(links.filter(source_id=source.pk).values_list("indicator_id", flat=True))
    new = [Indicator.sources.through(indicator_id=one, source_id=source.pk) for one in {*indicators} - named]
    links.bulk_create(new, batch_size=1_000, ignore_conflicts=True)


def figure_of(cell: Cell, value: CellValue, known: Known, recipe: Recipe) -> NewFigure:
    period = known.periods[cell.period]
    return NewFigure(
        indicator_id=known.indicators[cell.indicator],
        region_id=known.regions[cell.region].pk,
        period=period.code if period else "",
        period_end=period.end if period else None,
        vintage=vintage_of(cell, value, recipe),
        place=f"value[{cell.position}]",
        extra=projection_of(recipe.source) | ({"status": cell.note} if cell.note else {}),
    )


def projection_of(source: Source) -> dict[str, str]:
    """What the source's figures are projected from, as its file says or as the table is known; else nothing."""
    start = source.extra.get("projected_from")
    return {"projected_from": str(start)} if start else projection_in(source.table)


def vintage_of(cell: Cell, value: CellValue, recipe: Recipe) -> Vintage:
    """Only a number can be revised: what is missing in March is not marked as provisional."""
    is_provisional = value.is_provisional or bool(value.literal and cell.period == recipe.provisional)
    projection = projection_of(recipe.source)
    judged = ValueKind.PROVISIONAL if is_provisional else ValueKind.ACTUAL
    return Vintage(
        literal=value.literal,
        missing=value.missing,
        kind=(ValueKind.PROJECTION if projection else judged).value,
        standing=Standing.SHOWN if projection else Standing.OFFICIAL,
        scenario=scenario_in(projection),
        source_table=recipe.source.table,
        table_rank=0,
        known_from=recipe.known_from,
    )
