"""Questions as they go over the wire: short ones as an address, long ones with a body."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import orjson

from indicators.sources.ssb.choices import Choice
from indicators.sources.ssb.errors import CodesLost, SourceError, SourceRejected, SourceWithdrawn

LANGUAGE = "no"
# The bank answers a longer address than some 2 100 signs as if it did not exist.
LONGEST_ADDRESS = 2_000


@dataclass(frozen=True, slots=True)
class Question:
    """One call. `missing` is what it means when the bank has nothing under that address."""

    address: str
    body: bytes = b""
    missing: type[SourceError] = SourceRejected

    @property
    def method(self) -> str:
        return "POST" if self.body else "GET"

    @property
    def text(self) -> str:
        """The question so that it can be asked again: the address, and the body on a line of its own."""
        return f"{self.address}\n{self.body.decode()}" if self.body else self.address


def about_bank(address: str) -> Question:
    return Question(f"{address}/config")


def about_search(address: str, *, query: str, page: int) -> Question:
    return Question(f"{address}/tables?{parameters([('query', query), ('pageNumber', str(page))])}")


def about_table(address: str, table: str) -> Question:
    return Question(f"{address}/tables/{part(table)}?{parameters([])}", missing=SourceWithdrawn)


def about_variables(address: str, table: str) -> Question:
    return Question(f"{address}/tables/{part(table)}/metadata?{parameters([])}", missing=SourceWithdrawn)


def about_codelist(address: str, codelist: str) -> Question:
    return Question(f"{address}/codelists/{part(codelist)}?{parameters([])}", missing=CodesLost)


def about_figures(address: str, table: str, choices: Sequence[Choice]) -> Question:
    """The cells of the choices. Nothing is said of placement, which would change the order of the dimensions."""
    place, form = f"{address}/tables/{part(table)}/data", [("outputFormat", "json-stat2")]
    chosen = [(f"valueCodes[{one.variable}]", ",".join(map(bracketed, one.said))) for one in choices]
    lists = [(f"codelist[{one.variable}]", one.codelist) for one in choices if one.codelist]
    short = f"{place}?{parameters([*form, *chosen, *lists])}"
    if len(short) <= LONGEST_ADDRESS:
        return Question(short)
    body = orjson.dumps({"selection": [selected(choice) for choice in choices]})
    return Question(f"{place}?{parameters(form)}", body)


def selected(choice: Choice) -> dict[str, object]:
    codelist = {"codelist": choice.codelist} if choice.codelist else {}
    return {"variableCode": choice.variable, **codelist, "valueCodes": choice.said}


def bracketed(code: str) -> str:
    """A comma parts two codes; one inside a code must be bracketed."""
    return f"[{code}]" if "," in code else code


def parameters(given: Sequence[tuple[str, str]]) -> str:
    return urlencode([("lang", LANGUAGE), *given], quote_via=quote, safe="*,")


def part(name: str) -> str:
    """A name as one part of an address, whatever signs are in it."""
    return quote(name, safe="")
