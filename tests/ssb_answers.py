"""What tests ask the client for, and its answers as a list of cells."""

from itertools import product
from math import isnan
from typing import Any

from indicators.sources.jsonstat import read_dataset
from indicators.sources.ssb import Answer, SsbClient
from tests.fakes.pxweb import Table, contents, region, years


def small(**changes: Any) -> Table:
    """Two regions, one metric, two years, every cell another number."""
    table = Table(
        "12134",
        "12134: Nøkkeltall",
        [
            region({"3909": "Larvik", "0301": "Oslo"}),
            contents({"KOSx": ("Andel (prosent)", "prosent", 1)}),
            years(2023, 2024),
        ],
        **changes,
    )
    for number, codes in enumerate(product(*(one.codes for one in table.variables))):
        table.cells[codes] = f"{number}.5"
    return table


def ask(
    ssb: SsbClient,
    table: str,
    selection: dict[str, list[str]] | None = None,
    codelists: dict[str, str] | None = None,
    most_cells: int = 800_000,
) -> list[Answer]:
    description = ssb.description(table)
    return list(ssb.answers(description, selection=selection or {}, codelists=codelists or {}, most_cells=most_cells))


def cells(answers: list[Answer]) -> list[tuple[tuple[str, ...], float | None, str]]:
    """Codes, number and symbol of every cell."""
    found = []
    for answer in answers:
        dataset = read_dataset(answer.body, stem="x", max_cells=10**6)
        columns = dataset.columns
        for cell in range(len(columns)):
            number = float(columns.values[cell])
            symbol = columns.symbol_texts[int(columns.symbols[cell])]
            found.append((dataset.codes_at(cell), None if isnan(number) else number, symbol))
    return sorted(found, key=lambda one: one[0])


def wide_table() -> Table:
    regions = {f"{number:04}": f"Sted {number}" for number in range(500)}
    return Table("99999", "Vid", [region(regions), contents({"X": ("x", "antall", 0)}), years(2024)], elsewhere="1")
