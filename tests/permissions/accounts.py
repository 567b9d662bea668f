"""Logging in and out, and one's own page."""

from typing import Any

from tests.permissions.cases import LOG_IN, Case, Table, answers, members, refused_by
from tests.permissions.fixtures import OFFERED
from tests.permissions.world import World


def provider(_world: World) -> list[Any]:
    return [OFFERED["key"]]


def no_provider(_world: World) -> list[Any]:
    return ["finnes-ikke"]


def token(world: World) -> list[Any]:
    return [world.token]


def log_in() -> list[Case]:
    return [
        Case("login", "GET", answers(302, anonymous=200)),
        # Nobody has given a password here, so there is no code to wait for.
        Case("login-code", "GET", answers(LOG_IN)),
        Case("login-with", "GET", answers(302, anonymous=403), provider, "of a provider that is down"),
        Case("login-with", "GET", answers(404), no_provider, "missing"),
        Case("login-answer", "GET", answers(302, anonymous=403), provider, "to no question"),
        Case("login-answer", "GET", answers(404), no_provider, "missing"),
        Case("logout", "POST", members(LOG_IN)),
        Case("logged-out", "GET", answers(200)),
    ]


def own_page() -> list[Case]:
    return [
        Case("my-page", "GET", members(200)),
        Case("password-change", "GET", members(200)),
        Case("session-end", "POST", members(302)),
        Case("second-factor", "GET", members(200)),
        # They have none.
        Case("second-factor-remove", "GET", members(302)),
        Case("recovery-codes", "GET", members(302)),
        Case("identity-link", "GET", members(200), provider),
        Case("identity-link", "POST", members(302), provider, "asked for"),
        Case("identity-link", "GET", members(404), no_provider, "missing"),
        Case("identity-unlink", "POST", members(404), lambda world: [world.identity], "somebody else's"),
    ]


def keys() -> list[Case]:
    return [
        Case("token-list", "GET", members(200)),
        Case("token-make", "GET", members(200)),
        # Nothing was typed, so the form is shown again.
        Case("token-make", "POST", members(200), about="sent"),
        Case("token-revoke", "GET", members(404), token, "somebody else's"),
        Case("token-revoke", "POST", members(404), token, "somebody else's, sent"),
    ]


TABLE = Table(
    cases=[*log_in(), *own_page(), *keys()],
    wrong_method=refused_by(
        DELETE=[
            *("login", "login-code", "password-change", "second-factor", "second-factor-remove"),
            *("recovery-codes", "identity-link", "token-make", "token-revoke"),
        ],
        GET=["logout", "session-end", "identity-unlink"],
    ),
    open=frozenset({"login", "login-code", "login-with", "login-answer", "logged-out"}),
)
