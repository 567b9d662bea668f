"""The client: what can be asked of the bank."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import httpx

from indicators.sources.ssb.gate import Gate
from indicators.sources.ssb.tables import Answer, Limits, SearchPage, TableDescription, TableFacts


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long to wait, how much to take, and how many times to try."""

    answer_seconds: float = 90
    call_seconds: float = 300
    most_bytes: int = 64 * 1024 * 1024
    attempts: int = 4


class SsbClient:
    """Asks one bank, at one address that ends with /v2. Every method may raise SourceError or HeldBack."""

    def __init__(
        self, address: str, *, gate: Gate, transport: httpx.BaseTransport | None = None, bounds: Bounds = Bounds()
    ) -> None:
        raise NotImplementedError

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        raise NotImplementedError

    def limits(self) -> Limits:
        """How much may be asked for at a time; asked for once."""
        raise NotImplementedError

    def search(self, query: str, *, page: int = 1) -> SearchPage:
        """Tables that the words are found in. A page after the last one has no tables."""
        raise NotImplementedError

    def table(self, table: str) -> TableFacts:
        """What the list of tables says of one: the cheap way to see whether it has changed."""
        raise NotImplementedError

    def description(self, table: str) -> TableDescription:
        """The variables of a table with their codes."""
        raise NotImplementedError

    def answers(
        self,
        description: TableDescription,
        *,
        selection: Mapping[str, Sequence[str]],
        codelists: Mapping[str, str],
        most_cells: int,
    ) -> Iterator[Answer]:
        """The chosen cells, in as many answers as the bank's limit and `most_cells` ask for; fetched one by one.

        `selection` has codes or expressions (`*`, `top(3)`, `range(2020,2024)`) by variable; a variable that it does
        not name is fetched whole, and none is summed away. `codelists` names the list that a variable's codes are of.
        Raises CodesLost, before anything is fetched, for what the table does not have.
        """
        raise NotImplementedError
