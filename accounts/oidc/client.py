"""The conversation with a provider: off to its log-in page, and back with an answer that is believed or not.

Authorization code with PKCE (S256), state and nonce. The ID token is believed when it is signed with one of the keys
that the provider publishes, by this issuer, for us, now, and for this very log-in.
"""

import logging
from dataclasses import dataclass
from functools import cache
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client.errors import MismatchingStateError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext
from joserfc.errors import JoseError

from accounts.oidc.providers import Provider

logger = logging.getLogger(__name__)

SECONDS = 10
# A clock may be this much off.
LEEWAY = 60
# Signatures with the provider's private key. "none" and those with a shared secret are never believed, whatever
# the provider says that it supports.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
# A provider can answer anything: what it sends is read as text, keys and numbers, and all of these may fail.
UNREADABLE = (AuthlibBaseError, JoseError, ValueError, TypeError, KeyError, AttributeError, RuntimeError)


class LogInRefused(Exception):
    """Why nobody was logged in, in one sentence for the person; the particulars are in the log."""


@dataclass(frozen=True, slots=True)
class Claims:
    """Who the provider says that the person is. The address is empty unless the provider has verified it."""

    issuer: str
    subject: str
    verified_email: str
    first_name: str
    last_name: str
    # Given back at log-out, so that the provider knows whom to log out.
    id_token: str


def ask_provider(request: HttpRequest, provider: Provider, answer_url: str) -> HttpResponseBase:
    """Off to the provider's log-in page."""
    try:
        answer: HttpResponseBase = client_of(provider).authorize_redirect(request, answer_url)
    except requests.RequestException as problem:
        raise unreachable(provider, problem) from problem
    except UNREADABLE as problem:
        raise unbelieved(provider, problem) from problem
    return answer


def read_answer(request: HttpRequest, provider: Provider) -> Claims:
    """Fetch the tokens for the code that the person came back with, and verify them."""
    if request.GET.get("error") == "access_denied":
        raise LogInRefused(gettext("Innloggingen hos %(name)s ble avbrutt.") % {"name": provider.name})
    try:
        return claims_of(provider, tokens_for(request, provider))
    except MismatchingStateError as problem:
        logger.warning("%s: %s", provider.key, problem)
        raise LogInRefused(
            gettext("Innloggingen tok for lang tid, eller den ble startet i et annet vindu. Prøv igjen.")
        ) from problem
    except requests.RequestException as problem:
        raise unreachable(provider, problem) from problem
    except UNREADABLE as problem:
        raise unbelieved(provider, problem) from problem


def tokens_for(request: HttpRequest, provider: Provider) -> dict[str, Any]:
    client = client_of(provider)
    metadata = client.load_server_metadata()
    offered = metadata.get("id_token_signing_alg_values_supported") or ALGORITHMS
    metadata["id_token_signing_alg_values_supported"] = [one for one in ALGORITHMS if one in offered]
    tokens: dict[str, Any] = client.authorize_access_token(
        request,
        claims_options={
            "iss": {"essential": True, "value": provider.issuer},
            "aud": {"essential": True, "value": provider.client_id},
        },
        leeway=LEEWAY,
    )
    return tokens


def claims_of(provider: Provider, tokens: dict[str, Any]) -> Claims:
    """What the verified ID token says; without one there is nothing to believe."""
    told = tokens["userinfo"]
    is_verified = told.get("email_verified") is True
    return Claims(
        issuer=provider.issuer,
        subject=str(told["sub"]),
        verified_email=str(told.get("email") or "") if is_verified else "",
        first_name=str(told.get("given_name") or told.get("name") or ""),
        last_name=str(told.get("family_name") or ""),
        id_token=str(tokens["id_token"]),
    )


def log_out_url(provider: Provider, id_token: str, back_to: str) -> str:
    """Where the person can log out of the provider too; empty when it has no such page or does not answer."""
    try:
        made = client_of(provider).create_logout_url(back_to, id_token, client_id=provider.client_id)
    except (requests.RequestException, *UNREADABLE) as problem:
        logger.warning("%s: %s", provider.key, problem)
        return ""
    return str(made["url"])


@cache
def client_of(provider: Provider) -> DjangoOAuth2App:
    """Kept while the process lives: its addresses and keys are asked for once, keys again when a new one is met."""
    return OAuth().register(
        name=provider.key,
        client_id=provider.client_id,
        client_secret=provider.client_secret,
        server_metadata_url=provider.metadata_url,
        client_kwargs={"scope": provider.scope, "code_challenge_method": "S256", "default_timeout": SECONDS},
    )


def unreachable(provider: Provider, problem: Exception) -> LogInRefused:
    logger.warning("%s: %s", provider.key, problem)
    return LogInRefused(gettext("Vi får ikke kontakt med %(name)s nå. Prøv igjen om litt.") % {"name": provider.name})


def unbelieved(provider: Provider, problem: Exception) -> LogInRefused:
    logger.warning("%s: %s: %s", provider.key, type(problem).__name__, problem)
    return LogInRefused(
        gettext("Svaret fra %(name)s kunne ikke bekreftes, så du er ikke logget inn. Prøv igjen.")
        % {"name": provider.name}
    )
