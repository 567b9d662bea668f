"""Workbooks of Excel (.xlsx), with the same heading as a CSV file or with a mapping that says what stands where."""

from indicators.sources.excel.mapping import MappedIndicator, WorkbookMapping
from indicators.sources.excel.mapping_file import read_mapping
from indicators.sources.excel.observations import SheetObservation
from indicators.sources.excel.reading import read_workbook
from indicators.sources.excel.shipped import mapping_named, shipped_mappings

__all__ = [
    "MappedIndicator",
    "SheetObservation",
    "WorkbookMapping",
    "mapping_named",
    "read_mapping",
    "read_workbook",
    "shipped_mappings",
]
