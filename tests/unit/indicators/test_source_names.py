"""What a source is called on screen."""

import pytest

from indicators import source_names


def test_that_a_source_is_not_known_is_said_in_the_language_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_names, "gettext", lambda text: f"<{text}>")
    assert source_names.name_of_source("Kilde ikke oppgitt") == "<Kilde ikke oppgitt>"
    assert source_names.name_of_source("KOSTRA 2024 (SSB)") == "KOSTRA 2024 (SSB)"
    assert source_names.name_of_delivery("Regnet ut av Planpuls") == "<regnet ut av Planpuls>"


@pytest.mark.parametrize(
    ("names", "listed"),
    [
        pytest.param(["b", "Kilde ikke oppgitt", "a", "b"], ("a", "b"), id="beside others"),
        pytest.param(["Kilde ikke oppgitt"], ("Kilde ikke oppgitt",), id="alone"),
        pytest.param([], (), id="none"),
    ],
)
def test_what_is_not_known_is_no_source_beside_others(names: list[str], listed: tuple[str, ...]) -> None:
    assert source_names.listed_sources(names) == listed
