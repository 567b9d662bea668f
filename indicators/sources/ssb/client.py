"""The client: what can be asked of the bank."""

import re
from collections.abc import Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Self

import httpx

from indicators.sources.ssb.calls import Bounds, Caller
from indicators.sources.ssb.choices import Choice, choices_of
from indicators.sources.ssb.chunks import chunks
from indicators.sources.ssb.contacts import without_contacts
from indicators.sources.ssb.errors import SourceError, SourceRejected, SourceUnavailable, SourceWithdrawn
from indicators.sources.ssb.gate import Gate
from indicators.sources.ssb.questions import (
    about_bank,
    about_codelist,
    about_figures,
    about_search,
    about_table,
    about_variables,
)
from indicators.sources.ssb.readings import (
    MOST_CELLS,
    read_codelist,
    read_description,
    read_facts,
    read_limits,
    read_search,
)
from indicators.sources.ssb.tables import Answer, CodesOfList, Limits, SearchPage, TableDescription, TableFacts

# "12134" in Norway, "TAB6471" in Sweden. Whatever else is typed is no table, and no address is made of it.
TABLE_ID = re.compile(r"[A-Za-z0-9_-]{1,50}")


class SsbClient:
    """Asks one bank, at one address that ends with /v2. Every method may raise SourceError or HeldBack."""

    def __init__(
        self,
        address: str,
        *,
        gate: Gate,
        transport: httpx.BaseTransport | None = None,
        bounds: Bounds | None = None,
    ) -> None:
        self.address = address.rstrip("/")
        self.caller = Caller(gate=gate, transport=transport, bounds=bounds or Bounds())
        self.known_limits: Limits | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the connections go."""
        self.caller.http.close()

    def limits(self) -> Limits:
        """How much may be asked for at a time; asked for once."""
        if self.known_limits is None:
            self.known_limits = read_limits(self.caller.ask(about_bank(self.address)))
        return self.known_limits

    def most_cells(self) -> int:
        """The cells that one answer may have: as the bank says, else as Statistics Norway's own does."""
        try:
            return self.limits().max_cells
        except SourceUnavailable:
            raise
        except SourceError:
            # A mirror need not tell of itself. It answers, and that is enough to ask it for a table.
            return MOST_CELLS

    def search(self, query: str, *, page: int = 1) -> SearchPage:
        """Tables that the words are found in. A page after the last one has no tables."""
        try:
            return read_search(self.caller.ask(about_search(self.address, query=query, page=page)), page=page)
        except SourceRejected as error:
            if error.status == HTTPStatus.NOT_FOUND and error.title == "Non-existent page":
                return SearchPage((), page, pages=0, total=0)
            raise

    def table(self, table: str) -> TableFacts:
        """What the list of tables says of one: the cheap way to see whether it has changed."""
        check_table_id(table)
        return read_facts(self.caller.ask(about_table(self.address, table)))

    def description(self, table: str) -> TableDescription:
        """The variables of a table with their codes."""
        check_table_id(table)
        return read_description(self.caller.ask(about_variables(self.address, table)), table)

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
        lists = {name: self.codes_of(codelist) for name, codelist in codelists.items()}
        choices = choices_of(description, selection, lists)
        parts = chunks(choices, most_cells=min(most_cells, self.most_cells()))
        return self.fetched(description.table, parts)

    def codes_of(self, codelist: str) -> CodesOfList:
        """The codes of a codelist. Its id is spelled in one way only, unlike those of variables."""
        return read_codelist(self.caller.ask(about_codelist(self.address, codelist)), codelist)

    def fetched(self, table: str, parts: Sequence[Sequence[Choice]]) -> Iterator[Answer]:
        for number, choices in enumerate(parts, start=1):
            question = about_figures(self.address, table, choices)
            body = without_contacts(self.caller.ask(question))
            yield Answer(body, question.text, part=number, parts=len(parts))


def check_table_id(table: str) -> None:
    if not TABLE_ID.fullmatch(table):
        raise SourceWithdrawn("Non-existent table", table[:50])
