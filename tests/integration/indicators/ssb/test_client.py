"""What the client learns of the bank and its tables, and which codes of them are lost."""

from datetime import UTC, datetime

import pytest

from indicators.sources.jsonstat import Role
from indicators.sources.ssb import Codelist, CodesLost, SourceRejected, SourceUnavailable, SsbClient, TableDescription
from tests.fakes.pxweb import PxWeb, broken, folkemengde, nokkeltall, web_page
from tests.ssb_answers import small


def test_limits_are_asked_for_once(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.bank.max_cells = 100
    assert [ssb.limits().max_cells, ssb.limits().calls, len(pxweb.calls)] == [100, 0, 1]


def test_no_bank_is_asked_for_more_than_ours_hands_out(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.bank.max_cells = 10**9
    assert ssb.limits().max_cells == 800_000


def test_a_bank_that_tells_nothing_of_itself_is_asked_for_what_ours_hands_out(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.answer_next(web_page(status=404, to="/config"))
    assert ssb.most_cells() == 800_000
    assert ssb.most_cells() == pxweb.bank.max_cells


def test_a_bank_that_does_not_answer_has_no_limit_to_guess(pxweb: PxWeb, ssb: SsbClient) -> None:
    pxweb.answer_next(*[broken(to="/config")] * 4)
    with pytest.raises(SourceUnavailable):
        ssb.most_cells()


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
