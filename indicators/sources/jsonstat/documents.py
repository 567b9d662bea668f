"""From the bytes of a file to the one dataset in it. The long array of figures is cut out and parsed by itself.

A dataset of Statistics Norway is one array of numbers with some text around it. With the array cut out, its bytes tell
at once what a million values would otherwise be asked one by one: that none is a text, and how long its numbers are.
"""

import json
import re
from dataclasses import dataclass
from typing import Any, NoReturn

import numpy as np
import orjson

from indicators.sources.jsonstat.parts import Part
from indicators.sources.jsonstat.refusals import DatasetRefused, Refusal
from indicators.sources.jsonstat.repeated import check_repeated

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
COMMA = ord(",")
# A document has its cells, at most as many signs in status, and codes, names and notes. Bounds what is parsed.
MOST_PARTS_BESIDE_CELLS = 1_000_000
NUL_ESCAPE = re.compile(rb"(?<!\\)(?:\\\\)*+\\u0000")
START_OF_VALUE = re.compile(rb'"value"[ \t\r\n]*:[ \t\r\n]*(?=\[)')
# Stands for the array that was cut out. No other text is equal to it, since a file with NUL in it is refused.
CUT_OUT, CUT_OUT_AS_JSON = "\0", b'"\\u0000"'


@dataclass(frozen=True, slots=True)
class Document:
    """The one dataset of a file, and its array of figures as it is written, where that could be cut out."""

    body: bytes
    dataset: Part
    figures: bytes | None

    def read_value(self) -> Any:
        """The member `value`, whatever it is."""
        return self.dataset.members.get("value") if self.figures is None else parsed(self.figures, whole=self.body)


def open_document(body: bytes, *, max_cells: int) -> Document:
    """The dataset of a file. Refused: what is no JSON, has too many parts, or is no single dataset."""
    body = body.removeprefix(BYTE_ORDER_MARK)
    check_amount(body, most=2 * max_cells + MOST_PARTS_BESIDE_CELLS)
    start, end = figures_in(body)
    around = [body[:start], body[end:]]
    if any(b"\\u0000" in text and NUL_ESCAPE.search(text) for text in around):
        raise DatasetRefused(Refusal.NUL_CHARACTER)
    cut = dataset_around(CUT_OUT_AS_JSON.join(around)) if end else None
    if cut:
        return Document(body, cut, body[start:end])
    whole = parsed(body, whole=body)
    dataset = dataset_in(whole)
    check_repeated(body, whole)
    return Document(body, dataset, None)


def check_amount(body: bytes, *, most: int) -> None:
    """Whatever is in the document, a comma stands between it and the next: no more objects are made than these."""
    count = np.count_nonzero(np.frombuffer(body, np.uint8) == COMMA) if len(body) > most else 0
    if count > most:
        raise DatasetRefused(Refusal.TOO_MANY_PARTS, count=int(count), most=most)


def figures_in(body: bytes) -> tuple[int, int]:
    """From where to where the first array called `value` goes, if it holds nothing but numbers and null; else 0, 0."""
    name = START_OF_VALUE.search(body)
    start = name.end() if name else 0
    end = body.find(b"]", start) + 1 if name else 0
    if not end:
        return 0, 0
    # What JSON has beside numbers and null: texts, objects, true and false. Of arrays in it an end is left over around.
    is_pure = all(body.find(sign, start, end) < 0 for sign in b'"{tf')
    return (start, end) if is_pure else (0, 0)


def dataset_around(text: bytes) -> Part | None:
    """The dataset with the sign for an array that was cut out as its `value`, if that is where the sign turns up."""
    try:
        document = orjson.loads(text)
        dataset = dataset_in(document)
        if dataset.members.get("value") != CUT_OUT:
            return None
        check_repeated(text, document)
    except (DatasetRefused, orjson.JSONDecodeError):
        # Told of the whole document, which has its lines where they are.
        return None
    return dataset


def dataset_in(document: object) -> Part:
    """The dataset that the document is (2.0), or that is alone in it (the bundles before 2.0)."""
    if not isinstance(document, dict):
        raise DatasetRefused(Refusal.NOT_A_DATASET)
    named = document.get("class")
    if named == "collection":
        raise DatasetRefused(Refusal.COLLECTION)
    if named == "dimension":
        raise DatasetRefused(Refusal.LONE_DIMENSION)
    if named == "dataset" or (named is None and is_dataset(document)):
        return Part(document)
    if named is None or named == "bundle":
        return only_member(document)
    raise DatasetRefused(Refusal.NOT_A_DATASET, "class")


def only_member(bundle: dict[str, Any]) -> Part:
    """The dataset of a bundle of one. Its key is a name for programs and says nothing about the table."""
    datasets = [Part(member, Part({}).at(key)) for key, member in bundle.items() if is_dataset(member)]
    if len(datasets) > 1:
        raise DatasetRefused(Refusal.SEVERAL_DATASETS, count=len(datasets))
    if not datasets:
        raise DatasetRefused(Refusal.NOT_A_DATASET)
    return datasets[0]


def is_dataset(member: object) -> bool:
    """Whether it has what a dataset has. A bundle may carry other things beside its datasets."""
    return isinstance(member, dict) and "dimension" in member and "value" in member


def parsed(text: bytes, *, whole: bytes) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        say_why(whole, line=error.lineno, column=error.colno)


def say_why(body: bytes, *, line: int, column: int) -> NoReturn:
    """The reason that the fast parser has no word for, found by the one that asks at every number."""
    try:
        json.loads(
            body.decode("utf-8"), parse_constant=refuse_constant, parse_float=finite_literal, parse_int=finite_literal
        )
    except UnicodeDecodeError as error:
        raise DatasetRefused(Refusal.NOT_UTF8, byte=error.start + 1) from None
    except json.JSONDecodeError as error:
        line, column = error.lineno, error.colno
    except RecursionError:
        raise DatasetRefused(Refusal.TOO_DEEP) from None
    raise DatasetRefused(Refusal.NOT_JSON, line=line, column=column)


def refuse_constant(text: str) -> NoReturn:
    raise DatasetRefused(Refusal.NOT_FINITE, text=text)


def finite_literal(text: str) -> str:
    if float(text) in {float("inf"), float("-inf")}:
        raise DatasetRefused(Refusal.NUMBER_OUT_OF_RANGE, text=text)
    return text
