"""JSON-stat, 2.0 and the bundles before it: bytes in, a checked dataset out. Pure: no Django, no network, no clock.

    dataset = read_dataset(body, stem="12362", max_cells=1_000_000)
    for cell in cells_of(dataset): ...

What is not a dataset that can be read is refused with one reason (`Refusal`). Values are kept in columns, one float and
one symbol per cell; a `Decimal` is made when a cell is asked for its value.
"""

from indicators.sources.jsonstat.arranging import arranged, fingerprint
from indicators.sources.jsonstat.axes import Axes, IndicatorInTable, axes_of, indicators_in
from indicators.sources.jsonstat.cells import Cell, cells_of
from indicators.sources.jsonstat.columns import Columns
from indicators.sources.jsonstat.dataset import Dataset, read_dataset
from indicators.sources.jsonstat.dimensions import Dimension, Note, Role, Unit
from indicators.sources.jsonstat.refusals import SENTENCES, DatasetRefused, Refusal

__all__ = [
    "SENTENCES",
    "Axes",
    "Cell",
    "Columns",
    "Dataset",
    "DatasetRefused",
    "Dimension",
    "IndicatorInTable",
    "Note",
    "Refusal",
    "Role",
    "Unit",
    "arranged",
    "axes_of",
    "cells_of",
    "fingerprint",
    "indicators_in",
    "read_dataset",
]
