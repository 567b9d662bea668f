"""What the bank says: of itself, of its tables, of one table's variables, and its answers with figures."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from indicators.sources.jsonstat import Dataset, Note, Role


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be asked for: cells at a time, calls in `window` seconds (0 where nothing is said of them)."""

    max_cells: int
    calls: int
    window: float


@dataclass(frozen=True, slots=True)
class TableFacts:
    """One table in the list of tables. Texts are empty where the bank says nothing."""

    id: str
    label: str
    # When its figures were last changed.
    updated: datetime | None
    first_period: str
    last_period: str
    # "Annual", "Quarterly", "Monthly", "Weekly", "Other".
    time_unit: str
    variable_names: tuple[str, ...]
    is_discontinued: bool
    is_kostra: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of the tables that were found. Pages are counted from 1."""

    tables: tuple[TableFacts, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Codelist:
    """Other codes for a variable. `kind` is "Aggregation" (each is a sum of codes) or "Valueset" (some of them)."""

    id: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Variable:
    """One variable of a table. `labels` goes with `codes`; where it is eliminable, the bank may sum it away."""

    id: str
    label: str
    role: Role | None
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    is_eliminable: bool
    codelists: tuple[Codelist, ...]
    notes: tuple[Note, ...]

    @property
    def names(self) -> dict[str, str]:
        """The label of each code."""
        return dict(zip(self.codes, self.labels, strict=True))


@dataclass(frozen=True, slots=True)
class TableDescription:
    """A table without its figures. `dataset` has its notes, units and `updated`; `variables` are in its order."""

    table: str
    label: str
    dataset: Dataset
    variables: tuple[Variable, ...]

    def variable(self, name: str) -> Variable | None:
        """The variable with this id, in whatever case; `time` is the one of time, as the bank itself has it."""
        wanted = name.casefold()
        for one in self.variables:
            if one.id.casefold() == wanted or (wanted == "time" and one.role is Role.TIME):
                return one
        return None


@dataclass(frozen=True, slots=True)
class CodesOfList:
    """The codes of a codelist with their labels, and which codes of the variable each stands for."""

    id: str
    kind: str
    labels: Mapping[str, str]
    stands_for: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """Figures as the bank sent them, but for the names of its contact persons: JSON-stat 2.0.

    A question of many cells is asked in `parts`, counted from 1; `address` is what to ask to get this part again: a
    web address, followed by a line with the body where it is a POST.
    """

    body: bytes
    address: str
    part: int
    parts: int
