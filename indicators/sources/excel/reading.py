"""A whole workbook: its figures, checked each by itself, and the indicators that its mapping describes. No Django."""

from dataclasses import dataclass

from accounts.imports import Problems
from indicators.sources.excel.mapped import MappedSheet, NamedIndicator
from indicators.sources.excel.mapping import WorkbookMapping
from indicators.sources.excel.observations import SheetObservation, observations_in
from indicators.sources.excel.plain import plain_rows
from indicators.sources.excel.sheets import open_sheet


@dataclass(frozen=True, slots=True)
class WorkbookFigures:
    """What a workbook says."""

    rows: list[SheetObservation]
    named: dict[str, NamedIndicator]


def read_workbook(body: bytes, *, mapping: WorkbookMapping | None, problems: Problems) -> WorkbookFigures:
    """The figures that can be read; what is wrong with the others is added to the problems.

    Without a mapping the first sheet that can be seen, with the heading of a CSV file. Raises ImportRefused where it is
    pointless to read on.
    """
    sheet = open_sheet(body, file=problems.file, name=mapping.sheet if mapping else "")
    if mapping is None:
        return WorkbookFigures(list(observations_in(plain_rows(sheet, problems), problems)), {})
    mapped = MappedSheet(sheet, mapping, problems)
    return WorkbookFigures(list(observations_in(mapped.rows(), problems)), mapped.named)
