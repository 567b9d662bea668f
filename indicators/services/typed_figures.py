"""A figure that a person types, with where it is from: through the same door as every other figure.

It never becomes official. A figure that is quoted from a source counts where the official statistics have none; the
municipality's own stands beside what is published.
"""

import csv
import io
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from django.db import transaction

from accounts.imports import ImportProblem
from accounts.models import Municipality
from accounts.services import record_event
from indicators.models import Channel, Indicator, Region, Standing, ValueKind
from indicators.periods import Period, parse_period
from indicators.queries import readings_that_count
from indicators.regions import resolve
from indicators.rules import OFFICIAL, Reading
from indicators.services.recording import Delivery, NewFigure, record_figures
from indicators.sources.observations_csv import COLUMNS
from indicators.vintages import Vintage


class TypedKind(StrEnum):
    """What a person says of the figure that they type."""

    CITED = "cited"
    CITED_PROVISIONAL = "cited_provisional"
    OWN = "own"


VALUE_KINDS = {
    TypedKind.CITED: ValueKind.ACTUAL,
    TypedKind.CITED_PROVISIONAL: ValueKind.PROVISIONAL,
    TypedKind.OWN: ValueKind.CORRECTION,
}


@dataclass(frozen=True, slots=True)
class TypedFigure:
    """What a person typed: a number or the symbol for why there is none, and where it is from."""

    indicator: Indicator
    period: str
    value: Decimal | None
    missing: str
    kind: TypedKind
    note: str

    @property
    def literal(self) -> str:
        """The number as it was typed, with the decimals that it was typed with."""
        return "" if self.value is None else f"{self.value:f}"

    @property
    def value_kind(self) -> ValueKind:
        """A figure of an indicator of changes is a change, unless it is the municipality's own."""
        kind = VALUE_KINDS[self.kind]
        return ValueKind.CHANGE if kind == ValueKind.ACTUAL and self.indicator.base_period else kind

    @property
    def standing(self) -> Standing:
        return Standing.CORRECTION if self.kind is TypedKind.OWN else Standing.CITED


@dataclass(frozen=True, slots=True)
class TypedOutcome:
    """Whether the figure said anything new, in which period it stands, and the official one that counts before it.

    `warnings` are what it does not add up with.
    """

    is_new: bool
    period: Period
    official: Reading | None
    warnings: tuple[ImportProblem, ...] = ()


@transaction.atomic
def type_figure(*, typed: TypedFigure, municipality: Municipality, by: str, now: datetime) -> TypedOutcome:
    """Keep a typed figure for the municipality. The same again says nothing new."""
    region = resolve({municipality.number})[municipality.number]
    period = period_of(typed)
    delivery = Delivery(
        channel=Channel.HAND,
        name=f"{typed.indicator.code} {period.code}",
        body=written_out(typed, region, period),
        received_from=by,
        received_at=now,
        known_from=now,
        note=typed.note,
    )
    recorded = record_figures(figures=[figure_of(typed, region, period, now)], delivery=delivery)
    is_new = recorded.outcome.wrote
    if recorded.fetch and is_new:
        record_event(
            action="indicators.figure.typed",
            subject=recorded.fetch,
            by=by,
            now=now,
            municipality_number=municipality.number,
            after=told(typed, region, period),
            reason=typed.note,
        )
    official = official_in(typed.indicator, region, period)
    return TypedOutcome(is_new, period, official, recorded.outcome.warnings)


def period_of(typed: TypedFigure) -> Period:
    """The period of the cell: a change since a base period is written with both ends."""
    base = typed.indicator.base_period
    return parse_period(f"{base}-{typed.period}" if base else typed.period)


def figure_of(typed: TypedFigure, region: Region, period: Period, now: datetime) -> NewFigure:
    vintage = Vintage(
        literal=typed.literal,
        missing=typed.missing,
        kind=typed.value_kind,
        standing=typed.standing,
        source_table="",
        table_rank=0,
        known_from=now,
    )
    return NewFigure(
        indicator_id=typed.indicator.pk,
        region_id=region.pk,
        period=period.code,
        period_end=period.end,
        vintage=vintage,
        place="",
    )


def written_out(typed: TypedFigure, region: Region, period: Period) -> bytes:
    """The figure as a file of one row, so that the same figure is the same delivery."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*(name for name in COLUMNS.required if name != "value"), "period", "value", "missing", "kind"])
    writer.writerow(
        [typed.indicator.code, region.code, period.code, typed.literal, typed.missing, typed.value_kind.value]
    )
    return text.getvalue().encode()


def told(typed: TypedFigure, region: Region, period: Period) -> dict[str, str]:
    """The figure for the audit trail."""
    return {
        "indicator": typed.indicator.code,
        "region": region.code,
        "period": period.code,
        "value": typed.literal or typed.missing,
        "kind": typed.value_kind.value,
    }


def official_in(indicator: Indicator, region: Region, period: Period) -> Reading | None:
    """The official figure of the cell, where it is the one that counts."""
    series = readings_that_count(indicators=[indicator.pk], regions=[region.pk]).get((indicator.pk, region.pk), [])
    found = [reading for reading in series if reading.period == period.code and reading.standing == OFFICIAL]
    return found[0] if found else None
