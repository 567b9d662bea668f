"""What the JSON-stat reader refuses: one reason, one sentence and one place for each thing that can be wrong."""

import json
import string
import tracemalloc
from copy import deepcopy
from typing import Any

import pytest

from indicators.sources.jsonstat import SENTENCES, DatasetRefused, Refusal, read_dataset
from tests.jsonstat_files import Document, body_of, bundle_of, kostra

REGION = "KOKkommuneregion0000"


def refused(body: bytes, *, max_cells: int = 1_000) -> DatasetRefused:
    with pytest.raises(DatasetRefused) as error:
        read_dataset(body, stem="fil", max_cells=max_cells)
    return error.value


def with_category(**members: Any) -> Document:
    """The small document with a region that has other members in its category; Ellipsis leaves one out."""
    document = deepcopy(kostra())
    category = document["dimension"][REGION]["category"] | members
    document["dimension"][REGION]["category"] = {name: one for name, one in category.items() if one is not ...}
    return document


def with_dimension(**members: Any) -> Document:
    document = deepcopy(kostra())
    document["dimension"][REGION] = members
    return document


def with_unit(**unit: Any) -> Document:
    document = deepcopy(kostra())
    document["dimension"]["ContentsCode"]["category"]["unit"] = {"KOSfond": unit}
    return document


NOT_DOCUMENTS = [
    pytest.param(b"", Refusal.NOT_JSON, id="nothing"),
    pytest.param(b"indicator_id,region,year,value\n", Refusal.NOT_JSON, id="a CSV file"),
    pytest.param(b'{"class": "dataset",\n "value": [1, 2', Refusal.NOT_JSON, id="half a file"),
    pytest.param(b'{"label": "\\ud800"}', Refusal.NOT_JSON, id="half a sign"),
    pytest.param('{"label": "Tønsberg"}'.encode("latin-1"), Refusal.NOT_UTF8, id="another encoding"),
    pytest.param('{"label": "x"}'.encode("utf-16"), Refusal.NOT_UTF8, id="two bytes for every sign"),
    pytest.param(b'{"label": "a\\u0000b"}', Refusal.NUL_CHARACTER, id="NUL"),
    pytest.param(b'{"label": "\\\\\\u0000"}', Refusal.NUL_CHARACTER, id="NUL after a backslash"),
    pytest.param(b"[" * 100_000, Refusal.TOO_DEEP, id="deeper than the parser goes"),
    pytest.param(b'{"extension":' * 1_500 + b"1" + b"}" * 1_500, Refusal.TOO_DEEP, id="objects in objects"),
    pytest.param(b"[" + b"[]," * 1_500_000 + b"[]]", Refusal.TOO_MANY_PARTS, id="a million empty lists"),
    pytest.param(b"null", Refusal.NOT_A_DATASET, id="null"),
    pytest.param(b"[1, 2]", Refusal.NOT_A_DATASET, id="an array"),
    pytest.param(b"{}", Refusal.NOT_A_DATASET, id="an empty object"),
    pytest.param(b'{"title": "x", "variables": []}', Refusal.NOT_A_DATASET, id="metadata of the old API"),
    pytest.param(b'{"class": "tabell"}', Refusal.NOT_A_DATASET, id="a class that is not in the format"),
    pytest.param(b'{"class": ["dataset"]}', Refusal.NOT_A_DATASET, id="a class that is a list"),
    pytest.param(b'{"class": "collection", "link": {"item": []}}', Refusal.COLLECTION, id="a collection"),
    pytest.param(b'{"class": "dimension", "category": {}}', Refusal.LONE_DIMENSION, id="a dimension"),
    pytest.param(
        body_of(bundle_of(kostra()) | bundle_of(kostra(), "andre")), Refusal.SEVERAL_DATASETS, id="a bundle of two"
    ),
    pytest.param(b'{"class": "dataset", "label": 1, "label": 2}', Refusal.MEMBER_REPEATED, id="a member twice"),
    pytest.param(b'{"class" : "dataset", "a" : [{"b" : ":", "b" : 2}]}', Refusal.MEMBER_REPEATED, id="twice, inside"),
]

DATASETS = [
    (kostra(id=...), Refusal.MEMBER_MISSING),
    (kostra(size=...), Refusal.MEMBER_MISSING),
    (kostra(dimension=...), Refusal.MEMBER_MISSING),
    (kostra(value=...), Refusal.MEMBER_MISSING),
    (kostra(value=None), Refusal.MEMBER_MISSING),
    (with_dimension(label="region"), Refusal.MEMBER_MISSING),
    (kostra(dimension=[]), Refusal.OBJECT_EXPECTED),
    (kostra(role=["Tid"]), Refusal.OBJECT_EXPECTED),
    (with_category(label=["Larvik"]), Refusal.OBJECT_EXPECTED),
    (with_category(index=2), Refusal.OBJECT_EXPECTED),
    (kostra(value="1"), Refusal.LIST_OR_OBJECT_EXPECTED),
    (kostra(label=5), Refusal.TEXT_EXPECTED),
    (kostra(updated=20260615), Refusal.TEXT_EXPECTED),
    (kostra(source={"name": "SSB"}), Refusal.TEXT_EXPECTED),
    (with_category(label={"3909": 3909}), Refusal.TEXT_EXPECTED),
    (kostra(id=[1, 2, 3]), Refusal.TEXTS_EXPECTED),
    (kostra(note=[1]), Refusal.TEXTS_EXPECTED),
    (kostra(role={"time": {"Tid": 1}}), Refusal.TEXTS_EXPECTED),
    (with_category(index=[3909, 1]), Refusal.TEXTS_EXPECTED),
    (kostra(size=[2, 2, -2]), Refusal.WHOLE_NUMBER_EXPECTED),
    (kostra(size=[2, 2, 2.0]), Refusal.WHOLE_NUMBER_EXPECTED),
    (kostra(size=[2, 2, True]), Refusal.WHOLE_NUMBER_EXPECTED),
    (kostra(size=[2, 2, "to"]), Refusal.WHOLE_NUMBER_EXPECTED),
    (kostra(size=[2, 2, "9" * 5_000]), Refusal.WHOLE_NUMBER_EXPECTED),
    (with_category(index={"3909": 0, "EAKUO": 1.5}), Refusal.WHOLE_NUMBER_EXPECTED),
    (with_category(index={"3909": 0, "EAKUO": None}), Refusal.WHOLE_NUMBER_EXPECTED),
    (with_unit(decimals="én"), Refusal.WHOLE_NUMBER_EXPECTED),
    (with_unit(decimals=[[]]), Refusal.WHOLE_NUMBER_EXPECTED),
    (kostra(dimension=kostra()["dimension"] | {"id": ["annet"]}), Refusal.PLACED_TWICE),
    (kostra(id=[REGION, "Tid", "Tid"]), Refusal.ID_REPEATED),
    (kostra(size=[2, 4]), Refusal.ID_SIZE_LEN_MISMATCH),
    (kostra(size=[2, 2, 2, 1]), Refusal.ID_SIZE_LEN_MISMATCH),
    (kostra(id=[REGION, "ContentsCode", "Aar"]), Refusal.DIM_KEY_ID_MISMATCH),
    (kostra(dimension=kostra()["dimension"] | {"": {}}), Refusal.DIM_KEY_ID_MISMATCH),
    (kostra(dimension=kostra()["dimension"] | {"size": {"category": {}}}), Refusal.DIM_KEY_ID_MISMATCH),
    (with_dimension(href="https://example.org/region.json"), Refusal.HREF_ONLY_DIMENSION),
    (with_category(index=...), Refusal.INDEX_MISSING),
    (with_category(index=..., label=...), Refusal.INDEX_MISSING),
    (with_category(index=["3909"], label=...), Refusal.INDEX_COUNT_MISMATCH),
    (with_category(index={"3909": 0, "EAKUO": 1, "EAK": 2}), Refusal.INDEX_COUNT_MISMATCH),
    (kostra(size=[3, 2, 2]), Refusal.INDEX_COUNT_MISMATCH),
    (with_category(index={"3909": 1, "EAKUO": 2}), Refusal.INDEX_POSITIONS_INVALID),
    (with_category(index={"3909": 1, "EAKUO": 1}), Refusal.INDEX_POSITIONS_INVALID),
    (with_category(index=["3909", "3909"]), Refusal.CODE_REPEATED),
    (with_category(index=["", ""]), Refusal.CODE_REPEATED),
    (with_category(label={"3905": "Tønsberg"}), Refusal.LABEL_KEY_UNKNOWN),
    (with_category(unit={"3905": {}}), Refusal.UNIT_KEY_UNKNOWN),
    (with_category(note={"3905": ["x"]}), Refusal.NOTE_KEY_UNKNOWN),
    (kostra(role={"time": ["Aar"]}), Refusal.ROLE_ID_UNKNOWN),
    (kostra(role={"time": ["Tid"], "metric": ["Tid"]}), Refusal.ROLE_REPEATED),
    (kostra(value=[1] * 7), Refusal.VALUE_LEN_MISMATCH),
    (kostra(value=[1] * 9), Refusal.VALUE_LEN_MISMATCH),
    (kostra(value=[]), Refusal.VALUE_LEN_MISMATCH),
    (kostra(value={"8": 1}), Refusal.SPARSE_KEY_OUT_OF_RANGE),
    (kostra(value={"-1": 1}), Refusal.SPARSE_KEY_OUT_OF_RANGE),
    (kostra(value={"05": 1, "5": 2}), Refusal.SPARSE_KEY_OUT_OF_RANGE),
    (kostra(value={"1,2": 1}), Refusal.SPARSE_KEY_OUT_OF_RANGE),
    (kostra(value={"": 1}), Refusal.SPARSE_KEY_OUT_OF_RANGE),
    (kostra(value={"٣": 1}), Refusal.SPARSE_KEY_OUT_OF_RANGE),
    (kostra(value={"9" * 30: 1}), Refusal.SPARSE_KEY_OUT_OF_RANGE),
    (kostra(value={str(2**63): 1}), Refusal.SPARSE_KEY_OUT_OF_RANGE),
    (kostra(value=[1, 2, 3, 4, 5, 6, 7, "8"]), Refusal.TEXT_VALUE),
    (kostra(value=[1, 2, 3, 4, 5, 6, 7, True]), Refusal.TEXT_VALUE),
    (kostra(value=[1, 2, 3, 4, 5, 6, 7, [8]]), Refusal.TEXT_VALUE),
    (kostra(value=[1, 2, 3, 4, 5, 6, 7, {}]), Refusal.TEXT_VALUE),
    (kostra(value=[[1, 2, 3, 4, 5, 6, 7, 8]]), Refusal.TEXT_VALUE),
    (kostra(value={"1": ":"}), Refusal.TEXT_VALUE),
    (kostra(status=["."] * 7), Refusal.STATUS_LEN_MISMATCH),
    (kostra(status=["."] * 9), Refusal.STATUS_LEN_MISMATCH),
    (kostra(status={"8": "."}), Refusal.STATUS_KEY_OUT_OF_RANGE),
    (kostra(status={"a": "."}), Refusal.STATUS_KEY_OUT_OF_RANGE),
    (kostra(status={"1": 1}), Refusal.STATUS_NOT_TEXT),
    (kostra(status={"1": ["."]}), Refusal.STATUS_NOT_TEXT),
    (kostra(status=[["."] * 8]), Refusal.STATUS_NOT_TEXT),
    (kostra(status=7), Refusal.STATUS_NOT_TEXT),
]


@pytest.mark.parametrize(("body", "reason"), NOT_DOCUMENTS)
def test_what_is_no_dataset_is_refused(body: bytes, reason: Refusal) -> None:
    assert refused(body).reason is reason


@pytest.mark.parametrize(("document", "reason"), DATASETS)
def test_a_dataset_that_contradicts_itself_is_refused(document: Document, reason: Refusal) -> None:
    assert refused(body_of(document)).reason is reason


def has_a_bundle(document: Document) -> bool:
    """Whether it says the same in a bundle, where `id` and `size` stand under `dimension`."""
    dimensions = document.get("dimension")
    if not isinstance(dimensions, dict) or {"id", "size"} & dimensions.keys():
        return False
    return {"id", "size", "value"} <= document.keys()


@pytest.mark.parametrize(("document", "reason"), [case for case in DATASETS if has_a_bundle(case[0])])
def test_the_same_in_a_bundle_from_before_2_0(document: Document, reason: Refusal) -> None:
    assert refused(body_of(bundle_of(document))).reason is reason


@pytest.mark.parametrize("doubled", ['"6": ":", ', '"6" : ".", ', '"6"  :".", ', '"5": "\\"", ', '"5": ".", "": "", '])
def test_a_cell_with_two_symbols_is_refused(doubled: str) -> None:
    body = json.dumps(kostra()).replace('"status": {', '"status": {' + doubled).encode()
    assert refused(body).reason is Refusal.MEMBER_REPEATED


def test_half_an_array_is_not_taken_for_a_whole_one() -> None:
    assert refused(body_of(kostra(value=[[1]])).replace(b"[[1]]", b"[[1]")).reason is Refusal.NOT_JSON


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_in_json_is_refused_by_name(number: str) -> None:
    assert refused(json.dumps(kostra()).replace("-0.5", number).encode()).reason is Refusal.NOT_FINITE


@pytest.mark.parametrize(
    "number", ["1e999", "-1e999", "9" * 400, "1e-400", "1e-99999999999999999999999", "1e-999999999"]
)
@pytest.mark.parametrize("form", ["[-0.5, 1.9, 100, 0, 2.5, null, null, {}]", '{{"7": {}}}'])
def test_numbers_beyond_any_figure_are_refused(form: str, number: str) -> None:
    body = json.dumps(kostra(value="@")).replace('"@"', form.format(number)).encode()
    assert refused(body).reason is Refusal.NUMBER_OUT_OF_RANGE


def test_a_cube_over_the_bound_is_refused_before_room_is_made_for_it() -> None:
    many = {"category": {"index": [str(number) for number in range(1_000)]}}
    document = kostra(id=list("abcd"), size=[1_000] * 4, role=..., dimension=dict.fromkeys("abcd", many), value={})
    tracemalloc.start()
    assert refused(body_of(document), max_cells=1_000_000).reason is Refusal.CUBE_SIZE_OVERFLOW
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_the_bound_itself_is_allowed() -> None:
    assert len(read_dataset(body_of(kostra()), stem="fil", max_cells=8).columns) == 8
    assert refused(body_of(kostra()), max_cells=7).reason is Refusal.CUBE_SIZE_OVERFLOW


def test_a_refusal_tells_where_and_what_in_one_line() -> None:
    error = refused(body_of(with_category(index=["3909", "39\n09" * 50])))
    assert str(error) == (f"dimension.{REGION}.category.label: «EAKUO» har navn, men står ikke blant kodene i index")
    error = refused(body_of(kostra(value=[1, 2, 3, 4, 5, 6, 7, "a\nb"])))
    assert str(error) == "value: celle 7 har verdien «a�b», som ikke er et tall"
    assert "\n" not in str(refused(body_of(kostra() | {"dimension": {"a\nb" * 100: {}}})))


def test_the_place_of_an_error_in_the_text_is_that_of_the_whole_file() -> None:
    text = json.dumps(kostra(), indent=1).replace('"extension"', "extension")
    line = text[: text.index("extension")].count("\n") + 1
    assert refused(text.encode()).facts["line"] == line


def test_every_reason_has_a_sentence_that_can_be_filled_in() -> None:
    assert set(SENTENCES) == set(Refusal)
    assert all(sentence == sentence.strip() and "\n" not in sentence for sentence in SENTENCES.values())


def test_every_reason_is_given_somewhere_with_its_facts() -> None:
    seen = [refused(case.values[0]) for case in NOT_DOCUMENTS]  # type: ignore[arg-type]
    seen += [refused(body_of(document)) for document, _reason in DATASETS]
    for error in seen:
        names = {name for _text, name, _format, _how in string.Formatter().parse(SENTENCES[error.reason]) if name}
        assert names == error.facts.keys()
        assert str(error)
