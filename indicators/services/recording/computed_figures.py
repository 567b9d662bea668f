"""What was computed as figures on their way in, and the delivery that says what they were computed from."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from indicators.models import Channel, Region, Standing
from indicators.periods import parse_period
from indicators.queries.derivation import Cell, Derived
from indicators.queries.formulas import WordedFormula
from indicators.services.recording.deliveries import Delivery
from indicators.services.recording.figures import NewFigure
from indicators.source_names import COMPUTED
from indicators.vintages import Vintage

BY = "Planpuls"


@dataclass(frozen=True, slots=True)
class Told:
    """What a formula gives in one cell from a moment on."""

    cell: Cell
    moment: datetime
    derived: Derived


def figures_of(formula: WordedFormula, told: Sequence[Told]) -> Iterator[NewFigure]:
    """The figures for the door, in the order in which they became known."""
    for one in told:
        (region, period), figure = one.cell, one.derived.figure
        vintage = Vintage(
            literal=figure.literal,
            missing=figure.missing,
            kind=figure.kind,
            standing=Standing.COMPUTED,
            source_table="",
            table_rank=0,
            known_from=one.moment,
        )
        yield NewFigure(
            indicator_id=formula.indicator.pk,
            region_id=region,
            period=period,
            period_end=parse_period(period).end,
            vintage=vintage,
            place="",
            extra={"reason": figure.reason} if figure.reason else {},
        )


def delivery_of(formula: WordedFormula, told: Sequence[Told], *, now: datetime) -> Delivery:
    """One computation: the formula, and every figure that went into it, so that anybody can do it again."""
    return Delivery(
        channel=Channel.COMPUTED,
        name=COMPUTED,
        body=written_out(formula, told),
        received_from=BY,
        received_at=now,
        known_from=max(one.moment for one in told),
        address=formula.in_codes,
        note=formula.in_names,
        is_kept_for_news_only=True,
    )


def written_out(formula: WordedFormula, told: Sequence[Told]) -> bytes:
    """The formula on the first line, then a table with a column for each term."""
    text = io.StringIO()
    text.write(f"{formula.in_codes}\n")
    writer = csv.writer(text, lineterminator="\n")
    terms = [term.indicator.code for term in formula.terms]
    writer.writerow(["known_from", "region", "period", *terms, "value", "missing", "kind"])
    codes = dict(Region.objects.filter(pk__in={one.cell[0] for one in told}).values_list("pk", "code"))
    for one in told:
        (region, period), figure = one.cell, one.derived.figure
        inputs = [reading.literal or reading.missing for reading in one.derived.inputs] or [""] * len(terms)
        where = [one.moment.isoformat(), codes[region], period]
        writer.writerow([*where, *inputs, figure.literal, figure.missing, figure.kind])
    return text.getvalue().encode()
