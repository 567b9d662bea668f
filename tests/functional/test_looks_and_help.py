"""Light or dark as the reader chooses, words explained where they stand, and what the product says of itself."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import Role
from reporting.explanations import EXPLANATIONS, SUBJECTS
from tests import factories


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


# Light or dark ------------------------------------------------------------------------------------------------------


def test_pages_follow_the_device_until_the_reader_chooses(client: Client) -> None:
    first = page(client, "/ordliste/")
    assert 'data-color-scheme="auto"' in first
    assert 'value="auto" aria-current="true"' in first


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_choice_is_kept_in_a_cookie_and_leads_back(client: Client, scheme: str) -> None:
    answer = client.post("/utseende/", {"color_scheme": scheme, "next": "/tilgjengelighet/"})
    assert answer.headers["Location"] == "/tilgjengelighet/"
    assert answer.cookies["color_scheme"]["samesite"] == "Lax"
    chosen = page(client, "/ordliste/")
    assert f'data-color-scheme="{scheme}"' in chosen
    assert f'value="{scheme}" aria-current="true"' in chosen


def test_back_to_what_the_device_says(client: Client) -> None:
    client.post("/utseende/", {"color_scheme": "dark"})
    client.post("/utseende/", {"color_scheme": "auto"})
    assert 'data-color-scheme="auto"' in page(client, "/ordliste/")


@pytest.mark.parametrize("away", ["https://ond.example.no/", "//ond.example.no", "javascript:alert(1)", ""])
def test_the_way_back_leads_nowhere_else(client: Client, away: str) -> None:
    assert client.post("/utseende/", {"color_scheme": "dark", "next": away}).headers["Location"] == "/"


def test_a_strange_cookie_is_no_choice(client: Client) -> None:
    client.cookies["color_scheme"] = 'dark" onload="x'
    assert 'data-color-scheme="auto"' in page(client, "/ordliste/")


def test_the_choice_needs_the_token_of_its_form() -> None:
    assert Client(enforce_csrf_checks=True).post("/utseende/", {"color_scheme": "dark"}).status_code == 403


# Words --------------------------------------------------------------------------------------------------------------


def test_the_glossary_is_open_to_everybody_and_holds_every_word(client: Client) -> None:
    shown = page(client, "/ordliste/")
    assert [key for key in EXPLANATIONS if f'<div id="{key}">' not in shown] == []


def test_no_word_is_explained_twice() -> None:
    keys = [one.key for subject in SUBJECTS for one in subject.words]
    assert len(keys) == len(set(keys))


def test_a_word_is_unfolded_where_it_stands_and_leads_to_the_glossary() -> None:
    said = render_to_string("components/explained.html", {"terms": "handlingsrom prosentpoeng"})
    assert said.count('<details class="pp-explained">') == 2
    assert "Det sier ikke at pengene kan spares" in said
    assert 'href="/ordliste/#prosentpoeng"' in said


def test_a_word_without_an_explanation_is_an_error_of_the_template() -> None:
    with pytest.raises(KeyError):
        render_to_string("components/explained.html", {"terms": "finnes-ikke"})


def test_the_foot_of_every_page_leads_to_both(client: Client) -> None:
    foot = page(client, "/logg-inn/")
    assert 'href="/ordliste/"' in foot
    assert 'href="/tilgjengelighet/"' in foot


# Accessibility ------------------------------------------------------------------------------------------------------


def test_without_settings_the_statement_says_whom_to_ask(client: Client) -> None:
    shown = page(client, "/tilgjengelighet/")
    assert "si fra til kommunen" in shown
    assert "ikke lagt inn her ennå" in shown
    assert "uutilsynet" in shown
    assert "Gjennomgått" in shown


@pytest.mark.parametrize(
    ("contact", "leads_to"),
    [
        ("post@larvik.example.no", "mailto:post@larvik.example.no"),
        ("https://larvik.example.no/uu", "https://larvik.ex"),
    ],
)
def test_the_settings_give_the_contact_and_the_official_statement(
    client: Client, settings: Settings, contact: str, leads_to: str
) -> None:
    settings.ACCESSIBILITY_CONTACT = contact
    settings.ACCESSIBILITY_STATEMENT_URL = "https://uustatus.no/nb/erklaringer/publisert/1"
    shown = page(client, "/tilgjengelighet/")
    assert f'href="{leads_to}' in shown
    assert 'href="https://uustatus.no/nb/erklaringer/publisert/1"' in shown


# Refusals -----------------------------------------------------------------------------------------------------------


def test_a_form_without_its_token_is_told_to_be_sent_again() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(factories.create_user(role=Role.READER))
    answer = client.post("/min-side/passord/", {})
    assert answer.status_code == 403
    assert "Skjemaet må sendes på nytt" in answer.content.decode()
    assert 'href="/min-side/passord/"' in answer.content.decode()


def test_too_much_in_one_form_is_told_as_that(client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    client.force_login(factories.create_user(role=Role.READER))
    answer = client.post("/min-side/passord/", {"old_password": "x" * 200})
    assert answer.status_code == 413
    assert "Det du sendte, er for stort" in answer.content.decode()


def test_too_many_fields_are_told_as_that(client: Client, settings: Settings) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
    client.force_login(factories.create_user(role=Role.READER))
    fields = "&".join(f"felt{number}=1" for number in range(5))
    answer = client.post("/min-side/passord/", fields, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413


def test_a_page_that_is_not_there_leads_on(client: Client) -> None:
    client.force_login(factories.create_user(role=Role.READER))
    answer = client.get("/finnes-ikke/")
    assert answer.status_code == 404
    assert 'href="/indikatorer/"' in answer.content.decode()


def test_a_page_that_one_may_not_see_says_who_one_is(client: Client) -> None:
    client.force_login(factories.create_user(role=Role.READER, first_name="Leif", last_name="Leser"))
    answer = client.get("/kilder/ny/")
    assert answer.status_code == 403
    assert "Leif Leser" in answer.content.decode()
    assert 'href="/min-side/"' in answer.content.decode()


# Nothing there yet --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/planer/",
        "/indikatorer/",
        "/indikatorer/?tekst=finnes-ikke",
        "/handlingsrom/",
        "/tjenesteomrader/",
        "/befolkning/",
    ],
)
def test_where_nothing_is_there_is_a_way_on(client: Client, address: str) -> None:
    client.force_login(factories.create_user(role=Role.COORDINATOR))
    found = re.search(r'<div class="pp-empty">.*?</div>', page(client, address), re.DOTALL)
    assert found
    assert 'class="ds-button"' in found[0]


def test_an_administrator_is_led_to_where_a_plan_is_made(client: Client) -> None:
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR))
    assert reverse("admin:planning_plan_add") in page(client, "/planer/")


def test_an_address_that_is_not_ours_is_a_page_and_no_traceback(client: Client) -> None:
    answer = client.get("/", headers={"host": "ond.example.no"})
    assert answer.status_code == 400
    assert "Vi forsto ikke det som ble sendt" in answer.content.decode()
