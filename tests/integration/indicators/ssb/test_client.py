"""The client against a bank that answers over HTTP: what it asks, how it reads the answers."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from math import isnan
from typing import Any

import pytest

from indicators.sources.jsonstat import Role, read_dataset
from indicators.sources.ssb import Answer, Codelist, CodesLost, SourceRejected, SsbClient, TableDescription
from tests.fakes.pxweb import Codelist as FakeCodelist
from tests.fakes.pxweb import OpenGate, PxWeb, Table, Variable, contents, folkemengde, nokkeltall, region, years

REGION = "KOKkommuneregion0000"


@pytest.fixture
def ssb(pxweb: PxWeb) -> Iterator[SsbClient]:
    with SsbClient(pxweb.address, gate=OpenGate()) as client:
        yield client


def small(**changes: Any) -> Table:
    """Two regions, one metric, two years, every cell another number."""
    table = Table(
        "12134",
        "12134: Nøkkeltall",
        [
            region({"3909": "Larvik", "0301": "Oslo"}),
            contents({"KOSx": ("Andel (prosent)", "prosent", 1)}),
            years(2023, 2024),
        ],
        **changes,
    )
    for number, codes in enumerate(product(*(one.codes for one in table.variables))):
        table.cells[codes] = f"{number}.5"
    return table


def ask(
    ssb: SsbClient,
    table: str,
    selection: dict[str, list[str]] | None = None,
    codelists: dict[str, str] | None = None,
    most_cells: int = 800_000,
) -> list[Answer]:
    description = ssb.description(table)
    return list(ssb.answers(description, selection=selection or {}, codelists=codelists or {}, most_cells=most_cells))


def cells(answers: list[Answer]) -> list[tuple[tuple[str, ...], float | None, str]]:
    """Codes, number and symbol of every cell."""
    found = []
    for answer in answers:
        dataset = read_dataset(answer.body, stem="x", max_cells=10**6)
        columns = dataset.columns
        for cell in range(len(columns)):
            number = float(columns.values[cell])
            symbol = columns.symbol_texts[int(columns.symbols[cell])]
            found.append((dataset.codes_at(cell), None if isnan(number) else number, symbol))
    return sorted(found, key=lambda one: one[0])


def test_limits_are_asked_for_once(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.bank.max_cells = 100
    assert [ssb.limits().max_cells, ssb.limits().calls, len(pxweb.calls)] == [100, 0, 1]


def test_no_bank_is_asked_for_more_than_ours_hands_out(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.bank.max_cells = 10**9
    assert ssb.limits().max_cells == 800_000


def test_facts_of_a_table(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.add(small(updated=datetime(2026, 6, 15, 6, tzinfo=UTC)))
    facts = ssb.table("12134")
    assert (facts.id, facts.label, facts.first_period, facts.last_period) == (
        "12134",
        "12134: Nøkkeltall",
        "2023",
        "2024",
    )
    assert facts.updated == datetime(2026, 6, 15, 6, tzinfo=UTC)
    assert (facts.time_unit, facts.is_kostra, facts.is_discontinued) == ("Annual", True, False)
    assert facts.variable_names == ("region", "statistikkvariabel", "år")


def test_a_table_outside_of_kostra_that_is_no_longer_kept_up(pxweb: PxWeb, ssb: SsbClient) -> None:
    table = pxweb.add(folkemengde())
    table.is_discontinued = True
    assert [ssb.table("07459").is_kostra, ssb.table("07459").is_discontinued] == [False, True]


def test_search_by_pages(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.bank.page_size = 2
    for number in range(5):
        pxweb.add(nokkeltall(f"1213{number}"))
    pages = [ssb.search("nøkkeltall OR æ&=+", page=page) for page in (1, 3, 4)]
    assert [[one.id for one in page.tables] for page in pages] == [["12130", "12131"], ["12134"], []]
    assert [(page.page, page.pages, page.total) for page in pages[:2]] == [(1, 3, 5), (3, 3, 5)]
    assert pxweb.calls[0].parameter("query") == "nøkkeltall OR æ&=+"


def test_search_that_finds_nothing(ssb: SsbClient) -> None:
    page = ssb.search("finnes ikke")
    assert [page.tables, page.total] == [(), 0]


def test_the_description_of_a_table(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.add(folkemengde())
    description = ssb.description("07459")
    assert description.dataset.is_description
    roles = [(one.id, one.role, one.is_eliminable) for one in description.variables]
    assert roles == [
        ("Region", Role.GEO, True),
        ("Kjonn", None, True),
        ("Alder", None, True),
        ("ContentsCode", Role.METRIC, False),
        ("Tid", Role.TIME, False),
    ]
    summed = Codelist("agg_KommSummer", "Kommuner 2024, sammenslåtte tidsserier", "Aggregation")
    assert description.variables[0].codelists == (summed,)
    assert description.variables[1].names == {"1": "Menn", "2": "Kvinner"}


def test_notes_and_units_come_with_the_description(pxweb: PxWeb, ssb: SsbClient) -> None:
    table = pxweb.add(small(notes=["Tall for konsern.", "Brudd i 2020."], mandatory_notes=[1]))
    table.variables[0].notes = ["Kommuner etter dagens inndeling."]
    description = ssb.description("12134")
    assert [(one.text, one.is_mandatory) for one in description.dataset.notes] == [
        ("Tall for konsern.", False),
        ("Brudd i 2020.", True),
    ]
    assert [one.text for one in description.variables[0].notes] == ["Kommuner etter dagens inndeling."]
    assert description.dataset.dimensions[1].units["KOSx"].text == "prosent"


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


def wide_table() -> Table:
    regions = {f"{number:04}": f"Sted {number}" for number in range(500)}
    return Table("99999", "Vid", [region(regions), contents({"X": ("x", "antall", 0)}), years(2024)], elsewhere="1")


def test_a_long_question_with_a_codelist(pxweb: PxWeb, ssb: SsbClient) -> None:
    table = pxweb.add(wide_table())
    labels = {f"K-{number:06}": "Sammenslått" for number in range(300)}
    codelist = FakeCodelist("agg_Æ", "Slått sammen", labels, dict.fromkeys(labels, ("0000", "0001")))
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
    pxweb.add(
        Table("12345", "Rart", [Variable("Næring+[x", "næring", odd), contents({"X": ("x", "", 0)}), years(2024)])
    ).elsewhere = "1"
    pxweb.bank.tables["12345"].variables[0].id = "Næring+x"
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


def description_of(ssb: SsbClient, pxweb: PxWeb) -> TableDescription:
    pxweb.add(folkemengde())
    return ssb.description("07459")


@pytest.mark.parametrize(
    ("selection", "title", "codes"),
    [
        pytest.param(
            {"Region": ["3909", "9999"], "Alder": ["range(000,999)"]},
            "Non-existent value",
            {"Region": ("9999",), "Alder": ("999",)},
            id="codes",
        ),
        pytest.param({"Fylke": ["*"], "Kjonn": ["1"]}, "Non-existent variable", {"Fylke": ()}, id="a variable"),
    ],
)
def test_what_is_lost_is_named_before_anything_is_fetched(
    pxweb: PxWeb, ssb: SsbClient, selection: dict[str, list[str]], title: str, codes: dict[str, tuple[str, ...]]
) -> None:
    description = description_of(ssb, pxweb)
    with pytest.raises(CodesLost) as error:
        ssb.answers(description, selection=selection, codelists={}, most_cells=1_000)
    assert (error.value.title, error.value.codes) == (title, codes)
    assert all(code in error.value.detail for lost in codes.values() for code in lost)
    assert pxweb.asked_for("/data") == []


def test_a_codelist_that_is_lost(pxweb: PxWeb, ssb: SsbClient) -> None:
    description = description_of(ssb, pxweb)
    with pytest.raises(CodesLost) as error:
        ssb.answers(description, selection={}, codelists={"Region": "agg_kommsummer"}, most_cells=1_000)
    assert (error.value.title, error.value.status) == ("Non-existent codelist", 404)


@pytest.mark.parametrize(
    ("expression", "title"), [("top(0)", "Illegal selection expression"), ("x*", "Missing selection")]
)
def test_an_expression_that_chooses_nothing(pxweb: PxWeb, ssb: SsbClient, expression: str, title: str) -> None:
    description = description_of(ssb, pxweb)
    with pytest.raises(SourceRejected) as error:
        ssb.answers(description, selection={"Alder": [expression]}, codelists={}, most_cells=1_000)
    assert (error.value.title, error.value.detail) == (title, f"Alder: {expression}")


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
