"""What the page of an indicator says of figures that are others than they were: what changed, and by which delivery."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from accounts.models import Role
from indicators.models import Channel, Fetch, Indicator, Region, RegionKind, Standing, ValueKind
from planning.models import Plan, PlanStatus
from tests import factories
from tests.factories import NOW
from tests.indicator_pages import figure, page_of, text


@pytest.fixture
def plan() -> Plan:
    return factories.create_plan(code="P-1", title="Liten plan")


@pytest.fixture
def own(plan: Plan) -> Region:
    return factories.create_region(code=plan.municipality.number, name="Larvik")


@pytest.fixture
def indicator() -> Indicator:
    return factories.create_indicator(code="fond", name_nb="Fond", unit="percent", decimals=1)


@pytest.fixture
def reader(plan: Plan, client: Client) -> Client:
    client.force_login(factories.create_user(role=Role.READER, municipality=plan.municipality))
    return client


def delivery(days: int, **values: Any) -> Fetch:
    return factories.create_fetch(known_from=NOW + timedelta(days=days), **values)


def ssb(days: int) -> Fetch:
    source = factories.create_source(name="Tabell 12134", publisher="SSB")
    return delivery(days, channel=Channel.SSB, name="12134", source=source, received_from="planpuls")


def test_first_loads_are_no_changes(reader: Client, indicator: Indicator, own: Region) -> None:
    figure(indicator, own)
    figure(indicator, own, period="2025")
    assert "Ingen tall er blitt endret siden de først kom hit." in text(reader)


def test_a_revised_figure_says_by_whom_from_what_to_what(reader: Client, indicator: Indicator, own: Region) -> None:
    figure(indicator, own, "5.0", fetch=delivery(0))
    figure(indicator, own, "6.0", fetch=ssb(1))
    shown = text(reader)
    assert (
        "2. juli 2026 SSB rettet dette tallet. "
        "Leveranse: Tabell 12134 (SSB) (Statistisk sentralbyrå), mottatt fra planpuls." in shown
    )
    assert "2024 5,0 6,0 Rettet" in shown


def test_a_figure_that_became_final_or_hidden_is_said_in_words(indicator: Indicator, own: Region) -> None:
    figure(indicator, own, "5.0", "2023", kind=ValueKind.PROVISIONAL, fetch=delivery(0))
    figure(indicator, own, "5.0", "2024", fetch=delivery(0))
    june = ssb(1)
    figure(indicator, own, "5.0", "2023", fetch=june)
    figure(indicator, own, missing=":", period="2024", fetch=june)
    (told,) = page_of(indicator, own).changes.deliveries
    assert told.sentence == "SSB rettet disse tallene."
    assert [(one.period, one.before, one.after, one.what) for one in told.figures] == [
        ("2024", "5,0", "«:»", "kilden skjuler nå tallet av hensyn til personvern"),
        ("2023", "5,0*", "5,0", "foreløpig tall ble endelig, uten endring"),
    ]


def test_the_newest_delivery_stands_first(indicator: Indicator, own: Region) -> None:
    for days, literal in enumerate(("5.0", "6.0", "5.0")):
        figure(indicator, own, literal, fetch=delivery(days, name=f"fil-{days}", received_from="Kari"))
    told = page_of(indicator, own).changes.deliveries
    assert [one.sentence for one in told] == [
        "Tallet ble rettet med «tall som kommunen har lastet inn».",
        "Tallet ble rettet med «tall som kommunen har lastet inn».",
    ]
    assert told[0].figures[0].what == "rettet tilbake til et tidligere tall"


def test_own_changes_are_shown_first_and_everyones_on_request(
    reader: Client, indicator: Indicator, own: Region
) -> None:
    neighbour = factories.create_region(name="Aker", kind=RegionKind.MUNICIPALITY)
    for days, literal in enumerate(("5.0", "6.0")):
        brought = delivery(days)
        for region in (own, neighbour):
            figure(indicator, region, literal, fetch=brought)
    assert "Vis også 1 endring i andre regioner" in text(reader)
    assert "Aker 2024 5,0 6,0" not in text(reader)
    everyone = text(reader, "/indikatorer/fond/?endringer=alle")
    assert everyone.index("Larvik 2024 5,0 6,0") < everyone.index("Aker 2024 5,0 6,0")


def test_the_newest_fifty_are_shown_and_the_others_counted(reader: Client, indicator: Indicator, own: Region) -> None:
    for days, literal in enumerate(("5.0", "6.0")):
        brought = delivery(days)
        for year in range(1960, 2013):
            figure(indicator, own, literal, str(year), fetch=brought)
    (told,) = page_of(indicator, own).changes.deliveries
    assert [told.figures[0].period, len(told.figures)] == ["2012", 50]
    assert "3 eldre endringer er ikke vist." in text(reader)


def test_two_plans_that_quote_differently_change_nothing(indicator: Indicator, own: Region) -> None:
    for days, (plan, literal) in enumerate((("A", "5.0"), ("B", "6.0"))):
        values: dict[str, Any] = {"standing": Standing.CITED, "source_table": f"plan:{plan}", "fetch": delivery(days)}
        figure(indicator, own, literal, **values)
    assert page_of(indicator, own).changes.deliveries == ()


def test_what_a_draft_quotes_is_no_change_for_those_who_may_not_see_it(
    reader: Client, indicator: Indicator, plan: Plan, own: Region
) -> None:
    draft = factories.create_plan(municipality=plan.municipality, status=PlanStatus.DRAFT)
    for days, literal in enumerate(("5.0", "6.0")):
        values: dict[str, Any] = {
            "standing": Standing.CITED,
            "source_table": f"plan:{draft.code}",
            "fetch": delivery(days),
        }
        figure(indicator, own, literal, **values)
    figure(indicator, own, "7.0")
    assert "Ingen tall er blitt endret" in text(reader)
