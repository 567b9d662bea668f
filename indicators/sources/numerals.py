"""Numbers as files write them, read exactly: the text and the `Decimal` it means, and never a float between them."""

import re
from decimal import Decimal

from accounts.imports import quoted
from accounts.wording import say, sentence

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
        raise NotANumber(say(advice(text), text=quoted(text)))
    value = Decimal(text)
    exponent = value.as_tuple().exponent
    if value and (value.adjusted() >= MOST_INTEGER_DIGITS or (isinstance(exponent, int) and -exponent > MOST_DECIMALS)):
        pattern = sentence("{text} har for mange siffer: høyst {before} før og {after} etter punktum")
        raise NotANumber(say(pattern, text=quoted(text), before=MOST_INTEGER_DIGITS, after=MOST_DECIMALS))
    return value or zero_of(exponent)


def zero_of(exponent: object) -> Decimal:
    """Zero with the decimals it was written with, within reason: 0.0 is not 0."""
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return Decimal(0).scaleb(-min(decimals, MOST_DECIMALS))


def advice(text: str) -> str:
    """That it is no number, and what to do where it can be seen what the writer meant."""
    if WITH_COMMA.fullmatch(text):
        return sentence("{text} er ikke et tall: bruk punktum som desimaltegn")
    if text.startswith("\N{MINUS SIGN}") and text[1:].replace(".", "", 1).isdigit():
        return sentence("{text} er ikke et tall: bruk vanlig minustegn (-)")
    if re.fullmatch(r"[+-]?[0-9]+([ \u00a0\u202f'][0-9]{3})+(\.[0-9]+)?", text):
        return sentence("{text} er ikke et tall: skriv tallet uten mellomrom")
    return sentence("{text} er ikke et tall")


def literal_of(text: str, value: Decimal) -> str:
    """The number exactly as published, or written out where it was published with an exponent or a plus sign."""
    if PLAIN.fullmatch(text) and len(text) <= LONGEST_LITERAL:
        return text
    return f"{value:f}"
