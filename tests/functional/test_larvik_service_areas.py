"""Larvik's twenty service areas as the demo loads them: nothing is lost, and what is told can be checked by hand."""

import csv
from datetime import UTC, datetime
from html import unescape
from io import BytesIO, StringIO

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from accounts.models import Municipality, Role
from indicators.models import Indicator, Observation, ServiceArea, Standing
from tests import factories
from tests.indicator_pages import text

# A day on which figures of 2024 are not old.
THEN = datetime(2026, 11, 22, 12, tzinfo=UTC)
# Where the code and the newest own figure stand in a file.
CODE, NEWEST = 2, 5


@pytest.fixture
def reader(larvik_demo: None, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=Municipality.objects.get()))
    return client


def address(name: str, query: str = "") -> str:
    return f"/tjenesteomrader/{ServiceArea.objects.get(name=name).pk}/{query}"


def words(reader: Client, name: str, query: str = "") -> str:
    return unescape(text(reader, address(name, query))).replace("\u00a0", " ")


def areas() -> list[ServiceArea]:
    return list(ServiceArea.objects.filter(indicators__isnull=False).distinct().order_by("name"))


def with_figures(area: ServiceArea) -> set[str]:
    """The codes of the indicators of which Larvik has a figure, as the store has them."""
    own = Observation.objects.filter(region__code="3909", standing__gt=Standing.SHOWN, value__isnull=False, part="")
    return set(own.filter(indicator__service_area=area).exclude(period="").values_list("indicator__code", flat=True))


def test_every_area_opens_in_nine_queries_and_shows_every_indicator_of_which_larvik_has_a_figure(
    reader: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    opened = areas()
    assert len(opened) == 22
    for area in opened:
        with django_assert_num_queries(9):
            page = reader.get(f"/tjenesteomrader/{area.pk}/").content.decode()
        table = page.split('class="ds-table pp-figures pp-area"')[1]
        missing = [code for code in with_figures(area) if f'href="/indikatorer/{code}/"' not in table]
        assert missing == [], area.name


def test_the_file_of_every_area_holds_every_figure_of_larvik_as_it_was_published(reader: Client) -> None:
    for area in areas():
        body = reader.get(address(area.name, "fil/csv/?varianter=alle")).content.decode("utf-8-sig")
        rows = {row[CODE]: row for row in list(csv.reader(StringIO(body)))[1:] if len(row) > CODE}
        assert set(rows) == set(area.indicators.values_list("code", flat=True)), area.name
        assert {code for code, row in rows.items() if row[NEWEST]} == with_figures(area), area.name


def test_the_workbook_holds_the_same_rows_as_the_csv_file(reader: Client) -> None:
    for name in ("Grunnskole", "Hovedtall drift", "Plan, kulturminner, natur og nærmiljø"):
        text_rows = list(csv.reader(StringIO(reader.get(address(name, "fil/csv/")).content.decode("utf-8-sig"))))
        book = CalamineWorkbook.from_filelike(BytesIO(reader.get(address(name, "fil/xlsx/")).content))
        rows = book.get_sheet_by_index(0).to_python()
        assert [row[:3] for row in rows if row[2]] == [row[:3] for row in text_rows if len(row) > 2]


def test_the_list_counts_indicators_targets_and_lights(reader: Client) -> None:
    page = unescape(text(reader, "/tjenesteomrader/"))
    for row in (
        "Barnevern 22 2 1 rødt 1 grønt",
        "Grunnskole 68 2 1 gult 1 grønt",
        "Kommunehelse 30 4 2 grønne 2 kan ikke vurderes",
        "Kirke 1 0",
    ):
        assert row in page


@pytest.mark.parametrize(
    ("area", "row"),
    [
        pytest.param(
            "Barnevern",
            "Netto driftsutgifter per innbygger til barnevern kroner 2 522 2 656 +134 +5,3 % Verre",
            id="kroner change in percent too",
        ),
        pytest.param(
            "Hovedtall drift",
            "Disposisjonsfond i prosent av brutto driftsinntekter prosent Også kommunekassen alene : "
            "Disposisjonsfond (kommunekasse), andel av brutto driftsinntekter 11,0 10,6 −0,4 Oppfylt",
            id="a share changes in points, and the treasury's figure is a link",
        ),
    ],
)
@time_machine.travel(THEN, tick=False)
def test_a_row(reader: Client, area: str, row: str) -> None:
    assert row in words(reader, area)


def test_konsern_and_treasury_each_have_a_row_when_all_variants_are_asked_for(reader: Client) -> None:
    both = ("disposisjonsfond-pct-brutto-driftsinntekter", "disposisjonsfond-pct-kommunekasse")

    def shown(query: str) -> list[str]:
        body = reader.get(address("Hovedtall drift", f"fil/csv/{query}")).content.decode("utf-8-sig")
        return [row["Kode"] for row in csv.DictReader(StringIO(body)) if row["Kode"] in both]

    assert shown("") == [both[0]]
    assert sorted(shown("?varianter=alle")) == sorted(both)
    assert shown("?omfang=kommunekasse") == [both[1]]


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param(
            "Netto driftsutgifter (funksjon 244, 251, 252) per barn med tiltak gikk fra 319 594 kr i 2023 til 363 124 "
            "kr i 2024. Endringen på 43 530 kr er 2,2 ganger medianen av de 2 årlige endringene før, som er "
            "19 521,5 kr.",
            id="a change against the two before it",
        ),
        pytest.param(
            "Brutto driftsutgifter per barn som ikke er plassert av barnevernet (funksjon 251) er 50 988 kr i 2024. "
            "Medianen av de 5 andre kommunene i KOSTRA-gruppe 11 som har tall, er 61 759 kr, og halvparten ligger "
            "innenfor 2 224 kr fra den. Tallet ligger 10 771 kr under medianen, 3,3 ganger det vanlige avviket.",
            id="a distance from the five others in the group; Porsgrunn is no member",
        ),
    ],
)
def test_what_is_told_of_barnevern(reader: Client, sentence: str) -> None:
    assert sentence in words(reader, "Barnevern")


def test_no_sentence_judges(reader: Client) -> None:
    for area in areas():
        page = words(reader, area.name).split("Alle indikatorene")[0].casefold()
        assert not [
            word for word in (" bra ", " bedre enn", " dårlig", " verre enn", " svak ", " god ") if word in page
        ]


def test_the_pages_say_when_nothing_can_be_measured(reader: Client) -> None:
    assert "Ingen avstander kan måles." in words(reader, "Demografi")


def test_an_indicator_leads_to_its_area(reader: Client) -> None:
    code = Indicator.objects.filter(service_area__name="Kirke").get().code
    assert f'href="{address("Kirke")}"' in reader.get(f"/indikatorer/{code}/").content.decode()


# The savings potential begins with the same municipalities ----------------------------------------------------------

SAVINGS = "/handlingsrom/fil/csv/"


def compared_with(reader: Client, query: str = "") -> list[str]:
    return next(csv.reader(StringIO(reader.get(f"{SAVINGS}{query}").content.decode())))[1:]


def test_the_savings_potential_is_against_the_chosen_neighbours_and_the_group(reader: Client) -> None:
    chosen = ["Tønsberg", "Sandefjord", "Porsgrunn", "Skien", "Arendal", "Sarpsborg", "KOSTRA-gruppe 11"]
    assert compared_with(reader) == chosen
    assert compared_with(reader, "?med=4203") == ["Arendal"]
