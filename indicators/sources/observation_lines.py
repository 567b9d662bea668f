"""The observations file for millions of rows: what comes again is read once, and nothing is kept of a row. No Django.

Says the same as `read_observations`, which it asks wherever a row is not of the plainest kind.
"""

import re
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from accounts.imports import Problems
from indicators.sources.csv_table import Row, open_table
from indicators.sources.observations_csv import COLUMNS, ObservationRow, observation_row

# What `read_number` takes and keeps as it is written.
is_plain_number = re.compile(r"-?[0-9]{1,22}(?:\.[0-9]{1,15})?").fullmatch
MOST_REMEMBERED = 100_000
BY_THEMSELVES = ("indicator_id", "region", "value")


class Aspects(NamedTuple):
    """What a row says besides indicator, region and number; a file has a few hundred combinations of it."""

    period: str
    period_end: str | None
    missing: str
    kind: str
    source_table: str
    projected_from: str
    scenario: str


class ObservationLine(NamedTuple):
    """One row, checked by itself; whether indicator and region exist is not asked here."""

    line: int
    indicator: str
    region: str
    literal: str
    aspects: Aspects


def read_observation_lines(lines: Iterable[str], *, problems: Problems) -> Iterator[ObservationLine]:
    """The rows that can be read; what is wrong with the others is added to the problems."""
    names, records = open_table(lines, columns=COLUMNS, problems=problems)
    reader = LineReader(names, problems)
    return (read for line, cells in records if (read := reader.read(line, cells)))


def names_in(lines: Iterable[str], *, file: str) -> tuple[set[str], set[str]]:
    """What the file calls its indicators and its regions. Raises ImportRefused where it is no table."""
    names, records = open_table(lines, columns=COLUMNS, problems=Problems(file))
    indicator, region = names.index("indicator_id"), names.index("region")
    indicators, regions = set(), set()
    for _line, cells in records:
        indicators.add(cells[indicator])
        regions.add(cells[region])
    return {name.strip() for name in indicators}, {name.strip() for name in regions}


class LineReader:
    """Reads rows of one file, and remembers what their cells meant."""

    def __init__(self, names: list[str], problems: Problems) -> None:
        self.names = names
        self.problems = problems
        self.indicator, self.region, self.value = (names.index(name) for name in BY_THEMSELVES)
        self.others = itemgetter(*(names.index(name) for name in names if name not in BY_THEMSELVES))
        self.texts: dict[str, str] = {}
        self.beside_number: dict[object, Aspects] = {}
        self.beside_nothing: dict[object, Aspects] = {}

    def read(self, line: int, cells: list[str]) -> ObservationLine | None:
        """The row, or None and everything that is wrong with it."""
        indicator, region = self.texts.get(cells[self.indicator]), self.texts.get(cells[self.region])
        value = cells[self.value]
        aspects = None
        if is_plain_number(value):
            aspects = self.beside_number.get(self.others(cells))
        elif not value:
            aspects = self.beside_nothing.get(self.others(cells))
        if aspects is None or indicator is None or region is None:
            return self.read_slowly(line, cells)
        return ObservationLine(line, indicator, region, value, aspects)

    def read_slowly(self, line: int, cells: list[str]) -> ObservationLine | None:
        row = Row(line, dict(zip(self.names, (cell.strip() for cell in cells), strict=True)))
        read = observation_row(row, self.problems)
        if read is None:
            return None
        aspects = aspects_of(read)
        self.remember(cells, read, aspects)
        return ObservationLine(line, read.indicator, read.region, read.cell.literal, aspects)

    def remember(self, cells: list[str], read: ObservationRow, aspects: Aspects) -> None:
        """A file in which nothing comes again must not fill the memory."""
        for remembered in (self.texts, self.beside_number, self.beside_nothing):
            if len(remembered) > MOST_REMEMBERED:
                remembered.clear()
        self.texts[cells[self.indicator]] = read.indicator
        self.texts[cells[self.region]] = read.region
        if read.cell.literal:
            self.beside_number[self.others(cells)] = aspects
        elif not cells[self.value]:
            self.beside_nothing[self.others(cells)] = aspects


def aspects_of(read: ObservationRow) -> Aspects:
    period, end = (read.period.code, read.period.end.isoformat()) if read.period else ("", None)
    said = (read.cell.missing, read.kind, read.source_table, read.projected_from, read.scenario)
    return Aspects(period, end, *said)
