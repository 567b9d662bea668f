"""The cells of a dataset as columns: one number and one symbol per cell, in the order of the cells.

The numbers are floats, which hold every number of up to fifteen digits exactly; the few longer ones stand beside them
as text.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from indicators.sources.jsonstat.documents import Document
from indicators.sources.jsonstat.exact import long_numbers
from indicators.sources.jsonstat.parts import shown
from indicators.sources.jsonstat.refusals import DatasetRefused, Refusal

Symbols = NDArray[np.unsignedinteger[Any]]
NUMBER_TYPES = {int, float, type(None)}


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """All the cells. Empty in a description of a table, whose cells are not there."""

    # NaN where the cell has no number.
    values: NDArray[np.float64]
    # For each cell the place of its symbol in `symbol_texts`, whose first is none.
    symbols: Symbols
    symbol_texts: tuple[str, ...]
    # Numbers that a float does not hold, as they are written, by the number of their cell.
    exact: Mapping[int, str]

    def __len__(self) -> int:
        return len(self.values)


def read_columns(document: Document, *, cells: int, max_cells: int) -> Columns:
    """What `value` and `status` say. A description of a table has `"value": []` and may be of any size."""
    value, status = document.read_value(), document.dataset.members.get("status")
    if value == [] and not status:
        return Columns(np.empty(0), np.empty(0, np.uint8), ("",), {})
    if cells > max_cells:
        raise DatasetRefused(Refusal.CUBE_SIZE_OVERFLOW, "size", cells=cells, most=max_cells)
    values = read_values(value, cells, known_as_numbers=document.figures is not None)
    symbols, texts = read_status(status, cells)
    return Columns(values, symbols, texts, long_numbers(document))


def read_values(value: object, cells: int, *, known_as_numbers: bool) -> NDArray[np.float64]:
    """The numbers of an array, or of an object with those cells that have one."""
    if value is None:
        raise DatasetRefused(Refusal.MEMBER_MISSING, "value")
    if not isinstance(value, dict | list):
        raise DatasetRefused(Refusal.LIST_OR_OBJECT_EXPECTED, "value")
    found = value.values() if isinstance(value, dict) else value
    if not known_as_numbers:
        check_numbers(found, value if isinstance(value, dict) else range(len(value)))
    numbers = np.fromiter(found, np.float64, len(found))
    # There is no negative zero among figures: adding zero takes its sign.
    numbers += 0.0
    return sparse_values(value, numbers, cells) if isinstance(value, dict) else dense_values(numbers, cells)


def dense_values(numbers: NDArray[np.float64], cells: int) -> NDArray[np.float64]:
    if len(numbers) != cells:
        raise DatasetRefused(Refusal.VALUE_LEN_MISMATCH, "value", values=len(numbers), cells=cells)
    return numbers


def sparse_values(keys: Collection[str], numbers: NDArray[np.float64], cells: int) -> NDArray[np.float64]:
    values = np.full(cells, np.nan)
    values[positions_of(keys, cells, "value", Refusal.SPARSE_KEY_OUT_OF_RANGE)] = numbers
    return values


def check_numbers(values: Collection[object], cells: Iterable[object]) -> None:
    """Neither text nor truth nor lists; asked of all the types at once, and of the single cells only to name one."""
    if set(map(type, values)) - NUMBER_TYPES:
        cell, found = next(pair for pair in zip(cells, values, strict=True) if type(pair[1]) not in NUMBER_TYPES)
        raise DatasetRefused(Refusal.TEXT_VALUE, "value", cell=cell, text=shown(found))


def positions_of(keys: Collection[str], cells: int, place: str, refusal: Refusal) -> NDArray[np.int64]:
    """The numbers of the cells that the keys of an object name."""
    listed = ",".join(keys).encode()
    try:
        # Digits alone are left to the parser, which is fast and knows one spelling of each number.
        numbers = orjson.loads(b"[%b]" % listed) if listed.replace(b",", b"").isdigit() else []
        positions = np.fromiter(numbers, np.int64, len(numbers))
    except (ValueError, OverflowError):
        raise wrong_key(keys, cells, place, refusal) from None
    if len(positions) != len(keys) or positions.max(initial=-1) >= cells:
        raise wrong_key(keys, cells, place, refusal)
    return positions


def wrong_key(keys: Iterable[str], cells: int, place: str, refusal: Refusal) -> DatasetRefused:
    """The refusal that names the first key that is no cell."""
    return DatasetRefused(refusal, place, text=next(key for key in keys if not is_cell(key, cells)), last=cells - 1)


def is_cell(key: str, cells: int) -> bool:
    return key.isascii() and key.isdigit() and len(key) <= len(str(cells)) and str(int(key)) == key and int(key) < cells


def read_status(status: object, cells: int) -> tuple[Symbols, tuple[str, ...]]:
    """The symbol of every cell, from any of the forms: one for all, an array, an object, or any of them in `value`."""
    if isinstance(status, dict) and "value" in status:
        status = status["value"]
    if isinstance(status, dict):
        return sparse_status(status, cells)
    # An array of one speaks for all the cells, as a single text does.
    each = status if isinstance(status, list) else [status]
    codes, texts = coded(each or [None])
    if len(codes) == 1:
        return np.repeat(codes, cells), texts
    if len(codes) != cells:
        raise DatasetRefused(Refusal.STATUS_LEN_MISMATCH, "status", statuses=len(codes), cells=cells)
    return codes, texts


def sparse_status(status: dict[str, Any], cells: int) -> tuple[Symbols, tuple[str, ...]]:
    positions = positions_of(status, cells, "status", Refusal.STATUS_KEY_OUT_OF_RANGE)
    codes, texts = coded(status.values())
    symbols = np.zeros(cells, codes.dtype)
    symbols[positions] = codes
    return symbols, texts


def coded(symbols: Collection[Any]) -> tuple[Symbols, tuple[str, ...]]:
    """Each text as a small number. No symbol, an empty one and null are the same: 0."""
    distinct = distinct_texts(symbols)
    texts = ("", *(text for text in distinct if text))
    codes = {text: code for code, text in enumerate(texts)} | {None: 0}
    found: Symbols = np.fromiter(map(codes.__getitem__, symbols), np.min_scalar_type(len(texts) - 1), len(symbols))
    return found, texts


def distinct_texts(symbols: Collection[Any]) -> list[str | None]:
    """Each text once, in the order of the file. Refused: what is neither text nor null."""
    try:
        distinct = list(dict.fromkeys(symbols))
    except TypeError:
        # A list or an object, which cannot be a key.
        distinct = list(symbols)
    for found in distinct:
        if not isinstance(found, str | None):
            raise DatasetRefused(Refusal.STATUS_NOT_TEXT, "status", text=shown(found))
    return distinct
