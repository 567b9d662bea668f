"""A table of very many rows. It is a room of its own, so that a process that writes it loads nobody else's library."""

from collections.abc import Iterator
from decimal import Decimal

HEADING = ("Indikator", "Navn", "Region", "Periode", "Verdi", "Enhet", "Rang", "Merknad")
Row = tuple[str | int | Decimal, ...]


def rows(count: int) -> Iterator[Row]:
    """Texts, whole numbers and figures as a table of observations has them."""
    for number in range(count):
        yield (
            f"KOSTRA-{number % 2_500:04}",
            f"Netto driftsutgifter til formål {number % 500} på området",
            f"{number % 357 + 301:04}",
            2015 + number % 10,
            Decimal(number * 7_919 % 1_000_003) / 100,
            "kr per innbygger",
            number % 20 + 1,
            "Foreløpig tall, rettes i juni" if number % 7 == 0 else "",
        )
