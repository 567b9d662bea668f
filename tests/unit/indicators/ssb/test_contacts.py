"""Contact persons are cut out of an answer, and not a sign more."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.sources.ssb import SourceUnreadable
from indicators.sources.ssb.contacts import without_contacts
from tests.jsonstat_files import body_of, kostra

CONTACT = [{"name": "Kari Nordmann", "mail": "kari@example.invalid", "raw": 'Kari, "K"} # [kari]'}]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def test_the_rest_is_left_as_it_was_written() -> None:
    extension = b'"extension" : {"px":{"a":1.50},%b"x":1e5},'
    text = b'{"class":"dataset",' + extension + b'\n"value":[1.0, 16.50]}'
    assert without_contacts(text % b'"contact":[{"name":"Kari"}],') == text % b""


@pytest.mark.parametrize("value", ["[1.0,16,0.10]", '{"0":1.0,"2":0.10}', "[]"])
@pytest.mark.parametrize("extension", ['{"contact":[1]}', '{"contact":[1],"px":{}}', '{"px":{},"contact":[1]}'])
def test_wherever_the_contact_stands_and_however_the_figures_are_written(value: str, extension: str) -> None:
    body = f'{{"value":{value},"extension":{extension},"class":"dataset"}}'
    kept = without_contacts(body.encode()).decode()
    assert f'"value":{value}' in kept
    assert json.loads(kept)["extension"] == ({"px": {}} if "px" in extension else {})


def test_an_answer_without_contacts_is_not_touched() -> None:
    body = body_of(kostra())
    assert without_contacts(body) is body


def test_only_the_contact_of_the_dataset_itself_goes() -> None:
    body = body_of(kostra(note=['"contact": Kari'], extension={"contact": CONTACT, "px": {"contact": "beholdes"}}))
    assert json.loads(without_contacts(body)) == kostra(
        note=['"contact": Kari'], extension={"px": {"contact": "beholdes"}}
    )


@given(
    extension=st.dictionaries(st.text(max_size=5) | st.just("value"), JSON, max_size=3),
    indent=st.sampled_from([None, 1]),
)
def test_whatever_else_the_extension_holds(extension: dict[str, Any], indent: int | None) -> None:
    document = kostra(extension=extension)
    with_contact = kostra(extension=extension | {"contact": CONTACT})
    body = json.dumps(with_contact, indent=indent).encode()
    kept = json.loads(without_contacts(body))
    assert kept == (document if "contact" not in extension else kostra(extension=without(extension, "contact")))
    assert b"kari@example.invalid" not in without_contacts(body)


def without(members: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: member for key, member in members.items() if key != name}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<html></html>", id="a web page"),
        pytest.param(b"", id="nothing"),
        pytest.param(b'{"class": "dataset", "value": [1, 2', id="half a dataset"),
        pytest.param(b"[1]", id="a list"),
        pytest.param(b'{"class": "collection"}', id="another class"),
        pytest.param(b"[" * 5_000, id="deeper than anybody means"),
    ],
)
def test_what_is_no_dataset(body: bytes) -> None:
    with pytest.raises(SourceUnreadable):
        without_contacts(body)
