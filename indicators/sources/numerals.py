"""Numbers as files write them, read exactly: the text and the `Decimal` it means, and never a float between them."""

import re
from decimal import Decimal

from accounts.imports import quoted

MOST_DECIMALS, MOST_INTEGER_DIGITS = 15, 22
PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?")
WITH_COMMA = re.compile(r"[+-]?[0-9 \u00a0.]*,[0-9]+")
LONGEST_LITERAL = 40


class NotANumber(ValueError):
    """A text that is no number, with the sentence that says what to do."""


def read_number(text: str) -> Decimal:
    """The number that a text writes. Raises NotANumber."""
    if not NUMBER.fullmatch(text):
        raise NotANumber(f"{quoted(text)} er ikke et tall{advice(text)}")
    value = Decimal(text)
    exponent = value.as_tuple().exponent
    if value and (value.adjusted() >= MOST_INTEGER_DIGITS or (isinstance(exponent, int) and -exponent > MOST_DECIMALS)):
        raise NotANumber(
            f"{quoted(text)} har for mange siffer: høyst {MOST_INTEGER_DIGITS} før og {MOST_DECIMALS} etter punktum"
        )
    return value or zero_of(exponent)


def zero_of(exponent: object) -> Decimal:
    """Zero with the decimals it was written with, within reason: 0.0 is not 0."""
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Decimal(0).scaleb(-min(decimals, MOST_DECIMALS))


def advice(text: str) -> str:
    """What the writer probably meant."""
    if WITH_COMMA.fullmatch(text):
        return ": bruk punktum som desimaltegn"
    if text.startswith("\N{MINUS SIGN}") and text[1:].replace(".", "", 1).isdigit():
        return ": bruk vanlig minustegn (-)"
    if re.fullmatch(r"[+-]?[0-9]+([ \u00a0\u202f'][0-9]{3})+(\.[0-9]+)?", text):
        return ": skriv tallet uten mellomrom"
    return ""


def literal_of(text: str, value: Decimal) -> str:
    """The number exactly as published, or written out where it was published with an exponent or a plus sign."""
    if PLAIN.fullmatch(text) and len(text) <= LONGEST_LITERAL:
        return text
    return f"{value:f}"
