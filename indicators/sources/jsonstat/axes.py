"""What each dimension is for. Region and time are what an indicator is followed over; one combination of the metric and
the other dimensions is an indicator.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from indicators.sources.jsonstat.dataset import Dataset
from indicators.sources.jsonstat.dimensions import Dimension, Role, Unit
from indicators.sources.jsonstat.refusals import DatasetRefused, Refusal
from indicators.units import adds_up

LONGEST_CODE, LONGEST_NAME = 200, 500
# A description of a table has no cells that bound it.
MOST_INDICATORS_DESCRIBED = 100_000


@dataclass(frozen=True, slots=True)
class IndicatorInTable:
    """An indicator that the cells are figures of."""

    code: str
    name: str
    unit: str
    decimals: int | None
    # Whether the source says that figures of several places can be added.
    adds_up: bool = False


@dataclass(frozen=True, slots=True)
class Axes:
    """At most one region, at most one time, and the others, which make the indicators."""

    region: Dimension | None
    time: Dimension | None
    others: tuple[Dimension, ...]


def axes_of(dataset: Dataset) -> Axes:
    """Raises DatasetRefused where several dimensions claim to be the region, or the time."""
    region = only_one(dataset, Role.GEO, Refusal.SEVERAL_REGION_DIMENSIONS)
    time = only_one(dataset, Role.TIME, Refusal.SEVERAL_TIME_DIMENSIONS)
    return Axes(region, time, tuple(one for one in dataset.dimensions if one is not region and one is not time))


def only_one(dataset: Dataset, role: Role, several: Refusal) -> Dimension | None:
    found = [one for one in dataset.dimensions if one.role is role]
    if len(found) > 1:
        raise DatasetRefused(several, "role", dimensions=", ".join(one.id for one in found))
    return found[0] if found else None


def indicators_in(dataset: Dataset) -> Iterator[IndicatorInTable]:
    """The indicators of the cells, named by the labels of their codes. Raises DatasetRefused as `cells_of` does."""
    axes = axes_of(dataset)
    return described(dataset, axes, indicator_codes(dataset, axes))


def described(dataset: Dataset, axes: Axes, codes: Sequence[str]) -> Iterator[IndicatorInTable]:
    # No name is longer than it may be, so a long label need not be repeated whole.
    labels = product(*([label[:LONGEST_NAME] for label in one.labels] for one in axes.others))
    units = product(*([one.units.get(code) for code in one.codes] for one in axes.others))
    measuring = product(*([one.measuring.get(code, "") for code in one.codes] for one in axes.others))
    for code, names, said, measured in zip(codes, labels, units, measuring, strict=True):
        unit = next(filter(None, said), Unit("", None))
        decimals = dataset.decimals if unit.decimals is None else unit.decimals
        name = ", ".join(names) or dataset.label or dataset.table
        summed = adds_up(unit.text, "".join(measured))
        yield IndicatorInTable(code, name[:LONGEST_NAME], unit.text, decimals, summed)


def indicator_codes(dataset: Dataset, axes: Axes) -> list[str]:
    """`<table>:<code>:<code>…`, the codes in the order of the dimensions; the last dimension runs fastest."""
    check_count(dataset, axes)
    check_codes(dataset, axes)
    codes = [":".join((dataset.table, *combination)) for combination in product(*(one.codes for one in axes.others))]
    if len(set(codes)) < len(codes):
        raise DatasetRefused(Refusal.CODE_AMBIGUOUS, "dimension", code=Counter(codes).most_common(1)[0][0])
    return codes


def check_count(dataset: Dataset, axes: Axes) -> None:
    count, most = prod(one.size for one in axes.others), max(len(dataset.columns), MOST_INDICATORS_DESCRIBED)
    if count > most:
        raise DatasetRefused(Refusal.TOO_MANY_INDICATORS, "size", count=count, most=most)


def check_codes(dataset: Dataset, axes: Axes) -> None:
    """Codes that cannot be part of another code are found before the combinations of them are made."""
    for place, code in [("tableid", dataset.table), *((one.id, code) for one in axes.others for code in one.codes)]:
        if not code or any(sign.isspace() for sign in code):
            raise DatasetRefused(Refusal.CODE_HAS_WHITESPACE, place, code=code)
    length = len(dataset.table) + sum(1 + max(map(len, one.codes), default=0) for one in axes.others)
    if length > LONGEST_CODE:
        raise DatasetRefused(Refusal.CODE_TOO_LONG, "dimension", length=length, most=LONGEST_CODE)
