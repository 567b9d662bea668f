"""How wide the columns of a sheet are, and how high its rows.

A program that opens the file would work heights out itself for single cells, but for none that goes across columns, and
not every program does even that. So everything is measured here, for Arial of ten points: a little more than one letter
for each unit of a column's width.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median_high
from textwrap import wrap

from reporting.exports.block_rows import Look, Row, Value
from reporting.exports.sheet_layout import Sheet

SIZE = 10
SIZES = {Look.CHAPTER: 16, Look.HEADING: 13, Look.MINOR: 11, Look.LEAD: 12}
BOLD_LOOKS = {Look.CHAPTER, Look.HEADING, Look.MINOR, Look.TITLE, Look.HEAD}
# Text goes across so many units, as on a page; a line longer than that is hard to follow.
READING = 105
# The names of rows and of facts; without a table, beside what is said of them.
NAMES = 28
WORDS = READING - NAMES
NARROWEST, SHORT, WIDEST = 10, 20, 46
# A button to filter by stands in the corner of a header.
BUTTON = 2
# Columns that stand still take no more than about half of a small screen.
MOST_FROZEN = 80
LETTERS, BOLD, LINE, HIGHEST = 1.1, 1.08, 1.32, 409.0


@dataclass(frozen=True, slots=True)
class Measures:
    """`across` is how many columns a text that is only read goes across."""

    widths: tuple[int, ...]
    across: int

    @property
    def total(self) -> int:
        return sum(self.widths)

    def width(self, first: int, last: int) -> int:
        return sum(self.widths[first : last + 1])


def measures_of(sheet: Sheet) -> Measures:
    """The columns of the table that is held on to; a text has the width of a page, whatever the table has."""
    widths = tuple(widths_of(sheet)) if sheet.header else (NAMES, WORDS)
    widths += (NARROWEST,) * (max(len(row.values) for row in sheet.rows) - len(widths))
    if sum(widths) < READING:
        widths = (*widths, READING - sum(widths))
    across = next(place for place, width in enumerate(accumulate(widths), start=1) if width >= READING)
    return Measures(widths, max(across, 2))


def widths_of(sheet: Sheet) -> Iterator[int]:
    head, *figures = sheet.rows[sheet.header - 1 : sheet.last]
    for place, title in enumerate(head.values):
        values = [row.values[place] for row in figures if place < len(row.values)]
        yield max(longest_word(title) + BUTTON, natural(values), NARROWEST if place else NAMES)


def longest_word(title: Value) -> int:
    return max(len(word) for word in title.text.replace("-", "- ").split(" "))


def natural(values: Sequence[Value]) -> int:
    """Numbers, and short texts, stand on one line; of longer texts half do, and the longest takes about two."""
    lengths = [len(one.text) + len(one.unit) for one in values] or [0]
    longest = max(lengths)
    if longest <= SHORT or all(one.is_right for one in values):
        return longest + 2
    return min(max(median_high(lengths), longest // 2, SHORT) + 2, WIDEST)


def frozen_of(sheet: Sheet, measures: Measures) -> int:
    """As many of the columns that name a row as leave room for its figures; always one."""
    ends = accumulate(measures.widths[: sheet.names])
    return max(1, sum(end <= MOST_FROZEN for end in ends))


def end_of(row: Row, measures: Measures, *, is_held: bool) -> int:
    """The last column of the row: outside the table that is held on to, the last text goes as far as all texts do."""
    last = len(row.values) - 1
    goes_on = not is_held and row.values and not row.values[-1].is_right
    return max(last, measures.across - 1) if goes_on else last


def height_of(row: Row, measures: Measures, last: int, *, is_held: bool) -> float:
    """In points, for the cell with the most lines."""
    size, is_bold = SIZES.get(row.look, SIZE), row.look in BOLD_LOOKS
    lines = 1
    for place, one in enumerate(row.values):
        if one.number is None and one.text:
            width = measures.width(place, last if place == len(row.values) - 1 else place)
            letters = width * LETTERS * SIZE / size / (BOLD if is_bold or one.is_strong else 1)
            lines = max(lines, lines_in(one.text, letters))
    # The button to filter by stands under the words.
    button = is_held and row.look is Look.HEAD
    return min((lines + button) * size * LINE + 2, HIGHEST)


def lines_in(text: str, width: float) -> int:
    """How many lines the text takes in so many letters."""
    parts = text.split("\n")
    return sum(1 if len(part) <= width else len(wrap(part, max(int(width), 1))) for part in parts)
