"""A cube of figures as a JSON-stat 2.0 dataset (https://json-stat.org/format/), every number as it was published.

The symbol of a cell without a number stands in `status`, and so does what else must be said of a number: `p` where it
is provisional, `f` where it is projected, `e` where it is an estimate, as Eurostat has them. What the letters mean
stands in `extension.status.label`.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

import orjson
from django.utils.translation import get_language, gettext

from accounts.moments import moment_said
from api.exports.figure_columns import plain_number
from api.queries.cube import Cube, CubeFigure
from indicators.formats import unit_title
from indicators.models import Indicator, ValueKind

JSON_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
NOTHING = b"null"
STATUS = {
    # What is said of a change is said by its indicator.
    ValueKind.ACTUAL.value: "",
    ValueKind.CHANGE.value: "",
    # As Statistics Norway prints it, so that what is read back is provisional too.
    ValueKind.PROVISIONAL.value: "*",
    ValueKind.PROJECTION.value: "f",
    ValueKind.ESTIMATE.value: "e",
}


def dataset_of(cube: Cube, *, known_at: datetime | None) -> bytes:
    """The whole document, in the language that is asked for."""
    status = {str(cell): said for cell, one in cube.figures.items() if (said := status_of(one))}
    document: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": label_of(cube),
        "source": "; ".join(cube.sources),
        "updated": moment_said(cube.updated),
        "note": [gettext("Tallene er de som gjelder i hver celle. Tall uten periode er ikke med.")],
        "role": {"metric": ["indicator"], "geo": ["region"], "time": ["period"]},
        "id": ["indicator", "region", "period"],
        "size": list(cube.size),
        "dimension": dimensions_of(cube),
        "value": orjson.Fragment(b"[%b]" % b",".join(numbers(cube))),
        "status": status,
        "extension": extension_of(cube, set(status.values()), known_at),
    }
    return orjson.dumps(document)


def numbers(cube: Cube) -> Iterator[bytes]:
    """Every cell in order; null where there is no number."""
    first, second, third = cube.size
    for cell in range(first * second * third):
        figure = cube.figures.get(cell)
        yield json_number(figure.literal) if figure and figure.literal else NOTHING


def json_number(literal: str) -> bytes:
    """As it was published, 5.0 and not 5; where JSON knows no such spelling, the same number in one that it knows."""
    return (literal if JSON_NUMBER.fullmatch(literal) else f"{Decimal(literal):f}").encode()


def status_of(figure: CubeFigure) -> str:
    kind = STATUS.get(figure.kind, figure.kind)
    return kind if figure.literal else figure.missing or kind


def label_of(cube: Cube) -> str:
    names = [name_of(one) for one in cube.indicators]
    return names[0] if len(names) == 1 else gettext("%(count)d indikatorer") % {"count": len(names)}


def name_of(indicator: Indicator) -> str:
    """The name in the language that is asked for, else in bokmål."""
    names = {"nn": indicator.name_nn, "en": indicator.name_en}
    return names.get(get_language() or "") or indicator.name_nb


def dimensions_of(cube: Cube) -> dict[str, Any]:
    codes = [one.code for one in cube.indicators]
    metric = {
        "index": codes,
        "label": {one.code: name_of(one) for one in cube.indicators},
        "unit": {one.code: unit_of(one) for one in cube.indicators},
    }
    notes = {one.code: said for one in cube.indicators if (said := notes_on(one))}
    places = {"index": [one.code for one in cube.regions], "label": {one.code: one.name for one in cube.regions}}
    times = {"index": list(cube.periods), "label": {code: code for code in cube.periods}}
    return {
        "indicator": {"label": gettext("indikator"), "category": metric | ({"note": notes} if notes else {})},
        "region": {"label": gettext("region"), "category": places},
        "period": {"label": gettext("periode"), "category": times},
    }


def unit_of(indicator: Indicator) -> dict[str, Any]:
    decimals = {} if indicator.decimals is None else {"decimals": indicator.decimals}
    return {"base": unit_title(indicator.unit), **decimals}


def notes_on(indicator: Indicator) -> list[str]:
    return [text for text in (indicator.definition, indicator.unit_note, indicator.quality_note) if text]


def extension_of(cube: Cube, statuses: set[str], known_at: datetime | None) -> dict[str, Any]:
    """What the format has no place for."""
    labels = status_labels()
    told: dict[str, Any] = {"status": {"label": {sign: labels.get(sign, sign) for sign in sorted(statuses)}}}
    told["indicators"] = {one.code: described(one) for one in cube.indicators}
    if known_at:
        told["known_at"] = moment_said(known_at)
    if bounds := {str(cell): said for cell, one in cube.figures.items() if (said := bounds_of(one))}:
        told["intervals"] = bounds
    return told


def described(indicator: Indicator) -> dict[str, str]:
    return {
        "unit": indicator.unit,
        "frequency": indicator.frequency,
        "direction": indicator.direction or "",
        "base_period": indicator.base_period,
    }


def bounds_of(figure: CubeFigure) -> Mapping[str, str]:
    bounds = {"from": figure.value_min, "to": figure.value_max}
    return {name: plain_number(value) for name, value in bounds.items() if value is not None}


def status_labels() -> dict[str, str]:
    """What the signs in `status` mean; a kind without a letter is called by its name."""
    return {
        ".": gettext("Tall kan ikke forekomme"),
        "..": gettext("Tall mangler"),
        ":": gettext("Skjult av hensyn til personvern"),
        "-": gettext("Kilden har satt en strek; vi leser den ikke som null"),
        "*": gettext("foreløpig"),
        "f": gettext("framskriving"),
        "e": gettext("anslag"),
        **{kind.value: str(kind.label) for kind in ValueKind},
    }
