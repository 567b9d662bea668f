"""The bank that tests ask behaves as the real one is known to: one test for each thing that is known of it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.fakes.pxweb import Codelist, PxWeb, Table, Variable, contents, nokkeltall, region, too_many_calls, years

ALL = {"valueCodes[Region]": "*", "valueCodes[ContentsCode]": "*", "valueCodes[Tid]": "*"}


@pytest.fixture
def bank() -> Iterator[PxWeb]:
    with PxWeb() as running:
        running.add(small())
        yield running


@pytest.fixture
def web(bank: PxWeb) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=bank.address) as client:
        yield client


def small() -> Table:
    """3909 and 0301, one metric, three years; sex may be left out. The cells count from 1 on."""
    regions = region({"3909": "Larvik", "0301": "Oslo"}, name="Region")
    regions.codelists.append(Codelist("agg_Alle", "Alle", {"K-1": "Begge"}, {"K-1": ("3909", "0301")}))
    sex = Variable("Kjonn", "kjønn", {"1": "Menn", "2": "Kvinner"}, is_eliminable=True)
    table = Table("12134", "Liten", [regions, sex, contents({"X": ("Andel", "prosent", 1)}), years(2022, 2023, 2024)])
    number = 0
    for one in ("3909", "0301"):
        for two in ("1", "2"):
            for year in ("2022", "2023", "2024"):
                number += 1
                table.put(str(number), Region=one, Kjonn=two, ContentsCode="X", Tid=year)
    return table


def get(web: httpx.Client, **parameters: str) -> httpx.Response:
    return web.get(
        "/tables/12134/data", params=ALL | {key.replace("__", "[") + "]": v for key, v in parameters.items()}
    )


def post(web: httpx.Client, **selection: list[str]) -> httpx.Response:
    chosen = [{"variableCode": variable, "valueCodes": codes} for variable, codes in selection.items()]
    return web.post("/tables/12134/data", json={"selection": chosen})


def told(response: httpx.Response) -> tuple[int, str | None, int | None]:
    """HTTP status, title and the status in the body."""
    said = response.json() if response.content else {}
    return response.status_code, said.get("title"), said.get("status")


def codes_of(response: httpx.Response, variable: str) -> list[str]:
    assert response.status_code == 200, response.text
    return list(response.json()["dimension"][variable]["category"]["index"])


ERRORS = [
    pytest.param({"valueCodes__Fylke": "*"}, (400, "Non-existent variable", 400), id="a wrong variable"),
    pytest.param({"valueCodes__Tid": "1999"}, (400, "Non-existent value", 400), id="a wrong value"),
    pytest.param({"valueCodes__Tid": "from(1999)"}, (400, "Non-existent value", 400), id="a wrong value inside"),
    pytest.param({"codelist__Region": "agg_alle"}, (400, "Non-existent codelist", 400), id="a codelist in lower case"),
    pytest.param(
        {"valueCodes__Tid": "range(2022,2023)"}, (400, "Illegal selection expression", 400), id="a bare comma"
    ),
    pytest.param({"valueCodes__Tid": "[top(1, 1)]"}, (400, "Illegal selection expression", 400), id="a blank inside"),
    pytest.param({"valueCodes__Tid": "2*2"}, (400, "Illegal selection expression", 400), id="a star in the middle"),
]


@pytest.mark.parametrize(("parameters", "answer"), ERRORS)
def test_wrong_questions(web: httpx.Client, parameters: dict[str, str], answer: tuple[int, str, int]) -> None:
    assert told(get(web, **parameters)) == answer


def test_a_variable_that_must_be_chosen_from(web: httpx.Client) -> None:
    assert told(post(web, Region=["*"])) == (400, "Missing selection for mandantory variable", 400)


def test_too_many_cells_count_empty_ones_too(bank: PxWeb, web: httpx.Client) -> None:
    bank.bank.max_cells = 5
    assert told(get(web)) == (400, "Too many cells selected", 400)
    bank.bank.max_cells = 6
    assert get(web).status_code == 200


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/tables/99999", (404, "Non-existent table", 404)),
        ("/tables/99999/metadata", (404, "Non-existent table", 404)),
        ("/tables/99999/data", (400, "Non-existent table", 404)),
        ("/tables?pageNumber=2", (404, "Non-existent page", 404)),
        ("/codelists/agg_alle", (404, "Non-existent codelist", 400)),
        ("/tables/12134/data?lang=de", (400, "Unsupported language", 400)),
        ("/tables/12134/data?outputFormat=sdmx", (400, "Unsupported output format", 400)),
        ("/tables/12134/data?valuecodes=*", (400, None, None)),
        ("/navigation", (404, None, None)),
    ],
)
def test_what_is_not_there(web: httpx.Client, path: str, answer: tuple[int, str | None, int | None]) -> None:
    assert told(web.get(path)) == answer


def test_the_same_code_twice_is_500_without_a_word(web: httpx.Client) -> None:
    answers = [get(web, valueCodes__Tid="2024,2024"), post(web, Region=["*"], ContentsCode=["*"], Tid=["2024", "2024"])]
    assert [(answer.status_code, answer.content) for answer in answers] == [(500, b""), (500, b"")]
    assert codes_of(get(web, valueCodes__Tid="2024,top(2)"), "Tid") == ["2023", "2024"]


def test_an_address_that_is_too_long_is_404(web: httpx.Client) -> None:
    answer = web.get("/tables/12134/data", params={"x": "x" * 2_200})
    assert [answer.status_code, answer.headers["content-type"]] == [404, "text/html"]


def test_too_many_calls(bank: PxWeb, web: httpx.Client) -> None:
    bank.calls_left = 1
    answers = [web.get("/config"), web.get("/config")]
    assert [answer.status_code for answer in answers] == [200, 429]
    assert answers[0].headers["x-ratelimit-policy"] == "40;w=60s"
    assert answers[0].headers["x-ratelimit-remaining"] == "0"


def test_nothing_is_answered_while_the_tables_are_read(bank: PxWeb, web: httpx.Client) -> None:
    bank.bank.is_reloading = True
    assert [web.get("/config").status_code, get(web).status_code] == [503, 503]


def test_an_ordered_answer_waits_for_its_call(bank: PxWeb, web: httpx.Client) -> None:
    bank.answer_next(too_many_calls(retry_after=9), to="/data")
    answers = [web.get("/config"), get(web), get(web)]
    assert [answer.status_code for answer in answers] == [200, 429, 200]
    assert answers[1].headers["retry-after"] == "9"


@pytest.mark.parametrize(
    ("expression", "chosen"),
    [
        ("*", ["2022", "2023", "2024"]),
        ("*3", ["2023"]),
        ("20*", ["2022", "2023", "2024"]),
        ("*02*", ["2022", "2023", "2024"]),
        ("202?", ["2022", "2023", "2024"]),
        ("top(2)", ["2023", "2024"]),
        ("[top(1,1)]", ["2023"]),
        ("bottom(1)", ["2022"]),
        ("from(2023)", ["2023", "2024"]),
        ("to(2023)", ["2022", "2023"]),
        ("[range(2024,2023)]", ["2023", "2024"]),
        ("2024,2022", ["2022", "2024"]),
    ],
)
def test_expressions(web: httpx.Client, expression: str, chosen: list[str]) -> None:
    assert codes_of(get(web, valueCodes__Tid=expression), "Tid") == chosen


def test_the_top_of_what_is_not_time_is_the_first(web: httpx.Client) -> None:
    assert codes_of(get(web, valueCodes__Region="TOP(1)"), "Region") == ["3909"]


def test_names_in_any_case_and_time_by_its_other_name(web: httpx.Client) -> None:
    assert codes_of(post(web, REGION=["*"], contentscode=["x"], time=["2024"]), "Tid") == ["2024"]


def test_figures_with_what_is_left_out_summed_away(web: httpx.Client) -> None:
    answer = get(web).json()
    assert [answer["id"], answer["size"]] == [["Region", "ContentsCode", "Tid"], [2, 1, 3]]
    assert answer["value"] == [1 + 4, 2 + 5, 3 + 6, 7 + 10, 8 + 11, 9 + 12]
    assert "status" not in answer


def test_a_codelist_sums_what_it_stands_for(web: httpx.Client) -> None:
    answer = get(web, codelist__Region="agg_Alle").json()
    assert [answer["size"], answer["value"]] == [[1, 1, 3], [22, 26, 30]]


def test_symbols_are_null_with_a_sparse_status(bank: PxWeb, web: httpx.Client) -> None:
    table = bank.bank.tables["12134"]
    for printed, year in ((".", "2022"), ("-", "2023")):
        table.put(printed, Region="3909", Kjonn="1", ContentsCode="X", Tid=year)
    table.mark("*", Region="3909", Kjonn="1", ContentsCode="X", Tid="2024")
    answer = get(web, valueCodes__Kjonn="1", valueCodes__Region="3909").json()
    assert [answer["value"], answer["status"]] == [[None, None, 3], {"0": ".", "1": "-", "2": "*"}]


def test_placement_turns_the_dimensions(web: httpx.Client) -> None:
    turned = web.get("/tables/12134/data", params=ALL | {"stub": "Tid", "heading": "Region,ContentsCode"}).json()
    assert [turned["id"], turned["value"]] == [["Tid", "Region", "ContentsCode"], [5, 17, 7, 19, 9, 21]]
    wrong = web.get("/tables/12134/data", params=ALL | {"stub": "Kjonn"})
    assert told(wrong) == (400, "Illegal placment", 400)


def test_nothing_chosen_is_a_corner_of_the_table(web: httpx.Client) -> None:
    answer = web.get("/tables/12134/data").json()
    assert [answer["id"], answer["size"]] == [["Region", "ContentsCode", "Tid"], [2, 1, 1]]


def test_a_metric_that_is_summed_away_leaves_a_made_up_one(bank: PxWeb, web: httpx.Client) -> None:
    bank.bank.tables["12134"].variables[2].is_eliminable = True
    answer = post(web, Region=["3909"], Tid=["2024"]).json()
    assert answer["id"] == ["ContentsCode", "Region", "Tid"]
    assert list(answer["dimension"]["ContentsCode"]["category"]["index"]) == ["EliminatedValue"]


def test_a_description_has_no_cells_although_it_has_codes(web: httpx.Client) -> None:
    said = web.get("/tables/12134/metadata").json()
    assert [said["value"], said["size"]] == [[], [2, 2, 1, 3]]
    extensions = {name: one["extension"] for name, one in said["dimension"].items()}
    assert {name: one["elimination"] for name, one in extensions.items() if one["elimination"]} == {"Kjonn": True}
    assert [one["id"] for one in extensions["Region"]["codelists"]] == ["agg_Alle"]


def test_a_description_by_a_codelist(web: httpx.Client) -> None:
    answer = web.get("/tables/12134/metadata", params={"codelist[Region]": "agg_Alle"})
    assert codes_of(answer, "Region") == ["K-1"]


def test_a_codelist(web: httpx.Client) -> None:
    said = web.get("/codelists/agg_Alle").json()
    assert said["values"] == [{"code": "K-1", "label": "Begge", "valueMap": ["3909", "0301"]}]


def changed(table: Table) -> dict[str, Any]:
    table.updated = datetime(2026, 6, 15, 6, tzinfo=UTC)
    table.add_code("Tid", "2025")
    table.remove_code("Region", "0301")
    table.put("1.50", Region="3909", Kjonn="1", ContentsCode="X", Tid="2025")
    return {"updated": "2026-06-15T06:00:00Z", "firstPeriod": "2022", "lastPeriod": "2025"}


def test_a_table_can_be_changed_and_withdrawn(bank: PxWeb, web: httpx.Client) -> None:
    said = changed(bank.bank.tables["12134"])
    facts = web.get("/tables/12134").json()
    assert {name: facts[name] for name in said} == said
    answer = get(web, valueCodes__Kjonn="1", valueCodes__Tid="top(1)")
    assert '"value": [1.50]' in answer.text
    assert codes_of(answer, "Region") == ["3909"]
    bank.withdraw("12134")
    assert web.get("/tables/12134").status_code == 404


def test_search(bank: PxWeb, web: httpx.Client) -> None:
    bank.add(nokkeltall("12135")).is_discontinued = True
    found = {
        query: [one["id"] for one in web.get("/tables", params=parameters).json()["tables"]]
        for query, parameters in {
            "all": {},
            "title": {"query": 'title:"Liten"'},
            "start": {"query": "lit*"},
            "none": {"query": "stor"},
            "closed": {"query": "nøkkeltall", "includeDiscontinued": "true"},
            "new": {"pastDays": "1"},
        }.items()
    }
    assert found["all"] == found["title"] == found["start"] == ["12134"]
    assert [found["none"], found["closed"]] == [[], ["12135"]]


def test_what_was_asked_is_remembered(bank: PxWeb, web: httpx.Client) -> None:
    post(web, Region=["*"])
    (call,) = bank.asked_for("/data")
    assert [call.method, call.path, json.loads(call.body)["selection"][0]["variableCode"]] == [
        "POST",
        "/tables/12134/data",
        "Region",
    ]
