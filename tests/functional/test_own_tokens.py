"""Keys for programs on a person's own pages: made, shown once, listed, taken back; and by an administrator."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.audit_words import told
from accounts.models import ApiToken, AuditEvent, Role, Scope, User
from accounts.services.tokens import token_by_key
from accounts.tasks import clear_old_tokens
from accounts.token_forms import MOST_LIVING
from tests import factories
from tests.admin_forms import address, list_address
from tests.html_text import main_text

LIST, MAKE, MINE = (reverse(name) for name in ("token-list", "token-make", "my-page"))
NOW = datetime.fromisoformat("2026-11-27T12:00:10+00:00")
NEW = "Helt-annet-passord-7"
CHOSEN = {"name": "Tall til Power BI", "scopes": ["read"], "lasts": "30"}


@pytest.fixture(autouse=True)
def noon() -> Any:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def user() -> User:
    return factories.create_user(role=Role.COORDINATOR, username="kari")


@pytest.fixture
def here(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def make(client: Client, **values: Any) -> Any:
    return client.post(MAKE, CHOSEN | values)


def errors_of(page: Any) -> dict[str, list[str]]:
    return {name: list(found) for name, found in page.context["form"].errors.items()}


# Making one ---------------------------------------------------------------------------------------------------------


def test_the_key_is_shown_once_and_opens(here: Client, user: User) -> None:
    page = make(here)
    key = page.context["key"]
    assert key in main_text(page.content.decode())
    found = token_by_key(key=key, now=NOW)
    assert found is not None
    assert (found.user, found.name, found.scopes) == (user, "Tall til Power BI", ["read"])
    for later in (here.get(LIST), here.get(MINE), here.get(MAKE)):
        assert key not in later.content.decode()


def test_the_key_lies_nowhere_but_on_the_page(here: Client) -> None:
    page = make(here)
    key = page.context["key"]
    assert page.status_code == 200
    assert "no-store" in page.headers["Cache-Control"]
    assert not any(key in cookie.value for cookie in page.cookies.values())
    assert key not in str(dict(here.session))
    assert key not in str([vars(one) for one in [*ApiToken.objects.all(), *AuditEvent.objects.all()]])


LIVES = [
    ({"lasts": "30"}, "2026-12-28T00:00+01:00"),
    ({"lasts": "90"}, "2027-02-26T00:00+01:00"),
    ({"lasts": "365"}, "2027-11-28T00:00+01:00"),
    ({"lasts": "day", "until": "2026-11-27"}, "2026-11-28T00:00+01:00"),
    ({"lasts": "day", "until": "2027-06-30"}, "2027-07-01T00:00+02:00"),
    ({"lasts": "day", "until": "2027-11-27"}, "2027-11-28T00:00+01:00"),
    # The day that was typed is of no matter where another choice is made.
    ({"lasts": "30", "until": "2027-06-30"}, "2026-12-28T00:00+01:00"),
]


@pytest.mark.parametrize(("values", "end"), LIVES, ids=str)
def test_it_works_to_the_end_of_the_day_that_was_chosen(here: Client, values: dict[str, str], end: str) -> None:
    make(here, **values)
    assert ApiToken.objects.get().expires_at == datetime.fromisoformat(end)


WRONG = {
    "without a name": ({"name": " "}, "name"),
    "a name too long": ({"name": "a" * 101}, "name"),
    "opens for nothing": ({"scopes": []}, "scopes"),
    "opens for what there is not": ({"scopes": ["alt"]}, "scopes"),
    "no life chosen": ({"lasts": ""}, "lasts"),
    "a life that is not offered": ({"lasts": "3650"}, "lasts"),
    "a day, but which": ({"lasts": "day"}, "until"),
    "a day that is no day": ({"lasts": "day", "until": "31.02.2027"}, "until"),
    "yesterday": ({"lasts": "day", "until": "2026-11-26"}, "until"),
    "more than a year ahead": ({"lasts": "day", "until": "2027-11-28"}, "until"),
}


@pytest.mark.parametrize(("values", "field"), WRONG.values(), ids=WRONG)
def test_what_makes_no_sense_makes_no_key(here: Client, values: dict[str, Any], field: str) -> None:
    assert list(errors_of(make(here, **values))) == [field]
    assert not ApiToken.objects.exists()


def test_sending_the_form_twice_makes_one_key(here: Client) -> None:
    make(here)
    assert errors_of(make(here))["name"] == [
        "Du har en nøkkel med dette navnet. Velg et annet, eller trekk den tilbake."
    ]
    assert ApiToken.objects.count() == 1


def test_nobody_has_more_keys_than_one_can_keep_track_of(here: Client, user: User) -> None:
    for number in range(MOST_LIVING):
        factories.create_token(user=user, name=f"Nummer {number}")
    assert "Trekk tilbake en før du lager en ny." in main_text(make(here).content.decode())
    assert ApiToken.objects.count() == MOST_LIVING


OFFERED = [
    (Role.READER, ["read"]),
    (Role.LEADER, ["read", "write_plans"]),
    (Role.UNIT_CONTACT, ["read", "write_plans", "write_rounds"]),
    (Role.COORDINATOR, Scope.values),
    (Role.ADMINISTRATOR, Scope.values),
]


@pytest.mark.parametrize(("role", "scopes"), OFFERED)
def test_offered_is_what_ones_roles_can_use(client: Client, role: Role, scopes: list[str]) -> None:
    client.force_login(factories.create_user(role=role))
    page = client.get(MAKE)
    assert [value for value, _label in page.context["form"].fields["scopes"].choices] == scopes
    assert ("Rollene dine gir bare rett til å lese." in main_text(page.content.decode())) == (scopes == ["read"])
    make(client, scopes=["webhooks"])
    assert ApiToken.objects.exists() == ("webhooks" in scopes)


def test_whoever_must_set_up_a_second_factor_makes_no_key(user: User, settings: Any) -> None:
    settings.SECOND_FACTOR_FOR = ["coordinator"]
    browser = Client()
    browser.post(reverse("login"), {"username": user.username, "password": factories.PASSWORD})
    assert make(browser).headers["Location"] == reverse("second-factor")
    assert not ApiToken.objects.exists()


# The list -----------------------------------------------------------------------------------------------------------


def test_the_list_tells_keys_that_work_from_those_that_do_not(here: Client, user: User) -> None:
    factories.create_token(user=user, name="Virker", used_at=NOW)
    factories.create_token(user=user, name="Tilbake", revoked_at=NOW)
    factories.create_token(user=user, name="Gikk ut", made_at=NOW - timedelta(days=31), expires_at=NOW)
    factories.create_token(name="Andres")
    page = here.get(LIST)
    assert [one.name for one in page.context["living"]] == ["Virker"]
    assert [one.name for one in page.context["ended"]] == ["Tilbake", "Gikk ut"]
    text = main_text(page.content.decode())
    assert "Virker begynner med planpuls_abc lese 27.11.2026 27.11.2026 13:00 27.12.2026" in text
    assert "Trukket tilbake 27.11.2026" in text
    assert "Gikk ut 27.11.2026" in text
    assert "Andres" not in text
    assert "Du har 1 nøkkel som virker." in main_text(here.get(MINE).content.decode())


def test_the_list_asks_as_much_of_the_database_for_many_as_for_few(here: Client, user: User) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            here.get(LIST)
        return len(captured)

    factories.create_token(user=user)
    few = queries()
    for number in range(5):
        factories.create_token(user=user, name=f"Nummer {number}", revoked_at=NOW if number % 2 else None)
    assert queries() == few


def test_long_after_its_end_a_key_is_gone_from_the_list(user: User, noon: Any) -> None:
    factories.create_token(user=user, name="Tilbake", revoked_at=NOW, expires_at=NOW + timedelta(days=360))
    factories.create_token(user=user, name="Gikk ut", expires_at=NOW + timedelta(days=1))
    factories.create_token(user=user, name="Virker", expires_at=NOW + timedelta(days=360))
    for days, left in ((90, ["Tilbake", "Gikk ut", "Virker"]), (0.5, ["Gikk ut", "Virker"]), (1, ["Virker"])):
        noon.shift(timedelta(days=days))
        clear_old_tokens()
        assert list(ApiToken.objects.order_by("pk").values_list("name", flat=True)) == left


# Taking one back ----------------------------------------------------------------------------------------------------


def test_one_is_taken_back_after_a_question(here: Client) -> None:
    key = make(here).context["key"]
    revoke = reverse("token-revoke", args=[ApiToken.objects.get().pk])
    assert "Det kan ikke gjøres om." in main_text(here.get(revoke).content.decode())
    assert token_by_key(key=key, now=NOW)
    page = here.post(revoke, follow=True)
    assert "Nøkkelen «Tall til Power BI» er trukket tilbake." in main_text(page.content.decode())
    assert token_by_key(key=key, now=NOW) is None
    again = here.post(revoke, follow=True)
    assert "Nøkkelen virker ikke lenger." in main_text(again.content.decode())
    assert AuditEvent.objects.filter(action="accounts.apitoken.revoked").count() == 1


def test_nobody_takes_back_somebody_elses(here: Client) -> None:
    token = factories.create_token()
    assert here.post(reverse("token-revoke", args=[token.pk])).status_code == 404
    token.refresh_from_db()
    assert token.revoked_at is None


def test_the_audit_trail_tells_it_in_words(here: Client, user: User) -> None:
    make(here, scopes=["read", "write_figures"])
    here.post(reverse("token-revoke", args=[ApiToken.objects.get().pk]))
    made, revoked = (told(event) for event in AuditEvent.objects.filter(actor="kari").order_by("pk"))
    assert (made.what, revoked.what) == ("API-nøkkel laget", "API-nøkkel trukket tilbake")
    assert [(one.field, one.after) for one in made.changes][:2] == [
        ("bruker", str(user)),
        ("åpner for", "lese; levere tall"),
    ]


def test_a_new_password_says_that_keys_still_work(here: Client, user: User) -> None:
    values = {"old_password": factories.PASSWORD, "new_password1": NEW, "new_password2": NEW}
    key = make(here).context["key"]
    page = here.post(reverse("password-change"), values, follow=True)
    assert "API-nøklene dine virker fortsatt." in main_text(page.content.decode())
    assert token_by_key(key=key, now=NOW)


def test_a_new_password_says_nothing_of_keys_where_there_are_none(here: Client) -> None:
    values = {"old_password": factories.PASSWORD, "new_password1": NEW, "new_password2": NEW}
    page = here.post(reverse("password-change"), values, follow=True)
    assert "virker fortsatt" not in main_text(page.content.decode())


# By an administrator ------------------------------------------------------------------------------------------------


@pytest.fixture
def administrator(user: User) -> Client:
    client = Client()
    home = user.memberships.get().municipality
    client.force_login(factories.create_user(role=Role.ADMINISTRATOR, municipality=home, username="anne"))
    return client


def act(client: Client, model: type[Any], action: str, *rows: Any) -> str:
    values = {"action": action, "_selected_action": [str(one.pk) for one in rows]}
    page = client.post(list_address(model), values, headers={"accept-language": "nb"}, follow=True)
    return str(page.content.decode())


def living() -> list[str]:
    return list(ApiToken.objects.living(NOW).order_by("name").values_list("name", flat=True))


def test_an_administrator_sees_keys_but_not_what_could_be_tried(administrator: Client, user: User) -> None:
    token = factories.create_token(user=user, scopes=["read", "webhooks"])
    for page in (administrator.get(list_address(ApiToken)), administrator.get(address(token))):
        text = page.content.decode()
        assert "lese; sette opp varsling til andre systemer" in text
        assert token.digest not in text


def test_an_administrator_takes_a_key_back(administrator: Client, user: User) -> None:
    token = factories.create_token(user=user, name="En")
    factories.create_token(user=user, name="To")
    assert "Tilbaketrukne nøkler: 1." in act(administrator, ApiToken, "revoke", token)
    assert living() == ["To"]
    event = AuditEvent.objects.get(action="accounts.apitoken.revoked")
    assert (event.actor, event.object_label) == ("anne", "En")
    assert event.municipality_number == user.memberships.get().municipality.number


def test_an_administrator_takes_all_of_a_persons_keys_back(administrator: Client, user: User) -> None:
    for name in ("En", "To"):
        factories.create_token(user=user, name=name)
    factories.create_token(
        user=user, name="Gammel", expires_at=NOW - timedelta(days=1), made_at=NOW - timedelta(days=9)
    )
    factories.create_token(name="Fremmed")
    assert "Tilbaketrukne nøkler: 2." in act(administrator, User, "revoke_tokens", user)
    assert living() == ["Fremmed"]


@pytest.mark.parametrize(("model", "action"), [(ApiToken, "revoke"), (User, "revoke_tokens")], ids=["key", "person"])
def test_keys_of_whoever_also_belongs_elsewhere_are_not_taken(
    administrator: Client, user: User, model: type[Any], action: str
) -> None:
    token = factories.create_token(user=user, name="En")
    factories.create_membership(user=user)
    page = act(administrator, model, action, token if model is ApiToken else user)
    assert "som også hører til en annen kommune" in page
    assert living() == ["En"]


def test_a_person_who_is_shut_out_has_no_key_that_works(here: Client, user: User) -> None:
    key = make(here).context["key"]
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert token_by_key(key=key, now=NOW) is None


def test_deleting_a_person_tells_of_keys_without_what_could_be_tried(administrator: Client, user: User) -> None:
    digest = factories.create_token(user=user).digest
    administrator.post(address(user, "delete"), {"post": "yes"})
    assert not ApiToken.objects.exists()
    assert digest not in str([vars(one) for one in AuditEvent.objects.all()])
