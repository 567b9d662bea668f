"""The pages of service areas and their files, as a reader meets them."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pytest
import time_machine
from django.test import Client
from python_calamine import CalamineWorkbook

from accounts.models import Municipality, Role
from indicators.models import GroupValue, ServiceArea, ValueKind
from tests import factories
from tests.indicator_pages import text
from tests.service_areas import YEARS, create_area, create_home, create_in, give, place

THIS_YEAR = "2024"


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """A day on which the figures of this year are the newest that there can be."""
    with time_machine.travel(factories.NOW, tick=False):
        yield


@pytest.fixture
def area(client: Client) -> ServiceArea:
    home = create_home()
    client.force_login(factories.create_user(role=Role.READER, municipality=home))
    return create_area()


def address(area: ServiceArea, query: str = "") -> str:
    return f"/tjenesteomrader/{area.pk}/{query}"


def words(client: Client, area: ServiceArea, query: str = "") -> str:
    return text(client, address(area, query)).replace("\u00a0", " ")


def csv_rows(client: Client, area: ServiceArea, query: str = "") -> list[list[str]]:
    answer = client.get(address(area, f"fil/csv/{query}"))
    assert answer.status_code == 200
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))


def sheet_rows(client: Client, area: ServiceArea, query: str = "") -> list[list[Any]]:
    book = CalamineWorkbook.from_filelike(BytesIO(client.get(address(area, f"fil/xlsx/{query}")).content))
    return book.get_sheet_by_index(0).to_python()


# The page ------------------------------------------------------------------------------------------------------------


def test_a_row_holds_the_figures_with_their_marks(client: Client, area: ServiceArea) -> None:
    indicator = create_in(area, "Elever", unit="count", group_value=GroupValue.SUM, category="Grunnlagsdata")
    give(indicator, "Larvik", "1000", "1100")
    give(indicator, "Skien", "1200", kind=ValueKind.PROVISIONAL)
    give(indicator, "Porsgrunn", ":")
    give(indicator, "KOSTRA-gruppe 11", "9000")
    page = words(client, area)
    assert "Grunnlagsdata Elever antall 1 000 1 100 +100 +10,0 % 1 200 * : 9 000 sum" in page
    assert "1 indikator vises." in page
    assert "Det sorteres innenfor hver kategori" in page
    assert "Uten tall her: Norge." in page


def test_the_categories_come_in_the_order_of_the_reports(client: Client, area: ServiceArea) -> None:
    for name, category in (("A", "Tekst"), ("B", "Økonomi"), ("C", "Prioritet"), ("D", "")):
        give(create_in(area, name, category=category), "Larvik", "1")
    page = words(client, area)
    places = [page.index(f"{category} {name}") for category, name in (("Prioritet", "C"), ("Økonomi", "B"))]
    places += [page.index("Tekst A"), page.index("Uten kategori D")]
    assert places == sorted(places)


def test_a_figure_of_another_year_says_so(client: Client, area: ServiceArea) -> None:
    for name in ("A", "B"):
        give(create_in(area, name), "Larvik", "1")
    give(create_in(area, "Gammel"), "Larvik", "7", last="2021")
    assert "Gammel kroner 7 2021 gammelt tall" in words(client, area)


def test_a_light_leads_to_its_target_and_is_said_in_words(client: Client, area: ServiceArea) -> None:
    indicator = create_in(area, "Andel", unit="percent")
    give(indicator, "Larvik", "3")
    used = factories.create_used_indicator(
        plan=factories.create_plan(municipality=Municipality.objects.get(number="3909")),
        indicator=indicator,
        region=place("Larvik"),
    )
    target = factories.create_target(plan=used.plan, used_indicator=used, goal=factories.create_goal(plan=used.plan))
    factories.assess(used.plan)
    answer = client.get(address(area)).content.decode()
    assert f'href="/planer/{used.plan.code}/maltall/{target.code}/"' in answer
    assert "Andel prosent 3 Ikke oppfylt" in words(client, area)
    assert "1 med måltall" not in words(client, area)
    assert f"{area.name} 1 1 1 rødt" in text(client, "/tjenesteomrader/")


def test_a_heading_sorts_and_keeps_the_filter(client: Client, area: ServiceArea) -> None:
    for name, literal in (("Utgift A", "1"), ("Utgift B", "3"), ("Inntekt", "2")):
        give(create_in(area, name, category="Prioritet"), "Larvik", literal)
    page = client.get(address(area, "?tekst=utgift&sort=-latest")).content.decode()
    assert 'aria-sort="descending"' in page
    assert page.index("Utgift B</a><") < page.index("Utgift A</a><")
    assert "?tekst=utgift&amp;sort=latest" in page
    assert '<input type="hidden" name="sort" value="-latest">' in page


def test_a_reader_can_sort_by_another_municipality(client: Client, area: ServiceArea) -> None:
    for name, literal in (("A", "1"), ("B", "3")):
        indicator = create_in(area, name)
        give(indicator, "Larvik", "5")
        give(indicator, "Porsgrunn", literal)
    rows = csv_rows(client, area, "?sort=-region-4001")
    assert [row[0] for row in rows[1:3]] == ["B", "A"]


def test_what_is_typed_into_the_address_is_never_markup(client: Client, area: ServiceArea) -> None:
    give(create_in(area, "Utgift"), "Larvik", "1")
    page = client.get(address(area, "?tekst=<script>x</script>&sort=<b>&kategori='\"><i>")).content.decode()
    assert "<script>x" not in page
    assert "<b>" not in page
    assert "<i>" not in page


def test_nothing_fits_and_it_says_so(client: Client, area: ServiceArea) -> None:
    give(create_in(area, "Utgift"), "Larvik", "1")
    assert "Ingen indikatorer passer til valget." in words(client, area, "?tekst=finnes-ikke")


def test_somebody_from_a_municipality_without_figures_sees_the_indicators(client: Client, area: ServiceArea) -> None:
    give(create_in(area, "Utgift"), "Larvik", "1")
    client.force_login(factories.create_user(role=Role.READER))
    page = words(client, area)
    assert "Vi har ingen tall for kommunen din" in page
    assert "Utgift kroner" in page


def test_the_pages_of_indicators_lead_here(client: Client, area: ServiceArea) -> None:
    create_in(area, "Utgift")
    for page in ("/indikatorer/", "/indikatorer/utgift/"):
        assert f'href="{address(area)}"' in client.get(page).content.decode()
    assert 'href="/tjenesteomrader/"' in client.get("/indikatorer/").content.decode()


# The files ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def two(area: ServiceArea) -> ServiceArea:
    share = create_in(area, "Andel", unit="percent", decimals=1, category="Kvalitet")
    give(share, "Larvik", "4.5", "5.0")
    give(share, "Skien", "6.25")
    cost = create_in(area, "Utgift", category="Prioritet", code="=utgift")
    give(cost, "Larvik", "100", "110", kind=ValueKind.PROVISIONAL)
    give(cost, "Skien", ":")
    give(cost, "KOSTRA-gruppe 11", "105")
    return area


HEADING = [
    *("Indikator", "Kategori", "Kode", "Enhet", "2023", "2024", "Periode", "Endring", "Endring i prosent", "Merknad"),
    *("Skien", "KOSTRA-gruppe 11"),
]


def test_the_csv_file_holds_what_is_shown(client: Client, two: ServiceArea) -> None:
    rows = csv_rows(client, two)
    note = "2023: foreløpig tall; 2024: foreløpig tall"
    assert rows[:3] == [
        HEADING,
        ["Utgift", "Prioritet", "'=utgift", "kroner", "100", "110", "2024", "10", "10.0", note, ":", "105"],
        ["Andel", "Kvalitet", "andel", "prosent", "4.5", "5.0", "2024", "0.5", "", "", "6.25", ""],
    ]
    assert rows[4] == ["Grunnskole Larvik 2024"]


def test_the_files_follow_the_choice_of_the_page(client: Client, two: ServiceArea) -> None:
    query = "?kategori=Kvalitet&sort=-name"
    page = client.get(address(two, query)).content.decode()
    assert f'href="{address(two)}fil/xlsx/?kategori=Kvalitet&amp;sort=-name"' in page
    assert [row[:1] for row in csv_rows(client, two, query)[:3]] == [["Indikator"], ["Andel"], []]
    assert [row[0] for row in sheet_rows(client, two, query)[:3]] == ["Indikator", "Andel", ""]


def test_numbers_are_numbers_in_excel_and_texts_are_never_formulas(client: Client, two: ServiceArea) -> None:
    rows = sheet_rows(client, two)
    assert rows[0] == HEADING
    assert rows[1][2:6] == ["'=utgift", "kroner", 100, 110]
    assert rows[2][4:9] == [4.5, 5, "2024", 0.5, ""]


def test_excel_shows_the_decimals_that_were_published(client: Client, two: ServiceArea) -> None:
    """5.0 is a number with one decimal, and 6.25 keeps both."""
    with ZipFile(BytesIO(client.get(address(two, "fil/xlsx/")).content)) as book:
        styles = book.read("xl/styles.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert 'formatCode="#,##0.0"' in styles
    assert 'state="frozen"' in sheet
    cells = {name: sheet.split(f'r="{name}"')[1].split(">")[0] for name in ("F3", "K3", "F2")}
    assert len({one.split('s="')[1].split('"')[0] for one in cells.values()}) == 3


def test_the_file_is_named_after_the_area(client: Client, two: ServiceArea) -> None:
    answer = client.get(address(two, "fil/csv/"))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="grunnskole-larvik-2024.csv"'


# How much it asks -----------------------------------------------------------------------------------------------------


def test_a_page_asks_nine_times_however_much_there_is(
    client: Client, area: ServiceArea, django_assert_num_queries: object
) -> None:
    assert callable(django_assert_num_queries)
    fill(area, 2)
    for count in (0, 15):
        fill(area, count)
        for query in ("", "?varianter=alle&sort=-change", "fil/csv/", "fil/xlsx/"):
            with django_assert_num_queries(9):
                assert client.get(address(area, query)).status_code == 200


def test_the_list_asks_the_same_for_few_and_many(client: Client, django_assert_num_queries: object) -> None:
    assert callable(django_assert_num_queries)
    client.force_login(factories.create_user(role=Role.READER, municipality=create_home()))
    for count in (1, 9):
        for _ in range(count):
            fill(factories.create_service_area(), 2)
        with django_assert_num_queries(5):
            assert client.get("/tjenesteomrader/").status_code == 200


def fill(area: ServiceArea, count: int) -> None:
    """Indicators with figures everywhere, a break, a target with somebody in charge, and a light."""
    home = Municipality.objects.get(number="3909")
    for _ in range(count):
        indicator = factories.create_indicator(service_area=area)
        for where in ("Larvik", "Skien", "Moss", "KOSTRA-gruppe 11", "Norge"):
            give(indicator, where, *("5.0" for _year in YEARS))
        factories.create_quality_record(indicator, from_period="2022", is_break=True)
        plan = factories.create_plan(municipality=home)
        used = factories.create_used_indicator(plan=plan, indicator=indicator, region=place("Larvik"))
        goal = factories.create_goal(plan=plan, unit=factories.create_unit(municipality=home))
        goal.owner = factories.create_user()
        goal.save()
        factories.create_target(plan=plan, used_indicator=used, goal=goal, owner=factories.create_user())
        factories.assess(plan)
