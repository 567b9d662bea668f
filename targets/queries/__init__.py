"""Reads of targets: the terms of a promise in plain values, and what it is judged by."""

from targets.queries.evidence import (
    Inputs,
    figures_of,
    inputs_for,
    names_of_sources,
    readings_for,
    table_of,
    tables_among,
    tables_of,
)
from targets.queries.terms import period_named, terms_of, unit_fits

__all__ = [
    "Inputs",
    "figures_of",
    "inputs_for",
    "names_of_sources",
    "period_named",
    "readings_for",
    "table_of",
    "tables_among",
    "tables_of",
    "terms_of",
    "unit_fits",
]
