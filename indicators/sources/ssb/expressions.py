"""What chooses codes of a variable, as PxWebApi v2 writes it: `3909`, `*`, `EKG*`, `??`, `top(3)`, `range(2020,2024)`.

They are worked out here, against the table's description, and not left to the bank: the cells can then be counted
before they are asked for, and a code that is lost is named.
"""

import re
from collections.abc import Sequence

CALL = re.compile(r"(top|bottom|from|to|range)\((.*)\)", re.IGNORECASE | re.DOTALL)
COUNT_AND_OFFSET = re.compile(r"([1-9][0-9]{0,8})(?:,([0-9]{1,9}))?")
STAR, ANY_SIGN = "*", "?"


class IllegalExpression(ValueError):
    """An expression that is written in no way the bank knows."""


class UnknownCode(ValueError):
    """A code, in an expression or by itself, that the variable does not have."""


class Codes:
    """The codes of a variable in the table's order; those of time also in the order of time."""

    def __init__(self, codes: Sequence[str], *, is_time: bool) -> None:
        self.codes, self.exact = tuple(codes), frozenset(codes)
        self.is_time = is_time
        self.in_order = sorted(codes) if is_time else list(codes)
        self.spelled = {code.casefold(): code for code in reversed(codes)}

    def spelled_as(self, code: str) -> str | None:
        """The code as the table has it; case matters only where two codes differ in nothing else."""
        return code if code in self.exact else self.spelled.get(code.casefold())

    def chosen(self, expression: str) -> list[str]:
        """The codes that one expression chooses. Raises IllegalExpression or UnknownCode."""
        if code := self.spelled_as(expression):
            return [code]
        if STAR in expression or ANY_SIGN in expression:
            return self.like(expression)
        if call := CALL.fullmatch(expression):
            name, argument = call.group(1).lower(), call.group(2)
            return self.counted(name, argument) if name in {"top", "bottom"} else self.between(name, argument)
        raise UnknownCode(expression)

    def like(self, expression: str) -> list[str]:
        """Stars stand for anything and only at the ends; a question mark, where there is no star, for one sign."""
        text = expression.removeprefix(STAR).removesuffix(STAR)
        if STAR in text:
            raise IllegalExpression(expression)
        pattern = re.escape(text) if STAR in expression else re.escape(text).replace(re.escape(ANY_SIGN), ".")
        before, after = (".*" if has_star else "" for has_star in ends_with_stars(expression))
        matching = re.compile(before + pattern + after, re.IGNORECASE | re.DOTALL)
        return [code for code in self.codes if matching.fullmatch(code)]

    def counted(self, name: str, argument: str) -> list[str]:
        """So many from one end, leaving out so many. The top of time is the newest, of other variables the first."""
        numbers = COUNT_AND_OFFSET.fullmatch(argument)
        if not numbers:
            raise IllegalExpression(f"{name}({argument})")
        count, offset = int(numbers.group(1)), int(numbers.group(2) or 0)
        from_the_end = self.is_time == (name == "top")
        ordered = self.in_order[::-1] if from_the_end else self.in_order
        return ordered[offset : offset + count]

    def between(self, name: str, argument: str) -> list[str]:
        """Everything from one code to another, both included, in whichever order they are given."""
        given = argument.split(",")
        if len(given) != (2 if name == "range" else 1) or not all(given):
            raise IllegalExpression(f"{name}({argument})")
        places = sorted(self.place(code) for code in given)
        first = 0 if name == "to" else places[0]
        last = len(self.in_order) - 1 if name == "from" else places[-1]
        return self.in_order[first : last + 1]

    def place(self, code: str) -> int:
        known = self.spelled_as(code)
        if known is None:
            raise UnknownCode(code)
        return self.in_order.index(known)


def ends_with_stars(expression: str) -> tuple[bool, bool]:
    return expression.startswith(STAR), expression.endswith(STAR)
