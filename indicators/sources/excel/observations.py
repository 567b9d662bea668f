"""Rows of figures as a workbook has them: checked as the rows of a CSV file are, and found again by sheet and cell."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from accounts.imports import Problems
from indicators.sources.csv_table import Row
from indicators.sources.excel.sheets import place_of
from indicators.sources.observations_csv import ObservationRow, observation_row


@dataclass(frozen=True, slots=True)
class TextRow(Row):
    """The cells of one figure as texts, by the names of the CSV file's columns, and where each of them stands."""

    sheet: str
    columns: Mapping[str, int]

    def place(self, column: str) -> str:
        return place_of(self.sheet, self.line, self.columns.get(column))


@dataclass(frozen=True, slots=True)
class SheetObservation(ObservationRow):
    """One figure of the workbook, checked by itself."""

    sheet: str
    columns: Mapping[str, int]

    def place(self, column: str) -> str:
        """`ark «Tall», rad 14, kolonne C`."""
        return place_of(self.sheet, self.line, self.columns.get(column))


def observations_in(rows: Iterable[TextRow], problems: Problems) -> Iterator[SheetObservation]:
    """The rows that can be read; what is wrong with the others is added to the problems."""
    for row in rows:
        if read := observation_row(row, problems):
            yield SheetObservation(
                line=read.line,
                indicator=read.indicator,
                region=read.region,
                period=read.period,
                cell=read.cell,
                kind=read.kind,
                source_table=read.source_table,
                projected_from=read.projected_from,
                scenario=read.scenario,
                sheet=row.sheet,
                columns=row.columns,
            )
