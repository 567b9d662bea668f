"""The tables of docs/traffic-light.md, which are the rule's own examples."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

PROSE = Path(settings.BASE_DIR) / "docs" / "traffic-light.md"


def rows_of(first_column: str) -> list[dict[str, str]]:
    """Every row of the tables whose first column has that title, by the titles of its columns."""
    return [row for titles, cells in tables() if titles[0] == first_column for row in as_rows(titles, cells)]


def tables() -> Iterator[tuple[list[str], list[list[str]]]]:
    """Each table as its titles and the cells of its rows."""
    for block in PROSE.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.splitlines() if line.startswith("|")]
        if len(lines) > 2:
            cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
            yield cells[0], cells[2:]


def as_rows(titles: list[str], cells: list[list[str]]) -> list[dict[str, str]]:
    return [dict(zip(titles, row, strict=True)) for row in cells]
