"""JSON-stat files for tests: a small one to change, and a writer that knows every legal spelling of a cube."""

import json
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

Document = dict[str, Any]

KOSTRA: Document = {
    "version": "2.0",
    "class": "dataset",
    "label": "12134: Nøkkeltall etter region, statistikkvariabel og år",
    "source": "Statistisk sentralbyrå",
    "updated": "2026-06-15T06:00:00Z",
    "note": ["Reviderte tall.", "Brudd i 2020."],
    "role": {"time": ["Tid"], "geo": ["KOKkommuneregion0000"], "metric": ["ContentsCode"]},
    "id": ["KOKkommuneregion0000", "ContentsCode", "Tid"],
    "size": [2, 2, 2],
    "dimension": {
        "KOKkommuneregion0000": {
            "label": "region",
            "category": {"index": {"3909": 0, "EAKUO": 1}, "label": {"3909": "Larvik", "EAKUO": "Landet uten Oslo"}},
        },
        "ContentsCode": {
            "label": "statistikkvariabel",
            "category": {
                "index": {"KOSAGD230000": 0, "KOSfond": 1},
                "label": {"KOSAGD230000": "Netto driftsresultat", "KOSfond": "Disposisjonsfond"},
                "unit": {
                    "KOSAGD230000": {"base": "prosent", "decimals": 1},
                    "KOSfond": {"base": "1000 kr", "decimals": 0},
                },
            },
        },
        "Tid": {
            "label": "år",
            "category": {"index": {"2023": 0, "2024": 1}, "label": {"2023": "2023", "2024": "2024"}},
        },
    },
    "value": [-0.5, 1.9, 100, 0, 2.5, None, None, 16],
    "status": {"5": ":", "6": "."},
    "extension": {"px": {"tableid": "12134", "decimals": 2}, "noteMandatory": {"1": True}},
}


def kostra(**changes: Any) -> Document:
    """The small document with other members; a member changed to Ellipsis is left out."""
    document = deepcopy(KOSTRA) | changes
    return {name: member for name, member in document.items() if member is not ...}


def body_of(document: object) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


def bundle_of(document: Document, key: str = "dataset") -> Document:
    """The same dataset as it was written before 2.0."""
    inner = {
        name: member for name, member in document.items() if name not in {"version", "class", "id", "size", "role"}
    }
    placed = {name: document[name] for name in ("id", "size", "role") if name in document}
    return {key: inner | {"dimension": document["dimension"] | placed}}


@dataclass(frozen=True)
class Axis:
    """A dimension as a test thinks of it; no label for a code: None."""

    id: str
    codes: tuple[str, ...]
    labels: tuple[str | None, ...]


@dataclass(frozen=True)
class Cube:
    """A dataset as a test thinks of it. Numbers are kept as they are to be written."""

    axes: tuple[Axis, ...]
    numbers: tuple[str | None, ...]
    symbols: tuple[str, ...]

    @property
    def values(self) -> list[Decimal | None]:
        return [None if number is None else Decimal(number) for number in self.numbers]


@dataclass(frozen=True)
class Spelling:
    """Which of the legal forms a file is written in; lots are drawn with `seed` where the order is free."""

    seed: int = 0
    values: str = "dense"
    status: str = "object"
    index: str = "object"
    sizes_as_text: bool = False
    before_2_0: bool = False
    names_class: bool = True
    mark: bool = False
    indent: int | None = None
    separators: tuple[str, str] | None = None
    order_of_members: str = "as it comes"
    leaves_out_constant_index: bool = False
    extra: Document = field(default_factory=dict)


def written(cube: Cube, spelling: Spelling) -> bytes:
    """The bytes of a file that says what the cube says."""
    lots = Random(spelling.seed)  # noqa: S311 lots for tests
    document: Document = {
        "version": "2.0",
        **({"class": "dataset"} if spelling.names_class else {}),
        "id": [axis.id for axis in cube.axes],
        "size": [str(len(a.codes)) if spelling.sizes_as_text else len(a.codes) for a in cube.axes],
        "dimension": shuffled({axis.id: written_axis(axis, spelling, lots) for axis in cube.axes}, lots),
        "value": "@value@",
        **written_status(cube, spelling, lots),
        **spelling.extra,
    }
    document = bundle_of(document, key="tabell") if spelling.before_2_0 else document
    document = shuffled(document, lots) if spelling.order_of_members == "shuffled" else document
    text = json.dumps(
        document, ensure_ascii=bool(spelling.seed % 2), indent=spelling.indent, separators=spelling.separators
    )
    text = text.replace('"@value@"', written_values(cube, spelling, lots))
    return (b"\xef\xbb\xbf" if spelling.mark else b"") + text.encode()


def shuffled(members: Document, lots: Random) -> Document:
    return dict(lots.sample(list(members.items()), len(members)))


def written_axis(axis: Axis, spelling: Spelling, lots: Random) -> Document:
    labels = {code: label for code, label in zip(axis.codes, axis.labels, strict=True) if label is not None}
    category: Document = {"label": shuffled(labels, lots)} if labels else {}
    if spelling.leaves_out_constant_index and len(axis.codes) == 1 and labels:
        return {"category": category}
    numbered = {code: number for number, code in enumerate(axis.codes)}
    if spelling.index == "array":
        return {"category": category | {"index": list(axis.codes)}}
    return {"category": category | {"index": shuffled(numbered, lots) if spelling.index == "shuffled" else numbered}}


def written_values(cube: Cube, spelling: Spelling, lots: Random) -> str:
    texts = ["null" if number is None else number for number in cube.numbers]
    if spelling.values == "dense":
        return f"[{', '.join(texts)}]"
    kept = [pair for pair in enumerate(texts) if spelling.values == "sparse with null" or pair[1] != "null"]
    members = (f'"{cell}": {text}' for cell, text in lots.sample(kept, len(kept)))
    return f"{{{', '.join(members)}}}"


def written_status(cube: Cube, spelling: Spelling, lots: Random) -> Document:
    """The status in the asked form; the short forms only where all the cells say the same."""
    sparse = shuffled({str(cell): symbol for cell, symbol in enumerate(cube.symbols) if symbol}, lots)
    same = set(cube.symbols) if spelling.status in {"text", "array of one"} else set()
    if len(same) == 1:
        (symbol,) = same
        return {"status": symbol if spelling.status == "text" else [symbol]}
    forms: Document = {
        "object": sparse,
        "array": [symbol or None for symbol in cube.symbols],
        "nested": {"value": sparse},
        "nested array": {"value": list(cube.symbols)},
    }
    return {"status": forms.get(spelling.status, sparse)} if sparse or spelling.seed % 3 else {}
