"""What stands where in a workbook that is not made for us. No Django.

A mapping says which sheet, which row has the headings, and from which columns region, period, indicator and value come:
in the long form one figure on each row, in the wide form a column of figures for each period or each region.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field


def plain_heading(text: str) -> str:
    """A heading as it is compared: blanks, capitals and the likes of `₂` make no difference."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fact stands: under one of the headings that its column may have, or one text for the whole workbook."""

    headings: tuple[str, ...] = ()
    constant: str = ""
    # A number that has lost its zeros in front gets them back, up to so many digits.
    digits: int = 0

    @property
    def is_given(self) -> bool:
        return bool(self.headings or self.constant)


@dataclass(frozen=True, slots=True)
class CodePart:
    """A column whose text is part of an indicator's code. With `codes` only these texts are known."""

    headings: tuple[str, ...]
    codes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MappedIndicator:
    """An indicator, or one for each combination of texts in some columns, joined with `:` after the code."""

    code: str = ""
    parts: tuple[CodePart, ...] = ()
    # What it is called where it is not known yet; without a name it must be known.
    name: str = ""
    unit: str = ""
    decimals: int | None = None
    # The rows of one region and period are parts of the figure: they are added up, and rounded to `decimals`.
    adds_up: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """That a row has one of some texts in a column."""

    headings: tuple[str, ...]
    texts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Across:
    """The wide form: columns of figures, by heading, and which period or region each is.

    Without `columns` every column whose heading is a period.
    """

    fact: str
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WorkbookMapping:
    """Everything that a mapping file says."""

    name: str
    title: str
    indicators: tuple[MappedIndicator, ...]
    publisher: str = ""
    # Whether somebody has seen a real file that looks like this; else what is not known.
    is_verified: bool = False
    note: str = ""
    sheet: str = ""
    # Columns are named by letters where there is no row of headings (0).
    heading_row: int = 1
    first_row: int = 0
    last_row: int = 0
    region: Place = Place()
    period: Place = Place()
    value: Place = Place()
    kind: Place = Place()
    source_table: Place = Place()
    across: Across | None = None
    # A row is left out when it meets one of these, or when it fails one of those.
    skip: tuple[Condition, ...] = ()
    only: tuple[Condition, ...] = ()
    # What stands in a cell of figures when there is none, and the symbol that it means. An empty cell says nothing.
    missing: Mapping[str, str] = field(default_factory=dict)
    percent_as_shown: bool | None = None
