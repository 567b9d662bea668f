"""The page of the savings potential, and its files, as a reader meets them."""

import csv
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import translation
from python_calamine import CalamineWorkbook

from accounts.models import Role
from indicators.models import Indicator, NeedIndex, Observation, Region, RegionKind, ValueKind
from indicators.need import RESOURCE_USE
from planning.models import PlanStatus
from targets.queries import tables_of
from tests import factories
from tests.indicator_pages import text
from tests.savings_figures import create_place, create_sector, give_costs, give_need, small_world

PAGE = "/handlingsrom/"


@pytest.fixture
def larvik() -> Region:
    return small_world()[0]


@pytest.fixture
def reader(client: Client) -> Client:
    home = factories.create_municipality(number="3909", name="Larvik")
    client.force_login(factories.create_user(role=Role.READER, municipality=home))
    return client


def named(name: str) -> Indicator:
    return Indicator.objects.get(service_area__name=name)


def shown(reader: Client, query: str = "") -> str:
    """The words of the page, hard spaces as plain ones."""
    return " ".join(text(reader, PAGE + query).replace("&nbsp;", " ").split())


def csv_rows(reader: Client, query: str = "") -> list[list[str]]:
    answer = reader.get(f"{PAGE}fil/csv/{query}")
    assert answer.status_code == 200
    return list(csv.reader(StringIO(answer.content.decode())))


def test_each_number_has_a_sign_and_a_word_and_says_how_it_came_about(larvik: Region, reader: Client) -> None:
    page = shown(reader)
    assert "Skole +0,9 mer" in page
    assert "Samferdsel ¹ −0,3 mindre" in page
    assert "Skien: (5 000 − 4 000) kr · 1 000 innbyggere · 0,9 = 0,9 mill. kr" in page
    assert "Skien: (1 200 − 1 500) kr · 1 000 innbyggere · 1,0 = −0,3 mill. kr" in page


def test_a_cost_below_zero_is_put_in_brackets(larvik: Region, reader: Client) -> None:
    Observation.objects.filter(region__code="4003", indicator=named("Samferdsel")).update(literal="-437", value=-437)
    assert "(1 200 − (−437)) kr · 1 000 innbyggere · 1,0 = 1,6 mill. kr" in shown(reader)


@pytest.mark.parametrize(
    ("query", "total", "how"),
    [
        pytest.param(
            "", "+0,6", "områdene med pluss er 0,9, de med minus −0,3: til sammen 0,6 mill. kr", id="at first"
        ),
        pytest.param(
            "?minus=trekk", "+0,6", "områdene med pluss er 0,9, de med minus −0,3: til sammen 0,6 mill. kr", id="net"
        ),
        pytest.param(
            "?minus=null", "+0,9", "områdene med pluss er 0,9, og de med minus er regnet som 0: 0,9 mill. kr", id="cut"
        ),
        pytest.param(
            "?minus=tull",
            "+0,6",
            "områdene med pluss er 0,9, de med minus −0,3: til sammen 0,6 mill. kr",
            id="nonsense",
        ),
    ],
)
def test_what_a_minus_does_to_the_sums_is_chosen_and_said(
    larvik: Region, reader: Client, query: str, total: str, how: str
) -> None:
    page = shown(reader, query)
    assert f"Mot den laveste i hvert område {total} mill. kr" in page
    assert f"Skien: {how}" in page


def test_the_table_against_the_lowest_names_it_and_leaves_the_group_out(larvik: Region, reader: Client) -> None:
    group = create_place("EKG11", "KOSTRA-gruppe 11", RegionKind.KOSTRA_GROUP)
    give_costs(group, {named("Skole"): "100", named("Samferdsel"): "100"})
    page = shown(reader)
    assert "Skole Skien 5 000 4 000 +0,9 mer +18,0" in page
    assert "Tallet for KOSTRA-gruppe 11 er et snitt av kommuner og er aldri med i «mot den laveste»." in page
    assert "KOSTRA-gruppe 11: (5 000 − 100) kr" in page


def test_with_nothing_but_a_group_chosen_there_is_no_lowest(larvik: Region, reader: Client) -> None:
    group = create_place("EKG11", "KOSTRA-gruppe 11", RegionKind.KOSTRA_GROUP)
    give_costs(group, {named("Skole"): "100", named("Samferdsel"): "100"})
    page = shown(reader, "?med=EKG11")
    assert "Mot den laveste av kommunene" not in page
    assert "Skien: (" not in page


def test_the_reader_chooses_whom_to_compare_with(larvik: Region, reader: Client) -> None:
    give_costs(create_place("3905", "Tønsberg"), {named("Skole"): "3000", named("Samferdsel"): "1000"})
    assert csv_rows(reader)[0][1:] == ["Skien", "Tønsberg"]
    assert csv_rows(reader, "?med=3905")[0][1:] == ["Tønsberg"]
    # Whoever is not there is left out; nobody at all is everybody.
    assert csv_rows(reader, "?med=3905&med=9999")[0][1:] == ["Tønsberg"]
    assert csv_rows(reader, "?med=9999")[0][1:] == ["Skien", "Tønsberg"]


def test_where_all_are_many_the_county_is_shown_at_first(larvik: Region, reader: Client) -> None:
    for number in range(20):
        place = create_place(f"39{20 + number}" if number < 3 else f"55{number:02}", f"Sted {number:02}")
        give_costs(place, {named("Skole"): "3000", named("Samferdsel"): "1000"})
    assert csv_rows(reader)[0][1:] == ["Sted 00", "Sted 01", "Sted 02"]


def test_the_newest_year_is_shown_until_another_is_chosen(larvik: Region, reader: Client) -> None:
    everything = Observation.objects.filter(period="2024")
    for one in everything:
        factories.create_observation(
            indicator=one.indicator, region=one.region, period="2023", literal=str(int(one.literal) + 1)
        )
    give_need(larvik, named("Skole"), "80", year=2023)
    assert "(5 000 − 4 000) kr · 1 000 innbyggere · 0,9" in shown(reader)
    assert "(5 001 − 4 001) kr · 1 001 innbyggere · 0,8" in shown(reader, "?ar=2023")
    assert "(5 000 − 4 000) kr" in shown(reader, "?ar=i-fjor")


def test_who_is_left_out_is_said(larvik: Region, reader: Client) -> None:
    give_costs(create_place("3907", "Sandefjord"), {named("Skole"): "3000"})
    assert "Ikke med, fordi tall mangler: Sandefjord (mangler 1 område)." in shown(reader)


def test_a_need_that_is_not_known_is_said(larvik: Region, reader: Client) -> None:
    NeedIndex.objects.update(service_area=named("Samferdsel").service_area)
    page = shown(reader)
    assert "Utgiftsbehovet til Larvik i 2024 er ikke kjent, og 1,0 er brukt, i: Skole." in page
    assert "Skole 100,0 ikke kjent" in page


def test_provisional_figures_are_said(larvik: Region, reader: Client) -> None:
    assert "foreløpige" not in shown(reader)
    Observation.objects.filter(region=larvik, indicator=named("Skole")).update(kind=ValueKind.PROVISIONAL)
    assert "Noen av tallene er foreløpige." in shown(reader)


def test_resource_use_is_worked_out_where_the_country_has_a_figure(larvik: Region, reader: Client) -> None:
    give_costs(create_place("EAK", "Norge", RegionKind.COUNTRY), {named("Skole"): "4800"})
    give_need(larvik, named("Samferdsel"), "77.7", measure=RESOURCE_USE)
    page = shown(reader)
    assert "Skole 90,0 4 500 5 000 104,2" in page
    assert "Samferdsel 100,0 justeres ikke 1 200 1 200 77,7 fra kilden" in page


def test_without_either_there_is_no_resource_use(larvik: Region, reader: Client) -> None:
    assert "Skole 90,0 4 500 5 000 –" in shown(reader)


# Nothing to show ----------------------------------------------------------------------------------------------------


def test_without_costs_it_says_so(reader: Client) -> None:
    create_place("3909", "Larvik")
    create_sector("Skole")
    assert "Det finnes ingen tall ennå" in shown(reader)


def test_what_is_missing_is_named_and_other_years_are_offered(larvik: Region, reader: Client) -> None:
    give_costs(larvik, {named("Skole"): "5100"}, period="2025")
    page = shown(reader)
    assert "Handlingsrommet kan ikke regnes ut" in page
    assert "Larvik mangler tall for 2025 i disse sektorene: Samferdsel." in page
    assert "Larvik mangler innbyggertall for 2025." in page
    assert "Se et annet år: 2024" in page
    assert reader.get(f"{PAGE}fil/csv/").status_code == 404
    assert reader.get(f"{PAGE}fil/csv/?ar=2024").status_code == 200


def test_a_reader_without_a_municipality_is_told_the_same(larvik: Region, client: Client) -> None:
    client.force_login(factories.create_user())
    assert "Det finnes ingen tall ennå" in shown(client)
    assert client.get(f"{PAGE}fil/csv/").status_code == 404


def test_what_a_draft_quotes_is_not_shown_to_those_who_may_not_see_it(larvik: Region, reader: Client) -> None:
    """A reader does not see drafts, nor the figures that only they hold."""
    factories.create_plan(code="UTKAST", status=PlanStatus.DRAFT)
    (table, *_more) = tables_of(["UTKAST"])
    secret = create_place("5501", "Hemmelig by")
    give_costs(secret, {named("Skole"): "1", named("Samferdsel"): "1"}, source_table=table)
    assert "Hemmelig by" not in shown(reader)


# Files --------------------------------------------------------------------------------------------------------------


def test_the_csv_file_holds_the_matrix_unrounded(larvik: Region, reader: Client) -> None:
    answer: Any = reader.get(f"{PAGE}fil/csv/")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="handlingsrom-3909-2024.csv"'
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert csv_rows(reader) == [
        ["Handlingsrom i mill. kr, Larvik 2024", "Skien"],
        ["Skole", "0.9"],
        ["Samferdsel", "-0.3"],
        ["Andre områder", "-0.3"],
        ["Totalt", "0.6"],
    ]


def test_the_files_follow_the_choice_of_the_page(larvik: Region, reader: Client) -> None:
    page = reader.get(f"{PAGE}?minus=null").content.decode()
    assert "/handlingsrom/fil/xlsx/?ar=2024&amp;minus=null&amp;med=4003" in page
    assert csv_rows(reader, "?minus=null")[-1] == ["Totalt", "0.9"]


def test_the_workbook_holds_both_tables_as_numbers_and_what_must_be_known(larvik: Region, reader: Client) -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(reader.get(f"{PAGE}fil/xlsx/").content))
    assert book.sheet_names == ["Handlingsrom", "Mot den laveste", "Om tallene"]
    matrix, lowest, notes = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    assert matrix == [
        ["Handlingsrom i mill. kr, Larvik 2024", "Skien"],
        ["Skole", 0.9],
        ["Samferdsel", -0.3],
        ["Andre områder", -0.3],
        ["Totalt", 0.6],
    ]
    assert lowest[1] == ["Skole", 5000, "Skien", 4000, 0.9, 18]
    assert lowest[-1][:5] == ["Totalt", 6200, "", 5500, 0.6]
    assert any("teoretiske" in str(line[0]) for line in notes)


def test_the_workbook_shows_kroner_whole_and_millions_with_one_decimal(larvik: Region, reader: Client) -> None:
    book = openpyxl.load_workbook(BytesIO(reader.get(f"{PAGE}fil/xlsx/").content))
    assert book["Handlingsrom"]["B2"].number_format == "#,##0.0"
    assert [book["Mot den laveste"][cell].number_format for cell in ("B2", "D2", "E2")] == ["#,##0", "#,##0", "#,##0.0"]
    assert {page.page_setup.fitToHeight for page in book} == {0}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_name_becomes_a_formula(larvik: Region, reader: Client, form: str) -> None:
    Region.objects.filter(code="4003").update(name="=1+1")
    body = reader.get(f"{PAGE}fil/{form}/").content
    if form == "csv":
        assert body.decode().splitlines()[0].endswith(",'=1+1")
    else:
        sheet = CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_name("Handlingsrom")
        assert sheet.to_python()[0][1] == "'=1+1"


def test_there_is_no_other_kind_of_file(larvik: Region, reader: Client) -> None:
    assert reader.get(f"{PAGE}fil/pdf/").status_code == 404


# In English and nynorsk the page is read too; nothing in it may depend on the language --------------------------------


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_csv_file_has_a_decimal_point_in_every_language(larvik: Region, reader: Client, language: str) -> None:
    # What a request says of the language holds until the next one.
    with translation.override("nb"):
        answer = reader.get(f"{PAGE}fil/csv/", headers={"accept-language": language})
    assert b"Skole,0.9" in answer.content
