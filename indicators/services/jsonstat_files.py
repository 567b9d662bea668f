"""Loading a JSON-stat file: what is new of indicators and regions is made, its cells go through the one door."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from accounts.imports import ImportProblem, LoadOutcome, Problems, quoted, refusal
from accounts.syncing import in_chunks
from indicators.demography.codes import projection_in
from indicators.models import MISSING_SYMBOLS, Channel, GroupValue, Indicator, Region, Standing, ValueKind
from indicators.periods import Period, PeriodError, parse_period
from indicators.regions import problem_with, resolve
from indicators.services.recording import Delivery, NewFigure, reading, take_delivery, whole_or_nothing
from indicators.sources.cells import BadCell
from indicators.sources.jsonstat import (
    Axes,
    Cell,
    Dataset,
    DatasetRefused,
    IndicatorInTable,
    axes_of,
    cells_of,
    indicators_in,
    read_dataset,
)
from indicators.sources.values import CellValue, cell_value
from indicators.table_notes import notes_in
from indicators.vintages import Vintage, scenario_in

CODES_PER_QUERY = 5_000
LONGEST_SYMBOL, LONGEST_UNIT = 10, 200
# Beside those of today, the one that was printed until 2021 for figures that had not come yet.
KNOWN_SYMBOLS = frozenset({*MISSING_SYMBOLS, "..."})
# Regions of a file without a region dimension are all the same unnamed one.
NO_REGION = "-"


@whole_or_nothing()
def load_jsonstat(
    *,
    name: str,
    stem: str,
    body: bytes,
    most_cells: int,
    provisional: bool,
    known_from: datetime,
    by: str,
    now: datetime,
) -> LoadOutcome:
    """Take in a dataset: all of it, or ImportRefused and nothing. `provisional` marks its figures so."""
    problems = Problems(name)
    try:
        dataset = dataset_with_figures(body, name=name, stem=stem, most_cells=most_cells)
        axes, kept, cells = axes_of(dataset), keep_indicators(dataset), cells_of(dataset)
    except DatasetRefused as refused:
        raise refusal(name, refused.place, refused.message) from None
    periods, regions = periods_of(axes, problems), regions_of(axes, problems)
    problems.refuse_if_any()
    projection = projection_in(dataset.table)
    figures = (
        figure_of(
            cell, value, kept, regions, periods, projection=projection, provisional=provisional, known_from=known_from
        )
        for cell in cells
        if (value := value_of(cell, problems)) is not None
    )
    delivery = Delivery(
        channel=Channel.JSONSTAT,
        name=name,
        body=body,
        received_from=by,
        received_at=now,
        known_from=known_from,
        updated_upstream=dataset.updated,
        note="\n".join(notes_in(dataset)),
        read_as=reading(
            "dataset", kept, {code: region.pk for code, region in regions.items()}, provisional=provisional
        ),
    )
    outcome = take_delivery(figures=figures, delivery=delivery, action="indicators.dataset.loaded", problems=problems)
    return replace(
        outcome, warnings=(*outcome.warnings, *(ImportProblem(name, "status", one) for one in unknown_in(dataset)))
    )


def unknown_in(dataset: Dataset) -> list[str]:
    """A sentence for each symbol that nobody has said the meaning of. Its cells have no figure, and keep the symbol."""
    told = gettext("tegnet %(symbol)s er ukjent; det leses som at tallet mangler")
    return [told % {"symbol": quoted(one)} for one in sorted(dataset.missing_symbols() - KNOWN_SYMBOLS)]


def dataset_with_figures(body: bytes, *, name: str, stem: str, most_cells: int) -> Dataset:
    """The dataset of the file; a mere description of a table brings nothing to load."""
    dataset = read_dataset(body, stem=stem, max_cells=most_cells)
    if dataset.is_description:
        raise refusal(name, "value", gettext("filen beskriver en tabell, men har ingen tall"))
    return dataset


def indicator_of(one: IndicatorInTable, **values: Any) -> Indicator:
    """A new indicator as its table describes it. Only what the table says can be added is added over municipalities."""
    group_value = GroupValue.SUM if one.adds_up else ""
    said = {"name_nb": one.name, "unit": one.unit[:LONGEST_UNIT], "decimals": one.decimals, "group_value": group_value}
    return Indicator(code=one.code, **said | values)


def keep_indicators(dataset: Dataset) -> dict[str, int]:
    """Every indicator of the dataset by its code; those that are new get the file's name, unit and decimals."""
    found = {one.code: one for one in indicators_in(dataset)}
    kept = indicators_coded(found)
    new = [indicator_of(one) for code, one in sorted(found.items()) if code not in kept]
    # Another load may have made the same ones a moment ago; then they are that load's.
    Indicator.objects.bulk_create(new, batch_size=1_000, ignore_conflicts=True)
    return kept | indicators_coded({one.code for one in new})


def indicators_coded(codes: Collection[str]) -> dict[str, int]:
    kept: dict[str, int] = {}
    for chunk in in_chunks(codes, CODES_PER_QUERY):
        kept |= dict(Indicator.objects.filter(code__in=chunk).values_list("code", "pk"))
    return kept


def periods_of(axes: Axes, problems: Problems) -> dict[str, Period | None]:
    """The period of every code of time; a dataset without time has figures without a period, which are only shown."""
    periods: dict[str, Period | None] = {"": None}
    for code in axes.time.codes if axes.time else ():
        try:
            periods[code] = parse_period(code)
        except PeriodError:
            message = gettext("%(code)s er ikke en periode") % {"code": quoted(code)}
            problems.add(f"dimension.{axes.time.id if axes.time else ''}", message)
    return periods


def regions_of(axes: Axes, problems: Problems) -> dict[str, Region]:
    """The region of every code; a new one is called what the file calls it."""
    labels = dict(zip(axes.region.codes, axes.region.labels, strict=True)) if axes.region else {NO_REGION: NO_REGION}
    for code in labels:
        if message := problem_with(code):
            problems.add(f"dimension.{axes.region.id if axes.region else ''}", message)
    problems.refuse_if_any()
    regions = resolve(set(labels))
    unnamed = [region for code, region in regions.items() if region.name == region.code != labels[code]]
    for region in unnamed:
        region.name = labels[region.code][:200]
    Region.objects.bulk_update(unnamed, ["name"], batch_size=500)
    return regions


def value_of(cell: Cell, problems: Problems) -> CellValue | None:
    """What the cell says; a status beside a number is kept as a note, and only a star changes what the number is."""
    if not cell.literal and len(cell.missing) > LONGEST_SYMBOL:
        message = gettext("%(text)s er for langt til å være et tegn") % {"text": quoted(cell.missing)}
        problems.add(f"status[{cell.position}]", message)
        return None
    if not cell.literal:
        return CellValue(None, "", cell.missing)
    try:
        return cell_value(cell.literal, "*" if cell.is_provisional else "")
    except BadCell as bad:
        problems.add(f"value[{cell.position}]", str(bad))
        return None


def figure_of(
    cell: Cell,
    value: CellValue,
    indicators: dict[str, int],
    regions: dict[str, Region],
    periods: dict[str, Period | None],
    *,
    projection: dict[str, str],
    provisional: bool,
    known_from: datetime,
) -> NewFigure:
    """The cell as a figure; what a table of projections says is none that is judged."""
    period = periods[cell.period]
    judged = ValueKind.PROVISIONAL if provisional or value.is_provisional else ValueKind.ACTUAL
    vintage = Vintage(
        literal=value.literal,
        missing=value.missing,
        kind=(ValueKind.PROJECTION if projection else judged).value,
        standing=Standing.SHOWN if projection else Standing.OFFICIAL,
        scenario=scenario_in(projection),
        source_table="",
        table_rank=0,
        known_from=known_from,
    )
    return NewFigure(
        indicator_id=indicators[cell.indicator],
        region_id=regions[cell.region].pk,
        period=period.code if period else "",
        period_end=period.end if period else None,
        vintage=vintage,
        place=f"value[{cell.position}]",
        extra=projection | ({"status": cell.note} if cell.note else {}),
    )
