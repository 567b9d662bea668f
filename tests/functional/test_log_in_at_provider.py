"""Logging in at a provider, over HTTP between three parties: a person's browser, Planpuls and a real provider."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from django.contrib.sessions.backends.base import SessionBase
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from accounts.models import AuditEvent, ExternalIdentity, Role, Session, User
from accounts.oidc.client import client_of
from accounts.session_store import SessionStore
from tests import factories
from tests.fakes.oidc import PASSWORD, PATIENCE, USERNAME, RunningProvider, running_provider
from tests.html_text import main_text

ADDRESS = "kari@larvik.example.no"
NOT_BELIEVED = "Svaret fra Prøvetilbyder kunne ikke bekreftes, så du er ikke logget inn. Prøv igjen."


@pytest.fixture(scope="module")
def process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningProvider]:
    with running_provider(tmp_path_factory.mktemp("provider")) as running:
        yield running


@pytest.fixture
def provider(
    process: RunningProvider, live_server: LiveServer, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> RunningProvider:
    """An honest provider that knows Planpuls, and is known there."""
    monkeypatch.setattr("accounts.oidc.client.SECONDS", PATIENCE)
    client_of.cache_clear()
    settings.OIDC_PROVIDERS = [process.settings()]
    process.control(lie="", claims={"given_name": "Kari", "family_name": "Nordmann"})
    process.trust(f"{live_server.url}/logg-inn/med/prove/svar/", f"{live_server.url}/logg-ut/ferdig/")
    return process


class Browser(httpx.Client):
    """A browser with its cookies. It goes where it is led, one step at a time where a step is looked at."""

    def __init__(self, live_server: LiveServer) -> None:
        super().__init__(base_url=live_server.url, timeout=PATIENCE)

    def off(self, page: str = "/logg-inn/med/prove/") -> str:
        """Choose the provider; where one is sent."""
        response = self.get(page)
        assert response.status_code == 302, main_text(response.text)
        return response.headers["Location"]

    def at_provider(self, address: str) -> str:
        """Log in at the provider; where it sends one back to."""
        login = httpx.URL(address).join(self.get(address).headers["Location"])
        values = {"username": USERNAME, "password": PASSWORD, "next": login.params["next"]}
        response = self.post(login, data={**values, "csrfmiddlewaretoken": self.token(str(login))})
        return self.get(login.join(response.headers["Location"])).headers["Location"]

    def log_in(self, page: str = "/logg-inn/med/prove/") -> httpx.Response:
        return self.get(self.at_provider(self.off(page)))

    def token(self, page: str) -> str:
        """What a form on the page carries against forged ones."""
        text = self.get(page).text
        return text.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]

    def is_logged_in(self) -> bool:
        return self.get("/planer/").status_code == 200


@pytest.fixture
def browser(live_server: LiveServer, provider: RunningProvider) -> Iterator[Browser]:
    with Browser(live_server) as opened:
        yield opened


def known_person(provider: RunningProvider, **values: Any) -> User:
    user = factories.create_user(role=Role.READER, **values)
    ExternalIdentity.objects.create(user=user, issuer=provider.issuer, subject="1", linked_at=factories.NOW)
    return user


def session_of(browser: Browser) -> SessionBase:
    return SessionStore(next(one.value for one in browser.cookies.jar if one.name == "sessionid"))


def test_a_known_person_logs_in_and_lands_where_they_were_going(browser: Browser, provider: RunningProvider) -> None:
    user = known_person(provider)
    response = browser.log_in("/logg-inn/med/prove/?next=/indikatorer/")
    assert (response.status_code, response.headers["Location"]) == (302, "/indikatorer/")
    assert browser.is_logged_in()
    assert Session.objects.get(user=user).seen_at is not None


def test_another_site_is_nowhere_to_be_led(browser: Browser, provider: RunningProvider) -> None:
    known_person(provider)
    assert browser.log_in("/logg-inn/med/prove/?next=https://ond.example.no/").headers["Location"] == "/"


def test_the_request_carries_pkce_state_and_nonce_and_the_answer_the_verifier(
    browser: Browser, provider: RunningProvider
) -> None:
    known_person(provider)
    asked = parse_qs(urlsplit(address := browser.off()).query)
    assert (asked["response_type"], asked["code_challenge_method"]) == (["code"], ["S256"])
    assert all(len(asked[name][0]) >= 20 for name in ("code_challenge", "state", "nonce"))
    browser.get(browser.at_provider(address))
    assert len(provider.asked()["code_verifier"]) >= 43


# How the token is wrong, and what the log says of it.
LIES = {
    "tampered": "BadSignatureError",
    "another key": "BadSignatureError",
    "unsigned": "UnsupportedAlgorithmError",
    "shared secret": "UnsupportedAlgorithmError",
    "audience": "aud",
    "two audiences": "azp",
    "without audience": "aud",
    "issuer": "iss",
    "expired": "ExpiredTokenError",
    "without expiry": "exp",
    "from the future": "issued in the future",
    "nonce": "nonce",
    "without nonce": "nonce",
    "without subject": "sub",
    "no id token": "KeyError",
}


def test_a_token_that_is_wrong_lets_nobody_in(
    browser: Browser, provider: RunningProvider, caplog: pytest.LogCaptureFixture
) -> None:
    known_person(provider)
    for lie, reason in LIES.items():
        provider.lie(lie)
        caplog.clear()
        browser.cookies.clear()
        response = browser.log_in()
        assert (lie, response.status_code, browser.is_logged_in()) == (lie, 403, False)
        assert NOT_BELIEVED in main_text(response.text), lie
        assert reason in caplog.text, lie


def test_a_provider_that_is_out_of_order_is_told_of_in_one_line(browser: Browser, provider: RunningProvider) -> None:
    known_person(provider)
    provider.lie("out of order")
    response = browser.log_in()
    assert response.status_code == 403
    assert "Vi får ikke kontakt med Prøvetilbyder nå. Prøv igjen om litt." in main_text(response.text)


def test_a_provider_that_does_not_answer_is_told_of_in_one_line(browser: Browser, settings: Settings) -> None:
    settings.OIDC_PROVIDERS = [{**settings.OIDC_PROVIDERS[0], "issuer": "http://127.0.0.1:9/o"}]
    response = browser.get("/logg-inn/med/prove/")
    assert response.status_code == 403
    assert "Vi får ikke kontakt med Prøvetilbyder nå." in main_text(response.text)


def test_a_code_without_the_verifier_is_worth_nothing(browser: Browser, provider: RunningProvider) -> None:
    """As for a thief who has seen the address that the browser was sent back to."""
    known_person(provider)
    back = browser.at_provider(browser.off())
    session = session_of(browser)
    for name in [name for name in session.keys() if name.startswith("_state_")]:  # noqa: SIM118 - no mapping
        session[name]["data"].pop("code_verifier")
    session.modified = True
    session.save()
    response = browser.get(back)
    assert (response.status_code, browser.is_logged_in()) == (403, False)
    assert NOT_BELIEVED in main_text(response.text)


def test_the_provider_refuses_a_request_without_pkce_and_so_do_we(browser: Browser, provider: RunningProvider) -> None:
    known_person(provider)
    address = httpx.URL(browser.off())
    without = [(name, value) for name, value in address.params.multi_items() if not name.startswith("code_challenge")]
    response = browser.get(browser.at_provider(f"{address.copy_with(query=None)}?{urlencode(without)}"))
    assert response.status_code == 403
    assert NOT_BELIEVED in main_text(response.text)


def test_an_answer_to_somebody_elses_log_in_is_refused(
    browser: Browser, provider: RunningProvider, live_server: LiveServer
) -> None:
    known_person(provider)
    back = browser.at_provider(browser.off())
    with Browser(live_server) as victim:
        victim.off()
        response = victim.get(back)
        assert (response.status_code, victim.is_logged_in()) == (403, False)
        assert "startet i et annet vindu" in main_text(response.text)


def test_an_answer_works_once(browser: Browser, provider: RunningProvider, live_server: LiveServer) -> None:
    known_person(provider)
    back = browser.at_provider(browser.off())
    assert browser.get(back).status_code == 302
    browser.cookies.clear()
    assert browser.get(back).status_code == 403


def test_a_person_who_says_no_at_the_provider_is_told_so(browser: Browser) -> None:
    response = browser.get("/logg-inn/med/prove/svar/?error=access_denied&state=x")
    assert response.status_code == 403
    assert "Innloggingen hos Prøvetilbyder ble avbrutt." in main_text(response.text)


def test_a_stranger_is_turned_away_and_nothing_is_kept(browser: Browser, provider: RunningProvider) -> None:
    factories.create_user(role=Role.ADMINISTRATOR, email=ADDRESS)
    provider.tell(email=ADDRESS, email_verified=True)
    response = browser.log_in()
    assert response.status_code == 403
    assert "du har ingen bruker i Planpuls" in main_text(response.text)
    assert not ExternalIdentity.objects.exists()


VERIFIED = {"email": ADDRESS, "email_verified": True}
# What the provider says of the address, who has it here, and whether the person is let in.
ADDRESSES: list[tuple[dict[str, Any], list[dict[str, Any]], bool]] = [
    (VERIFIED, [{"email": "Kari@Larvik.example.no"}], True),
    (VERIFIED | {"email_verified": False}, [{"email": ADDRESS}], False),
    (VERIFIED | {"email_verified": "true"}, [{"email": ADDRESS}], False),
    ({"email": ADDRESS}, [{"email": ADDRESS}], False),
    ({"email_verified": True}, [{"email": ""}], False),
    (VERIFIED, [{"email": ADDRESS}, {"email": ADDRESS}], False),
    (VERIFIED, [{"email": ADDRESS, "is_superuser": True}], False),
    (VERIFIED, [{"email": ADDRESS, "is_active": False}], False),
]


def test_whom_an_address_leads_to_where_the_provider_is_trusted_with_it(
    browser: Browser, provider: RunningProvider, settings: Settings
) -> None:
    settings.OIDC_PROVIDERS = [provider.settings(link_by_email=True)]
    for claims, people, is_let_in in ADDRESSES:
        User.objects.all().delete()
        browser.cookies.clear()
        for values in people:
            factories.create_user(**values)
        provider.tell(**claims)
        row = (claims, people, browser.log_in().status_code == 302)
        assert row == (claims, people, is_let_in)
        assert ExternalIdentity.objects.filter(subject="1").exists() == is_let_in == browser.is_logged_in()


def test_a_created_person_sees_nothing(browser: Browser, provider: RunningProvider, settings: Settings) -> None:
    plan = factories.create_plan()
    settings.OIDC_PROVIDERS = [provider.settings(create_unknown=True)]
    assert browser.log_in().status_code == 302
    created = User.objects.get()
    assert (created.first_name, created.last_name, created.is_superuser) == ("Kari", "Nordmann", False)
    assert (created.memberships.count(), created.has_usable_password()) == (0, False)
    assert browser.get(f"/planer/{plan.code}/").status_code == 404
    assert "Du har ingen rolle ennå" in main_text(browser.get("/min-side/").text)
    assert AuditEvent.objects.filter(action="accounts.user.added").exists()


def test_a_person_who_is_shut_out_stays_out(browser: Browser, provider: RunningProvider) -> None:
    known_person(provider, is_active=False)
    response = browser.log_in()
    assert (response.status_code, browser.is_logged_in()) == (403, False)
    assert "Brukeren din er stengt." in main_text(response.text)


def test_logging_out_leads_on_to_the_provider(browser: Browser, provider: RunningProvider) -> None:
    known_person(provider)
    browser.log_in()
    token = browser.token("/min-side/")
    assert browser.post("/logg-ut/", data={"csrfmiddlewaretoken": token}).headers["Location"] == "/logg-ut/ferdig/"
    page = browser.get("/logg-ut/ferdig/").text
    assert "Logg ut hos Prøvetilbyder også" in main_text(page)
    leave = page.partition(f'href="{provider.address}')[2].partition('"')[0].replace("&amp;", "&")
    back = browser.get(f"{provider.address}{leave}")
    assert back.headers["Location"].partition("?")[0].endswith("/logg-ut/ferdig/")
    assert not browser.is_logged_in()
    # And at the provider one must log in anew.
    assert "/login/" in browser.get(browser.off()).headers["Location"]


def with_password(browser: Browser, user: User) -> None:
    token = browser.token("/logg-inn/")
    values = {"username": user.username, "password": factories.PASSWORD, "csrfmiddlewaretoken": token}
    assert browser.post("/logg-inn/", data=values).status_code == 302


def test_a_person_links_the_provider_and_logs_in_with_it(browser: Browser, provider: RunningProvider) -> None:
    user = factories.create_user(role=Role.READER)
    with_password(browser, user)
    asked = browser.post("/min-side/kobling/prove/", data={"csrfmiddlewaretoken": browser.token("/min-side/")})
    assert "Gå til Prøvetilbyder" in main_text(browser.get(asked.headers["Location"]).text)
    assert browser.log_in().headers["Location"] == "/min-side/"
    assert "Du kan nå logge inn med Prøvetilbyder." in main_text(browser.get("/min-side/").text)
    assert AuditEvent.objects.filter(action="accounts.externalidentity.added", actor=user.username).exists()
    browser.cookies.clear()
    assert browser.log_in().status_code == 302
    assert browser.is_logged_in()


def test_nothing_is_linked_that_the_person_has_not_asked_for(browser: Browser, provider: RunningProvider) -> None:
    """A page elsewhere can send a browser to the provider, and can be logged in there as somebody else."""
    back = browser.at_provider(browser.off())
    session = session_of(browser)
    kept = {name: session[name] for name in session.keys() if name.startswith("_state_")}  # noqa: SIM118
    with_password(browser, factories.create_user(role=Role.READER))
    session = session_of(browser)
    session.update(kept)
    session.save()
    assert browser.get(back).headers["Location"] == "/"
    assert not ExternalIdentity.objects.exists()


def test_an_identity_belongs_to_one_person(browser: Browser, provider: RunningProvider) -> None:
    known_person(provider)
    with_password(browser, factories.create_user(role=Role.READER))
    browser.post("/min-side/kobling/prove/", data={"csrfmiddlewaretoken": browser.token("/min-side/")})
    browser.log_in()
    assert "er koblet til en annen bruker" in main_text(browser.get("/min-side/").text)
    assert ExternalIdentity.objects.count() == 1
