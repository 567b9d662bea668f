"""Larvik's savings potential for 2024 is the one that the status analysis prints."""

import csv
from collections.abc import Collection
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import Role
from indicators.models import Region
from indicators.queries.savings import year_figures
from indicators.savings import LowestRow, against_lowest
from planning.models import Plan
from tests import factories
from tests.indicator_pages import text
from tests.larvik import LARVIK

pytestmark = [pytest.mark.usefixtures("larvik"), pytest.mark.both_databases]

PEERS = {"Arendal", "Tønsberg", "Sandefjord", "Skien", "Sarpsborg", "Porsgrunn"}
# The indices are printed with one decimal, and the document works with more: a tenth of a per cent of the cost apart.
CLOSE = Decimal("0.3")


@pytest.fixture
def rows() -> dict[tuple[str, str], dict[str, str]]:
    out = StringIO()
    call_command("savings", region="3909", year="2024", stdout=out, stderr=StringIO())
    return {(row["service_area"], row["compared_with"]): row for row in csv.DictReader(StringIO(out.getvalue()))}


Rows = dict[tuple[str, str], dict[str, str]]


def test_there_are_fifteen_sectors_and_two_sums_against_seven(rows: Rows) -> None:
    assert len(rows) == 17 * 7
    assert {region for _area, region in rows} == PEERS | {"KOSTRA-gruppe 11"}


@pytest.mark.parametrize(
    ("area", "region", "million"),
    [
        ("Barnevern", "Arendal", "37.6"),
        ("Grunnskole", "Skien", "-42.1"),
        ("Pleie og omsorg", "Skien", "-294.2"),
        ("Barnehage", "Skien", "-31.5"),
        ("Adm, styring og fellesutgifter", "Tønsberg", "52.7"),
        ("Adm, styring og fellesutgifter", "KOSTRA-gruppe 11", "-21.8"),
    ],
)
def test_the_printed_cells(rows: Rows, area: str, region: str, million: str) -> None:
    assert abs(Decimal(rows[area, region]["million_nok"]) - Decimal(million)) < CLOSE


def test_child_welfare_against_arendal_in_full(rows: Rows) -> None:
    assert list(rows["Barnevern", "Arendal"].values()) == [
        *("Barnevern", "Arendal", "2656", "1861", "0.969", "48870", "37.64724885")
    ]


def test_of_two_printed_needs_the_text_counts(rows: Rows) -> None:
    assert rows["Pleie og omsorg", "Skien"]["need_index"] == "1.143"
    assert rows["Grunnskole", "Skien"]["need_index"] == "0.942"
    assert rows["Kultur og idrett", "Skien"]["need_index"] == "1.0"
    assert rows["Totalt", "Skien"]["need_index"] == ""


def test_the_sums_are_those_of_the_rows(rows: Rows) -> None:
    for region in PEERS:
        sectors = [row for (area, other), row in rows.items() if other == region]
        total = sum(Decimal(row["million_nok"]) for row in sectors if row["need_index"])
        assert total == Decimal(rows["Totalt", region]["million_nok"])


def test_the_costs_add_up_to_the_printed_totals_within_a_krone(rows: Rows) -> None:
    for area, code in (("Totalt", "totalt"), ("Andre områder", "andre-omrader")):
        for region in PEERS:
            difference = Decimal(rows[area, region]["other"]) - printed(code, region)
            assert abs(difference) <= 1, (area, region)


def printed(code: str, region: str) -> Decimal:
    """The newest print of a total."""
    with (LARVIK / "observations.csv").open(encoding="utf-8") as file:
        wanted = (f"nettoutgift-per-innbygger-sektor-{code}", region, "2024", "overview")
        found = csv.DictReader(file)
        fields = ("indicator_id", "region", "year", "source_table")
        return next(Decimal(row["value"]) for row in found if tuple(row[name] for name in fields) == wanted)


# Against the lowest ---------------------------------------------------------------------------------------------------


def lowest(peers: Collection[str]) -> dict[str, LowestRow]:
    figures = year_figures(own=Region.objects.get(code="3909"), year=2024)
    assert figures.ground is not None
    chosen = [region.pk for region in figures.comparable if region.name in peers]
    return {row.sector.name: row for row in against_lowest(figures.ground, chosen) if row.sector}


def test_who_is_lowest_is_the_lowest_of_the_chosen() -> None:
    found, regions = lowest(PEERS), Region.objects.in_bulk()
    names = {area: [regions[key].name for key in row.lowest] for area, row in found.items()}
    assert names["Barnevern"] == ["Arendal"]
    assert names["Sosiale tjenester"] == ["Porsgrunn"]
    assert names["Adm, styring og fellesutgifter"] == ["Tønsberg"]
    assert [regions[key].name for key in lowest({"Skien", "Sarpsborg"})["Barnevern"].lowest] == ["Skien"]


def test_the_percent_is_the_printed_one() -> None:
    found = lowest(PEERS)
    school, trade = found["Grunnskole"].percent, found["Næringsforv. og konsesjonskraft"].percent
    assert school is not None
    assert round(float(school), 1) == -4.2
    # Own spending is below zero, so that there is nothing to be a part of.
    assert trade is None


# On the page ----------------------------------------------------------------------------------------------------------


def test_the_page_shows_how_a_number_came_about(client: Client) -> None:
    municipality = Plan.objects.get().municipality
    client.force_login(factories.create_user(role=Role.LEADER, municipality=municipality))
    shown = " ".join(text(client, "/handlingsrom/").split())
    assert "Arendal: (2 656 − 1 861) kr · 48 870 innbyggere · 0,969 = 37,6 mill. kr" in shown
    # The resource use as KOSTRA prints it; there is no figure for the country to work it out from.
    assert "Barnevern 96,9 2 574 2 656 96,6 fra kilden" in shown
    assert "Bodø (mangler 14 områder)" in shown
