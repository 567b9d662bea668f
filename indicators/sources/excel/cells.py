"""What a cell of a workbook holds, as the text that a CSV file would have had there. No Django."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from accounts.imports import quoted
from accounts.wording import say, sentence
from indicators.sources.numerals import MOST_DECIMALS, WITH_COMMA

LETTERS = 26
TRUE = sentence("cellen er SANN, ikke et tall eller en tekst")
FALSE = sentence("cellen er USANN, ikke et tall eller en tekst")


class UnreadableCell(ValueError):
    """A cell that says nothing that can be taken, with the sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell whose content is no content: an error of the workbook, or a formula that nobody has calculated."""

    message: str
    # As Excel shows it, `#N/A`; a mapping may say that this means a figure that is missing.
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Percent:
    """A number that Excel shows as a hundred times itself with a percent sign."""

    number: float


@dataclass(frozen=True, slots=True)
class Merged:
    """A cell that is merged with its neighbours; it holds what the first of them holds."""

    content: Any


def key_text(cell: Any) -> str:
    """The text of a cell that names something: a code, a region, a period. Raises UnreadableCell."""
    if isinstance(cell, Merged):
        return key_text(cell.content)
    return plain_text(cell)


def figure_text(cell: Any, *, percent_as_shown: bool | None = None) -> str:
    """The text of a cell that holds a figure. Raises UnreadableCell.

    A merged cell is no figure of any one row. A cell in percent is taken as it is shown or as it is stored where the
    mapping says which; nobody else can know.
    """
    if isinstance(cell, Merged):
        if plain_text(cell.content):
            raise UnreadableCell(say("cellen er slått sammen med naboceller: del dem opp, så det står ett tall i hver"))
        return ""
    if isinstance(cell, Percent):
        return percent_text(cell.number, percent_as_shown)
    text = plain_text(cell)
    if isinstance(cell, str) and WITH_COMMA.fullmatch(text):
        pattern = sentence("{text} er lagret som tekst: gjør cellen om til et tall i Excel")
        raise UnreadableCell(say(pattern, text=quoted(text)))
    return text


def percent_text(number: float, percent_as_shown: bool | None) -> str:
    stored, shown = number_text(number), number_text(number, times=100)
    if percent_as_shown is None:
        pattern = sentence("cellen vises som {shown}, men tallet i den er {stored}: bruk et format uten prosent")
        raise UnreadableCell(say(pattern, shown=f"{shown} %", stored=stored))
    return shown if percent_as_shown else stored


def plain_text(cell: Any) -> str:
    """Text without surrounding blanks, or a number; nothing else is either."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, Percent):
        return number_text(cell.number)
    if isinstance(cell, Trouble):
        raise UnreadableCell(cell.message)
    if isinstance(cell, bool):
        raise UnreadableCell(say(TRUE if cell else FALSE))
    if isinstance(cell, (date, datetime, time, timedelta)):
        pattern = sentence("cellen er en dato eller et klokkeslett ({moment}), ikke et tall eller en tekst")
        raise UnreadableCell(say(pattern, moment=cell))
    return number_text(cell)


def number_text(number: float, *, times: int = 1) -> str:
    """The number as Excel itself knows it: 15 significant digits, at most 15 decimals, and never an exponent.

    A workbook stores binary numbers, in which 0.1 + 0.2 ends in a 4; the fifteen digits that Excel shows do not.
    """
    value = Decimal(f"{number:.15g}") * times
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > MOST_DECIMALS:
        value = round(value, MOST_DECIMALS)
    return f"{value.normalize():f}" if value else "0"


def letters_of(column: int) -> str:
    """The letters of a column, counted from 0: `A`, `Z`, `AA`."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, LETTERS)
        letters = chr(ord("A") + letter) + letters
    return letters


def column_of(letters: str) -> int:
    """The column of some letters, counted from 0."""
    column = 0
    for letter in letters:
        column = column * LETTERS + ord(letter) - ord("A") + 1
    return column - 1
