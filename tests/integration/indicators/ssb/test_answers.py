"""Figures over HTTP: how they are asked for, in which parts, and that they arrive as they were published."""

import json

import pytest

from indicators.sources.jsonstat import read_dataset
from indicators.sources.ssb import SsbClient
from tests.fakes.pxweb import Codelist, OpenGate, PxWeb, Table, Variable, contents, folkemengde, nokkeltall, years
from tests.ssb_answers import ask, cells, small, wide_table

REGION = "KOKkommuneregion0000"


def test_whole_table_in_one_short_question(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.add(small())
    (answer,) = ask(ssb, "12134")
    assert cells([answer]) == [
        (("0301", "KOSx", "2023"), 2.5, ""),
        (("0301", "KOSx", "2024"), 3.5, ""),
        (("3909", "KOSx", "2023"), 0.5, ""),
        (("3909", "KOSx", "2024"), 1.5, ""),
    ]
    (call,) = pxweb.asked_for("/data")
    assert (call.method, call.parameter("lang"), call.parameter("outputFormat")) == ("GET", "no", "json-stat2")
    assert answer.address.endswith(call.target)


def test_symbols_and_marks_come_as_they_are_printed(pxweb: PxWeb, ssb: SsbClient) -> None:
    table = pxweb.add(small())
    table.put(".", KOKkommuneregion0000="0301", ContentsCode="KOSx", Tid="2023")
    table.put(":", KOKkommuneregion0000="0301", ContentsCode="KOSx", Tid="2024")
    table.put("-", KOKkommuneregion0000="3909", ContentsCode="KOSx", Tid="2023")
    table.mark("*", KOKkommuneregion0000="3909", ContentsCode="KOSx", Tid="2024")
    assert [cell[1:] for cell in cells(ask(ssb, "12134"))] == [(None, "."), (None, ":"), (None, "-"), (1.5, "*")]


def test_expressions_are_worked_out_before_they_are_sent(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.add(small())
    ask(ssb, "12134", {"time": ["top(1)", "2024", "from(2024)"], REGION.lower(): ["39*", "3909"]})
    (call,) = pxweb.asked_for("/data")
    assert [call.parameter("valueCodes[Tid]"), call.parameter(f"valueCodes[{REGION}]")] == ["2024", "3909"]


def test_a_variable_that_may_be_left_out_is_fetched_all_the_same(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.add(folkemengde())
    (answer,) = ask(ssb, "07459", {"Tid": ["2025"], "Region": ["3909"]})
    assert read_dataset(answer.body, stem="x", max_cells=1_000).size == (1, 2, 8, 1, 1)


def test_figures_for_a_codelist(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.add(folkemengde())
    answers = ask(
        ssb, "07459", {"region": ["k-3909"], "Alder": ["000"], "Tid": ["top(2)"]}, {"region": "agg_KommSummer"}
    )
    assert {codes[0] for codes, _number, _symbol in cells(answers)} == {"K-3909"}
    (call,) = pxweb.asked_for("/data")
    assert call.parameter("codelist[Region]") == "agg_KommSummer"


def test_a_whole_codelist_is_asked_for_with_a_star(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.add(folkemengde())
    answers = ask(ssb, "07459", {"Alder": ["000"], "Tid": ["2025"]}, {"Region": "agg_KommSummer"})
    assert {codes[0] for codes, _number, _symbol in cells(answers)} == {"K-3909", "K-4203"}


def test_a_long_question_goes_as_a_body(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.add(wide_table())
    wanted = [f"{number:04}" for number in range(499)]
    (answer,) = ask(ssb, "99999", {REGION: [*wanted, *wanted]})
    (call,) = pxweb.asked_for("/data")
    assert [call.method, call.parameter("outputFormat")] == ["POST", "json-stat2"]
    sent = json.loads(call.body)
    assert sent["selection"][0] == {"variableCode": REGION, "valueCodes": wanted}
    assert "placement" not in sent
    address, body = answer.address.split("\n")
    assert [address.endswith(call.target), body.encode() == call.body] == [True, True]
    assert len(cells([answer])) == 499


def test_a_long_question_with_a_codelist(pxweb: PxWeb, ssb: SsbClient) -> None:
    table = pxweb.add(wide_table())
    labels = {f"K-{number:06}": "Sammenslått" for number in range(300)}
    codelist = Codelist("agg_Æ", "Slått sammen", labels, dict.fromkeys(labels, ("0000", "0001")))
    table.variables[0].codelists.append(codelist)
    answers = ask(ssb, "99999", {REGION: list(labels)[:299]}, {REGION: "agg_Æ"})
    assert json.loads(pxweb.asked_for("/data")[0].body)["selection"][0]["codelist"] == "agg_Æ"
    assert {number for _codes, number, _symbol in cells(answers)} == {2.0}


@pytest.mark.parametrize("count", range(150, 400, 7))
def test_no_address_is_too_long_for_the_bank(pxweb: PxWeb, ssb: SsbClient, count: int) -> None:
    pxweb.add(wide_table())
    assert len(cells(ask(ssb, "99999", {REGION: [f"top({count})"]}))) == count


def test_signs_that_mean_something_in_an_address(pxweb: PxWeb, ssb: SsbClient) -> None:
    odd = {"04+05": "a", "1,2": "b", "50 %": "c", "å&=#": "d", "rest": "e"}
    variables = [Variable("Næring+x", "næring", odd), contents({"X": ("x", "", 0)}), years(2024)]
    pxweb.add(Table("12345", "Rart", variables, elsewhere="1"))
    answers = ask(ssb, "12345", {"Næring+x": [code for code in odd if code != "rest"]})
    assert {codes[0] for codes, _number, _symbol in cells(answers)} == set(odd) - {"rest"}
    assert pxweb.asked_for("/data")[0].method == "GET"


@pytest.mark.parametrize("most_cells", [1, 3, 40, 100, 659, 660, 10**6])
def test_the_parts_together_are_the_whole(pxweb: PxWeb, ssb: SsbClient, most_cells: int) -> None:
    pxweb.add(nokkeltall())
    selection = {REGION: ["39*", "EAK*"], "Tid": ["top(4)"]}
    whole = ask(ssb, "12134", selection)
    pxweb.forget_calls()
    parts = ask(ssb, "12134", selection, most_cells=most_cells)
    assert cells(parts) == cells(whole)
    assert [one.part for one in parts] == list(range(1, len(parts) + 1))
    assert {one.parts for one in parts} == {len(parts)} == {len(pxweb.asked_for("/data"))}


def test_the_limit_of_the_bank_holds_too(pxweb: PxWeb, ssb: SsbClient) -> None:
    table = pxweb.add(nokkeltall())
    pxweb.bank.max_cells = 100
    answers = ask(ssb, "12134")
    assert len(answers) == 11
    assert len(cells(answers)) == len(table.variables[0].codes) * 3 * 11


def test_parts_are_fetched_one_by_one(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.add(nokkeltall())
    answers = ssb.answers(ssb.description("12134"), selection={}, codelists={}, most_cells=100)
    assert pxweb.asked_for("/data") == []
    next(answers)
    assert len(pxweb.asked_for("/data")) == 1


def test_every_call_goes_through_the_gate_which_hears_what_the_bank_says(pxweb: PxWeb) -> None:
    pxweb.add(small())
    gate = OpenGate()
    with SsbClient(pxweb.address, gate=gate) as ssb:
        ask(ssb, "12134")
    assert gate.entered == len(pxweb.calls) == 3
    assert gate.told[0] == {"limit": 40, "remaining": 40, "window": 60.0, "retry_after": None}


def test_nobodys_name_is_kept(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.add(small())
    (answer,) = ask(ssb, "12134")
    assert b"Nordmann" not in answer.body
    assert json.loads(answer.body)["extension"]["px"]["tableid"] == "12134"


def test_a_number_keeps_the_text_it_was_published_with(pxweb: PxWeb, ssb: SsbClient) -> None:
    table = pxweb.add(small())
    table.put("16.50", KOKkommuneregion0000="3909", ContentsCode="KOSx", Tid="2023")
    table.put("0.12345678901234567890", KOKkommuneregion0000="3909", ContentsCode="KOSx", Tid="2024")
    (answer,) = ask(ssb, "12134", {REGION: ["3909"]})
    assert b'"value": [16.50,0.12345678901234567890]' in answer.body
