"""What the bank writes: JSON-stat 2.0 of a table with or without its cells, lists of tables, codelists."""

import json
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

from tests.fakes.pxweb.selecting import Chosen
from tests.fakes.pxweb.tables import CONTACT, NIL, Codelist, Table, Variable, is_number

Document = dict[str, Any]
CUT = "@value@"


def moment(table: Table) -> str:
    return f"{table.updated:%Y-%m-%dT%H:%M:%SZ}"


def config(*, max_cells: int) -> Document:
    """What the bank says of itself; nought calls does not mean as many as one likes."""
    return {
        "apiVersion": "2.3.2",
        "appVersion": "2.5.0",
        "languages": [{"id": "no", "label": "Norsk"}, {"id": "en", "label": "English"}],
        "defaultLanguage": "no",
        "maxDataCells": max_cells,
        "maxCallsPerTimeWindow": 0,
        "timeWindow": 0,
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "sourceReferences": [{"language": "no", "text": "Kilde: Statistisk sentralbyrå"}],
        "defaultDataFormat": "json-stat2",
        "dataFormats": ["json-stat2", "csv", "px", "xlsx", "html", "json-px", "parquet"],
        "features": [],
    }


def metadata(table: Table, codelists: dict[str, Codelist]) -> bytes:
    """The table without its cells: `value` is empty although the dimensions are not."""
    dimensions = {}
    for one in table.variables:
        labels = codelists[one.id].labels if one.id in codelists else one.labels
        dimension = dimension_of(one, labels)
        dimension["extension"] |= {"elimination": one.is_eliminable, "codelists": [about(c) for c in one.codelists]}
        dimensions[one.id] = dimension
    document = dataset(table, dimensions, [one.id for one in table.variables])
    return json.dumps(document | {"value": []}, ensure_ascii=False).encode()


def figures(table: Table, chosen: Sequence[Chosen], order: Sequence[Chosen]) -> bytes:
    """The chosen cells, the last dimension fastest."""
    dimensions = {one.variable.id: dimension_of(one.variable, one.labels) for one in order}
    document = dataset(table, dimensions, list(dimensions))
    if any(one.is_eliminated and one.variable.role == "metric" for one in chosen):
        eliminated_metric(document)
    values, status = printed(table, chosen, order)
    document |= {"value": CUT} | ({"status": status} if status else {})
    return json.dumps(document, ensure_ascii=False).replace(f'"{CUT}"', f"[{','.join(values)}]").encode()


def printed(table: Table, chosen: Sequence[Chosen], order: Sequence[Chosen]) -> tuple[list[str], dict[str, str]]:
    """Numbers as written, dense; symbols by the number of the cell. A dash is null too, although it means zero."""
    values, status = [], {}
    for number, codes in enumerate(product(*(one.labels for one in order))):
        picked = {one.variable.id: code for one, code in zip(order, codes, strict=True)}
        groups = [one.stands_for[picked.get(one.variable.id, "")] for one in chosen]
        cell, mark = table.sum_of(groups)
        values.append(cell if is_number(cell) else "null")
        if mark or not is_number(cell):
            status[str(number)] = mark if is_number(cell) else cell or NIL
    return values, status


def eliminated_metric(document: Document) -> None:
    """Without a metric the bank makes one up, and puts it first."""
    document["id"].insert(0, "ContentsCode")
    document["size"].insert(0, 1)
    document["role"]["metric"] = ["ContentsCode"]
    category = {"index": {"EliminatedValue": 0}, "label": {"EliminatedValue": document["label"]}}
    document["dimension"]["ContentsCode"] = {"label": "statistikkvariabel", "category": category}


def dataset(table: Table, dimensions: Document, ids: list[str]) -> Document:
    variables = [one for one in table.variables if one.id in ids]
    roles = {role: [v.id for v in variables if v.role == role] for role in ("time", "geo", "metric")}
    mandatory = {str(number): True for number in table.mandatory_notes}
    return {
        "version": "2.0",
        "class": "dataset",
        "label": table.label,
        "source": "Statistisk sentralbyrå",
        "updated": moment(table),
        **({"note": table.notes} if table.notes else {}),
        "role": {role: ids_ for role, ids_ in roles.items() if ids_},
        "id": ids,
        "size": [len(dimensions[one]["category"]["index"]) for one in ids],
        "dimension": dimensions,
        "extension": {
            **({"noteMandatory": mandatory} if mandatory else {}),
            "px": {"tableid": table.id, "decimals": 1, "official-statistics": True, "aggregallowed": False},
            "contact": [CONTACT],
            "discontinued": table.is_discontinued or None,
        },
    }


def dimension_of(variable: Variable, labels: dict[str, str]) -> Document:
    units = {
        code: {"base": base, "decimals": decimals}
        for code, (base, decimals) in variable.units.items()
        if code in labels
    }
    notes = {code: notes for code, notes in variable.category_notes.items() if code in labels}
    return {
        "label": variable.label,
        **({"note": variable.notes} if variable.notes else {}),
        "category": {
            "index": {code: number for number, code in enumerate(labels)},
            "label": dict(labels),
            **({"unit": units} if units else {}),
            **({"note": notes} if notes else {}),
        },
        "extension": {"show": "code" if variable.role == "time" else "value"},
    }


def about(codelist: Codelist) -> Document:
    return {"id": codelist.id, "label": codelist.label, "type": codelist.kind, "links": []}


def codelist_document(codelist: Codelist) -> Document:
    values = [
        {"code": code, "label": label, "valueMap": list(codelist.stands_for[code])}
        for code, label in codelist.labels.items()
    ]
    return {**about(codelist), "language": "no", "languages": ["no", "en"], "values": values}


def facts(table: Table) -> Document:
    """What the list of tables says of one."""
    time = next((one for one in table.variables if one.role == "time"), None)
    ends = {"firstPeriod": time.codes[0], "lastPeriod": time.codes[-1]} if time else {}
    return {
        "type": "Table",
        "id": table.id,
        "label": table.label,
        "description": "",
        "updated": moment(table),
        **ends,
        "category": "public",
        "variableNames": [one.label for one in table.variables],
        "source": "Statistisk sentralbyrå",
        "timeUnit": table.time_unit,
        "discontinued": table.is_discontinued or None,
        "paths": [list(steps(table))],
        "links": [],
    }


def steps(table: Table) -> Iterator[Document]:
    return ({"id": code, "label": label, "sortCode": label} for code, label in table.path)
