"""Figures that are compared, and figures that are worked out, over the open API."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indicators.formulas import FormulaKind
from indicators.models import Channel, Indicator, Region, RegionKind, Standing
from tests import factories
from tests.figure_readers import WHO, World, create_world
from tests.savings_figures import small_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return create_world()


# Compared -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def compared(world: World) -> Indicator:
    """Larvik, whose municipality has chosen Skien, in a group with Moss; each with three years and one more."""
    indicator = factories.create_indicator(code="utgift", unit="NOK", decimals=0, direction="down")
    group = factories.create_region(code="EKG11", kind=RegionKind.KOSTRA_GROUP)
    places = {name: factories.create_region(code=code, name=name) for code, name in PLACES.items()}
    for name in ("Larvik", "Moss"):
        factories.create_group_membership(group=group, member=places[name])
    factories.create_chosen_peer(municipality=world.home, region=places["Skien"])
    for number, place in enumerate((*places.values(), group)):
        for year in range(2021, 2025):
            literal = str(100 + number + 10 * (year - 2021))
            factories.create_observation(indicator=indicator, region=place, period=str(year), literal=literal)
    return indicator


PLACES = {"3909": "Larvik", "3103": "Moss", "4003": "Skien"}


def test_strangers_do_not_learn_whom_a_municipality_has_chosen(world: World, compared: Indicator) -> None:
    told = {who: world.told(who, "api-comparison", indicator="utgift", region="3909") for who in WHO}
    names = {who: [row["name"] for row in told[who]["rows"]][:2] for who in WHO}
    others, own = ["Larvik", "Moss"], ["Larvik", "Skien"]
    assert names == {"anonymous": others, "outsider": others, "reader": own, "coordinator": own}
    assert {who: told[who]["chosen_by"] for who in ("outsider", "reader")} == {
        "outsider": "group",
        "reader": "municipality",
    }


def test_a_row_has_its_figures_its_changes_and_its_place(world: World, compared: Indicator) -> None:
    told = world.told("anonymous", "api-comparison", indicator="utgift", region="3909")
    larvik = told["rows"][0]
    assert [one["value"] for one in larvik["figures"]] == ["100", "110", "120", "130"]
    assert larvik["change"] == {"amount": "10", "percent": "8.3", "is_broken": False}
    assert larvik["change_from_mean"] == {"amount": "20", "percent": "18.2", "is_broken": False}
    assert larvik["rank"] == {"place": 1, "shared_with": 0, "ranked": 2}
    assert (told["period"], told["compared_with"], told["mean_of"], told["group"]) == (
        *("2024", "2023", "2021–2023", "EKG11"),
    )


def test_anybody_may_name_whom_to_compare_with(world: World, compared: Indicator) -> None:
    told = world.told("anonymous", "api-comparison", **{"indicator": "utgift", "region": "3909", "with": "4003,3103"})
    assert [row["code"] for row in told["rows"]] == ["3909", "4003", "3103", "EKG11"]
    assert told["rows"][1]["is_outside_group"]


def test_what_a_municipality_has_typed_is_for_those_who_are_known(world: World, compared: Indicator) -> None:
    larvik = Region.objects.get(code="3909")
    typed = factories.create_fetch(channel=Channel.HAND, received_from="Kari Nordmann")
    factories.create_observation(
        indicator=compared,
        region=larvik,
        period="2024",
        literal="99",
        standing=Standing.CORRECTION,
        kind="correction",
        fetch=typed,
    )
    address = {"indicator": "utgift", "region": "3909"}
    told = {who: world.client(who).get(reverse("api-comparison"), address).content.decode() for who in WHO}
    assert {who: "Kari Nordmann" in told[who] for who in ("anonymous", "reader")} == {
        "anonymous": False,
        "reader": True,
    }
    corrections = world.told("reader", "api-comparison", **address)["rows"][0]["figures"]
    assert [one["correction"] for one in corrections] == [None, None, None, "99"]


def test_a_comparison_with_more_regions_is_no_more_questions(world: World, compared: Indicator) -> None:
    client, address = world.client("reader"), {"indicator": "utgift", "region": "3909"}
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("api-comparison"), address)
    group = Region.objects.get(code="EKG11")
    for _time in range(5):
        member = factories.create_region()
        factories.create_group_membership(group=group, member=member)
        factories.create_observation(indicator=compared, region=member, period="2024")
    with CaptureQueriesContext(connection) as many:
        assert client.get(reverse("api-comparison"), address).json()["group_members"] == 7
    assert len(many) == len(few)


# Worked out ---------------------------------------------------------------------------------------------------------


def ratio() -> tuple[Indicator, Region]:
    over, under = (factories.create_indicator(code=code, unit="count", group_value="sum") for code in ("a", "b"))
    share = factories.create_indicator(code="andel", unit="percent", decimals=1)
    factories.create_formula(share, plus=[over], over=under, kind=FormulaKind.SHARE, factor=100)
    larvik = factories.create_region(code="3909", name="Larvik")
    for year, number in (("2023", "1"), ("2024", "2")):
        factories.create_observation(indicator=over, region=larvik, period=year, literal=number)
        factories.create_observation(indicator=under, region=larvik, period=year, literal="3")
    return share, larvik


def test_a_figure_is_worked_out_from_what_went_into_it(world: World) -> None:
    ratio()
    told = world.told("anonymous", "api-indicator-derivation", "andel", region="3909")
    assert (told["period"], told["value"], told["formula"]["expression"]) == ("2024", "66.7", "a / b × 100")
    assert [(one["code"], one["value"], one["role"]) for one in told["inputs"]] == [
        ("a", "2", "added"),
        ("b", "3", "denominator"),
    ]
    earlier = world.told("anonymous", "api-indicator-derivation", "andel", region="3909", period="2023")
    assert (earlier["value"], earlier["counting_value"]) == ("33.3", None)
    assert "Larvik i 2023" in earlier["sentence"]


def test_what_was_computed_from_a_correction_is_for_those_who_are_known(world: World) -> None:
    """From a sum and its official terms the correction itself could be worked out."""
    share, larvik = ratio()
    typed = factories.create_fetch(channel=Channel.HAND)
    own: dict[str, Any] = {"standing": Standing.CORRECTION, "kind": "correction", "fetch": typed}
    corrected = share.formula.terms.get(role="added").indicator
    factories.create_observation(indicator=corrected, region=larvik, period="2024", literal="2.5", **own)
    fetch = factories.create_fetch(channel=Channel.COMPUTED)
    computed: dict[str, Any] = {"standing": Standing.COMPUTED, "fetch": fetch}
    factories.create_observation(indicator=share, region=larvik, period="2024", literal="83.3", **computed)
    for who, is_told in (("reader", True), ("anonymous", False)):
        rows = world.told(who, "api-comparison", indicator="andel", region="3909")["rows"]
        assert ("83.3" in [one["value"] for row in rows for one in row["figures"]]) == is_told
    told = world.told("anonymous", "api-indicator-derivation", "andel", region="3909")
    assert (told["value"], told["counting_value"]) == ("66.7", None)
    newest = [one for one in world.told("anonymous", "api-indicator-list")["results"] if one["code"] == "andel"]
    assert [one["newest"] for one in newest] == [None]


def test_a_published_figure_goes_before_one_that_is_worked_out(world: World) -> None:
    share, larvik = ratio()
    factories.create_observation(indicator=share, region=larvik, period="2024", literal="66.6")
    told = world.told("anonymous", "api-indicator-derivation", "andel", region="3909")
    assert (told["value"], told["counting_value"], told["is_published"]) == ("66.7", "66.6", True)


def test_where_nothing_can_be_worked_out_it_is_said_why(world: World) -> None:
    ratio()
    told = world.told("anonymous", "api-indicator-derivation", "andel", region="3909", period="2020")
    assert (told["value"], told["inputs"], told["period"]) == (None, [], "2020")
    assert told["sentence"].startswith("Tallet kan ikke regnes ut")


def test_an_indicator_without_a_formula_has_no_derivation(world: World) -> None:
    factories.create_indicator(code="andre/ting")
    factories.create_region(code="1")
    answer = Client().get(reverse("api-indicator-derivation", args=["andre/ting"]), {"region": "1"})
    assert answer.status_code == 404
    # A code may hold a slash.
    assert world.told("anonymous", "api-indicator", "andre/ting")["formula"] is None


def test_the_derived_are_listed_with_their_formulas(world: World) -> None:
    ratio()
    assert world.listed("anonymous", "api-derived-list") == ["andel"]
    assert world.listed("anonymous", "api-indicator-list", is_derived="true") == ["andel"]
    assert "andel" not in world.listed("anonymous", "api-indicator-list", is_derived="false")


def test_savings_say_that_they_are_theoretical(world: World) -> None:
    small_world()
    told = world.told("reader", "api-savings", region="3909")
    assert told["explanation"].startswith("Tallene er teoretiske.")
    first = told["rows"][0]
    assert (first["service_area"], first["compared_with_code"], first["million_nok"]) == ("Skole", "4003", "0.9")
    assert [row["kind"] for row in told["rows"]] == ["sector", "sector", "other_areas", "total"]


def test_savings_that_cannot_be_worked_out_say_why(world: World) -> None:
    small_world()
    told = world.told("reader", "api-savings", region="4003", year="2024")
    assert told["rows"] == []
    assert any("innbyggertall" in problem for problem in told["problems"])
