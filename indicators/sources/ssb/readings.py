"""From the bank's JSON to what it says of itself and its tables. What is not there is empty; what is wrong is told."""

from typing import Any

import orjson

from accounts.imports import at_sign
from accounts.wording import say
from indicators.sources.jsonstat import DatasetRefused, Dimension, read_dataset
from indicators.sources.jsonstat.moments import read_moment
from indicators.sources.jsonstat.parts import Part
from indicators.sources.ssb.errors import SourceUnreadable
from indicators.sources.ssb.tables import (
    Codelist,
    CodesOfList,
    Limits,
    SearchPage,
    TableDescription,
    TableFacts,
    Variable,
)

# All that Statistics Norway hands out at a time, also where the bank at hand would give more.
MOST_CELLS = 800_000
# A description has no cells, and read_dataset takes one of any size; a table with its cells is no description.
NO_CELLS = 0
KOSTRA = "kostrahoved"


def opened(body: bytes) -> Part:
    """The object that the body is."""
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise SourceUnreadable(say("Svaret er ikke JSON"), at_sign(error.lineno, error.colno)) from None
    if not isinstance(document, dict):
        raise SourceUnreadable(say("Svaret er ikke et JSON-objekt"))
    return Part(document)


def read_limits(body: bytes) -> Limits:
    said = opened(body)
    cells = number(said, "maxDataCells")
    return Limits(
        max_cells=min(cells, MOST_CELLS) if cells > 0 else MOST_CELLS,
        calls=number(said, "maxCallsPerTimeWindow"),
        window=float(number(said, "timeWindow")),
    )


def read_search(body: bytes, *, page: int) -> SearchPage:
    said = opened(body)
    counts = said.open_part("page")
    return SearchPage(
        tables=tuple(facts_of(one) for one in parts(said, "tables")),
        page=number(counts, "pageNumber") or page,
        pages=number(counts, "totalPages"),
        total=number(counts, "totalElements"),
    )


def read_facts(body: bytes) -> TableFacts:
    return facts_of(opened(body))


def facts_of(said: Part) -> TableFacts:
    if not text(said, "id"):
        raise SourceUnreadable(say("Svaret beskriver ingen tabell"))
    return TableFacts(
        id=text(said, "id"),
        label=text(said, "label"),
        updated=read_moment(text(said, "updated")),
        first_period=text(said, "firstPeriod"),
        last_period=text(said, "lastPeriod"),
        time_unit=text(said, "timeUnit"),
        variable_names=tuple(one for one in items(said, "variableNames") if isinstance(one, str)),
        is_discontinued=said.members.get("discontinued") is True,
        is_kostra=any(is_kostra(path) for path in items(said, "paths")),
    )


def is_kostra(path: object) -> bool:
    """Whether a way to the table through the bank's subjects goes by KOSTRA, the one sure mark of its tables."""
    return isinstance(path, list) and any(isinstance(step, dict) and step.get("id") == KOSTRA for step in path)


def read_description(body: bytes, table: str) -> TableDescription:
    said = opened(body)
    try:
        dataset = read_dataset(body, stem=table, max_cells=NO_CELLS)
    except DatasetRefused as refused:
        raise SourceUnreadable(say("Beskrivelsen av tabellen kan ikke leses"), str(refused)) from None
    dimensions = said.open_part("dimension")
    variables = tuple(variable_of(one, dimensions.open_part(one.id)) for one in dataset.dimensions)
    return TableDescription(table, dataset.label, dataset, variables)


def variable_of(dimension: Dimension, said: Part) -> Variable:
    extension = said.open_part("extension")
    return Variable(
        id=dimension.id,
        label=dimension.label,
        role=dimension.role,
        codes=dimension.codes,
        labels=dimension.labels,
        is_eliminable=extension.members.get("elimination") is True,
        codelists=tuple(
            Codelist(text(one, "id"), text(one, "label"), text(one, "type")) for one in parts(extension, "codelists")
        ),
        notes=dimension.notes,
    )


def read_codelist(body: bytes, codelist: str) -> CodesOfList:
    said = opened(body)
    values = {text(one, "code"): one for one in parts(said, "values")}
    if "" in values or not values:
        raise SourceUnreadable(say("Kodelisten kan ikke leses"), codelist)
    return CodesOfList(
        id=codelist,
        kind=text(said, "type"),
        labels={code: text(one, "label") for code, one in values.items()},
        stands_for={code: tuple(map(str, items(one, "valueMap"))) for code, one in values.items()},
    )


def text(said: Part, key: str) -> str:
    found = said.members.get(key)
    return found if isinstance(found, str) else ""


def number(said: Part, key: str) -> int:
    found = said.members.get(key)
    return found if type(found) is int else 0


def items(said: Part, key: str) -> list[Any]:
    found = said.members.get(key)
    return found if isinstance(found, list) else []


def parts(said: Part, key: str) -> list[Part]:
    return [Part(one, said.at(key)) for one in items(said, key) if isinstance(one, dict)]
