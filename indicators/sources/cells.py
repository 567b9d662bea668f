"""Cells of a CSV row, each read by itself, so that a row tells everything that is wrong with it. No Django."""

from collections.abc import Callable, Mapping
from typing import NoReturn, TypeVar

from accounts.imports import Problems, quoted
from accounts.wording import say, sentence
from indicators.sources.csv_table import Row

Read = TypeVar("Read")
TRUTHS = {"true": True, "false": False, "": None}


class BadCell(ValueError):
    """A cell that cannot be taken: in which column, and what to do."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message


def attempt(row: Row, problems: Problems, read: Callable[[], Read]) -> Read | None:
    """What a cell says, or None and a problem."""
    try:
        return read()
    except BadCell as bad:
        problems.add(row.place(bad.column), bad.message)
        return None


def absent(column: str) -> NoReturn:
    raise BadCell(column, say("verdien mangler"))


def text_of(row: Row, column: str, *, most: int) -> str:
    text = row[column]
    if len(text) > most:
        raise BadCell(column, say("teksten er lengre enn {most} tegn", most=most))
    return text


def code_of(row: Row, column: str, *, most: int) -> str:
    """A code: any text without whitespace."""
    text = text_of(row, column, most=most) or absent(column)
    if any(sign.isspace() for sign in text):
        raise BadCell(column, say("koden {code} har mellomrom i seg", code=quoted(text)))
    return text


def truth_of(row: Row, column: str) -> bool | None:
    """True or false; None where the file says nothing."""
    if row[column].casefold() not in TRUTHS:
        raise BadCell(column, say("{text} er verken true eller false", text=quoted(row[column])))
    return TRUTHS[row[column].casefold()]


def choice_of(row: Row, column: str, words: Mapping[str, str]) -> str:
    """What one of a few words means; empty where the file says nothing."""
    if row[column] and row[column] not in words:
        known = ", ".join(words)
        raise BadCell(column, say("{word} er ukjent; lovlige er {known}", word=quoted(row[column]), known=known))
    return words.get(row[column], "")


def whole_number_of(row: Row, column: str, *, least: int, most: int) -> int | None:
    """A whole number within bounds; None where the file says nothing."""
    text = row[column]
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        pattern = sentence("{text} er ikke et helt tall fra {least} til {most}")
        raise BadCell(column, say(pattern, text=quoted(text), least=least, most=most))
    return int(text)
