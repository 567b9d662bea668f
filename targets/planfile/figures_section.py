"""The figures of an indicator in the plan file: its own, those it is compared with, and its parts. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from accounts.wording import say
from indicators.sources.values import KIND_WORDS, MISSING_SYMBOLS, NULL_SYMBOL
from indicators.sources.yaml_fields import Fields
from targets.planfile.records import FigureRecord

QUALIFIERS = frozenset(
    {
        *(
            "at",
            "ref_date",
            "approx",
            "bound",
            "scenario",
            "projected_from",
            "period_note",
            "unit_note",
            "horizon",
            "stated_as",
        ),
        *("perspective", "assumption", "relative", "relative_unit", "replaced_by", "basis", "quality", "note"),
        *("conflict_with", "alt_value_in_overview", "share"),
    }
)
# How the plan file says that its zero is none.
NO_VALUE_PRINTED = "manglende verdi"


def own_figures(indicator: Fields) -> Iterator[FigureRecord]:
    """The values of the indicator in its own region."""
    for item in indicator.items("values"):
        yield figure(item, region="", part="")


def compared_figures(indicator: Fields) -> tuple[tuple[FigureRecord, ...], list[dict[str, Any]], str]:
    """The values of other regions, what else is said of them, and how group values are made."""
    figures: list[FigureRecord] = []
    said: list[dict[str, Any]] = []
    aggregates = set()
    for item in indicator.items("comparisons"):
        entity, aggregate = item.required("entity"), item.text("aggregate")
        found = [figure(value, region=entity, part="") for value in item.items("values")]
        aggregates.add(aggregate)
        rest = item.left({"ocr_corrected", "at", "note"}) | ({"aggregate": aggregate} if aggregate else {})
        if rest or not found:
            said.append({"entity": entity, **rest})
        figures += found
    return tuple(figures), said, "sum" if "sum" in aggregates else ("mean" if "gjennomsnitt" in aggregates else "")


def partial_figures(indicator: Fields) -> tuple[tuple[FigureRecord, ...], list[dict[str, Any]]]:
    """The parts of the whole, or the classes of a distribution; a part without a number is kept in words."""
    figures: list[FigureRecord] = []
    said: list[dict[str, Any]] = []
    for item in indicator.items("breakdown"):
        name = item.required("part")
        if not any(item.has(key) for key in ("value", "min", "max", "missing")):
            said.append({"part": name, **item.left(QUALIFIERS | {"period", "kind"})})
            continue
        # The same part over two horizons is two figures.
        horizon = item.values.get("horizon")
        figures.append(figure(item, region="", part=f"{name}, {horizon}" if horizon else name))
    return tuple(figures), said


def figure(item: Fields, *, region: str, part: str) -> FigureRecord:
    """One value with its period and kind. A null is a missing value, never zero."""
    period = item.period("period")
    value, low, high = item.number("value"), item.amount("min"), item.amount("max")
    kind = item.choice("kind", KIND_WORDS) or "actual"
    missing = item.choice("missing", {symbol: symbol for symbol in MISSING_SYMBOLS})
    is_interval = value is None and not (low is None and high is None)
    if value is not None and missing:
        item.wrong("missing", say("feltet kan ikke stå sammen med en verdi"))
    if low is not None and high is not None and low > high:
        item.wrong("max", say("intervallet må slutte etter at det begynner"))
    extra = item.left(QUALIFIERS)
    if str(extra.get("quality", "")).startswith(NO_VALUE_PRINTED) and value is not None:
        extra["printed"], value, missing = f"{value:f}", None, NULL_SYMBOL
    return FigureRecord(
        place=item.place(),
        region=region,
        period=period,
        part=part,
        literal="" if value is None else f"{value:f}",
        missing=missing or ("" if value is not None or is_interval else NULL_SYMBOL),
        kind="interval" if is_interval and kind == "actual" else kind,
        value_min=low,
        value_max=high,
        is_conflict=item.has("conflict_with"),
        extra=extra,
    )


def decimals_in(figures: tuple[FigureRecord, ...]) -> int:
    """The largest number of decimals that a figure is given with."""
    return max((len(one.literal.partition(".")[2]) for one in figures), default=0)


def cited(figures: tuple[FigureRecord, ...]) -> list[Mapping[str, Any]]:
    """What the plan says about figures besides their value, whether or not the figure is kept from somewhere else."""
    return [
        {
            **({"region": one.region} if one.region else {}),
            **({"part": one.part} if one.part else {}),
            **({"period": one.period.code} if one.period else {}),
            **one.extra,
        }
        for one in figures
        if one.extra
    ]
