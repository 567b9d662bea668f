"""How wide the columns of a table are, how large its letters, and whether its page must be turned."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reporting.documents import Column, Table

# Centimetres of text across an upright page, and across one that lies.
UPRIGHT, LYING = 16.6, 25.3
# Letters in points with the way that the page lies, the pleasant ones first.
CHOICES = ((9.0, False), (8.0, False), (7.0, False), (6.5, False), (8.0, True), (6.5, True))
# Where a page cannot be turned for the sake of a table.
UPRIGHT_ONLY = ((9.0, False), (8.0, False), (7.0, False), (6.0, False))
SMALLEST = 4.0
# Of the size of the letters. Numbers all have one width; the average letter is a little narrower.
LETTER = 0.62
NARROW, CAPITAL = "\u00a0.,:;()", 0.15
CENTIMETRES_PER_POINT = 2.54 / 72
# After a text, before a number, and beside a sign before its word.
GAP, NUMBER_GAP, SIGN = 0.4, 0.2, 0.5
NUMBER_WIDTH, WIDEST_NUMBER = 2.15, 3.2
# Rows of long names get so much before letters are made smaller: a name in five lines makes every row as high.
NARROWEST_TEXT, LEAST_NAME, NAME_WIDTH, WIDEST_TEXT = 2.4, 4.0, 4.6, 7.0
# And so little in the smallest letters: a page is turned for the sake of numbers, not of names.
LETTERS_OF_LAST_RESORT, LEAST_IN_SMALLEST = 6.5, 3.0
# About as much as a page has room for with its chart; longer tables break between rows.
LINES_KEPT_TOGETHER = 24


@dataclass(frozen=True, slots=True)
class TableShape:
    """Letters in points, widths in centimetres."""

    letters: float
    is_lying: bool
    widths: tuple[float, ...]
    is_kept_whole: bool


def shape_of(table: Table, choices: Sequence[tuple[float, bool]] = CHOICES) -> TableShape:
    """The first choice that there is room for. What fits with none gets letters as small as it takes."""
    for letters, is_lying in choices:
        needs = needs_of(table, letters)
        room = LYING if is_lying else UPRIGHT
        if sum(needs) <= room:
            return shape(table, spread(table, needs, room, letters), letters, is_lying=is_lying)
    part = room / sum(needs)
    squeezed = [need * part for need in needs]
    return shape(table, squeezed, max(SMALLEST, round(letters * part, 1)), is_lying=is_lying)


def shape(table: Table, widths: Sequence[float], letters: float, *, is_lying: bool) -> TableShape:
    rows = [[column.title for column in table.columns], *([cell.text for cell in row] for row in table.rows)]
    lines = sum(lines_of(row, widths, letters) for row in rows)
    lines += sum(lines_of([text], [UPRIGHT], letters) for text in (table.title, table.source))
    return TableShape(letters, is_lying, tuple(round(one, 3) for one in widths), lines <= LINES_KEPT_TOGETHER)


def needs_of(table: Table, letters: float) -> list[float]:
    """The least width of every column: a number is never broken, a word by its hyphens."""
    needs = []
    for place, column in enumerate(table.columns):
        texts = [column.title, *(row[place].text for row in table.rows)]
        sign = SIGN if column.light or any(row[place].light for row in table.rows) else 0
        longest = width_of(max(breadth(word) for text in texts for word in words_of(text)), letters) + sign
        if column.is_number:
            needs.append(min(longest + NUMBER_GAP, WIDEST_NUMBER))
        else:
            least = least_name(table, letters) if place == 0 else NARROWEST_TEXT
            needs.append(max(least, min(longest + GAP, NARROWEST_TEXT * column.share)))
    return needs


def least_name(table: Table, letters: float) -> float:
    """Of the rows' names where they are the only text; beside other texts they share what there is."""
    if table.has_texts:
        return NARROWEST_TEXT
    longest = max((len(row[0].text) for row in table.rows), default=0)
    least = LEAST_IN_SMALLEST if letters <= LETTERS_OF_LAST_RESORT else LEAST_NAME
    return max(NARROWEST_TEXT, min(width_of(longest, letters) + GAP, least))


def words_of(text: str) -> list[str]:
    """What stays on one line, with the sign that it may be broken after."""
    return re.findall(r"[^ \t\n/–-]+[/–-]*", text[:2_000]) or [""]


def breadth(word: str) -> float:
    """In letters; a comma or a space within a number takes half of one, and a capital letter somewhat more than one."""
    return len(word) - sum(map(word.count, NARROW)) / 2 + sum(map(str.isupper, word)) * CAPITAL


def width_of(count: float, letters: float) -> float:
    return count * letters * LETTER * CENTIMETRES_PER_POINT


def spread(table: Table, needs: list[float], room: float, letters: float) -> list[float]:
    """Texts grow first, until they stand on one line; then numbers, until their titles stand on two; then to their
    usual width. What is left stays empty where only the rows' names are text, and is shared by the texts where there
    are several."""
    columns = table.columns
    natural = [
        0.0 if column.is_number else natural_width(table, place, letters) for place, column in enumerate(columns)
    ]
    widths = grown(needs, natural, room)
    widths = grown(widths, [title_width(column, letters) for column in columns], room)
    widths = grown(widths, [NUMBER_WIDTH if column.is_number else 0.0 for column in columns], room)
    shares = sum(column.share for column in columns if not column.is_number)
    if len(columns) - sum(column.is_number for column in columns) == 1:
        return widths
    left = room - sum(widths)
    return [
        width if column.is_number else width + left * column.share / shares
        for column, width in zip(columns, widths, strict=True)
    ]


def title_width(column: Column, letters: float) -> float:
    """Of a number's title on two lines, which never are quite equal."""
    return min(width_of(len(column.title) * 0.55, letters) + NUMBER_GAP, WIDEST_NUMBER) if column.is_number else 0.0


def natural_width(table: Table, place: int, letters: float) -> float:
    """Of the longest text on one line, within what a column may ask for."""
    longest = max((len(row[place].text) for row in table.rows), default=0)
    return max(
        NAME_WIDTH if place == 0 and not table.is_dense else 0.0,
        min(width_of(longest, letters) + GAP + SIGN, WIDEST_TEXT),
    )


def grown(widths: Sequence[float], wanted: Sequence[float], room: float) -> list[float]:
    """Every column towards what it wants, as far as the room goes for all of them."""
    missing = [max(0.0, want - width) for width, want in zip(widths, wanted, strict=True)]
    part = min(1.0, (room - sum(widths)) / sum(missing)) if sum(missing) else 0.0
    return [width + part * more for width, more in zip(widths, missing, strict=True)]


def lines_of(texts: Sequence[str], widths: Sequence[float], letters: float) -> int:
    """About how many lines the row takes."""
    return max(
        1 + int(width_of(len(text), letters) / max(width - GAP, 0.5)) for text, width in zip(texts, widths, strict=True)
    )
