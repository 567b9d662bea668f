"""The file of sources: which tables are fetched, what of them, and which indicators the codes are. No Django."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from accounts.imports import Problems, quoted
from accounts.wording import say, sentence
from indicators.periods import FIRST_YEAR, LAST_YEAR
from indicators.sources.files import decoded
from indicators.sources.yaml_fields import Fields, Notebook
from indicators.sources.yaml_tree import read_tree

TABLE = re.compile(r"[A-Za-z0-9_-]{1,20}")
DAY, LONGEST_INTERVAL = 24, 24 * 366
TABLE_REPEATED = sentence("tabellen {code} står flere ganger")
CODE_REPEATED = sentence("koden {code} står flere ganger")
LONGEST_CODE, LONGEST_NAME, LONGEST_UNIT, MOST_DECIMALS = 200, 300, 200, 15


@dataclass(frozen=True, slots=True)
class MappingRow:
    """That a combination of codes is an indicator; name, unit and decimals are for where the catalogue lacks it."""

    place: str
    code: str
    indicator: str
    name: str
    unit: str
    decimals: int | None
    is_verified: bool


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source of the file."""

    place: str
    table: str
    name: str
    url: str
    is_kostra: bool
    selection: dict[str, list[str]]
    codelists: dict[str, str]
    fetch_every_hours: int
    is_verified: bool
    verification_note: str
    mappings: tuple[MappingRow, ...]
    # The year that the table's figures are projected from; None where they are no projection.
    projected_from: int | None


def read_sources(body: bytes, *, name: str) -> list[SourceRow]:
    """The checked sources of a file. Raises ImportRefused with everything that is wrong with it."""
    problems = Problems(name)
    file = Fields(read_tree(decoded(body, file=name), problems=problems), "", Notebook(problems))
    rows = [source_row(fields) for fields in file.items("sources", named_by="table")]
    refuse_unknown(file)
    if not rows:
        file.wrong("sources", say("filen har ingen kilder"))
    refuse_repeated([(row.place, row.table) for row in rows], TABLE_REPEATED, problems)
    refuse_repeated([(one.place, one.code) for row in rows for one in row.mappings], CODE_REPEATED, problems)
    problems.refuse_if_any()
    return rows


def source_row(fields: Fields) -> SourceRow:
    table = code_in(fields, "table", most=20)
    if table and not TABLE.fullmatch(table):
        fields.wrong("table", say("{table} er ikke et tabellnummer", table=quoted(table)))
    row = SourceRow(
        place=fields.place(),
        table=table,
        name=short(fields, "name", fields.required("name"), most=LONGEST_NAME),
        url=fields.text("url") or f"https://www.ssb.no/statbank/table/{table}/",
        is_kostra=fields.truth("is_kostra", default=False),
        selection={variable: list(codes) for variable, codes in selection_in(fields)},
        codelists=dict(codelists_in(fields)),
        fetch_every_hours=fields.whole("fetch_every_hours", DAY, least=1, most=LONGEST_INTERVAL) or DAY,
        is_verified=fields.truth("is_verified", default=False),
        verification_note=fields.text("verification_note"),
        mappings=tuple(mapping_row(one, table) for one in fields.items("mappings", named_by="code")),
        projected_from=fields.whole("projected_from", least=FIRST_YEAR, most=LAST_YEAR),
    )
    refuse_unknown(fields)
    return row


def mapping_row(fields: Fields, table: str) -> MappingRow:
    code = code_in(fields, "code", most=LONGEST_CODE)
    if code and not code.startswith(f"{table}:"):
        pattern = sentence("{code} begynner ikke med tabellens nummer, {table}:")
        fields.wrong("code", say(pattern, code=quoted(code), table=table))
    row = MappingRow(
        place=fields.place("code"),
        code=code,
        indicator=code_in(fields, "indicator", most=LONGEST_CODE),
        name=short(fields, "name", fields.text("name"), most=LONGEST_NAME),
        unit=short(fields, "unit", fields.text("unit"), most=LONGEST_UNIT),
        decimals=fields.whole("decimals", most=MOST_DECIMALS),
        is_verified=fields.truth("is_verified", default=False),
    )
    refuse_unknown(fields)
    return row


def selection_in(fields: Fields) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The codes of each variable that is not fetched whole."""
    selection = fields.part("selection")
    for variable in selection.values:
        yield variable, selection.texts(variable)


def codelists_in(fields: Fields) -> Iterator[tuple[str, str]]:
    codelists = fields.part("codelists")
    for variable in codelists.values:
        yield variable, codelists.required(variable)


def code_in(fields: Fields, key: str, *, most: int) -> str:
    """A code: any text without whitespace."""
    code = short(fields, key, fields.required(key), most=most)
    if any(sign.isspace() for sign in code):
        fields.wrong(key, say("koden {code} har mellomrom i seg", code=quoted(code)))
    return code


def short(fields: Fields, key: str, text: str, *, most: int) -> str:
    if len(text) > most:
        fields.wrong(key, say("teksten er lengre enn {most} tegn", most=most))
    return text


def refuse_unknown(fields: Fields) -> None:
    """A misspelt field must not pass as one that was left out: without its selection a table is fetched whole."""
    for key in fields.values.keys() - fields.read:
        fields.wrong(key, say("ukjent felt {field}", field=quoted(key)))


def refuse_repeated(named: list[tuple[str, str]], pattern: str, problems: Problems) -> None:
    counts = Counter(name for _place, name in named)
    for place, name in named:
        if name and counts[name] > 1:
            problems.add(place, say(pattern, code=quoted(name)))
