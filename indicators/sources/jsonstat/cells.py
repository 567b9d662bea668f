"""The cells of a dataset as figures: of which indicator, region and period, and what is printed there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

import numpy as np
import orjson
from numpy.typing import NDArray

from indicators.sources.jsonstat.axes import axes_of, indicator_codes
from indicators.sources.jsonstat.columns import Columns
from indicators.sources.jsonstat.dataset import Dataset
from indicators.sources.jsonstat.dimensions import Dimension

CELLS_AT_A_TIME = 50_000
NO_REGION, NO_PERIOD = "-", ""
# Null without a symbol is a value that is missing; a star beside a value says that it is provisional.
MISSING, PROVISIONAL = "..", "*"


class Cell(NamedTuple):
    """One cell. `literal` is its number in plain digits, empty where there is none; `symbol` is its status."""

    position: int
    indicator: str
    region: str
    period: str
    literal: str
    symbol: str

    @property
    def value(self) -> Decimal | None:
        return Decimal(self.literal) if self.literal else None

    @property
    def missing(self) -> str:
        """Why there is no number: the symbol as it is printed; empty where there is one. A dash is no zero."""
        return "" if self.literal else self.symbol or MISSING

    @property
    def is_provisional(self) -> bool:
        return bool(self.literal) and self.symbol == PROVISIONAL

    @property
    def note(self) -> str:
        """What the status says beside a number; the number stands whatever it says."""
        return self.symbol if self.literal and self.symbol != PROVISIONAL else ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the cells are called along some of the dimensions: one name for each combination of their codes."""

    names: Sequence[str]
    # For each of the dimensions: how many cells apart its codes are, how many they are, and how many names apart.
    steps: tuple[tuple[int, int, int], ...]

    def of(self, cells: NDArray[np.int64]) -> list[str]:
        places = np.zeros(len(cells), np.int64)
        for cells_apart, count, names_apart in self.steps:
            places += cells // cells_apart % count * names_apart
        return [self.names[place] for place in places.tolist()]


def reading_along(dataset: Dataset, chosen: Sequence[Dimension], names: Sequence[str]) -> Reading:
    steps = []
    cells_apart = names_apart = 1
    for dimension in reversed(dataset.dimensions):
        if any(dimension is one for one in chosen):
            steps.append((cells_apart, dimension.size, names_apart))
            names_apart *= dimension.size
        cells_apart *= dimension.size
    # Along a dimension of one code nothing changes.
    return Reading(names, tuple(step for step in steps if step[1] > 1))


def cells_of(dataset: Dataset) -> Iterator[Cell]:
    """Every cell in the order of the file. Raises DatasetRefused before the first one, or not at all."""
    axes = axes_of(dataset)
    readings = (
        reading_along(dataset, axes.others, indicator_codes(dataset, axes)),
        reading_along(dataset, [axes.region], axes.region.codes) if axes.region else Reading([NO_REGION], ()),
        reading_along(dataset, [axes.time], axes.time.codes) if axes.time else Reading([NO_PERIOD], ()),
    )
    return cells_along(dataset.columns, readings)


def cells_along(columns: Columns, readings: Sequence[Reading]) -> Iterator[Cell]:
    """A stretch of cells at a time, so that a million of them are never in memory at once."""
    for start in range(0, len(columns), CELLS_AT_A_TIME):
        cells = np.arange(start, min(start + CELLS_AT_A_TIME, len(columns)))
        names = (reading.of(cells) for reading in readings)
        symbols = [columns.symbol_texts[code] for code in columns.symbols[cells].tolist()]
        yield from map(Cell._make, zip(cells.tolist(), *names, literals(columns, cells), symbols, strict=True))


def literals(columns: Columns, cells: NDArray[np.int64]) -> list[str]:
    """The shortest text that means each number, as the source has written it but for zeros at the end."""
    shortest = orjson.dumps(columns.values[cells], option=orjson.OPT_SERIALIZE_NUMPY)[1:-1].decode().split(",")
    plain = [plain_digits(text) for text in shortest]
    if columns.exact:
        return [columns.exact.get(cell, text) for cell, text in zip(cells.tolist(), plain, strict=True)]
    return plain


def plain_digits(text: str) -> str:
    if text == "null":
        return ""
    return f"{Decimal(text):f}" if "e" in text else text.removesuffix(".0")
