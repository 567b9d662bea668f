"""Who is answered by the open API, how often, and from whose pages."""

from base64 import b64encode
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Role, Scope, User
from accounts.services.tokens import revoke_tokens_of
from tests import factories
from tests.api_calls import key_of
from tests.api_echo import ECHO, WRITE

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api_echo")]

PLANS = "/api/v1/plans/"
NOW = datetime.fromisoformat("2026-11-27T12:00:10+00:00")
PROBLEM = "application/problem+json"


@pytest.fixture(autouse=True)
def noon() -> Any:
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def user() -> User:
    return factories.create_user(role=Role.COORDINATOR)


@pytest.fixture
def browser(user: User) -> Client:
    """As a real one: what it sends is checked for forgery."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)
    return client


def bearer(key: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {key}"}


def post(client: Client, address: str = ECHO, body: str = "{}", **headers: str) -> Any:
    return client.post(address, body, content_type="application/json", headers=headers)


def problem(answer: Any) -> tuple[int, str]:
    assert answer.headers["Content-Type"] == PROBLEM
    assert answer.json()["status"] == answer.status_code
    return answer.status_code, answer.json()["detail"]


# Keys ---------------------------------------------------------------------------------------------------------------


def test_a_scope_that_is_missing_is_named(client: Client, user: User) -> None:
    reads, writes = key_of(user), key_of(user, Scope.WRITE_PLANS)
    refused = problem(post(client, **bearer(reads)))
    assert refused == (403, "Nøkkelen åpner ikke for dette. Den mangler «skrive planer, mål, tiltak og måltall».")
    assert problem(client.get(PLANS, headers=bearer(writes)))[1].endswith("Den mangler «lese».")
    assert post(client, **bearer(writes)).status_code == 200


def deactivate(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


ENDED: dict[str, Callable[[User, Any], object]] = {
    "expired": lambda _user, clock: clock.shift(timedelta(days=1)),
    "taken back": lambda user, _clock: revoke_tokens_of(user=user, by="prøve", now=NOW),
    "of somebody who is shut out": lambda user, _clock: deactivate(user),
    "of somebody who is deleted": lambda user, _clock: user.delete(),
}


@pytest.mark.parametrize("end", ENDED.values(), ids=ENDED)
def test_a_key_that_has_ended_opens_not_even_what_is_open(
    client: Client, user: User, noon: Any, end: Callable[[User, Any], object]
) -> None:
    key = key_of(user)
    assert client.get(PLANS, headers=bearer(key)).status_code == 200
    end(user, noon)
    answer = client.get(PLANS, headers=bearer(key))
    assert problem(answer) == (401, "Nøkkelen finnes ikke, er gått ut eller er trukket tilbake.")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="planpuls"'


@pytest.mark.parametrize("sent", ["Basic a2FyaTpmdXJ1", "Bearer", "Bearer a b", "Bearer \xe6\xf8\xe5", "Bearer \x00"])
def test_a_key_that_is_written_wrong_is_told(client: Client, sent: str) -> None:
    assert problem(client.get(PLANS, headers={"Authorization": sent}))[0] == 401


def test_when_a_key_was_used_is_kept_to_the_minute(client: Client, user: User, noon: Any) -> None:
    key = key_of(user)
    used = []
    for seconds in (0, 30, 31):
        noon.shift(timedelta(seconds=seconds))
        client.get(PLANS, headers=bearer(key))
        used.append(user.api_tokens.get().used_at)
    assert used == [NOW, NOW, NOW + timedelta(seconds=61)]


# Those who are logged in --------------------------------------------------------------------------------------------


def test_what_a_page_of_somebody_else_has_the_browser_send_is_refused(browser: Client) -> None:
    status, told = problem(post(browser))
    assert (status, told.startswith("Skriv X-CSRFToken")) == (403, True)


def test_what_our_own_page_has_the_browser_send_is_taken(browser: Client) -> None:
    browser.get(reverse("my-page"))
    sign = browser.cookies["csrftoken"].value
    assert post(browser, **{"X-CSRFToken": sign}).status_code == 200
    assert problem(post(browser, **{"X-CSRFToken": sign, "Origin": "https://andre.example"}))[0] == 403


def test_nobody_writes_unknown(client: Client) -> None:
    assert problem(post(client))[0] == 401


def test_whoever_lacks_a_second_factor_is_told_and_not_led_away(user: User, settings: Any) -> None:
    settings.SECOND_FACTOR_FOR = ["coordinator"]
    browser = Client()
    browser.post(reverse("login"), {"username": user.username, "password": factories.PASSWORD})
    for address in (PLANS, WRITE):
        assert problem(browser.get(address)) == (401, "Du må sette opp engangskode før du kan bruke API-et.")
    assert browser.get("/api/v1/schema/").status_code == 200
    # A page leads to where it is set up, as before.
    assert browser.get("/planer/").headers["Location"] == reverse("second-factor")
    # A key is not a log-in.
    assert browser.get(PLANS, headers=bearer(key_of(user))).status_code == 200


def logged_out_elsewhere(user: User, _clock: Any) -> None:
    user.sessions.all().delete()


def new_password(user: User, _clock: Any) -> None:
    user.set_password("Helt-annet-passord-7")
    user.save()


OVER: dict[str, Callable[[User, Any], object]] = {
    "too long unused": lambda _user, clock: clock.shift(timedelta(minutes=121)),
    "logged out elsewhere": logged_out_elsewhere,
    "a new password": new_password,
    "shut out": lambda user, _clock: deactivate(user),
}


@pytest.mark.parametrize("end", OVER.values(), ids=OVER)
def test_a_log_in_that_is_over_is_told_and_leaves_no_message(
    browser: Client, user: User, noon: Any, end: Callable[[User, Any], object]
) -> None:
    assert browser.get(PLANS).status_code == 200
    end(user, noon)
    answer = browser.get(PLANS)
    assert problem(answer) == (401, "Innloggingen er over. Logg inn på nytt.")
    assert "messages" not in answer.cookies


def test_a_browser_that_nobody_has_logged_in_with_reads_what_is_open(client: Client) -> None:
    client.get("/logg-inn/")
    client.cookies["kjent"] = "noe"
    assert client.get(PLANS).status_code == 200


# How often ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def twice(settings: Any) -> None:
    settings.API_RATES = dict.fromkeys(settings.API_RATES, "2/min")


def statuses(ask: Callable[[], Any], times: int = 3) -> list[int]:
    return [ask().status_code for _ in range(times)]


def test_each_caller_is_counted_apart(client: Client, browser: Client, user: User, twice: None, noon: Any) -> None:
    one, other = key_of(user), key_of(user)
    callers: list[Callable[[], Any]] = [
        lambda: client.get(PLANS, headers=bearer(one)),
        lambda: client.get(PLANS, headers=bearer(other)),
        lambda: browser.get(PLANS),
        lambda: client.get(PLANS),
        lambda: client.get(PLANS, REMOTE_ADDR="192.0.2.7"),
    ]
    assert [statuses(ask) for ask in callers] == [[200, 200, 429]] * len(callers)
    noon.shift(timedelta(seconds=60))
    assert [ask().status_code for ask in callers] == [200] * len(callers)


def test_whoever_asks_too_often_is_told_how_long_to_wait(client: Client, twice: None, noon: Any) -> None:
    client.get(PLANS)
    noon.shift(timedelta(seconds=20))
    client.get(PLANS)
    answer = client.get(PLANS)
    assert problem(answer)[0] == 429
    assert answer.headers["Retry-After"] == "40"
    assert answer.json()["detail"] == "Du har spurt for ofte. Prøv igjen om 40 sekunder."


def limits(answer: Any) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name.startswith("RateLimit-")}


def test_every_answer_tells_how_often_one_may_still_ask(client: Client, twice: None, noon: Any) -> None:
    first = client.get(PLANS)
    told = {"RateLimit-Limit": "2", "RateLimit-Remaining": "1", "RateLimit-Reset": "60"}
    assert limits(first) == told
    noon.shift(timedelta(seconds=20))
    same = client.get(PLANS, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, limits(same)) == (304, told | {"RateLimit-Remaining": "0", "RateLimit-Reset": "40"})
    refused = client.get(PLANS)
    assert limits(refused) == limits(same)
    assert refused["RateLimit-Reset"] == refused["Retry-After"]
    assert limits(client.head(PLANS)) == limits(same)


def test_where_nobody_is_limited_no_limit_is_told(client: Client, settings: Any) -> None:
    settings.API_RATES = dict.fromkeys(settings.API_RATES)
    assert limits(client.get(PLANS)) == {}


def test_whoever_guesses_keys_is_told_no_limit_of_anybody_else(client: Client, twice: None, noon: Any) -> None:
    assert limits(client.get(PLANS, headers=bearer("planpuls_oppdiktet"))) == {}


FORWARDED = [
    (0, ["192.0.2.1", "192.0.2.2", "192.0.2.3"], [200, 200, 429]),
    (1, ["192.0.2.1", "192.0.2.2", "192.0.2.3"], [200, 200, 200]),
    (1, ["192.0.2.1"] * 3, [200, 200, 429]),
    # What the caller wrote itself stands before what the proxy added.
    (1, ["198.51.100.1, 192.0.2.1", "198.51.100.2, 192.0.2.1", "198.51.100.3, 192.0.2.1"], [200, 200, 429]),
    # A subscriber has a whole network of IPv6.
    (1, ["2001:db8::1", "2001:db8::2", "2001:db8::3"], [200, 200, 429]),
]


@pytest.mark.parametrize(("proxies", "addresses", "expected"), FORWARDED)
def test_an_address_is_believed_as_far_as_our_own_proxies_say_it(
    twice: None, settings: Any, proxies: int, addresses: list[str], expected: list[int]
) -> None:
    settings.TRUSTED_PROXIES = proxies
    found = [Client().get(PLANS, headers={"X-Forwarded-For": one}).status_code for one in addresses]
    assert found == expected


def test_what_is_refused_is_counted_too(client: Client, user: User, twice: None, noon: Any) -> None:
    """It costs us as much as what is answered."""
    reading = bearer(key_of(user, Scope.READ))
    assert statuses(lambda: post(client)) == [401, 401, 429]
    assert statuses(lambda: post(client, **reading)) == [403, 403, 429]


WRONG: dict[str, Callable[[User], dict[str, str]]] = {
    "made up": lambda _user: bearer("planpuls_oppdiktet"),
    "taken back": lambda user: bearer(taken_back(user)),
    "expired": lambda user: bearer(expired(user)),
    "written wrong": lambda _user: {"Authorization": "Basic a2FyaTpmdXJ1"},
    "of a log-in that is no more": lambda _user: {"Cookie": "sessionid=finnesikke"},
}


def taken_back(user: User) -> str:
    key = key_of(user)
    revoke_tokens_of(user=user, by="prøve", now=NOW)
    return key


def expired(user: User) -> str:
    key = key_of(user)
    user.api_tokens.update(made_at=NOW - timedelta(days=2), expires_at=NOW)
    return key


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG)
def test_whoever_guesses_keys_must_wait(
    user: User, twice: None, noon: Any, wrong: Callable[[User], dict[str, str]]
) -> None:
    headers = wrong(user)

    def ask(**values: Any) -> Any:
        return Client().get(PLANS, headers=headers, **values)

    assert statuses(ask) == [401, 401, 429]
    refused = ask()
    assert problem(refused)[0] == 429
    assert refused.headers["Retry-After"] == "60"
    assert ask(REMOTE_ADDR="192.0.2.7").status_code == 401
    noon.shift(timedelta(seconds=60))
    assert ask().status_code == 401


def test_guesses_are_counted_by_address_whichever_key_is_guessed(twice: None, noon: Any) -> None:
    found = [Client().get(PLANS, headers=bearer(f"planpuls_{number}")).status_code for number in range(4)]
    assert found == [401, 401, 429, 429]


def test_a_right_key_is_answered_from_where_others_guess(client: Client, user: User, twice: None, noon: Any) -> None:
    key = key_of(user)
    for number in range(4):
        client.get(PLANS, headers=bearer(f"planpuls_{number}"))
    assert statuses(lambda: client.get(PLANS, headers=bearer(key))) == [200, 200, 429]


def test_a_right_key_forgives_no_guesses(client: Client, user: User, twice: None, noon: Any) -> None:
    keys = ["planpuls_1", key_of(user), "planpuls_2", key_of(user), "planpuls_3"]
    assert [client.get(PLANS, headers=bearer(key)).status_code for key in keys] == [401, 200, 401, 200, 429]


def test_who_guesses_is_known_behind_a_proxy_of_ours(twice: None, settings: Any, noon: Any) -> None:
    settings.TRUSTED_PROXIES = 1
    addresses = ["192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2"]
    asked = [bearer("planpuls_1") | {"X-Forwarded-For": one} for one in addresses]
    assert [Client().get(PLANS, headers=headers).status_code for headers in asked] == [401, 401, 429, 401]


# Pages of others ----------------------------------------------------------------------------------------------------

ELSEWHERE = {"Origin": "https://avisa.example"}
ALLOW = "Access-Control-Allow-Origin"


def test_pages_of_others_read_as_nobody(client: Client) -> None:
    answer = client.get(PLANS, headers=ELSEWHERE)
    assert answer.headers[ALLOW] == "*"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "ETag" in answer.headers["Access-Control-Expose-Headers"]


def test_a_page_of_others_may_ask_to_read_and_nothing_more(client: Client) -> None:
    asks = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "accept"}
    answer = client.options(PLANS, headers=ELSEWHERE | asks)
    assert answer.status_code == 200
    methods, headers = (answer.headers[f"Access-Control-Allow-{name}"] for name in ("Methods", "Headers"))
    assert {one.strip() for one in methods.split(",")} == {"GET", "HEAD", "OPTIONS"}
    assert {one.strip() for one in headers.split(",")} == {"accept", "accept-language", "if-none-match"}


@pytest.mark.parametrize("address", ["/", "/planer/", "/logg-inn/", "/healthz", "/admin/", "/forklaring/"])
def test_no_other_address_is_open_to_pages_of_others(client: Client, address: str) -> None:
    assert ALLOW not in client.get(address, headers=ELSEWHERE).headers


# What is asked for --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("accepted", ["text/xml", "application/xml;q=0.9", "image/png"])
def test_another_kind_of_answer_is_not_given(client: Client, accepted: str) -> None:
    assert problem(client.get(PLANS, headers={"Accept": accepted}))[0] == 406


@pytest.mark.parametrize("accepted", ["*/*", "application/json", "text/html,*/*;q=0.8"])
def test_json_is_given_to_whoever_takes_it(client: Client, accepted: str) -> None:
    assert client.get(PLANS, headers={"Accept": accepted}).headers["Content-Type"] == "application/json"


FILTERS = ["municipality", "status", "kind", "order", "fields", "page", "page_size", "cursor", "finnes-ikke"]
STRANGE = {
    "the sign NUL": "%00",
    "broken UTF-8": "%ff",
    "half of a pair": "%ed%a0%80",
    "SQL": "'%20OR%201=1;%20DROP%20TABLE%20accounts_user;--",
    "very long": "x" * 20_000,
    "a very long number": "9" * 5_000,
    "negative": "-1",
    "a list": "[]",
    "markup": "%3Cscript%3E",
    "digits of another script": "%D9%A1%D9%A2",
}
# Texts of which there is none, and none of which there could be anything.
EMPTY_ANSWERS = {"municipality", "kind"}


@pytest.mark.parametrize("value", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("name", FILTERS)
def test_a_strange_question_is_the_askers_and_never_our_fault(client: Client, name: str, value: str) -> None:
    answer = client.get(f"{PLANS}?{name}={value}")
    if answer.status_code == 200:
        assert name in EMPTY_ANSWERS | {"cursor"}
        assert answer.json()["results"] == []
    else:
        assert problem(answer)[0] in {400, 404}


def test_a_question_of_thousands_of_words_is_refused(client: Client) -> None:
    many = "&".join(f"p{number}=1" for number in range(5_001))
    for query in (many, many.replace("=1", ""), "&".join(["kind=a"] * 5_001)):
        assert problem(client.get(f"{PLANS}?{query}"))[0] == 400


@pytest.mark.parametrize("code", ["%00", "%ff", "a'--", "x" * 5_000, "..%2f..%2fetc"])
def test_a_strange_address_is_the_askers_too(client: Client, code: str) -> None:
    assert problem(client.get(f"{PLANS}{code}/"))[0] in {400, 404}


MADE_UP = {
    "the sign NUL": b"p=%00",
    "a word": b"p=ord",
    "broken UTF-8": b"p=%ff",
    "a number beyond every row": b"p=" + b"9" * 40,
    "digits of another script": "p=١".encode(),
    "backwards": b"r=1&p=%00",
}


@pytest.mark.parametrize("said", MADE_UP.values(), ids=MADE_UP)
@pytest.mark.parametrize("address", ["/api/v1/light-changes/", "/api/v1/observations/"])
def test_a_mark_that_is_made_up_leads_nowhere(client: Client, user: User, address: str, said: bytes) -> None:
    answer = client.get(address, {"cursor": b64encode(said).decode()}, headers=bearer(key_of(user)))
    assert problem(answer)[0] in {400, 404}
