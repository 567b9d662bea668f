"""Reading a JSON-stat dataset of a million cells: against parsing it without asking anything, and against pyjstat."""

import subprocess
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import prod
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray
from pyjstat import pyjstat

from bench.memory import STATUS_OF_PROCESS
from bench.timing import Result, compared, measured
from indicators.sources.jsonstat import Dataset, cells_of, read_dataset

FLOOR_AT_MOST, PYJSTAT_AT_LEAST, PEAK_AT_MOST = 1.3, 12, 250
SIZES = {"Region": 400, "ContentsCode": 125, "Tid": 20}
SYMBOLS = (".", "..", ":")
CODES = {"Region": "{:04}", "ContentsCode": "KOSmaal{:04}", "Tid": "{}"}
# One cell in twenty has a symbol instead of a value.
CELLS_PER_SYMBOL = 20
MEASURED_ALONE = """
import sys
from pathlib import Path
from time import process_time
from indicators.sources.jsonstat import read_dataset
body = Path(sys.argv[1]).read_bytes()
start = process_time()
dataset = read_dataset(body, stem="bench", max_cells=1_000_000)
milliseconds = (process_time() - start) * 1_000
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(int(peak.split()[1]) / 1_000, milliseconds)
"""


class DifferentCells(Exception):
    """Two ways of reading disagree, so that comparing their speed would say nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a statistics bureau has sent, and the ways to read it."""

    body: bytes

    def floor(self) -> NDArray[np.float64]:
        """As fast as it goes when nobody asks whether the file is right, and what its symbols say."""
        document = orjson.loads(self.body)
        values: NDArray[np.float64] = np.array(document["value"], dtype=float).reshape(document["size"])
        return values

    def columns(self) -> Dataset:
        return read_dataset(self.body, stem="bench", max_cells=prod(SIZES.values()))

    def rows(self) -> None:
        """All the way: every cell with its codes and its number as a Decimal."""
        deque((cell.value for cell in cells_of(self.columns())), maxlen=0)

    def pyjstat(self) -> Any:
        return pyjstat.Dataset.read(self.body.decode()).write("dataframe", naming="id")


def reading(*, rounds: int) -> Iterator[Result]:
    """How the reader stands against the floor and against the usual choice, and how much memory it takes."""
    answer = Answer(orjson.dumps(synthetic_dataset()))
    require_same_cells(answer)
    ways = {"floor": answer.floor, "columns": answer.columns, "rows": answer.rows, "pyjstat": answer.pyjstat}
    took = measured(ways, rounds=rounds, before=nothing)
    cells = f"{prod(SIZES.values()):,} cells"
    yield compared(f"JSON-stat to columns, {cells} against the floor", took, "floor", "columns", at_most=FLOOR_AT_MOST)
    yield compared(
        f"JSON-stat to columns, {cells} against pyjstat", took, "columns", "pyjstat", at_least=PYJSTAT_AT_LEAST
    )
    yield compared(f"JSON-stat to Decimal rows, {cells} against pyjstat", took, "rows", "pyjstat")
    yield from peak_memory(answer)


def nothing() -> None:
    """Reading leaves nothing behind that must be put back."""


def synthetic_dataset() -> dict[str, Any]:
    """Nothing is drawn by lot, so every run on every machine reads the same figures, with none to four decimals."""
    cells = range(prod(SIZES.values()))
    value = [None if cell % CELLS_PER_SYMBOL == 7 else figure(cell) for cell in cells]
    status = {str(cell): SYMBOLS[cell // CELLS_PER_SYMBOL % 3] for cell in cells if cell % CELLS_PER_SYMBOL == 7}
    return {
        "version": "2.0",
        "class": "dataset",
        "label": "Et datasett å måle på",
        "updated": "2026-06-15T06:00:00Z",
        "role": {"time": ["Tid"], "geo": ["Region"], "metric": ["ContentsCode"]},
        "id": list(SIZES),
        "size": list(SIZES.values()),
        "dimension": {name: dimension(name) for name in SIZES},
        "value": value,
        "status": status,
        "extension": {"px": {"tableid": "99999", "decimals": 1}},
    }


def figure(cell: int) -> float | int:
    number = cell * 7_919 % 1_000_003
    return number if cell % 3 == 0 else number / 10 ** (cell % 5)


def dimension(name: str) -> dict[str, Any]:
    codes = [CODES[name].format(number) for number in range(2000, 2000 + SIZES[name])]
    labels = {code: f"Navn på {code}" for code in codes}
    return {"label": name, "category": {"index": {code: n for n, code in enumerate(codes)}, "label": labels}}


def require_same_cells(answer: Answer) -> None:
    """The three ways must have seen the same figures, and the reader the symbols too."""
    dataset, values = answer.columns(), answer.floor().ravel()
    if not np.array_equal(dataset.columns.values, values, equal_nan=True):
        raise DifferentCells("the reader and the floor have different values")
    if not np.array_equal(answer.pyjstat()["value"].to_numpy(dtype=float), values, equal_nan=True):
        raise DifferentCells("pyjstat and the floor have different values")
    for cell in cells_of(dataset):
        number = values[cell.position]
        if cell.value != (None if np.isnan(number) else Decimal(repr(float(number)))) or bool(cell.symbol) == bool(
            cell.literal
        ):
            raise DifferentCells(f"cell {cell.position} is not read right")


def peak_memory(answer: Answer) -> Iterator[Result]:
    """The most megabytes of a process that reads the file and does no more, its interpreter and libraries included."""
    if not STATUS_OF_PROCESS.exists():
        return
    with TemporaryDirectory(prefix="planpuls-bench-") as folder:
        file = Path(folder) / "dataset.json"
        file.write_bytes(answer.body)
        command = [sys.executable, "-c", MEASURED_ALONE, str(file)]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 our own words
    peak, milliseconds = (float(number) for number in printed.split())
    yield Result("JSON-stat to columns, peak in MB", milliseconds, 0, peak, at_most=PEAK_AT_MOST)
