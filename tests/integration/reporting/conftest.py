"""The addresses that mail about rounds leads to."""

import pytest
from django.urls import NoReverseMatch, reverse

PLACES = {"round-unit": "/runder/{}/virksomhet/{}/", "commentary-write": "/runder/{}/{}/{}/skriv/"}

WORDS = {"target": "maltall", "indicator": "indikator"}


@pytest.fixture(autouse=True)
def round_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their pages may not be there yet."""

    def found(name: str, args: tuple[object, ...] = ()) -> str:
        try:
            return reverse(name, args=args)
        except NoReverseMatch:
            return PLACES[name].format(*(WORDS.get(str(one), one) for one in args))

    monkeypatch.setattr("reporting.services.round_mail.reverse", found)
