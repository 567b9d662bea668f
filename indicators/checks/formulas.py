"""Sums, shares and quotients of figures, calculated with how much each figure may have been rounded. No Django.

A formula is written with spaces between everything: `( a + b ) / innbyggere * 1000`. What is neither a sign nor a
number is the code of an indicator.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Protocol


class FormulaError(ValueError):
    """A text that is no formula; `args[0]` is the part that is wrong, empty where something is missing."""


class NotCalculable(ArithmeticError):
    """A divisor that may be zero, as far as its rounding tells."""


@dataclass(frozen=True, slots=True)
class Rounded:
    """A number as it is printed, and the least and the most that it may have been before it was rounded."""

    value: Fraction
    least: Fraction
    most: Fraction

    def overlaps(self, other: "Rounded") -> bool:
        return self.least <= other.most and other.least <= self.most


Figures = Mapping[str, Rounded]


def as_printed(literal: str) -> Rounded:
    """A published figure: half a unit of its last decimal to either side."""
    number = Decimal(literal)
    exponent = number.as_tuple().exponent
    half = Fraction(1, 2 * 10 ** (max(-exponent, 0) if isinstance(exponent, int) else 0))
    return Rounded(Fraction(number), Fraction(number) - half, Fraction(number) + half)


class Formula(Protocol):
    """Something that can be calculated where the figures of its codes are known."""

    @property
    def codes(self) -> tuple[str, ...]: ...

    def calculated(self, figures: Figures) -> Rounded: ...


@dataclass(frozen=True, slots=True)
class Constant:
    number: Fraction

    @property
    def codes(self) -> tuple[str, ...]:
        return ()

    def calculated(self, figures: Figures) -> Rounded:
        return Rounded(self.number, self.number, self.number)


@dataclass(frozen=True, slots=True)
class Term:
    code: str

    @property
    def codes(self) -> tuple[str, ...]:
        return (self.code,)

    def calculated(self, figures: Figures) -> Rounded:
        return figures[self.code]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two formulas with a sign between them."""

    sign: str
    left: Formula
    right: Formula

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.left.codes, *self.right.codes)))

    def calculated(self, figures: Figures) -> Rounded:
        return combined(self.sign, self.left.calculated(figures), self.right.calculated(figures))


def combined(sign: str, one: Rounded, other: Rounded) -> Rounded:
    """Every value that the result may have, whatever the two were before they were rounded."""
    if sign == "+":
        return Rounded(one.value + other.value, one.least + other.least, one.most + other.most)
    if sign == "-":
        return Rounded(one.value - other.value, one.least - other.most, one.most - other.least)
    if sign == "/":
        other = inverse(other)
    corners = [a * b for a in (one.least, one.most) for b in (other.least, other.most)]
    return Rounded(one.value * other.value, min(corners), max(corners))


def inverse(number: Rounded) -> Rounded:
    if number.least <= 0 <= number.most:
        raise NotCalculable
    return Rounded(1 / number.value, 1 / number.most, 1 / number.least)


# Reading -----------------------------------------------------------------------------------------------------------

SUMS, PRODUCTS = frozenset("+-"), frozenset("*/")
RESERVED = SUMS | PRODUCTS | frozenset("()=")


def read_formula(text: str) -> Formula:
    """The formula that a text writes. Raises FormulaError."""
    formula, rest = read_sum(text.split())
    if rest:
        raise FormulaError(rest[0])
    return formula


def read_sum(words: Sequence[str]) -> tuple[Formula, Sequence[str]]:
    formula, words = read_product(words)
    while words and words[0] in SUMS:
        other, rest = read_product(words[1:])
        formula, words = Pair(words[0], formula, other), rest
    return formula, words


def read_product(words: Sequence[str]) -> tuple[Formula, Sequence[str]]:
    formula, words = read_one(words)
    while words and words[0] in PRODUCTS:
        other, rest = read_one(words[1:])
        formula, words = Pair(words[0], formula, other), rest
    return formula, words


def read_one(words: Sequence[str]) -> tuple[Formula, Sequence[str]]:
    """A number, a code, or a formula in brackets."""
    if not words:
        raise FormulaError("")
    if words[0] == "(":
        formula, rest = read_sum(words[1:])
        if not rest or rest[0] != ")":
            raise FormulaError(rest[0] if rest else "")
        return formula, rest[1:]
    if words[0] in RESERVED:
        raise FormulaError(words[0])
    return constant_or_term(words[0]), words[1:]


def constant_or_term(word: str) -> Formula:
    try:
        number = Decimal(word)
    except InvalidOperation:
        return Term(word)
    return Constant(Fraction(number)) if number.is_finite() else Term(word)
