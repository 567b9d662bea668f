"""A formula as it is read, with names or with numbers: `(a + b) / c × 100`. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.formulas import TermRole

PLUS, MINUS, TIMES, DIVIDED_BY = " + ", " − ", " × ", " / "


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the formula: a sign, or a term by its place among the terms."""

    text: str
    term: int | None = None


def tokens(terms: Sequence[tuple[TermRole, str]], factor: str) -> Iterator[Token]:
    """The pieces of the formula in the order in which they are read. The factor is left out where it is 1."""
    above = [(number, role, text) for number, (role, text) in enumerate(terms) if role is not TermRole.DENOMINATOR]
    below = [(number, text) for number, (role, text) in enumerate(terms) if role is TermRole.DENOMINATOR]
    needs_brackets = len(above) > 1 and (bool(below) or factor != "1")
    yield from [Token("(")] if needs_brackets else []
    # What is subtracted stands behind what it is subtracted from.
    for place, (number, role, text) in enumerate(sorted(above, key=lambda one: one[1] is TermRole.SUBTRACTED)):
        if role is TermRole.SUBTRACTED:
            yield Token(MINUS if place else MINUS.lstrip())
        elif place:
            yield Token(PLUS)
        yield Token(text, number)
    yield from [Token(")")] if needs_brackets else []
    for number, text in below:
        yield from (Token(DIVIDED_BY), Token(text, number))
    if factor != "1":
        yield from (Token(TIMES), Token(factor))


def written(terms: Sequence[tuple[TermRole, str]], factor: str) -> str:
    """The whole formula as one text."""
    return "".join(token.text for token in tokens(terms, factor))


def plain_number(value: Decimal) -> str:
    """Without the zeros that only storage added: 1000.0000000000 is 1000."""
    return f"{value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize():f}"
