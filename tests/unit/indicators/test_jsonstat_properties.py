"""Whatever is written is read back the same; whatever is broken is read as it stands or refused with one reason."""

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from math import isnan, prod
from typing import Any, TypeVar

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indicators.sources.jsonstat import Dataset, DatasetRefused, cells_of, indicators_in, read_dataset
from tests.jsonstat_files import Axis, Cube, Spelling, body_of, bundle_of, kostra, written

pytestmark = pytest.mark.slow

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

MOST_CELLS = 10_000
PLAIN = re.compile(r"-?[0-9]+(\.[0-9]*[1-9])?")

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
# Without a colon, so that no two indicators have the same code.
codes = st.text(st.characters(exclude_categories=["Cs", "Z", "C"], exclude_characters=":"), min_size=1, max_size=6)
symbols = st.sampled_from(["", "", "", ".", "..", ":", "-", "*", "d", "et tegn"])
numbers = st.one_of(
    st.integers(-(10**15) + 1, 10**15 - 1).map(str),
    st.decimals(-(10**9), 10**9, places=3).map(lambda number: f"{number:f}"),
    st.floats(allow_nan=False, allow_infinity=False, allow_subnormal=False, min_value=-1e30, max_value=1e30).map(repr),
    st.from_regex(r"\A-?[1-9][0-9]{0,30}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?\Z"),
    st.from_regex(r"\A-?0\.0{0,20}[0-9]{1,20}\Z"),
)


@st.composite
def axes(draw: st.DrawFn, name: str) -> Axis:
    found = draw(st.lists(codes, min_size=1, max_size=4, unique=True))
    labels = draw(st.lists(st.none() | texts, min_size=len(found), max_size=len(found)))
    return Axis(name, tuple(found), tuple(labels))


@st.composite
def cubes(draw: st.DrawFn) -> Cube:
    names = draw(st.lists(codes | st.sampled_from(["Tid", "Region", "ContentsCode"]), max_size=4, unique=True))
    # Names that mean something: members of a bundle, and second names for the region and the time.
    assume(not set(names) & {"id", "size", "role", "year", "time", "geo", "area", "KOKkommuneregion0000"})
    found = tuple(draw(axes(name)) for name in names)
    cells = prod(len(axis.codes) for axis in found)
    values = draw(st.lists(st.none() | numbers, min_size=cells, max_size=cells))
    same = draw(st.none() | symbols)
    said = [same] * cells if same else draw(st.lists(symbols, min_size=cells, max_size=cells))
    return Cube(found, tuple(values), tuple(said))


@st.composite
def spellings(draw: st.DrawFn) -> Spelling:
    return Spelling(
        seed=draw(st.integers(0, 1_000)),
        values=draw(st.sampled_from(["dense", "sparse", "sparse with null"])),
        status=draw(st.sampled_from(["object", "array", "nested", "nested array", "text", "array of one"])),
        index=draw(st.sampled_from(["object", "array", "shuffled"])),
        sizes_as_text=draw(st.booleans()),
        before_2_0=draw(st.booleans()),
        names_class=draw(st.booleans()),
        mark=draw(st.booleans()),
        indent=draw(st.none() | st.integers(0, 3)),
        separators=draw(st.none() | st.sampled_from([(",", ":"), (" , ", " : "), (",\n", ":\t")])),
        order_of_members=draw(st.sampled_from(["as it comes", "shuffled"])),
        leaves_out_constant_index=draw(st.booleans()),
        extra=draw(st.dictionaries(st.sampled_from(["label", "source", "updated", "note"]), texts)),
    )


def read(body: bytes) -> Dataset:
    return read_dataset(body, stem="fil", max_cells=MOST_CELLS)


@given(cubes(), spellings())
def test_any_dataset_is_read_back_as_it_was_written(cube: Cube, spelling: Spelling) -> None:
    dataset = read(written(cube, spelling))
    assert [(one.id, one.codes) for one in dataset.dimensions] == [(axis.id, axis.codes) for axis in cube.axes]
    for dimension, axis in zip(dataset.dimensions, cube.axes, strict=True):
        assert dimension.labels == tuple(label or code for code, label in zip(axis.codes, axis.labels, strict=True))
    cells = list(cells_of(dataset))
    assert [cell.value for cell in cells] == cube.values
    assert [cell.symbol for cell in cells] == list(cube.symbols)


@given(cubes(), spellings())
def test_every_cell_has_the_codes_of_its_place(cube: Cube, spelling: Spelling) -> None:
    dataset = read(written(cube, spelling))
    names = [axis.id for axis in cube.axes]
    for cell in cells_of(dataset):
        coded = dict(zip(names, dataset.codes_at(cell.position), strict=True))
        assert cell.region == coded.pop("Region", "-")
        assert cell.period == coded.pop("Tid", "")
        assert cell.indicator == ":".join(["fil", *coded.values()])


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=50))
def test_any_float_is_read_as_its_shortest_text(values: list[float]) -> None:
    celle = {"celle": {"category": {"index": [str(number) for number in range(len(values))]}}}
    document = kostra(id=["celle"], size=[len(values)], role=..., dimension=celle, value=values, status=...)
    literals = [cell.literal for cell in cells_of(read(body_of(document)))]
    assert [Decimal(literal) for literal in literals] == [Decimal(repr(value)) for value in values]
    assert all(PLAIN.fullmatch(literal) and literal != "-0" for literal in literals)


def seen_in(body: bytes) -> list[tuple[Any, ...]] | None:
    """What a reader sees; None when it is refused. Any other exception is an error of the reader."""
    dataset = unless_refused(read, body)
    if dataset is None:
        return None
    unless_refused(lambda whole: [*indicators_in(whole), *cells_of(whole)], dataset)
    return list(cells_in(dataset))


def unless_refused(question: Callable[[Asked], Answer], asked: Asked) -> Answer | None:
    try:
        return question(asked)
    except DatasetRefused as error:
        line = str(error)
    assert line
    assert "\n" not in line
    return None


def cells_in(dataset: Dataset) -> Iterator[tuple[Any, ...]]:
    for cell, number in enumerate(dataset.columns.values.tolist()):
        symbol = dataset.columns.symbol_texts[dataset.columns.symbols[cell]]
        exact = dataset.columns.exact.get(cell)
        value = Decimal(exact) if exact else None if isnan(number) else Decimal(repr(number))
        yield dataset.codes_at(cell), value, symbol


def naively(body: bytes) -> list[tuple[Any, ...]]:
    """The same cells as one reads them who trusts the file and hurries nowhere."""
    document = json.loads(body.decode("utf-8-sig"), parse_float=Decimal, parse_int=Decimal)
    if "value" not in document or "dimension" not in document:
        (document,) = [
            one for one in document.values() if isinstance(one, dict) and {"dimension", "value"} <= one.keys()
        ]
    dimensions, value, status = document["dimension"], document["value"], document.get("status")
    ids = document["id"] if document.get("id") is not None else dimensions["id"]
    ids = [ids] if isinstance(ids, str) else ids
    if value == [] and not status:
        return []
    cells: list[tuple[str, ...]] = [()]
    for name in ids:
        cells = [(*cell, code) for cell in cells for code in codes_naively(dimensions[name]["category"])]
    status = status["value"] if isinstance(status, dict) and "value" in status else status
    return [(codes, at(value, cell), at(status, cell) or "") for cell, codes in enumerate(cells)]


def codes_naively(category: dict[str, Any]) -> list[str]:
    index = category.get("index")
    if index is None:
        return list(category["label"])
    if isinstance(index, dict):
        return sorted(index, key=lambda code: int(index[code]))
    return [index] if isinstance(index, str) else list(index)


def at(said: Any, cell: int) -> Any:
    """What an array, an object or a single text says of a cell."""
    if isinstance(said, dict):
        return said.get(str(cell))
    if isinstance(said, list):
        return None if not said else said[0] if len(said) == 1 else said[cell]
    return said


DOCUMENTS = [
    *(body_of(kostra()), body_of(kostra(value={"0": 1, "7": 2.5}, status=["."] * 8)), body_of(bundle_of(kostra()))),
    json.dumps(kostra(), indent=1).encode(),
    body_of(kostra(value=[1e-7, 12.5, 0.1, 0, 123456789.25, None, -3, 7], status={"value": {"5": ":"}})),
]
SIGNS = [*b'0123456789-+.eE"{}[]:,nulltruefalse \n\\u', 0, 0x80, 0xFF]


@st.composite
def broken_bytes(draw: st.DrawFn) -> bytes:
    """A file in which some signs were changed, or a stretch was lost or doubled."""
    body = bytearray(draw(st.sampled_from(DOCUMENTS)))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(body)))
        length = draw(st.integers(1, 12))
        how = draw(st.sampled_from(["change", "change", "lose", "double", "cut"]))
        if how == "change":
            body[start : start + 1] = bytes([draw(st.sampled_from(SIGNS) | st.integers(0, 255))])
        elif how == "lose":
            del body[start : start + length]
        elif how == "double":
            body[start:start] = body[start : start + length]
        else:
            del body[start:]
    return bytes(body)


scalars = (
    st.none() | st.booleans() | st.integers(-3, 12) | st.sampled_from(["", "0", "2", "Tid", "3909", ".", "12", -1.5])
)
anything = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=9) | st.dictionaries(st.sampled_from(["0", "value", "Tid"]), inner)
)


def parts_of(document: Any) -> Iterator[tuple[Any, Any]]:
    """Every place in a document: the part, and the key in it."""
    for key, inner in list(document.items()) if isinstance(document, dict) else list(enumerate(document)):
        yield document, key
        if isinstance(inner, dict | list):
            yield from parts_of(inner)


@st.composite
def changed_documents(draw: st.DrawFn) -> bytes:
    """A file in which members were dropped, replaced, renamed or exchanged."""
    document = json.loads(draw(st.sampled_from(DOCUMENTS)))
    for _ in range(draw(st.integers(1, 3))):
        places = list(parts_of(document))
        if not places:
            break
        part, key = draw(st.sampled_from(places))
        how = draw(st.sampled_from(["drop", "replace", "exchange", "rename"]))
        if how == "replace":
            part[key] = draw(anything)
        elif how == "exchange":
            other, other_key = draw(st.sampled_from(places))
            part[key] = json.loads(json.dumps(other[other_key]))
        else:
            member = part.pop(key)
            if how == "rename" and isinstance(part, dict):
                part[draw(st.sampled_from(["id", "size", "value", "index", "status", "5", "Tid"]))] = member
    return body_of(document)


@settings(max_examples=300)
@given(broken_bytes())
def test_a_file_with_broken_bytes_is_read_as_it_stands_or_refused(body: bytes) -> None:
    seen = seen_in(body)
    assert seen is None or seen == naively(body)


@settings(max_examples=300)
@given(changed_documents())
def test_a_changed_document_is_read_as_it_stands_or_refused(body: bytes) -> None:
    seen = seen_in(body)
    assert seen is None or seen == naively(body)


@given(st.binary(max_size=200) | anything.map(body_of))
def test_anything_else_is_refused(body: bytes) -> None:
    assert seen_in(body) is None
