"""The same figures in another order of dimensions and codes, as a bank may send them, are the same figures."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from indicators.sources.jsonstat.columns import Columns
from indicators.sources.jsonstat.dataset import Dataset


def arranged(dataset: Dataset, ids: Sequence[str]) -> Dataset:
    """The dataset with its dimensions in this order; those that are not named come first, as they stand."""
    named = {name: place for place, name in enumerate(ids)}
    dimensions = sorted(dataset.dimensions, key=lambda one: named.get(one.id, -1))
    axes = [dataset.dimensions.index(one) for one in dimensions]
    if axes == sorted(axes):
        return dataset
    cells = np.arange(len(dataset.columns)).reshape(dataset.size).transpose(axes).ravel()
    return replace(dataset, dimensions=tuple(dimensions), columns=picked(dataset.columns, cells))


def picked(columns: Columns, cells: NDArray[np.int64]) -> Columns:
    """The cells in the order in which they are named."""
    places = np.empty_like(cells)
    places[cells] = np.arange(len(cells))
    exact = {int(places[cell]): text for cell, text in columns.exact.items()}
    return Columns(columns.values[cells], columns.symbols[cells], columns.symbol_texts, exact)


def fingerprint(dataset: Dataset) -> str:
    """A hash of the figures: which cells there are, and what is printed in each; not of titles, notes and dates."""
    dataset = arranged(dataset, sorted(one.id for one in dataset.dimensions))
    cells = in_order_of_codes(dataset)
    columns = picked(dataset.columns, cells)
    texts = sorted(set(columns.symbol_texts))
    numbers = np.array([texts.index(text) for text in columns.symbol_texts], np.uint32)
    said: list[Any] = [
        [dataset.table, [[one.id, sorted(one.codes)] for one in dataset.dimensions]],
        [texts, sorted(columns.exact.items())],
    ]
    digest = hashlib.sha256(orjson.dumps(said))
    digest.update(columns.values.tobytes())
    digest.update(numbers[columns.symbols].tobytes())
    return digest.hexdigest()


def in_order_of_codes(dataset: Dataset) -> NDArray[np.int64]:
    """The cells with the codes of every dimension sorted."""
    cells = np.arange(len(dataset.columns)).reshape(dataset.size)
    for axis, dimension in enumerate(dataset.dimensions):
        order = sorted(range(dimension.size), key=dimension.codes.__getitem__)
        cells = np.take(cells, order, axis=axis)
    return cells.ravel()
