"""What the setting OIDC_PROVIDERS may hold, and the one line for what it may not."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from accounts.oidc.providers import providers

GOOD = {
    "key": "entra",
    "name": "Larvik kommune",
    "issuer": "https://login.example.no/larvik/v2.0",
    "client_id": "planpuls",
    "client_secret": "hemmelig",
}
WRONG: list[tuple[list[Any], str]] = [
    (["entra"], "provider 1 is not an object"),
    ([{**GOOD, "issuer": ""}], "provider 1 lacks issuer"),
    ([GOOD, {"key": "feide", "name": "Feide"}], "provider 2 lacks issuer, client_id, client_secret"),
    ([{**GOOD, "key": "Entra ID"}], "the key of provider 1 may hold"),
    ([{**GOOD, "issuer": "http://login.example.no"}], "must begin with https://"),
    ([{**GOOD, "scope": "profile"}], "the scope of provider 1 must hold openid"),
    ([{**GOOD, "link_by_email": "yes"}], "link_by_email of provider 1 must be true or false"),
    ([{**GOOD, "secret": "x"}], "provider 1 has unknown secret"),
    ([GOOD, GOOD], "two providers have the same key"),
]


@pytest.mark.parametrize(("values", "line"), WRONG, ids=[line for _values, line in WRONG])
def test_what_is_wrong_is_told_in_one_line(settings: Any, values: list[Any], line: str) -> None:
    settings.OIDC_PROVIDERS = values
    with pytest.raises(ImproperlyConfigured) as problem:
        providers()
    assert line in str(problem.value)
    assert "hemmelig" not in str(problem.value)


def test_a_provider_gives_nobody_anything_unless_told(settings: Any) -> None:
    settings.OIDC_PROVIDERS = [GOOD]
    (found,) = providers()
    assert (found.link_by_email, found.create_unknown, found.scope) == (False, False, "openid profile email")
    assert found.metadata_url == "https://login.example.no/larvik/v2.0/.well-known/openid-configuration"
