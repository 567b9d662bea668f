"""What the page of the population says of Larvik as it ships, and what its files hold."""

import io
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from pytest_django import DjangoDbBlocker
from python_calamine import CalamineWorkbook

from accounts.models import Role
from tests import factories
from tests.brought import brought
from tests.indicator_pages import text
from tests.larvik import LARVIK
from tests.populations import ADDRESS, rows_of


@pytest.fixture
def reader(client: Client) -> Client:
    home = factories.create_municipality(number="3909", name="Larvik")
    client.force_login(factories.create_user(role=Role.READER, municipality=home))
    return client


def load_population() -> None:
    for command, name in (
        ("load_indicators", "indicators.csv"),
        ("load_indicators", "population_indicators.csv"),
        ("load_observations", "observations.csv"),
        ("load_observations", "population.csv"),
    ):
        call_command(command, str(LARVIK / name), stdout=StringIO(), stderr=StringIO())


@pytest.fixture(scope="module")
def larvik(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), brought(load_population):
        yield


def test_larvik_reached_in_2024_what_was_projected_for_2027(larvik: None, reader: Client) -> None:
    page = text(reader, ADDRESS).replace("\xa0", " ")
    assert (
        "Larvik nådde i 2024 det som var framskrevet for 2027: 48 715 innbyggere 1. januar 2024, mot 48 712 "
        "framskrevet for 1. januar 2027 (framskriving fra 2023, hovedalternativet)."
    ) in page


def test_larvik_has_grown_and_the_arithmetic_stands_under_it(larvik: None, reader: Client) -> None:
    page = text(reader, ADDRESS).replace("\xa0", " ")
    assert "Larvik hadde 48 870 innbyggere 31. desember 2024." in page
    assert "Det er 3 303 flere enn 1. januar 2013, da det var 45 567 (+7,2 %)." in page
    assert "Slik er det regnet: 48 870 − 45 567 = +3 303; +3 303 / 45 567 = +7,2 %." in page


def test_every_figure_says_its_day_and_where_it_is_from(larvik: None, reader: Client) -> None:
    rows = {row[0]: row for row in rows_of(reader, "alder") if row}
    assert rows["2023"][1:3] == ["01.01.2023", "48246"]
    assert rows["2024"][1:3] == ["31.12.2023", "48715"]
    assert "Kilde: Ståstedsanalysen for 2024, Larvik kommune" in text(reader, ADDRESS)


def test_larviks_ages_are_all_and_their_shares_a_hundred_within_rounding(larvik: None, reader: Client) -> None:
    heading, *rows = rows_of(reader, "alder")
    assert heading[:6] == ["År", "Dato i kilden", "Alle", "0 år", "0 år, prosent av alle", "1–5 år"]
    assert "16 år og eldre (regnet ut)" in heading
    for row in rows[:11]:
        persons, shares = [row[n] for n in (3, 5, 7, 9)], [row[n] for n in (4, 6, 8, 10)]
        assert sum(map(int, persons)) == int(row[2]), row
        assert abs(sum(map(float, shares)) - 100) <= 0.2, row


def test_larvik_without_working_ages_is_told_why_there_is_no_ratio(larvik: None, reader: Client) -> None:
    page = text(reader, ADDRESS)
    assert "Aldersbæreevne kan ikke regnes ut: vi har ikke tall for 16–66 år og 67 år og eldre." in page
    assert reader.get(f"{ADDRESS}forholdstall.csv").status_code == 404


def test_the_projection_beside_what_came(larvik: None, reader: Client) -> None:
    rows = {row[0]: row for row in rows_of(reader, "framskrivinger") if row}
    assert rows["2024"] == ["2024", "48715", "31.12.2023", "48259", "456", "0.9"]
    assert rows["2033"] == ["2033", "", "", "49659", "", ""], "what has not been is not zero"


def test_one_age_group_can_be_followed(larvik: None, reader: Client) -> None:
    page = text(reader, f"{ADDRESS}?alder=6-15").replace("\xa0", " ")
    assert "Larvik hadde 5 398 innbyggere i gruppen 6–15 år 1. januar 2023." in page
    assert "har 4 811 innbyggere i gruppen 6–15 år i 2033, 587 færre enn nå (−10,9 %)." in page


def test_a_neighbour_with_one_figure_has_a_sentence_and_no_chart(larvik: None, reader: Client) -> None:
    answer = reader.get(f"{ADDRESS}?region=4001").content.decode().replace("\xa0", " ")
    assert "Porsgrunn hadde 37 289 innbyggere 31. desember 2024." in answer
    assert "pp-figure-title" not in answer
    assert "Ingen framskriving er lastet inn" in answer


def test_an_excel_file_has_numbers_as_numbers(larvik: None, reader: Client) -> None:
    answer = reader.get(f"{ADDRESS}framskrivinger.xlsx")
    assert 'filename="befolkning-larvik-framskrivinger.xlsx"' in answer.headers["Content-Disposition"]
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[2] == ["2024", 48715.0, "31.12.2023", 48259.0, 456.0, 0.9]
