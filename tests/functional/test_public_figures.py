"""The figures of a published plan as files: read back, with what stands where, and no text that becomes a formula."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from indicators.models import Indicator
from planning.models import FocusArea, Plan
from targets.models import Target
from tests import factories
from tests.public_site import NAMES, create_public_plan


@pytest.fixture
def plan() -> Plan:
    return create_public_plan()


def csv_rows(client: Client) -> list[dict[str, str]]:
    text = client.get("/offentlig/P-1/tall.csv").content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";"))


def xlsx_rows(client: Client) -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(BytesIO(client.get("/offentlig/P-1/tall.xlsx").content))
    return list(book.get_sheet_by_index(0).to_python())


def test_every_figure_has_a_row_with_its_status(client: Client, plan: Plan) -> None:
    found = [
        (row["Kode"], row["Periode"], row["Tall"], row["Status"], row["Kildens tegn"], row["Er vurdert"])
        for row in csv_rows(client)
    ]
    assert found == [
        ("T-1", "2023", "5.9", "", "", ""),
        ("T-1", "2024", "", "vises ikke, av hensyn til personvernet", ":", ""),
        ("T-1", "2025", "3.1", "foreløpig", "", "ja"),
        ("T-2", "", "", "", "", ""),
    ]


def test_every_row_says_how_its_target_stands(client: Client, plan: Plan) -> None:
    row = csv_rows(client)[0]
    assert (row["Lys"], row["Innsatsområde"], row["Mål"]) == ("gult", "Økonomi", "Kommunen har råd.")
    assert row["Forklaring"].startswith("Disposisjonsfond er 3,1")
    assert row["Krav"] == "minst 5 %"


def test_the_excel_file_says_the_same_and_numbers_are_numbers(client: Client, plan: Plan) -> None:
    heading, *rows = xlsx_rows(client)
    place = heading.index("Tall")
    assert heading == list(csv_rows(client)[0])
    assert [row[place] for row in rows] == [5.9, "", 3.1, ""]


def test_the_columns_are_explained_on_the_page_about_the_figures(client: Client, plan: Plan) -> None:
    page = client.get("/offentlig/P-1/om-tallene/").content.decode()
    for name in csv_rows(client)[0]:
        assert f'<th scope="row">{name}</th>' in page


@pytest.mark.parametrize("text", ["=1+1", "+47 333", "-2+3", "@SUM(A1)"])
def test_no_text_becomes_a_formula(client: Client, plan: Plan, text: str) -> None:
    FocusArea.objects.update(title=text)
    Indicator.objects.update(name_nb=text)
    assert csv_rows(client)[0]["Innsatsområde"] == f"'{text}"
    assert csv_rows(client)[0]["Måltall"] == f"'{text}"
    assert xlsx_rows(client)[1][2] == f"'{text}"


def test_a_negative_figure_stays_a_number(client: Client, plan: Plan) -> None:
    factories.give_figure(Target.objects.get(code="T-1"), "-0.4", period="2022")
    assert csv_rows(client)[0]["Tall"] == "-0.4"
    assert xlsx_rows(client)[1][11] == -0.4


def test_nobody_is_named_in_the_excel_file(client: Client, plan: Plan) -> None:
    said = " ".join(str(cell) for row in xlsx_rows(client) for cell in row).casefold()
    assert [name for name in NAMES if name.casefold() in said] == []


def test_a_change_stands_with_the_whole_period_beside_what_the_page_calls_it(client: Client, plan: Plan) -> None:
    target = Target.objects.get(code="T-1")
    factories.give_figure(target, "-12.5", period="2009-2022", kind="change")
    row = next(one for one in csv_rows(client) if one["Tall"] == "-12.5")
    assert (row["Periode"], row["Hele perioden"]) == ("2022", "2009-2022")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_words_have_the_plain_spaces_that_the_api_gives_them(client: Client, plan: Plan, form: str) -> None:
    rows = csv_rows(client)[0].values() if form == "csv" else xlsx_rows(client)[1]
    cells = [str(one) for one in rows]
    told = client.get(reverse("api-target", args=["P-1", "T-1"])).json()
    assert {told["sentence"], told["promised"]["sentence"]} <= set(cells)
    assert [one for one in cells if "\u00a0" in one] == []


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_pages_of_others_may_read_the_files(client: Client, plan: Plan, form: str) -> None:
    answer = client.get(f"/offentlig/P-1/tall.{form}", headers={"Origin": "https://kart.example.no"})
    assert answer["Access-Control-Allow-Origin"] == "*"
    page = client.get("/offentlig/P-1/", headers={"Origin": "https://kart.example.no"})
    assert "Access-Control-Allow-Origin" not in page
