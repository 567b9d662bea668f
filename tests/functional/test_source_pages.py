"""The pages of sources, asked for as a browser would: what everybody reads, and what an administrator changes."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Job, JobState, Municipality, Role
from indicators.models import Channel, Observation, Source
from tests import factories
from tests.admin_forms import add, change, errors_of
from tests.fakes.pxweb import PxWeb, nokkeltall, web_page


@pytest.fixture
def home() -> Municipality:
    return factories.create_municipality()


def person(home: Municipality, role: Role) -> Client:
    client = Client()
    client.force_login(factories.create_user(role=role, municipality=home))
    return client


@pytest.fixture
def administrator(home: Municipality) -> Client:
    return person(home, Role.ADMINISTRATOR)


@pytest.fixture
def reader(home: Municipality) -> Client:
    return person(home, Role.READER)


@pytest.fixture
def source() -> Source:
    return factories.create_fetched_source(code="ssb-12134", table="12134", name="Nøkkeltall")


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return shown(answer)


def shown(answer: Any) -> str:
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " "))


# What everybody reads ------------------------------------------------------------------------------------------------


def test_the_list_says_what_the_table_is_and_that_nobody_has_checked_it(reader: Client, source: Source) -> None:
    Source.objects.update(verification_note="Kodene er ikke sett.")
    page = text(reader, "/kilder/")
    for one in (
        "1 kilde. Ingen har problemer. Ingenting er hentet ennå.",
        'href="https://www.ssb.no/statbank/table/12134/"',
        "ikke kontrollert mot kilden",
        "Kodene er ikke sett.",
        'href="/kilder/ssb-12134/"',
    ):
        assert one in page


def test_a_problem_is_told_in_our_words_and_in_those_of_the_source(reader: Client, source: Source) -> None:
    factories.create_source_problem(source=source, title="Non-existent table", detail="12134", kind="withdrawn")
    page = text(reader, "/kilder/")
    for one in (
        "Tabellen finnes ikke lenger</strong> siden 1. juli 2026.",
        "Finn tabellen som har tatt over",
        "Kildens egne ord: «Non-existent table: 12134»",
    ):
        assert one in page


def test_what_a_source_says_is_text_and_never_markup(reader: Client, source: Source) -> None:
    factories.create_source_problem(source=source, title="<script>alert(1)</script>")
    Source.objects.update(extra={"notes": ["<b>fet</b>"], "variables": {"X": "<i>x</i>"}})
    for page in (text(reader, "/kilder/"), text(reader, "/kilder/ssb-12134/")):
        assert "<script>alert" not in page
        assert "<b>fet" not in page
        assert "<i>x" not in page


def test_an_empty_list_tells_the_administrator_how_to_begin(administrator: Client, reader: Client) -> None:
    assert "Last inn kildene som følger med" in text(administrator, "/kilder/")
    page = text(reader, "/kilder/")
    assert "Last inn kildene som følger med" not in page
    assert "En administrator kan legge inn kilder" in page


def test_the_shipped_sources_are_one_button_away(administrator: Client) -> None:
    answer = administrator.post("/kilder/last-inn/", follow=True)
    assert "Kildene er lagt inn." in shown(answer)
    assert Source.objects.filter(is_fetched=True, table="12134").exists()


def test_the_page_of_a_source_tells_what_is_fetched_and_what_it_is(reader: Client, source: Source) -> None:
    indicator = factories.create_indicator(name_nb="Netto driftsresultat", code="netto/drift")
    factories.create_mapping(source=source, indicator=indicator, code="12134:KOSAGD230000", is_verified=True)
    factories.create_indicator(code="12134:KOSAG500000")
    Source.objects.update(
        selection={"Region": ["3909"], "Kjonn": []},
        extra={"variables": {"Region": "region", "Kjonn": "kjønn", "Tid": "år"}, "notes": ["Tall for konsern."]},
    )
    page = text(reader, "/kilder/ssb-12134/")
    for one in (
        'href="/indikatorer/netto/drift/"',
        "12134:KOSAGD230000",
        "Ikke delt opp: SSB gir tallet samlet",
        "Alle, også de som kommer til senere",
        "1 indikator til er laget av tabellen selv",
        "Tall for konsern.",
    ):
        assert one in page


def test_the_history_says_what_each_fetch_brought(reader: Client, administrator: Client, source: Source) -> None:
    fetch = factories.create_fetch(
        source=source, channel=Channel.SSB, created_count=1200, updated_count=3, checksum="abcdef0123456789"
    )
    page = text(reader, "/kilder/ssb-12134/")
    assert "1 200 nye, 3 endret, 0 uendret" in page
    assert "abcdef012345<" in page
    inside = reverse("admin:indicators_fetch_change", args=[fetch.pk])
    assert inside not in page
    assert inside in text(administrator, "/kilder/ssb-12134/")


def test_a_stopped_source_keeps_its_page_and_offers_no_fetch(administrator: Client, source: Source) -> None:
    Source.objects.update(is_fetched=False)
    page = text(administrator, "/kilder/ssb-12134/")
    assert "Hentes ikke lenger. Tallene vi har, blir stående." in page
    assert "Hent nå" not in page
    assert "ssb-12134" not in text(administrator, "/kilder/")


def test_a_source_that_only_a_plan_cites_has_no_page(reader: Client) -> None:
    cited = factories.create_source(namespace="PLAN", code="S1")
    assert reader.get(f"/kilder/{cited.code}/").status_code == 404


def test_a_person_without_a_role_reads_no_sources(client: Client, source: Source) -> None:
    client.force_login(factories.create_user())
    assert client.get("/kilder/").status_code == 403
    assert client.get("/kilder/ssb-12134/").status_code == 404


def test_the_menu_leads_to_the_sources(reader: Client) -> None:
    assert '<a href="/kilder/" aria-current="page">Kilder</a>' in text(reader, "/kilder/")


# Fetching ------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_fetch_now_fetches_and_says_what_came(home: Municipality, source: Source, pxweb: PxWeb) -> None:
    pxweb.add(nokkeltall())
    coordinator = person(home, Role.COORDINATOR)
    answer = coordinator.post("/kilder/ssb-12134/hent/", follow=True)
    assert "tall er nye eller endret." in shown(answer)
    assert Observation.objects.filter(indicator__code="12134:KOSAG500000").exists()
    page = text(coordinator, "/kilder/ssb-12134/")
    assert "I orden" in page
    assert "statistikkvariabel" in page
    again = coordinator.post("/kilder/ssb-12134/hent/", follow=True)
    assert "Ikke endret hos kilden siden 15. juni 2026." in shown(again)


@pytest.mark.django_db(transaction=True)
def test_a_table_that_is_gone_is_a_problem_on_the_page(home: Municipality, source: Source, pxweb: PxWeb) -> None:
    coordinator = person(home, Role.COORDINATOR)
    answer = coordinator.post("/kilder/ssb-12134/hent/", follow=True)
    assert "Det stoppet før det ble ferdig" in shown(answer)
    assert "Tabellen finnes ikke lenger" in text(coordinator, "/kilder/")


def test_asking_twice_leads_to_the_same_job(home: Municipality, source: Source) -> None:
    coordinator = person(home, Role.COORDINATOR)
    first, second = (coordinator.post("/kilder/ssb-12134/hent/") for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Job.objects.get().state == JobState.WAITING


# Settings ------------------------------------------------------------------------------------------------------------

SETTINGS = {"name": "Nye nøkkeltall", "fetch_every_hours": "12", "is_verified": "on", "verification_note": "Sett."}


def test_settings_are_saved_and_recorded(administrator: Client, source: Source) -> None:
    answer = administrator.post("/kilder/ssb-12134/endre/", SETTINGS | {"is_fetched": "on"}, follow=True)
    assert "Innstillingene er lagret." in shown(answer)
    source.refresh_from_db()
    assert (source.name, source.fetch_every_hours, source.is_verified) == ("Nye nøkkeltall", 12, True)
    assert AuditEvent.objects.filter(action="indicators.source.changed", object_id=str(source.pk)).exists()


@pytest.mark.parametrize("hours", ["0", "-1", "169", "x", "", "99999999999"])
def test_a_strange_interval_is_refused(administrator: Client, source: Source, hours: str) -> None:
    answer = administrator.post("/kilder/ssb-12134/endre/", SETTINGS | {"fetch_every_hours": hours})
    assert "Dette må rettes" in shown(answer)
    source.refresh_from_db()
    assert source.fetch_every_hours == 24


def test_a_table_is_not_fetched_by_two_sources(administrator: Client, source: Source) -> None:
    other = factories.create_fetched_source(code="gammel", table="12134", is_fetched=False)
    answer = administrator.post(f"/kilder/{other.code}/endre/", SETTINGS | {"is_fetched": "on"})
    assert "Tabellen hentes alt av kilden «Nøkkeltall»." in shown(answer)


def test_fetching_is_stopped_without_losing_a_figure(administrator: Client, source: Source) -> None:
    factories.create_observation(fetch=factories.create_fetch(source=source))
    administrator.post("/kilder/ssb-12134/endre/", SETTINGS)
    source.refresh_from_db()
    assert not source.is_fetched
    assert Observation.objects.count() == 1


# The administration --------------------------------------------------------------------------------------------------


def test_the_administration_offers_no_raw_settings_of_fetching(administrator: Client, source: Source) -> None:
    page = administrator.get(reverse("admin:indicators_source_change", args=[source.pk]))
    names = set(page.context["adminform"].form.fields)
    assert names == {"name", "publisher", "kind", "url", "cited_at"}
    change(administrator, source, name="Rettet navn")
    source.refresh_from_db()
    assert (source.name, source.is_fetched, source.table) == ("Rettet navn", True, "12134")


def test_a_fetched_source_cannot_be_deleted_with_its_history(administrator: Client, source: Source) -> None:
    address = reverse("admin:indicators_source_delete", args=[source.pk])
    assert administrator.post(address, {"post": "yes"}).status_code == 403
    assert Source.objects.exists()


def test_a_source_that_is_only_cited_can_be_added_and_deleted(administrator: Client) -> None:
    answer = add(administrator, Source, code="rapport", name="Årsrapport")
    assert answer.status_code == 302
    cited = Source.objects.get(code="rapport")
    administrator.post(reverse("admin:indicators_source_delete", args=[cited.pk]), {"post": "yes"})
    assert not Source.objects.exists()


def test_a_code_is_given_once(administrator: Client, source: Source) -> None:
    answer = add(administrator, Source, code=source.code, name="En til")
    assert errors_of(answer)
    assert Source.objects.count() == 1


def test_the_bank_s_failure_is_one_sentence(administrator: Client, source: Source, pxweb: PxWeb) -> None:
    pxweb.answer_next(web_page(), to="/tables/12134")
    page = text(administrator, "/kilder/ssb-12134/utvalg/")
    assert "SSB svarte ikke slik vi ventet" in page
    assert "Prøv igjen" in page
