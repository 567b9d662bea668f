"""A dataset as it was read: what it is, its dimensions, and its cells as columns."""

from dataclasses import dataclass
from datetime import datetime
from math import prod

import numpy as np

from indicators.sources.jsonstat.columns import Columns, read_columns
from indicators.sources.jsonstat.dimensions import Dimension, Note, read_dimensions, read_notes
from indicators.sources.jsonstat.documents import open_document
from indicators.sources.jsonstat.moments import read_moment
from indicators.sources.jsonstat.parts import Part
from indicators.sources.jsonstat.refusals import DatasetRefused, Refusal


@dataclass(frozen=True, slots=True)
class Dataset:
    """One table. Texts are empty where the file says nothing."""

    # The number of the table in its statistics bank, else the name of the file without its ending.
    table: str
    label: str
    source: str
    # None where nothing is said, or not in a spelling that can be read; `updated_text` is as it was written.
    updated: datetime | None
    updated_text: str
    notes: tuple[Note, ...]
    # For metrics whose unit says nothing of decimals.
    decimals: int | None
    dimensions: tuple[Dimension, ...]
    columns: Columns

    @property
    def size(self) -> tuple[int, ...]:
        return tuple(dimension.size for dimension in self.dimensions)

    @property
    def is_description(self) -> bool:
        """Whether the dataset describes a table without its cells, as the metadata of PxWeb do."""
        return not len(self.columns) and prod(self.size) > 0

    def codes_at(self, cell: int) -> tuple[str, ...]:
        """The codes of one cell, in the order of the dimensions."""
        codes = []
        for dimension in reversed(self.dimensions):
            cell, position = divmod(cell, dimension.size)
            codes.append(dimension.codes[position])
        return tuple(reversed(codes))

    def missing_symbols(self) -> frozenset[str]:
        """What the file prints in place of values."""
        printed = np.unique(self.columns.symbols[np.isnan(self.columns.values)])
        return frozenset(self.columns.symbol_texts[code] for code in printed.tolist()) - {""}


def read_dataset(body: bytes, *, stem: str, max_cells: int) -> Dataset:
    """The dataset of a JSON-stat file, 2.0 or a bundle of one from before. Raises DatasetRefused.

    `stem` is the name of the file without its ending; a dataset of more than `max_cells` cells is refused.
    """
    try:
        document = open_document(body, max_cells=max_cells)
        dataset = document.dataset
        dimensions = read_dimensions(dataset)
        cells = prod(dimension.size for dimension in dimensions)
        columns = read_columns(document, cells=cells, max_cells=max_cells)
    except RecursionError:
        # The parser goes a little deeper than what compares and shows.
        raise DatasetRefused(Refusal.TOO_DEEP) from None
    return described(dataset, dimensions, columns, stem)


def described(dataset: Part, dimensions: tuple[Dimension, ...], columns: Columns, stem: str) -> Dataset:
    extension = dataset.open_part("extension")
    px = extension.open_part("px").members
    table, decimals = px.get("tableid"), px.get("decimals")
    updated = dataset.text("updated")
    return Dataset(
        table=table if isinstance(table, str) and table else stem,
        label=dataset.text("label"),
        source=dataset.text("source"),
        updated=read_moment(updated),
        updated_text=updated,
        notes=read_notes(dataset, "note", extension.open_part("noteMandatory")),
        decimals=decimals if type(decimals) is int and decimals >= 0 else None,
        dimensions=dimensions,
        columns=columns,
    )
