"""One delivery may say a thing twice, but not two things of one cell in one table."""

from collections.abc import Callable, Iterator, Sequence

from django.db import connection
from django.utils.translation import gettext

from accounts.imports import Problems, at_line
from indicators.services.recording.figures import NewFigure, StagedFigure, figure_in
from indicators.services.recording.settling import CELL_COLUMNS, same_cell
from indicators.services.recording.staging import REPEATED, STAGED, columns_of


def place_of(figure: NewFigure) -> str:
    """Where a figure stands, in words."""
    return at_line(int(figure.place)) if figure.place.isdigit() else figure.place


def refuse_contradictions(
    figures: Sequence[NewFigure], problems: Problems, *, place_of: Callable[[NewFigure], str] = place_of
) -> None:
    """Add a problem for each figure that does not say what the first one of its cell and table says."""
    said: dict[tuple[object, ...], NewFigure] = {}
    for figure in figures:
        key = (figure.cell, figure.vintage.series, figure.vintage.source_table)
        first = said.setdefault(key, figure)
        if not first.vintage.says_same(figure.vintage):
            problems.add(place_of(figure), contradiction(first, figure, place_of(first)))


def contradiction(first: NewFigure, figure: NewFigure, place: str) -> str:
    message = gettext("samme celle står også på %(place)s, med en annen verdi (%(first)s og %(other)s)")
    return message % {"place": place, "first": shown(first), "other": shown(figure)}


def shown(figure: NewFigure) -> str:
    """What a figure says, for a message."""
    vintage = figure.vintage
    interval = f"{vintage.value_min}–{vintage.value_max}"
    return vintage.literal or vintage.missing or interval


def find_contradictions(problems: Problems) -> None:
    """The same for the figures that are put aside, in the order of the delivery."""
    for first, figure in suspects():
        if not first.vintage.says_same(figure.vintage):
            problems.add(place_of(figure), contradiction(first, figure, place_of(first)))


def suspects() -> Iterator[tuple[NewFigure, NewFigure]]:
    """Figures that are not written like the first one of their cell and table, each with that one."""
    same_table = f"{CELL_COLUMNS}, series, source_table"
    written = ("literal", "missing", "kind", "value_min", "value_max")
    differs = " OR ".join(f"f.{name} <> s.{name}" for name in written)
    within = ", ".join(f"s.{name}" for name in same_table.split(", "))
    sql = f"""
        WITH told AS (
            SELECT s.*, MIN(s.number) OVER (PARTITION BY {within}) AS first_number
            FROM {STAGED} s JOIN {REPEATED} r ON {same_cell("s", "r")}
        )
        SELECT {columns_of("f.")}, {columns_of("s.")}
        FROM told s JOIN {STAGED} f ON f.number = s.first_number WHERE {differs} ORDER BY s.number
    """
    width = len(StagedFigure._fields)
    # There may be as many as there are figures, so they are not all fetched at once.
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(1_000):
            yield from ((figure_in(row[:width]), figure_in(row[width:])) for row in rows)
