"""The page of the population: what it says where something is missing, and how rounds stand beside each other."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Municipality, Role
from indicators.models import Channel, Observation, Region, Standing
from tests import factories
from tests.indicator_pages import text
from tests.populations import ADDRESS, counted, projected, rows_of

AGES = {"0-15": 100, "16-66": 600, "67-79": 150, "80+": 50}


@pytest.fixture
def home() -> Municipality:
    return factories.create_municipality(number="3909", name="Larvik")


@pytest.fixture
def place(home: Municipality) -> Region:
    return Region.objects.filter(code="3909").first() or factories.create_region(code="3909", name="Larvik")


@pytest.fixture
def reader(client: Client, home: Municipality) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=home))
    return client


# What may be missing ------------------------------------------------------------------------------------------------


def test_nothing_loaded_is_explained(reader: Client) -> None:
    page = text(reader, ADDRESS)
    assert "Ingen befolkningstall er lastet inn for kommunen din" in page
    assert "Hent tabell 07459 fra Statistisk sentralbyrå under Kilder" in page


def test_a_reader_whose_own_place_has_nothing_may_choose_another(reader: Client) -> None:
    counted("befolkning", factories.create_region(code="4203", name="Arendal"), {2024: 5})
    page = text(reader, ADDRESS)
    assert "Ingen befolkningstall er lastet inn for kommunen din" in page
    assert "Arendal hadde 5 innbyggere" in text(reader, f"{ADDRESS}?region=4203")


@pytest.mark.parametrize("query", ["?region=9999", "?alder=6-15", "?alder=unge"])
def test_what_we_have_no_figures_of_is_not_found(reader: Client, place: Region, query: str) -> None:
    counted("befolkning", place, {2024: 5})
    assert reader.get(f"{ADDRESS}{query}").status_code == 404
    assert reader.get(f"{ADDRESS}alder.csv{query}").status_code == 404


@pytest.mark.parametrize("name", ["alder.pdf", "hemmelig.csv"])
def test_a_file_that_there_is_none_of_is_not_found(reader: Client, place: Region, name: str) -> None:
    counted("befolkning", place, {2024: 5})
    assert reader.get(f"{ADDRESS}{name}").status_code == 404


def test_ratios_are_calculated_from_the_ages_and_followed_into_the_projection(reader: Client, place: Region) -> None:
    for code, persons in AGES.items():
        counted(f"befolkning:{code}", place, {2024: persons})
        projected(
            f"befolkning:{code}", place, {2024: persons, 2030: persons * 2 if code == "80+" else persons}, start="2024"
        )
    page = text(reader, ADDRESS)
    assert "Det er 3,00 personer i yrkesaktiv alder (16–66 år) for hver person på 67 år og eldre i 2024." in page
    rows = {row[0]: row for row in rows_of(reader, "forholdstall") if row}
    assert rows["2024"] == ["2024", "", "3.00", "50.0"]
    assert rows["2030"] == ["2030", "framskrevet", "2.40", "58.3"]


def test_a_total_that_is_not_its_parts_is_told(reader: Client, place: Region) -> None:
    counted("befolkning", place, {2024: 903})
    for code, persons in AGES.items():
        counted(f"befolkning:{code}", place, {2024: persons})
    page = text(reader, ADDRESS)
    assert "2024: aldersgruppene er til sammen 900, men folketallet er oppgitt til 903 (+3)." in page


def test_sources_that_disagree_are_both_told(reader: Client, place: Region) -> None:
    counted("befolkning", place, {2024: 100})
    counted("innbyggere", place, {2023: 101})
    assert "Kildene er ikke enige om Alle: 100 1. januar 2024" in text(reader, ADDRESS)


def test_a_number_that_is_hidden_is_never_zero(reader: Client, place: Region) -> None:
    counted("befolkning", place, {2023: 5})
    indicator = Observation.objects.get().indicator
    factories.create_observation(indicator=indicator, region=place, period="2024", missing=":")
    assert [row[0] for row in rows_of(reader, "alder")[1:2]] == ["2023"]
    assert "Larvik hadde 5 innbyggere 1. januar 2023." in text(reader, ADDRESS)


def test_what_a_plan_quotes_is_left_out_because_it_may_be_a_draft(reader: Client, place: Region) -> None:
    counted("befolkning", place, {2023: 5})
    quoted = factories.create_fetch(channel=Channel.PLAN)
    counted("befolkning", place, {2024: 48777}, standing=Standing.CITED, fetch=quoted)
    assert "48 777" not in text(reader, ADDRESS).replace("\xa0", " ")


def test_old_codes_of_the_place_are_its_past_and_no_place_of_their_own(reader: Client, place: Region) -> None:
    old = factories.create_region(code="3805", name="Larvik")
    factories.create_region_change(old=old, new=place, on=date(2024, 1, 1))
    counted("07459:Personer1", old, {2023: 48246})
    counted("07459:Personer1", place, {2024: 48715})
    page = reader.get(ADDRESS).content.decode()
    assert re.findall(r'<option value="(\d+)"', page) == ["3909"]
    assert [row[0] for row in rows_of(reader, "alder")[1:3]] == ["2023", "2024"]


# Rounds -------------------------------------------------------------------------------------------------------------


def test_three_rounds_stand_side_by_side_each_with_its_year(reader: Client, place: Region) -> None:
    counted("befolkning", place, {2024: 110})
    for start, ahead in (("2020", 105), ("2022", 130), ("2024", 111)):
        projected("befolkning", place, {int(start): 100, 2024: 108, 2030: ahead}, start=start)
    heading = rows_of(reader, "framskrivinger")[0]
    assert [name for name in heading if name.startswith("Framskriving")] == [
        "Framskriving fra 2024",
        "Framskriving fra 2022",
        "Framskriving fra 2020",
    ]
    page = reader.get(ADDRESS).content.decode()
    assert page.count("stroke-dasharray") >= 3
    assert "Larvik nådde i 2024 det som var framskrevet for 2030" in text(reader, ADDRESS)


def test_a_round_without_a_year_is_named_by_when_it_was_known(reader: Client, place: Region) -> None:
    projected("befolkning", place, {2030: 100})
    counted("befolkning", place, {2024: 90})
    assert "Framskriving kjent fra 1. juli 2026" in rows_of(reader, "framskrivinger")[0][3]


def queries_of(reader: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert reader.get(ADDRESS).status_code == 200
    return len(captured)


def test_the_page_asks_the_same_however_much_there_is(reader: Client, place: Region) -> None:
    counted("befolkning", place, {2024: 110})
    few = queries_of(reader)
    for code in ("0", "1-5", "6-15", "16+"):
        counted(f"befolkning:{code}", place, dict.fromkeys(range(2000, 2025), 20))
        for start in ("2020", "2022", "2024"):
            projected(f"befolkning:{code}", place, dict.fromkeys(range(2024, 2040), 30), start=start)
    for _ in range(5):
        counted("befolkning", factories.create_region(), {2024: 3})
    assert queries_of(reader) == few
    assert few <= 9


def test_nobody_gets_in_without_logging_in(client: Client) -> None:
    assert client.get(ADDRESS).status_code == 302
    assert client.get(f"{ADDRESS}alder.csv").status_code == 302
