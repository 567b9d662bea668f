"""Comparing on the page of an indicator: changes, places in the group, money, peers and siblings, in small figures."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from accounts.models import Municipality, Role
from indicators.models import Direction, Indicator, Region, RegionKind, ValueKind
from tests import factories
from tests.indicator_pages import figure, page_of, text

YEARS = ("2021", "2022", "2023", "2024")


@pytest.fixture
def larvik() -> Municipality:
    return factories.create_municipality(number="3909", name="Larvik")


@pytest.fixture
def own(larvik: Municipality) -> Region:
    return factories.create_region(code="3909", name="Larvik")


@pytest.fixture
def group(own: Region) -> Region:
    """Larvik, Skien, Moss and Bodø. Porsgrunn is there and in no group that is known."""
    group = factories.create_region(code="EKG11", name="KOSTRA-gruppe 11", kind=RegionKind.KOSTRA_GROUP)
    factories.create_group_membership(group=group, member=own)
    for name in ("Skien", "Moss", "Bodø"):
        factories.create_group_membership(group=group, member=factories.create_region(name=name))
    factories.create_region(name="Porsgrunn", code="4001")
    return group


@pytest.fixture
def reader(larvik: Municipality, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=larvik))
    return client


def region(name: str) -> Region:
    return Region.objects.get(name=name)


def choose(larvik: Municipality, *names: str) -> None:
    for order, name in enumerate(names):
        factories.create_chosen_peer(municipality=larvik, region=region(name), order=order)


def series(indicator: Indicator, where: Region, *values: str) -> None:
    """The newest years, the last value in 2024; a dash is no figure at all."""
    for period, literal in zip(YEARS[-len(values) :], values, strict=True):
        if literal != "-":
            figure(indicator, where, literal, period)


def create(**values: Any) -> Indicator:
    defaults = {"code": "fond", "name_nb": "Fond", "unit": "NOK", "decimals": 0, "direction": Direction.UP}
    return factories.create_indicator(**defaults | values)


# Changes --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "values", "change", "mean"),
    [
        pytest.param(
            "NOK",
            "100 110 120 132",
            ("+12", "+10,0\u00a0%"),
            ("+22", "+20,0\u00a0%"),
            id="kroner in kroner and percent",
        ),
        pytest.param("percent", "4 5 6 5", ("−1", ""), ("0", ""), id="percent in points alone"),
        pytest.param("NOK", "- 110 120 132", ("+12", "+10,0\u00a0%"), ("", ""), id="a mean of two is no mean of three"),
        pytest.param("NOK", "100 110 - 132", ("", ""), ("", ""), id="no figure last year is no change"),
        pytest.param("NOK", "-5 -5 -5 10", ("+15", ""), ("+15", ""), id="from below zero there is no percent"),
    ],
)
def test_the_changes_of_a_row(
    own: Region, unit: str, values: str, change: tuple[str, str], mean: tuple[str, str]
) -> None:
    indicator = create(unit=unit)
    series(indicator, own, *values.split())
    told = page_of(indicator, own).table.rows[0].compared
    assert told is not None
    assert (told.change.amount, told.change.percent) == change
    assert (told.from_mean.amount, told.from_mean.percent) == mean


def test_nothing_is_compared_across_a_break(own: Region) -> None:
    indicator = create()
    series(indicator, own, "100", "110", "120", "132")
    factories.create_quality_record(indicator, from_period="2023", is_break=True)
    told = page_of(indicator, own).table.rows[0].compared
    assert told is not None
    assert (told.change.is_broken, told.change.amount) == (False, "+12")
    assert (told.from_mean.is_broken, told.from_mean.amount) == (True, "")


def test_the_newest_period_is_that_of_the_own_municipality(own: Region, group: Region) -> None:
    indicator = create()
    figure(indicator, own, "5", "2023")
    figure(indicator, region("Skien"), "6", "2024")
    comparison = page_of(indicator, own).comparison
    assert comparison is not None
    assert (comparison.newest, comparison.ranked) == ("2023", 1)


def test_a_tertial_is_held_against_the_same_tertial_of_the_year_before(own: Region) -> None:
    indicator = create()
    for period, literal in (("2023T1", "10"), ("2023T3", "50"), ("2024T1", "12")):
        figure(indicator, own, literal, period)
    page = page_of(indicator, own)
    assert page.comparison is not None
    assert page.comparison.before == "2023T1"
    told = page.table.rows[0].compared
    assert told is not None
    assert told.change.amount == "+2"


# Places in the group --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("direction", "figures", "place", "said"),
    [
        pytest.param("up", "5 4 3", "1. av 3", "Høyt er ønsket: nummer 1 har det høyeste tallet.", id="up"),
        pytest.param("down", "5 4 3", "3. av 3", "Lavt er ønsket: nummer 1 har det laveste tallet.", id="down"),
        pytest.param(None, "5 4 3", "1. av 3", "ikke satt noen ønsket retning; nummer 1 har det høyeste", id="none"),
        pytest.param("within", "5 4 3", "1. av 3", "ikke satt noen ønsket retning", id="within"),
        pytest.param("up", "5 5 3", "delt 1. av 3", "3 av 4 medlemmer har tall", id="a tie is told as one"),
        pytest.param("up", "5 6 -", "2. av 2", "2 av 4 medlemmer har tall", id="whoever has no figure is not counted"),
    ],
)
def test_the_own_place(
    reader: Client, own: Region, group: Region, *, direction: str | None, figures: str, place: str, said: str
) -> None:
    indicator = create(direction=direction)
    for name, literal in zip(("Larvik", "Skien", "Moss"), figures.split(), strict=True):
        series(indicator, region(name), literal)
    told = page_of(indicator, own).table.rows[0].compared
    assert told is not None
    assert told.rank == place
    assert said in text(reader)


def test_members_that_are_not_shown_are_ranked_among(
    reader: Client, larvik: Municipality, own: Region, group: Region
) -> None:
    indicator = create()
    choose(larvik, "Skien", "Porsgrunn")
    for name, literal in {"Larvik": "5", "Skien": "4", "Moss": "9", "Porsgrunn": "8"}.items():
        series(indicator, region(name), literal)
    page = page_of(indicator, own)
    assert [(row.name, row.compared and row.compared.rank) for row in page.table.rows] == [
        ("Larvik", "2. av 3"),
        ("Skien", "3. av 3"),
        ("Porsgrunn", ""),
    ]
    words = text(reader)
    assert "Plass i KOSTRA-gruppe 11: 3 av 4 medlemmer har tall." in words
    assert "Porsgrunn 8 ikke med i gruppen" in words


def test_the_group_is_that_of_the_newest_year(own: Region, group: Region) -> None:
    group.members.update(valid_from=date(2026, 1, 1))
    old = factories.create_region(code="EKG10", name="KOSTRA-gruppe 10", kind=RegionKind.KOSTRA_GROUP)
    for name in ("Larvik", "Porsgrunn"):
        since, until = date(2020, 1, 1), date(2026, 1, 1)
        factories.create_group_membership(group=old, member=region(name), valid_from=since, valid_to=until)
    indicator = create()
    for name in ("Larvik", "Porsgrunn", "Skien"):
        series(indicator, region(name), "5")
    page = page_of(indicator, own)
    assert page.comparison is not None
    assert (page.comparison.group, page.comparison.member_count) == ("KOSTRA-gruppe 10", 2)
    assert page.peers.outside == {region(name).pk for name in ("Skien", "Moss", "Bodø")}


def test_a_member_under_its_number_of_the_time_is_counted_once(own: Region, group: Region) -> None:
    new = factories.create_region(code="9999", name="Nye Moss")
    factories.create_region_change(old=region("Moss"), new=new, on=date(2025, 1, 1))
    indicator = create()
    series(indicator, own, "5")
    figure(indicator, region("Moss"), "6", "2024")
    comparison = page_of(indicator, own).comparison
    assert comparison is not None
    assert (comparison.ranked, comparison.member_count) == (2, 4)


# Whom it is compared with ---------------------------------------------------------------------------------------


def test_the_peers_stand_in_the_order_in_which_they_were_chosen(
    larvik: Municipality, own: Region, group: Region
) -> None:
    indicator = create()
    choose(larvik, "Skien", "Bodø", "Moss")
    norway = factories.create_region(code="EAK", name="Norge", kind=RegionKind.COUNTRY)
    for one in (norway, group, *(region(name) for name in ("Bodø", "Moss", "Skien", "Larvik", "Porsgrunn"))):
        series(indicator, one, "5")
    rows = [row.name for row in page_of(indicator, own).table.rows]
    assert rows == ["Larvik", "Skien", "Bodø", "Moss", "KOSTRA-gruppe 11", "Norge"]


def test_a_peer_without_figures_is_named(reader: Client, larvik: Municipality, own: Region, group: Region) -> None:
    choose(larvik, "Skien", "Moss")
    indicator = create()
    for name in ("Larvik", "Moss"):
        series(indicator, region(name), "5")
    words = text(reader)
    assert "Kommunene er valgt av Larvik kommune. Uten tall her: Skien, KOSTRA-gruppe 11." in words
    assert "Velg hvem dere sammenligner med" in words


def test_a_peer_that_merged_keeps_its_series(larvik: Municipality, own: Region, group: Region) -> None:
    indicator = create(group_value="sum")
    choose(larvik, "Skien")
    new = factories.create_region(code="4003", name="Nye Skien")
    for name in ("Skien", "Porsgrunn"):
        factories.create_region_change(old=region(name), new=new, on=date(2024, 1, 1))
        figure(indicator, region(name), "10", "2023")
    figure(indicator, new, "25", "2024")
    series(indicator, own, "1", "1")
    page = page_of(indicator, own)
    row = next(row for row in page.table.rows if row.name == "Nye Skien")
    assert [cell.value for cell in row.cells] == ["20", "25"]
    assert row.cells[1].breaks_before
    assert row.compared is not None
    assert row.compared.change.is_broken


def test_a_provisional_figure_is_hollow_in_the_bars_too(own: Region) -> None:
    indicator = create()
    figure(indicator, own, "5", "2024", kind=ValueKind.PROVISIONAL)
    bars = page_of(indicator, own).bars
    assert bars is not None
    assert [bar.is_provisional for bar in bars.bars] == [True]


def test_the_sum_of_the_group_is_no_bar(own: Region, group: Region) -> None:
    indicator = create(group_value="sum")
    for one in (own, group):
        series(indicator, one, "5")
    bars = page_of(indicator, own).bars
    assert bars is not None
    assert [bar.name for bar in bars.bars] == ["Larvik"]


def test_where_nobody_has_chosen_and_no_group_is_known_only_some_are_shown(reader: Client, own: Region) -> None:
    indicator = create()
    series(indicator, own, "5")
    for _ in range(20):
        series(indicator, factories.create_region(), "5")
    page = page_of(indicator, own)
    assert len(page.table.rows) == 15
    assert page.table.rows[0].name == "Larvik"
    assert "6 kommuner med tall er ikke vist." in text(reader)


# In money -------------------------------------------------------------------------------------------------------

COST = {"code": "kostnad", "name_nb": "Netto driftsutgifter per innbygger til barnevern", "direction": "down"}


def inhabitants(own: Region, **by_year: str) -> None:
    people = factories.create_indicator(code="innbyggere", name_nb="Innbyggere", unit="count", decimals=0)
    for year, literal in by_year.items():
        figure(people, own, literal, year.removeprefix("y"))


def sentence(own: Region, **asked: Any) -> str:
    money = page_of(Indicator.objects.get(code="kostnad"), own, **asked).money
    assert money is not None
    return money.sentence.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("own_cost", "peer_cost", "expected"),
    [
        pytest.param("2656", "1861", "ville det vært 38,9 mill. kr mindre i 2024.", id="the own one is dearer"),
        pytest.param("1861", "2656", "ville det vært 38,9 mill. kr mer i 2024.", id="the own one is cheaper"),
        pytest.param("2000", "2000", "brukte like mye per innbygger i 2024.", id="alike"),
        pytest.param("2000.4", "2000", "ville det vært 0,02 mill. kr mindre i 2024.", id="a trifle is not nothing"),
    ],
)
def test_the_difference_in_million_kroner(
    own: Region, group: Region, own_cost: str, peer_cost: str, expected: str
) -> None:
    indicator = create(**COST)
    series(indicator, own, own_cost)
    series(indicator, group, peer_cost)
    inhabitants(own, y2024="48870")
    assert expected in sentence(own)


def test_how_it_is_reckoned_is_said(own: Region, group: Region) -> None:
    indicator = create(**COST)
    series(indicator, own, "2656")
    series(indicator, group, "1861")
    inhabitants(own, y2024="48870")
    assert sentence(own) == (
        "Brukte Larvik som KOSTRA-gruppe 11, ville det vært 38,9 mill. kr mindre i 2024. "
        "Regnet slik: forskjellen på 795 kr per innbygger ganget med 48 870 innbyggere i 2024."
    )


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        pytest.param({"y2023": "100", "y2024": "200"}, "200 innbyggere i 2024", id="those of the same year"),
        pytest.param({"y2022": "100", "y2023": "150"}, "150 innbyggere i 2023", id="else of the nearest"),
        pytest.param({"y2023": "100", "y2025": "200"}, "100 innbyggere i 2023", id="of two as near the earlier"),
    ],
)
def test_the_year_of_the_inhabitants_is_said(own: Region, group: Region, people: dict[str, str], expected: str) -> None:
    indicator = create(**COST)
    series(indicator, own, "3000000")
    series(indicator, group, "1")
    inhabitants(own, **people)
    assert expected in sentence(own)


def test_the_reader_says_whom_it_is_reckoned_against(reader: Client, own: Region, group: Region) -> None:
    indicator = create(**COST)
    for one, literal in ((own, "3000"), (group, "2000"), (region("Skien"), "1000")):
        series(indicator, one, literal)
    inhabitants(own, y2024="1000")
    assert "Brukte Larvik som KOSTRA-gruppe 11, ville det vært 1,0" in text(reader, "/indikatorer/kostnad/")
    chosen = f"/indikatorer/kostnad/?mot={region('Skien').code}"
    assert "Brukte Larvik som Skien, ville det vært 2,0" in text(reader, chosen)
    assert "Brukte Larvik som KOSTRA-gruppe 11" in text(reader, "/indikatorer/kostnad/?mot=finnes-ikke")


def test_without_the_inhabitants_it_says_why_there_is_no_answer(reader: Client, own: Region, group: Region) -> None:
    indicator = create(**COST)
    series(indicator, own, "3000")
    series(indicator, group, "2000")
    words = text(reader, "/indikatorer/kostnad/")
    assert "Vi har ikke folketallet for Larvik. Derfor kan vi ikke regne forskjellen om til kroner." in words


@pytest.mark.parametrize("is_adjusted", [True, False])
def test_a_figure_adjusted_for_need_is_said_to_be_theoretical(
    reader: Client, own: Region, group: Region, is_adjusted: bool
) -> None:
    indicator = create(**COST, is_need_adjusted=is_adjusted)
    series(indicator, own, "3000")
    series(indicator, group, "2000")
    inhabitants(own, y2024="1000")
    assert ("Beløpet er derfor teoretisk" in text(reader, "/indikatorer/kostnad/")) is is_adjusted


@pytest.mark.parametrize("name", ["Frie inntekter per innbygger", "Utgifter per innbygger 6-15 år"])
def test_no_amount_is_made_of_anything_else(own: Region, group: Region, name: str) -> None:
    indicator = create(**COST | {"name_nb": name})
    series(indicator, own, "3000")
    series(indicator, group, "2000")
    inhabitants(own, y2024="1000")
    assert page_of(indicator, own).money is None


# The same thing measured otherwise ------------------------------------------------------------------------------


def test_siblings_lead_to_each_other_and_share_no_table(reader: Client, own: Region) -> None:
    area = factories.create_service_area()
    treasury = create(code="fond-kasse", name_nb="Fond (kommunekasse)", scope="kommunekasse", service_area=area)
    konsern = create(service_area=area)
    figure(konsern, own, "5", "2024")
    figure(treasury, own, "77", "2024")
    words = text(reader)
    assert "Tallene her: hele konsernet Det samme målt på en annen måte står for seg" in words
    assert "Fond (kommunekasse) (kommunekassen alene)" in words
    assert "77" not in words
    assert "Fond (hele konsernet)" in text(reader, "/indikatorer/fond-kasse/")


def test_a_sibling_that_a_hidden_plan_brought_is_not_told(reader: Client, own: Region) -> None:
    area = factories.create_service_area()
    create(service_area=area)
    draft = factories.create_plan()
    create(code="x", namespace=draft.code, name_nb="Fond (kommunekasse)", scope="kommunekasse", service_area=area)
    assert "Fond (kommunekasse)" not in text(reader)


# Whoever reads -------------------------------------------------------------------------------------------------


def test_whoever_runs_the_installation_reads_it_before_there_is_a_municipality(client: Client) -> None:
    create()
    client.force_login(factories.create_superuser())
    assert "Velg hvem dere sammenligner med" not in text(client)
