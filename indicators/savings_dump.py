"""The savings potential as rows for scripts: every sector against every region, then the sums.

Costs are as published, and `million_nok` is not rounded, so that the sums are those of the rows to the last digit. A
sum has no need index of its own.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from indicators.dump import guarded
from indicators.models import Region
from indicators.queries.savings import YearFigures
from indicators.savings import Ground, Row, RowKind, compared

HEADING = ("service_area", "compared_with", "own", "other", "need_index", "inhabitants", "million_nok")
OTHER_AREAS, TOTAL = "Andre områder", "Totalt"
SavingsRow = dict[str, str | Decimal | None]


def savings_rows(figures: YearFigures, ground: Ground) -> Iterator[SavingsRow]:
    """One row per service area and region, by service area."""
    names = unmistakable(figures.comparable)
    for row in compared(ground, list(names)):
        for region, name in names.items():
            found = row.savings[region]
            values = (found.own, found.other, factor_of(row), ground.inhabitants, found.million)
            yield dict(zip(HEADING, (name_of(row), name, *values), strict=True))


def unmistakable(regions: Collection[Region]) -> dict[int, str]:
    """What each region is called; two of one name with the code as well."""
    names = Counter(region.name for region in regions)
    return {one.pk: one.name if names[one.name] == 1 else f"{one.name} ({one.code})" for one in regions}


def name_of(row: Row) -> str:
    """The service area; the two sums have the same name in every language."""
    if row.sector:
        return row.sector.name
    return OTHER_AREAS if row.kind is RowKind.OTHER_AREAS else TOTAL


def factor_of(row: Row) -> Decimal | None:
    return row.sector.need.factor if row.sector else None


def as_text(row: SavingsRow) -> list[str]:
    """The cells of a line: decimal point, no thousands separator, an index with a decimal at least."""
    return [cell(name, value) for name, value in row.items()]


def cell(name: str, value: str | Decimal | None) -> str:
    if not isinstance(value, Decimal):
        return guarded(value or "")
    text = f"{value:f}"
    # A published figure keeps its zeros; what was worked out has those of the arithmetic.
    if name in {"need_index", "million_nok"} and "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}.0" if name == "need_index" and "." not in text else text


def as_json(row: SavingsRow) -> dict[str, Any]:
    """The same with numbers."""
    return {name: number_of(value) if isinstance(value, Decimal) else value for name, value in row.items()}


def number_of(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
