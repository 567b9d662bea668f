"""The providers of an installation, from its settings."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

NEEDED = ("key", "name", "issuer", "client_id", "client_secret")
OPTIONAL = ("scope", "link_by_email", "create_unknown")
OWN_MACHINE = {"localhost", "127.0.0.1", "::1"}


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider: what it is called on the log-in page, where it is, and who we are to it."""

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    scope: str = "openid profile email"
    # Whether an e-mail address that the provider says it has verified leads to the person who has it here.
    link_by_email: bool = False
    # Whether somebody nobody knows gets a user, without any role; otherwise they are turned away.
    create_unknown: bool = False

    @property
    def metadata_url(self) -> str:
        return f"{self.issuer.rstrip('/')}/.well-known/openid-configuration"


def providers() -> list[Provider]:
    """Every provider of the installation, in the order of the settings."""
    read = [read_provider(place, values) for place, values in enumerate(settings.OIDC_PROVIDERS, start=1)]
    keys = [one.key for one in read]
    if len(set(keys)) < len(keys):
        raise ImproperlyConfigured("OIDC_PROVIDERS: two providers have the same key.")
    return read


def provider_named(key: str) -> Provider | None:
    return next((one for one in providers() if one.key == key), None)


def provider_of(issuer: str) -> Provider | None:
    return next((one for one in providers() if one.issuer == issuer), None)


def read_provider(place: int, values: Any) -> Provider:
    """One entry of the setting, or one line on what is wrong with it."""
    if not isinstance(values, dict):
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: provider {place} is not an object with names and values.")
    wrong = [name for name in NEEDED if not isinstance(values.get(name), str) or not values[name]]
    if wrong:
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: provider {place} lacks {', '.join(wrong)}.")
    if unknown := sorted(set(values) - {*NEEDED, *OPTIONAL}):
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: provider {place} has unknown {', '.join(unknown)}.")
    return checked(place, Provider(**values))


def checked(place: int, provider: Provider) -> Provider:
    if not re.fullmatch(r"[a-z0-9-]+", provider.key):
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: the key of provider {place} may hold a-z, 0-9 and - only.")
    address = urlsplit(provider.issuer)
    if address.scheme != "https" and address.hostname not in OWN_MACHINE:
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: the issuer of provider {place} must begin with https://.")
    if "openid" not in provider.scope.split():
        raise ImproperlyConfigured(f"OIDC_PROVIDERS: the scope of provider {place} must hold openid.")
    for name in ("link_by_email", "create_unknown"):
        if not isinstance(getattr(provider, name), bool):
            raise ImproperlyConfigured(f"OIDC_PROVIDERS: {name} of provider {place} must be true or false.")
    return provider
