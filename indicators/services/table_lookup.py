"""What Statistics Norway says of its tables, asked for once while somebody reads and chooses."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from indicators.services.ssb_gate import connect
from indicators.sources.ssb import SearchPage, SourceWithdrawn, TableDescription, TableFacts

# Long enough to go through the steps of a page, short enough that nobody chooses from last week's table.
KEPT_SECONDS = 15 * 60


@dataclass(frozen=True, slots=True)
class DescribedTable:
    """A table as its bank tells of it, and how many cells the bank answers at a time."""

    facts: TableFacts
    description: TableDescription
    most_cells: int

    @property
    def title(self) -> str:
        """What the table is called, for people who see its number beside it."""
        return title_of(self.facts)


def title_of(facts: TableFacts) -> str:
    """`12134: Utvalgte nøkkeltall …` without the number."""
    return facts.label.removeprefix(f"{facts.id}:").strip() or facts.id


def described_table(table: str, *, clock: Callable[[], datetime]) -> DescribedTable:
    """The table; kept for some minutes, since each step of choosing asks again. Raises SourceError or HeldBack."""
    if not is_table_id(table):
        raise SourceWithdrawn("Non-existent table", table)
    key = f"described-table:{table}"
    kept: DescribedTable | None = cache.get(key)
    if kept is None:
        with connect(clock=clock) as bank:
            kept = DescribedTable(bank.table(table), bank.description(table), bank.most_cells())
        cache.set(key, kept, KEPT_SECONDS)
    return kept


def is_table_id(text: str) -> bool:
    """Whether the text can be the number of a table at all: nothing else becomes part of an address."""
    return 0 < len(text) <= 20 and text.isascii() and text.replace("_", "").replace("-", "").isalnum()


def tables_found(words: str, *, page: int, clock: Callable[[], datetime]) -> SearchPage:
    """Tables that have the words in their names or variables. Raises SourceError or HeldBack."""
    with connect(clock=clock) as bank:
        return bank.search(words, page=page)
