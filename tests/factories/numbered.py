"""The numbers in names and codes: two of a kind never collide, neither with each other nor with what a test names."""

from collections.abc import Iterator
from itertools import count

# Beyond what tests name ("M-1", "plan-12").
FIRST_NUMBER = 1000


class Numbers:
    """One row of numbers for everything that is made, whatever it is: `next(numbers)`."""

    coming: Iterator[int]

    def __init__(self) -> None:
        self.begin_anew()

    def __next__(self) -> int:
        return next(self.coming)

    def begin_anew(self) -> None:
        """As tests/conftest.py does with each module."""
        self.coming = count(FIRST_NUMBER)


numbers = Numbers()
