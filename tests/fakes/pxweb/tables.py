"""A table as the bank has it: variables with codes, and a cell for each combination of them.

A cell is what is printed there: the text of a number ("1.9", "16") or a symbol (".", "..", ":", "-").
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from itertools import product
from typing import Any

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
NIL = "-"
# Where nothing else is said: a morning in June when KOSTRA came out revised.
PUBLISHED = datetime(2026, 6, 15, 6, tzinfo=UTC)
KOSTRA_PATH = (("off", "Offentlig sektor"), ("offkostra", "KOSTRA"), ("kostrahoved", "Hovedtall"))
CONTACT = {"name": "Kari Nordmann", "organization": "SSB", "phone": "+47 00 00 00 00", "mail": "kari@example.invalid"}


def is_number(cell: str) -> bool:
    return bool(NUMBER.fullmatch(cell))


@dataclass
class Codelist:
    """Other codes for a variable: "Aggregation" sums the codes that each stands for, "Valueset" picks some of them."""

    id: str
    label: str
    labels: dict[str, str]
    stands_for: dict[str, tuple[str, ...]]
    kind: str = "Aggregation"


@dataclass
class Variable:
    """One dimension: its codes with their labels, in order."""

    id: str
    label: str
    labels: dict[str, str]
    role: str = ""
    is_eliminable: bool = False
    # Which code is the total; without one, elimination is a sum.
    total: str = ""
    # By code: ("prosent", 1), unit and decimals.
    units: dict[str, tuple[str, int]] = field(default_factory=dict)
    codelists: list[Codelist] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    category_notes: dict[str, list[str]] = field(default_factory=dict)

    @property
    def codes(self) -> list[str]:
        return list(self.labels)


def region(labels: Mapping[str, str], *, name: str = "KOKkommuneregion0000", **rest: Any) -> Variable:
    """The variable of region."""
    return Variable(name, "region", dict(labels), role="geo", **rest)


def contents(metrics: Mapping[str, tuple[str, str, int]]) -> Variable:
    """The variable of what is counted: label, unit and decimals by code."""
    labels = {code: label for code, (label, _unit, _decimals) in metrics.items()}
    units = {code: (unit, decimals) for code, (_label, unit, decimals) in metrics.items()}
    return Variable("ContentsCode", "statistikkvariabel", labels, role="metric", units=units)


def years(*codes: str | int) -> Variable:
    """The variable of time."""
    return Variable("Tid", "år", {str(code): str(code) for code in codes}, role="time")


@dataclass
class Table:
    """One table. `cells` is by codes in the order of the variables; what is not in it is `elsewhere`."""

    id: str
    label: str
    variables: list[Variable]
    cells: dict[tuple[str, ...], str] = field(default_factory=dict)
    elsewhere: str | Callable[[tuple[str, ...]], str] = ".."
    # Printed beside a number: a star says provisional.
    marks: dict[tuple[str, ...], str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    mandatory_notes: list[int] = field(default_factory=list)
    updated: datetime = PUBLISHED
    path: Sequence[tuple[str, str]] = KOSTRA_PATH
    time_unit: str = "Annual"
    is_discontinued: bool = False

    def variable(self, name: str) -> Variable | None:
        """By its id in any case, or as `time`."""
        wanted = name.lower()
        exact = next((one for one in self.variables if one.id.lower() == wanted), None)
        return exact or next((one for one in self.variables if wanted == one.role == "time"), None)

    def place(self, codes: Mapping[str, str]) -> tuple[str, ...]:
        """The codes of one cell in order. Every variable must be named, so that no test means another cell."""
        assert set(codes) == {one.id for one in self.variables}, f"a cell of {self.id} is named by all its variables"
        place = tuple(codes[one.id] for one in self.variables)
        known = all(code in one.labels for code, one in zip(place, self.variables, strict=True))
        assert known, f"{self.id} has no cell {place}"
        return place

    def put(self, printed: str, **codes: str) -> None:
        """Print this in the cell: a number, or `.` (withdrawn), `:` (confidential), `..`, `-`."""
        self.cells[self.place(codes)] = printed

    def mark(self, mark: str, **codes: str) -> None:
        """Print this beside the number of the cell."""
        self.marks[self.place(codes)] = mark

    def add_code(self, variable: str, code: str, label: str = "") -> None:
        """A new code, last."""
        self.named(variable).labels[code] = label or code

    def remove_code(self, variable: str, code: str) -> None:
        """The code is gone, and with it its cells."""
        del self.named(variable).labels[code]
        place = self.variables.index(self.named(variable))
        self.cells = {codes: cell for codes, cell in self.cells.items() if codes[place] != code}

    def named(self, variable: str) -> Variable:
        found = self.variable(variable)
        assert found, f"{self.id} has no variable {variable}"
        return found

    def cell(self, codes: tuple[str, ...]) -> tuple[str, str]:
        """What is printed in a cell, and beside it."""
        fallback = self.elsewhere if isinstance(self.elsewhere, str) else self.elsewhere(codes)
        return self.cells.get(codes, fallback), self.marks.get(codes, "")

    def sum_of(self, groups: Sequence[Sequence[str]]) -> tuple[str, str]:
        """What is printed for groups of codes, one group for each variable: the one cell, or the sum of several."""
        found = [self.cell(codes) for codes in product(*groups)]
        if len(found) == 1:
            return found[0]
        numbers = [Decimal(cell) for cell, _mark in found if is_number(cell)]
        symbols = [cell for cell, _mark in found if not is_number(cell)]
        return (f"{sum(numbers)}", "") if numbers else (symbols[0] if symbols else "..", "")
