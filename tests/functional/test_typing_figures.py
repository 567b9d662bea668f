"""Typing a figure with where it is from: it stands beside the official one, and the page says so before and after."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Municipality, Role
from indicators.models import Channel, Fetch, Indicator, Observation, Region, Standing
from tests.factories import (
    create_fetch,
    create_indicator,
    create_municipality,
    create_observation,
    create_plan,
    create_region,
    create_source,
    create_user,
)

GOOD = {"period": "2024", "value": "3,1", "missing": "", "kind": "cited", "note": "Årsmelding 2024, side 31"}


@pytest.fixture
def larvik() -> Municipality:
    create_region(code="3909", name="Larvik")
    return create_municipality(number="3909", name="Larvik")


@pytest.fixture
def client(larvik: Municipality) -> Client:
    client = Client()
    client.force_login(create_user(role=Role.COORDINATOR, municipality=larvik, username="kari"))
    return client


@pytest.fixture
def fond(larvik: Municipality) -> Indicator:
    return create_indicator(code="fond", name_nb="Disposisjonsfond")


def official(indicator: Indicator, literal: str = "3.1", **values: Any) -> Observation:
    ssb = create_source(name="Nøkkeltall", publisher="Statistisk sentralbyrå")
    larvik = Region.objects.get(code="3909")
    return create_observation(
        indicator=indicator, region=larvik, period="2024", literal=literal, fetch=create_fetch(source=ssb), **values
    )


def typed(client: Client, indicator: Indicator, **fields: str) -> str:
    """The page after typing."""
    response = client.post(reverse("figure-type", args=[indicator.code]), GOOD | fields, follow=True)
    return str(response.content.decode())


def test_a_figure_is_kept_with_where_it_is_from(client: Client, fond: Indicator) -> None:
    page = typed(client, fond, value="3,10")
    assert "Lagret: 3,10\u00a0% for 2024." in page
    row, fetch, event = Observation.objects.get(), Fetch.objects.get(), AuditEvent.objects.get()
    assert (row.literal, row.value, row.kind, row.standing) == ("3.10", Decimal("3.10"), "actual", Standing.CITED)
    assert (row.region.code, row.period) == ("3909", "2024")
    assert (fetch.channel, fetch.note, fetch.received_from) == (Channel.HAND, "Årsmelding 2024, side 31", "kari")
    assert (event.action, event.actor, event.municipality_number) == ("indicators.figure.typed", "kari", "3909")
    assert (event.after, event.reason) == (
        {"indicator": "fond", "region": "3909", "period": "2024", "value": "3.10", "kind": "actual"},
        "Årsmelding 2024, side 31",
    )


def test_the_same_again_says_nothing_new(client: Client, fond: Indicator) -> None:
    typed(client, fond)
    page = typed(client, fond, value="3,10", note="Noe annet")
    assert "Ingenting nytt er lagret: 3,10\u00a0% for 2024 står her fra før." in page
    assert (Observation.objects.count(), AuditEvent.objects.count()) == (1, 1)


def test_the_page_says_that_the_official_figure_goes_on_counting(client: Client, fond: Indicator) -> None:
    official(fond)
    before = client.get(reverse("figure-type", args=["fond"])).content.decode()
    assert "Statistisk sentralbyrå har 3,1\u00a0% for 2024. Et offisielt tall gjelder alltid" in before
    after = typed(client, fond, value="4", kind="own")
    assert "Det offisielle tallet er 3,1\u00a0% og gjelder fortsatt; ditt tall vises ved siden av." in after
    assert [(row.literal, row.standing) for row in Observation.objects.order_by("id")] == [
        *(("3.1", Standing.OFFICIAL), ("4", Standing.CORRECTION)),
    ]
    again = client.get(reverse("figure-type", args=["fond"])).content.decode()
    assert [one for one in ("Offisielt", "Eget", "4,0\u00a0%") if one not in again] == []


def test_to_quote_the_official_figure_is_no_news(client: Client, fond: Indicator) -> None:
    official(fond)
    page = typed(client, fond)
    assert "Ingenting nytt er lagret. Det offisielle tallet for 2024 er 3,1\u00a0%." in page
    assert Observation.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"kind": "cited"}, ("actual", Standing.CITED, "3.1", "")),
        ({"kind": "cited_provisional"}, ("provisional", Standing.CITED, "3.1", "")),
        ({"kind": "own"}, ("correction", Standing.CORRECTION, "3.1", "")),
        ({"value": "", "missing": ":"}, ("actual", Standing.CITED, "", ":")),
        ({"value": "−1 234,50"}, ("actual", Standing.CITED, "-1234.50", "")),
    ],
    ids=["cited", "provisional", "own", "missing", "a large negative number"],
)
def test_what_was_said_of_it_is_what_is_kept(
    client: Client, fond: Indicator, fields: dict[str, str], kept: tuple[str, int, str, str]
) -> None:
    typed(client, fond, **fields)
    row = Observation.objects.get()
    assert (row.kind, row.standing, row.literal, row.missing) == kept


def test_a_change_is_typed_by_the_period_it_ends_in(client: Client, larvik: Municipality) -> None:
    emissions = create_indicator(code="utslipp", base_period="2009")
    assert "Lagret: −13,0\u00a0% for 2022." in typed(client, emissions, period="2022", value="-13")
    row = Observation.objects.get()
    assert (row.period, row.kind) == ("2009-2022", "change")
    page = typed(client, emissions, period="2008", value="-13")
    assert "Tallene er endringer siden 2009. Skriv en senere periode." in page


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"period": ""}, "Periode: Skriv perioden som tallet gjelder."),
        ({"period": "i fjor"}, "Periode: «i fjor» er ikke en periode."),
        ({"period": "2009-2022"}, "Periode: «2009-2022» er tiden mellom to perioder."),
        ({"value": "fem"}, "Tall: «fem» er ikke et tall."),
        ({"value": "1.234"}, "Tall: «1.234» kan leses på to måter."),
        ({"value": "1" * 40}, "Tall: Sørg for"),
        ({"value": ""}, "Tall: Skriv tallet, eller velg hvorfor det ikke finnes."),
        ({"missing": ":"}, "Hvis det ikke finnes et tall: Du har skrevet et tall."),
        ({"value": "", "missing": ":", "kind": "own"}, "Hva slags tall er det?: Kommunens eget tall må være et tall."),
        ({"kind": "official"}, "Hva slags tall er det?: "),
        ({"note": "  "}, "Hvor er tallet fra?: Skriv hvor tallet er fra."),
        ({"note": "x" * 1001}, "Hvor er tallet fra?: "),
    ],
    ids=lambda one: "" if isinstance(one, str) else str(one)[:40],
)
def test_what_is_wrong_is_told_at_its_field(client: Client, fond: Indicator, fields: dict[str, str], told: str) -> None:
    assert told in typed(client, fond, **fields)
    assert (Observation.objects.count(), Fetch.objects.count()) == (0, 0)


def test_a_figure_is_about_the_own_municipality(client: Client, fond: Indicator) -> None:
    skien = create_municipality(number="4003", name="Skien")
    typed(client, fond, municipality=str(skien.pk), region="4003")
    assert Observation.objects.get().region.code == "3909"


def test_whoever_has_two_municipalities_says_which(larvik: Municipality, fond: Indicator) -> None:
    skien = create_municipality(number="4003", name="Skien")
    person = create_user(role=Role.COORDINATOR, municipality=larvik)
    person.memberships.create(municipality=skien, role=Role.ADMINISTRATOR)
    client = Client()
    client.force_login(person)
    assert "Dette står for Skien fra før" in client.get(reverse("figure-type", args=["fond"])).content.decode()
    assert "Kommune: " in typed(client, fond)
    typed(client, fond, municipality=str(skien.pk))
    assert Observation.objects.get().region.code == "4003"


def test_an_indicator_of_a_draft_elsewhere_is_not_there(client: Client) -> None:
    hidden = create_indicator(code="hemmelig", namespace=create_plan(status="draft").code)
    assert client.get(reverse("figure-type", args=[hidden.code])).status_code == 404
    assert client.post(reverse("figure-type", args=[hidden.code]), GOOD).status_code == 404
    assert Observation.objects.count() == 0


def test_a_code_may_hold_a_slash(client: Client, larvik: Municipality) -> None:
    one = create_indicator(code="07459:a/b", name_nb="<b>Folk</b>")
    assert "&lt;b&gt;Folk&lt;/b&gt;" in client.get(reverse("figure-type", args=[one.code])).content.decode()


def test_the_indicator_page_leads_to_the_form_for_those_who_may(
    client: Client, fond: Indicator, larvik: Municipality
) -> None:
    address = reverse("figure-type", args=["fond"])
    assert address in client.get(reverse("indicator-detail", args=["fond"])).content.decode()
    reader = Client()
    reader.force_login(create_user(role=Role.READER, municipality=larvik))
    assert address not in reader.get(reverse("indicator-detail", args=["fond"])).content.decode()
