"""What figures are about, over the open API: who reads what, how it is narrowed, and that long answers ask no more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Municipality, Role, User
from indicators.formulas import FormulaKind
from indicators.models import Channel, Indicator, Region, RegionKind, Standing
from indicators.queries.savings import SECTOR_CODE
from planning.models import Plan, PlanStatus
from targets.queries import table_of
from tests import factories
from tests.savings_figures import create_place, give_costs, small_world

pytestmark = pytest.mark.django_db
WHO = ("anonymous", "outsider", "reader", "coordinator")


@dataclass(frozen=True, slots=True)
class World:
    """A municipality with a draft and a published plan, each of which has an indicator of its own."""

    home: Municipality
    draft: Plan
    people: dict[str, User | None]

    def client(self, who: str) -> Client:
        client = Client()
        if person := self.people[who]:
            client.force_login(person)
        return client

    def told(self, who: str, name: str, *words: str, **parameters: str) -> Any:
        answer = self.client(who).get(reverse(name, args=words), parameters)
        assert answer.status_code == 200, answer.content
        return answer.json()

    def listed(self, who: str, name: str, field: str = "code", *words: str, **parameters: str) -> list[Any]:
        return [one[field] for one in self.told(who, name, *words, **parameters)["results"]]


@pytest.fixture
def world() -> World:
    home = factories.create_municipality(number="3909")
    draft = factories.create_plan(code="UTKAST", municipality=home, status=PlanStatus.DRAFT)
    published = factories.create_plan(code="VEDTATT", municipality=home, status=PlanStatus.ADOPTED)
    factories.create_publication(published)
    for plan in (draft, published):
        factories.create_indicator(code=f"{plan.code}:egen", namespace=plan.code)
    people = {
        role.value: factories.create_user(role=role, municipality=home) for role in (Role.READER, Role.COORDINATOR)
    }
    outsider = factories.create_user(role=Role.COORDINATOR)
    return World(home, draft, {**people, "outsider": outsider, "anonymous": None})


# Who reads what -----------------------------------------------------------------------------------------------------

ANSWERS: list[tuple[str, list[str], dict[str, str], dict[str, int]]] = [
    ("api-indicator-list", [], {}, dict.fromkeys(WHO, 200)),
    ("api-indicator", ["VEDTATT:egen"], {}, dict.fromkeys(WHO, 200)),
    ("api-indicator", ["UTKAST:egen"], {}, dict.fromkeys(WHO, 404) | {"coordinator": 200}),
    ("api-comparison", [], {"indicator": "UTKAST:egen", "region": "1"}, dict.fromkeys(WHO, 404) | {"coordinator": 200}),
    ("api-region-peers", ["3909"], {}, {"anonymous": 401, "outsider": 404, "reader": 200, "coordinator": 200}),
    ("api-savings", [], {"region": "1"}, dict.fromkeys(WHO, 200)),
    ("api-need-list", [], {}, dict.fromkeys(WHO, 200)),
    ("api-fetch-list", [], {}, dict.fromkeys(WHO, 200)),
    ("api-source", ["ssb-1"], {}, dict.fromkeys(WHO, 200)),
    ("api-source", ["finnes-ikke"], {}, dict.fromkeys(WHO, 404)),
    ("api-source-problem-list", ["ssb-1"], {}, dict.fromkeys(WHO, 200) | {"anonymous": 401}),
    ("api-region", ["finnes-ikke"], {}, dict.fromkeys(WHO, 404)),
]


@pytest.mark.parametrize(("name", "words", "parameters", "expected"), ANSWERS)
def test_each_is_answered_by_what_they_may_read(
    world: World, name: str, words: list[str], parameters: dict[str, str], expected: dict[str, int]
) -> None:
    factories.create_region(code="1")
    factories.create_fetched_source(code="ssb-1")
    address = reverse(name, args=words)
    assert {who: world.client(who).get(address, parameters).status_code for who in WHO} == expected


@pytest.mark.parametrize("is_known", [False, True], ids=["not known", "without a role"])
def test_everybody_reads_savings_from_official_figures_alone(world: World, is_known: bool) -> None:
    small_world()
    typed = factories.create_fetch(channel=Channel.HAND, name="Kari Nordmann retter")
    costs = dict.fromkeys(Indicator.objects.filter(code__startswith=SECTOR_CODE), "3000")
    give_costs(create_place("4001", "Porsgrunn"), costs, standing=Standing.CORRECTION, fetch=typed)
    client = Client()
    if is_known:
        client.force_login(factories.create_user())
    told = client.get(reverse("api-savings"), {"region": "3909"}).json()
    assert {row["compared_with"] for row in told["rows"]} == {"Skien"}
    assert (told["rows"][0]["own"], told["rows"][0]["million_nok"]) == ("5000", "0.9")
    assert told["sources"] == ["tall som kommunen har lastet inn"]
    own = world.told("reader", "api-savings", region="3909")
    assert {row["compared_with"] for row in own["rows"]} == {"Skien", "Porsgrunn"}
    assert "Kari Nordmann retter" in own["sources"]


def test_everybody_reads_need_indices_of_deliveries_that_are_published_figures(world: World) -> None:
    published, typed = factories.create_fetch(), factories.create_fetch(channel=Channel.HAND)
    for fetch, value in ((published, "96.9"), (typed, "50")):
        factories.create_need_index(fetch=fetch, value=Decimal(value))
    seen = {who: sorted(world.listed(who, "api-need-list", "value")) for who in ("anonymous", "reader")}
    assert seen == {"anonymous": ["96.9"], "reader": ["50", "96.9"]}


def test_everybody_reads_which_files_official_figures_came_in_and_not_what_they_are_called(world: World) -> None:
    official = factories.create_fetch(name="kari-nordmann.csv", note="Kari har ringt", received_from="kari")
    factories.create_observation(fetch=official)
    own = factories.create_fetch(name="egne.csv")
    factories.create_observation(fetch=own, standing=Standing.CORRECTION)
    (row,) = world.told("anonymous", "api-fetch-list")["results"]
    told = {name: row[name] for name in ("name", "note", "received_from", "checksum")}
    named = {"name": "tall som kommunen har lastet inn", "note": None, "received_from": None}
    assert told == named | {"checksum": official.checksum}


def test_the_catalogue_and_what_readable_plans_have_brought_in(world: World) -> None:
    factories.create_indicator(code="felles")
    seen = {who: set(world.listed(who, "api-indicator-list")) for who in WHO}
    assert seen["anonymous"] == seen["outsider"] == seen["reader"] == {"felles", "VEDTATT:egen"}
    assert seen["coordinator"] == {"felles", "VEDTATT:egen", "UTKAST:egen"}


def test_a_service_area_that_only_a_draft_has_an_indicator_in_is_not_told(world: World) -> None:
    shared, hidden = factories.create_service_area(name="Skole"), factories.create_service_area(name="Hemmelig")
    factories.create_indicator(service_area=shared)
    factories.create_indicator(service_area=hidden, namespace="UTKAST")
    factories.create_indicator(service_area=shared, namespace="UTKAST")
    told = {who: world.told(who, "api-service-area-list")["results"] for who in WHO}
    assert told["anonymous"] == told["outsider"] == told["reader"] == [{"name": "Skole", "indicators": 1}]
    assert told["coordinator"] == [{"name": "Hemmelig", "indicators": 1}, {"name": "Skole", "indicators": 2}]


def test_an_area_that_only_a_draft_quotes_is_not_told(world: World) -> None:
    place = factories.create_region(code="skjult", kind=RegionKind.AREA)
    factories.create_observation(region=place, standing=Standing.CITED, source_table=table_of("UTKAST"))
    assert {who: world.listed(who, "api-region-list") for who in WHO} == {
        "anonymous": [],
        "outsider": [],
        "reader": [],
        "coordinator": ["skjult"],
    }


def test_what_plans_say_of_an_indicator_is_for_their_own_readers(world: World) -> None:
    shared = factories.create_indicator(code="felles")
    for namespace in ("", "VEDTATT", "UTKAST"):
        factories.create_quality_record(shared, code=namespace or "alle", namespace=namespace)
        shared.sources.add(factories.create_source(code=f"kilde-{namespace}", namespace=namespace))
    told = {who: world.told(who, "api-indicator", "felles") for who in WHO}
    records = {who: [one["code"] for one in told[who]["quality_records"]] for who in WHO}
    assert records == {
        "anonymous": ["alle"],
        "outsider": ["alle"],
        "reader": ["alle", "VEDTATT"],
        "coordinator": ["alle", "UTKAST", "VEDTATT"],
    }
    sources = {who: [one["code"] for one in told[who]["sources"]] for who in WHO}
    open_to_all = ["kilde-", "kilde-VEDTATT"]
    assert sources == dict.fromkeys(WHO, open_to_all) | {"coordinator": ["kilde-", "kilde-UTKAST", "kilde-VEDTATT"]}


def test_another_name_is_told_where_a_readable_plan_uses_the_indicator(world: World) -> None:
    hidden, shared = factories.create_indicator(code="i-utkast"), factories.create_indicator(code="i-ingen-plan")
    factories.create_used_indicator(plan=world.draft, indicator=hidden)
    for one in (hidden, shared):
        factories.create_alias(indicator=one, alias=f"kalt {one.code}")
    assert world.listed("anonymous", "api-indicator-list", q="kalt") == ["i-ingen-plan"]
    assert world.listed("coordinator", "api-indicator-list", q="kalt", order="code") == ["i-ingen-plan", "i-utkast"]
    assert world.told("outsider", "api-indicator", "i-utkast")["aliases"] == []


def test_the_newest_figure_is_of_those_that_may_be_known_of(world: World) -> None:
    shared = factories.create_indicator(code="felles")
    factories.create_observation(indicator=shared, period="2023")
    factories.create_observation(
        indicator=shared, period="2024", standing=Standing.CITED, source_table=table_of("UTKAST")
    )
    newest = {who: world.told(who, "api-indicator", "felles")["newest"]["period"] for who in WHO}
    assert newest == dict.fromkeys(WHO, "2023") | {"coordinator": "2024"}


def test_deliveries_are_told_without_content_and_by_who_may_know(world: World) -> None:
    colleague = world.people["coordinator"]
    assert colleague is not None
    factories.create_fetch(name="tall.csv", received_from=colleague.get_username())
    factories.create_fetch(name="ssb", channel=Channel.SSB, source=factories.create_fetched_source())
    plan_file = factories.create_fetch(name="Utkastet", channel=Channel.PLAN)
    factories.create_observation(fetch=plan_file, standing=Standing.CITED, source_table=table_of("UTKAST"))
    typed = factories.create_fetch(name="skrevet", channel=Channel.HAND)
    factories.create_observation(fetch=typed, indicator=Indicator.objects.get(code="UTKAST:egen"))
    names = {who: set(world.listed(who, "api-fetch-list", "name")) for who in WHO}
    assert names["anonymous"] == {"ssb"}
    assert names["outsider"] == names["reader"] == {"tall.csv", "ssb"}
    assert names["coordinator"] == {"tall.csv", "ssb", "Utkastet", "skrevet"}
    told = {who: world.told(who, "api-fetch-list", channel="csv")["results"] for who in ("outsider", "reader")}
    assert [one["received_from"] for one in told["outsider"]] == [None]
    assert [one["received_from"] for one in told["reader"]] == [colleague.get_username()]
    assert "body" not in told["reader"][0]
    # Who asked for a table to be fetched is a person too.
    assert world.listed("anonymous", "api-fetch-list", "received_from") == [None]


def test_how_fetching_stands_is_for_those_who_read_plans(world: World) -> None:
    source = factories.create_fetched_source(code="ssb-1", name="Skole")
    factories.create_source_problem(source=source, title="Non-existent value")
    told = {who: world.told(who, "api-source", "ssb-1") for who in WHO}
    assert (told["anonymous"]["name"], told["anonymous"]["fetching"]) == ("Skole", None)
    assert told["reader"]["fetching"]["open_problems"] == 1
    problem = world.told("outsider", "api-source-problem-list", "ssb-1")["results"][0]
    assert (problem["kind"], problem["quoted"], problem["ended_at"]) == ("rejected", "Non-existent value", None)


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


# Narrowed -----------------------------------------------------------------------------------------------------------


NARROWED = [
    ({"q": "SKOLE fond"}, ["skolefond"]),
    ({"q": "202"}, ["skolefond"]),
    ({"category": "prioritet"}, ["skolefond"]),
    ({"service_area": "Skole"}, ["skolefond"]),
    ({"direction": "down"}, ["skolefond"]),
    ({"is_need_adjusted": "true"}, ["skolefond"]),
    ({"is_calculated": "false"}, ["skolefond"]),
    ({"table": "12362"}, ["skolefond"]),
    ({"source": "ssb-12362"}, ["skolefond"]),
    ({"region": "3909"}, ["skolefond"]),
    ({"region": "4003"}, []),
    ({"order": "-code"}, ["skolefond", "annet"]),
]


@pytest.mark.parametrize(("parameters", "codes"), NARROWED)
def test_indicators_are_narrowed(parameters: dict[str, str], codes: list[str]) -> None:
    old, today = factories.create_region(code="3805"), factories.create_region(code="3909")
    factories.create_region_change(old=old, new=today, on=date(2024, 1, 1))
    one = factories.create_indicator(
        code="skolefond",
        name_nb="Skolens fond",
        category="Prioritet",
        service_area=factories.create_service_area(name="Skole"),
        direction="down",
        kostra_functions="202;215",
        is_need_adjusted=True,
    )
    one.sources.add(factories.create_fetched_source(code="ssb-12362", table="12362"))
    # Under the code that the region had at the time.
    factories.create_observation(indicator=one, region=old, period="2023")
    factories.create_indicator(code="annet", is_calculated=True)
    answer = Client().get(reverse("api-indicator-list"), parameters).json()
    assert [found["code"] for found in answer["results"]] == codes


def test_the_catalogue_is_in_the_order_of_the_reports() -> None:
    area, other = factories.create_service_area(name="Barnevern"), factories.create_service_area(name="Ålesund")
    factories.create_indicator(code="sist")
    factories.create_indicator(code="annen", service_area=other, category="Prioritet")
    for category in ("Grunnlagsdata (Nivå 3)", "Noe eget", "Produktivitet", "Prioritet", ""):
        factories.create_indicator(code=f"b {category}", service_area=area, category=category)
    found = [one["code"] for one in Client().get(reverse("api-indicator-list")).json()["results"]]
    in_area = ["b Prioritet", "b Produktivitet", "b Grunnlagsdata (Nivå 3)", "b Noe eget", "b "]
    assert found == [*in_area, "annen", "sist"]


REGIONS = [
    ({"kind": "kostra_group"}, ["EKG11"]),
    ({"q": "lard"}, ["0728"]),
    ({"q": "39"}, ["3909"]),
    ({"valid_on": "2017-06-01", "kind": "municipality"}, ["0728"]),
    ({"valid_on": "2018-01-01", "kind": "municipality"}, ["3909"]),
    ({"group": "EKG11"}, ["3909"]),
    ({"group": "EKG11", "valid_on": "2019-12-31"}, []),
]


@pytest.mark.parametrize(("parameters", "codes"), REGIONS)
def test_regions_are_narrowed(parameters: dict[str, str], codes: list[str]) -> None:
    old, today = (
        factories.create_region(code="0728", name="Lardal"),
        factories.create_region(code="3909", name="Larvik"),
    )
    factories.create_region_version(region=old, valid_from=date(1964, 1, 1), valid_to=date(2018, 1, 1))
    factories.create_region_version(region=today, valid_from=date(2018, 1, 1))
    group = factories.create_region(code="EKG11", name="Gruppe", kind=RegionKind.KOSTRA_GROUP)
    factories.create_group_membership(group=group, member=today)
    answer = Client().get(reverse("api-region-list"), parameters).json()
    assert [one["code"] for one in answer["results"]] == codes


WRONG = [
    ("api-indicator-list", [], {"is_need_adjusted": "ja"}, "is_need_adjusted"),
    ("api-indicator-list", [], {"direction": "bortover"}, "direction"),
    ("api-indicator-list", [], {"q": "a b c d e f g h i j k"}, "q"),
    ("api-indicator-list", [], {"q": "a" * 201}, "q"),
    ("api-indicator-list", [], {"order": "flaks"}, "order"),
    ("api-indicator-list", [], {"fields": "passord"}, "fields"),
    ("api-region-list", [], {"valid_on": "i går"}, "valid_on"),
    ("api-region-list", [], {"kind": "by"}, "kind"),
    ("api-fetch-list", [], {"received_since": "2024-13-01"}, "received_since"),
    ("api-comparison", [], {"indicator": "felles"}, "region"),
    ("api-comparison", [], {"region": "3909"}, "indicator"),
    ("api-comparison", [], {"indicator": "felles", "region": "EKG11"}, "region"),
    ("api-comparison", [], {"indicator": "felles", "region": "3909", "with": "3909,nei"}, "with"),
    ("api-comparison", [], {"indicator": "felles", "region": "3909", "with": ",".join("12345678901")}, "with"),
    ("api-indicator-derivation", ["felles"], {"region": "nei"}, "region"),
    ("api-indicator-derivation", ["felles"], {"region": "3909", "period": "i fjor"}, "period"),
    ("api-savings", [], {"region": "3909", "year": "24"}, "year"),
    ("api-savings", [], {"region": "nei"}, "region"),
    ("api-need-list", [], {"year": "nei"}, "year"),
    ("api-source-problem-list", ["ssb-1"], {"is_open": "kanskje"}, "is_open"),
]


@pytest.mark.parametrize(("name", "words", "parameters", "field"), WRONG)
def test_a_question_that_makes_no_sense_is_told_by_field(
    world: World, name: str, words: list[str], parameters: dict[str, str], field: str
) -> None:
    factories.create_indicator(code="felles")
    factories.create_region(code="3909")
    factories.create_region(code="EKG11", kind=RegionKind.KOSTRA_GROUP)
    factories.create_fetched_source(code="ssb-1")
    answer = world.client("reader").get(reverse(name, args=words), parameters)
    assert answer.status_code == 400
    assert [line["field"] for line in answer.json()["errors"]] == [field]


# How much is asked of the database ----------------------------------------------------------------------------------


def some_indicators() -> None:
    indicator = factories.create_indicator(service_area=factories.create_service_area())
    indicator.sources.add(factories.create_fetched_source())
    indicator.replaced_by.add(factories.create_indicator())
    factories.create_quality_record(indicator, region=factories.create_region())
    factories.create_alias(indicator=indicator)
    factories.create_observation(indicator=indicator)
    factories.create_formula(indicator, plus=[factories.create_indicator()])


def some_regions() -> None:
    old, new = factories.create_region(), factories.create_region()
    factories.create_region_version(region=new)
    factories.create_region_change(old=old, new=new, on=date(2020, 1, 1))
    group = factories.create_region(kind=RegionKind.KOSTRA_GROUP)
    factories.create_group_membership(group=group, member=new)


def some_sources() -> None:
    source = factories.create_fetched_source()
    factories.create_source_problem(source=source)
    factories.create_mapping(source=source)
    factories.create_fetch(channel=Channel.SSB, source=source)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("api-indicator-list", some_indicators),
        ("api-derived-list", some_indicators),
        ("api-service-area-list", some_indicators),
        ("api-region-list", some_regions),
        ("api-source-list", some_sources),
        ("api-fetch-list", some_sources),
        ("api-need-list", factories.create_need_index),
    ],
)
def test_more_rows_are_no_more_questions(world: World, name: str, more: Callable[[], object]) -> None:
    client = world.client("reader")
    for _time in range(2):
        more()
    few = questions(client, name)
    for _time in range(6):
        more()
    many = questions(client, name)
    assert many[0] > few[0]
    assert many[1] == few[1]


def questions(client: Client, name: str) -> tuple[int, int]:
    """How many rows an answer has, and how many queries it takes."""
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(reverse(name)).json()
    return len(answer["results"]), len(asked)


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


# Need indices -------------------------------------------------------------------------------------------------------

FIRST_KNOWN, CORRECTED = datetime(2025, 3, 15, 7, tzinfo=UTC), datetime(2025, 6, 15, 7, tzinfo=UTC)
KNOWN_NEEDS: list[tuple[dict[str, str], list[str]]] = [
    ({}, ["97.5"]),
    ({"vintages": "all", "order": "known_from"}, ["96.9", "97.5"]),
    ({"known_at": "2025-03-15"}, ["96.9"]),
    ({"known_at": "2025-03-14"}, []),
    ({"known_at": "2025-06-15T07:00:00Z", "vintages": "all", "order": "-known_from"}, ["97.5", "96.9"]),
]


@pytest.mark.parametrize(("parameters", "expected"), KNOWN_NEEDS, ids=[str(one[0]) for one in KNOWN_NEEDS])
def test_a_corrected_need_is_told_once_and_as_it_was_known(
    world: World, parameters: dict[str, str], expected: list[str]
) -> None:
    same = {
        "service_area": factories.create_service_area(),
        "region": factories.create_region(),
        "year": 2024,
        "source": "GHT",
    }
    for value, known_from in (("96.9", FIRST_KNOWN), ("97.5", CORRECTED)):
        fetch = factories.create_fetch()
        factories.create_need_index(**same, value=Decimal(value), known_from=known_from, fetch=fetch)
    assert world.listed("reader", "api-need-list", "value", **parameters) == expected
