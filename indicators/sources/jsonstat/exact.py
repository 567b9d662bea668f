"""Numbers with more digits than a float holds, read from the text of the file itself.

Whether a file may have any is seen from its bytes: sixteen digits and dots in a row, or an exponent far below zero.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

import numpy as np
from numpy.typing import NDArray

from indicators.sources.jsonstat.documents import Document, dataset_in
from indicators.sources.jsonstat.refusals import DatasetRefused, Refusal

# Every number of so many significant digits survives the way into a float and out again.
DIGITS_OF_A_FLOAT = 15
# Below 1e-307 a float has fewer digits, and then none. It takes such an exponent to get there, or hundreds of zeros.
TINY = re.compile(rb"[0-9][eE]-[0-9]{3}")
SMALLEST_EXPONENT = -323
# The signs from `.` to `9` follow each other; between them is only `/`, which no number has.
FIRST_SIGN, SIGNS = ord("."), 12
# A piece of the file that stays in the processor's cache while it is looked through.
PIECE = 1 << 17


class Literal(str):
    """A number of the file as it is written."""

    __slots__ = ()


def long_numbers(document: Document) -> dict[int, str]:
    """The numbers that differ from what a float makes of them, by the number of their cell."""
    if not may_be_long(document.figures or document.body):
        return {}
    literals = literals_of(document)
    return {cell: exact for cell, literal in literals if (exact := exact_text(literal)) is not None}


def may_be_long(text: bytes) -> bool:
    signs = np.frombuffer(text, np.uint8)
    pieces = (signs[start : start + PIECE + DIGITS_OF_A_FLOAT] for start in range(0, len(signs), PIECE))
    return any(map(has_long_run, pieces)) or ((b"e" in text or b"E" in text) and bool(TINY.search(text)))


def has_long_run(signs: NDArray[np.uint8]) -> bool:
    """Whether sixteen signs of a number stand in a row: pairs of them, pairs of pairs, and so on."""
    run = signs - FIRST_SIGN < SIGNS
    for step in (1, 2, 4, 8):
        run = run[:-step] & run[step:]
    return bool(run.any())


def literals_of(document: Document) -> Iterator[tuple[int, str]]:
    """Every number as it is written. The array that was cut out holds numbers and commas; the rest needs a parser."""
    if document.figures is not None:
        for cell, written in enumerate(document.figures[1:-1].decode().split(",")):
            if "n" not in written:
                yield cell, written.strip()
        return
    try:
        parsed = json.loads(document.body, parse_float=Literal, parse_int=Literal)
    except RecursionError:
        raise DatasetRefused(Refusal.TOO_DEEP) from None
    value = dataset_in(parsed).members["value"]
    for key, written in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(written, Literal):
            yield int(key), written


def exact_text(literal: str) -> str | None:
    """The number in plain digits when a float would change it, otherwise None."""
    if len(literal) <= DIGITS_OF_A_FLOAT and "e" not in literal and "E" not in literal:
        return None
    shortest = repr(float(literal))
    if shortest == literal:
        return None
    try:
        number = Decimal(literal)
    except InvalidOperation:
        raise out_of_range(literal) from None
    if number == Decimal(shortest):
        return None
    if number.adjusted() < SMALLEST_EXPONENT:
        raise out_of_range(literal)
    return f"{number:f}"


def out_of_range(literal: str) -> DatasetRefused:
    return DatasetRefused(Refusal.NUMBER_OUT_OF_RANGE, "value", text=literal)
