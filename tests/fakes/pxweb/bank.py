"""The bank without its wires: a call comes in, a reply goes out. Paths and parameters are those of PxWebApi v2."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from math import ceil
from urllib.parse import parse_qsl, unquote, urlsplit

from tests.fakes.pxweb import documents
from tests.fakes.pxweb.asking import question_in_address, question_in_body, variable_in
from tests.fakes.pxweb.problems import ModelState, Problem, no_codelist, no_page, no_table
from tests.fakes.pxweb.selecting import TwiceTheSame, chosen_by, ordered
from tests.fakes.pxweb.tables import Codelist, Table

MOUNTED_AT = "/api/pxwebapi/v2"
LONGEST_ADDRESS = 2_100
LANGUAGES, FORMATS = ("no", "en"), ("json-stat2",)


@dataclass(frozen=True)
class Call:
    """What somebody asked."""

    method: str
    target: str
    body: bytes = b""

    @property
    def path(self) -> str:
        """Below the address of the bank: `/tables/12134/data`."""
        return urlsplit(self.target).path.removeprefix(MOUNTED_AT)

    @property
    def parameters(self) -> list[tuple[str, str]]:
        return parse_qsl(urlsplit(self.target).query, keep_blank_values=True)

    def parameter(self, name: str) -> str:
        return next((value for key, value in self.parameters if key.lower() == name.lower()), "")


@dataclass(frozen=True)
class Reply:
    """What it was answered."""

    status: int
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def as_json(said: object, status: int = 200) -> Reply:
    body = said if isinstance(said, bytes) else json.dumps(said, ensure_ascii=False).encode()
    return Reply(status, body, {"Content-Type": "application/json; charset=utf-8"})


@dataclass
class Bank:
    """Tables, and what is said of them."""

    tables: dict[str, Table] = field(default_factory=dict)
    max_cells: int = 800_000
    page_size: int = 20
    # The metadata are being read anew: nothing is answered.
    is_reloading: bool = False

    def reply(self, call: Call) -> Reply:
        """The answer to a call; what goes wrong is an answer too."""
        if len(call.target) > LONGEST_ADDRESS or not call.target.startswith(MOUNTED_AT):
            return Reply(HTTPStatus.NOT_FOUND, b"<html><h1>404</h1></html>", {"Content-Type": "text/html"})
        if self.is_reloading:
            return Reply(HTTPStatus.SERVICE_UNAVAILABLE, b"")
        try:
            return self.answer(call)
        except Problem as problem:
            return as_json(problem.body, problem.status)
        except ModelState as complaint:
            return as_json(complaint.body, HTTPStatus.BAD_REQUEST)
        except TwiceTheSame:
            return Reply(HTTPStatus.INTERNAL_SERVER_ERROR, b"")

    def answer(self, call: Call) -> Reply:
        language = call.parameter("lang")
        if language and language not in LANGUAGES:
            raise Problem("Unsupported language")
        said: documents.Document | bytes
        match [unquote(step) for step in call.path.strip("/").split("/")]:
            case ["config"]:
                said = documents.config(max_cells=self.max_cells)
            case ["tables"]:
                said = self.search(call)
            case ["tables", table]:
                said = documents.facts(self.table(table))
            case ["tables", table, "metadata"]:
                said = self.metadata(call, self.table(table))
            case ["tables", table, "data"]:
                said = self.figures(call, self.table(table, in_data=True))
            case ["codelists", codelist]:
                said = documents.codelist_document(self.codelist(codelist))
            case _:
                return Reply(HTTPStatus.NOT_FOUND, b"")
        return as_json(said)

    def table(self, table: str, *, in_data: bool = False) -> Table:
        if table not in self.tables:
            raise no_table(in_data=in_data)
        return self.tables[table]

    def codelist(self, codelist: str) -> Codelist:
        lists = (one for table in self.tables.values() for variable in table.variables for one in variable.codelists)
        found = next((one for one in lists if one.id == codelist), None)
        if found is None:
            raise no_codelist()
        return found

    def search(self, call: Call) -> documents.Document:
        """Tables that have one of the words, on pages; far from Lucene, and enough to find a table by."""
        found = [table for table in self.tables.values() if is_wanted(table, call)]
        size = int(call.parameter("pageSize") or self.page_size)
        page = max(1, int(call.parameter("pageNumber") or 1))
        pages = ceil(len(found) / size)
        if page > pages > 0:
            raise no_page()
        return {
            "language": call.parameter("lang") or "no",
            "tables": [documents.facts(one) for one in found[size * (page - 1) : size * page]],
            "page": {"pageNumber": page, "pageSize": size, "totalElements": len(found), "totalPages": pages},
            "links": [],
        }

    def metadata(self, call: Call, table: Table) -> bytes:
        asked = {variable_in(key): value for key, value in call.parameters if key.lower().startswith("codelist[")}
        return documents.metadata(table, dict(self.codelists_of(table, asked)))

    def codelists_of(self, table: Table, asked: Mapping[str, str]) -> Iterator[tuple[str, Codelist]]:
        for name, codelist in asked.items():
            variable = table.variable(name)
            if variable is None:
                raise Problem("Non-existent variable")
            if codelist not in {one.id for one in variable.codelists}:
                raise Problem("Non-existent codelist")
            yield variable.id, self.codelist(codelist)

    def figures(self, call: Call, table: Table) -> bytes:
        if (call.parameter("outputFormat") or "json-stat2") not in FORMATS:
            raise Problem("Unsupported output format", detail="Unsupported output format")
        question = question_in_body(call.body) if call.method == "POST" else question_in_address(call.parameters)
        chosen = chosen_by(table, question, most_cells=self.max_cells)
        return documents.figures(table, chosen, ordered(chosen, question))


def is_wanted(table: Table, call: Call) -> bool:
    words = call.parameter("query").lower().replace("title:", " ").replace('"', " ").split()
    text = " ".join([table.id, table.label, *(one.label for one in table.variables)]).lower()
    if table.is_discontinued and call.parameter("includeDiscontinued") != "true":
        return False
    days = call.parameter("pastDays")
    if days and table.updated < datetime.now(UTC) - timedelta(days=int(days)):
        return False
    return not words or any(word.strip("*") in text for word in words)
