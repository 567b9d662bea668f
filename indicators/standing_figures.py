"""What stands in the newest cells of one indicator in one region: the official figure, and what stands beside it."""

from collections.abc import Collection
from dataclasses import dataclass

from indicators.formats import published, with_unit
from indicators.models import Indicator, Observation, Region, Standing, ValueKind


@dataclass(frozen=True, slots=True)
class StandingFigure:
    """One figure of a cell as it is read, and which source it was fetched from, if any."""

    text: str
    source: str
    is_provisional: bool


@dataclass(frozen=True, slots=True)
class CellFigures:
    """A period with its figures; what nobody has said is None."""

    period: str
    official: StandingFigure | None
    cited: StandingFigure | None
    own: StandingFigure | None

    @property
    def figures(self) -> tuple[StandingFigure | None, ...]:
        """Those of the table, from left to right: the first that is there counts."""
        return self.official, self.cited, self.own


def newest_cells(
    indicator: Indicator, region: Region | None, *, most: int, hidden_tables: Collection[str] = ()
) -> list[CellFigures]:
    """The cells of the newest periods, the newest first; one query. `hidden_tables` the reader may not know of."""
    if region is None:
        return []
    rows = (
        Observation.objects.filter(indicator=indicator, region=region)
        .exclude(period="")
        .exclude(source_table__in=hidden_tables)
        .totals()
        .judged()
        .newest_per_standing()
        .select_related("fetch__source")
        .order_by("-period_end", "-period")
    )
    cells: dict[str, dict[int, StandingFigure]] = {}
    for row in rows:
        cells.setdefault(row.period, {})[row.standing] = standing_figure(row, indicator)
    return [
        CellFigures(
            period,
            by.get(Standing.OFFICIAL) or by.get(Standing.COMPUTED),
            by.get(Standing.CITED),
            by.get(Standing.CORRECTION),
        )
        for period, by in list(cells.items())[:most]
    ]


def standing_figure(row: Observation, indicator: Indicator) -> StandingFigure:
    text = with_unit(published(row.literal, indicator.decimals), indicator.unit) if row.literal else row.missing
    source = row.fetch.source
    if row.standing == Standing.COMPUTED:
        return StandingFigure(text, str(Standing.COMPUTED.label), row.kind == ValueKind.PROVISIONAL)
    return StandingFigure(
        text=text,
        source=(source.publisher or source.name) if source else "",
        is_provisional=row.kind == ValueKind.PROVISIONAL,
    )
