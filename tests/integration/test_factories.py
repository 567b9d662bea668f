"""What the factories make collides with nothing that a test names, however many tests ran before it in the process."""

from itertools import count

import pytest

from tests import factories


def after(made: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(factories.numbers, "coming", count(made))


@pytest.mark.parametrize("made", [3_909, 13_909, 23_909])
def test_no_municipality_is_numbered_as_larvik(made: int, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.create_municipality(number="3909")
    after(made, monkeypatch)
    assert factories.create_municipality().number != "3909"


@pytest.mark.parametrize("made", [2_134, 12_134])
def test_no_source_has_the_number_of_a_table_that_is_published(made: int, monkeypatch: pytest.MonkeyPatch) -> None:
    factories.create_fetched_source(table="12134", code="ssb-12134")
    after(made, monkeypatch)
    assert factories.create_fetched_source().table != "12134"


def test_each_module_numbers_anew() -> None:
    """A goal's place among others has two bytes, and a long run of tests makes more than go into them."""
    assert next(factories.numbers) < factories.FIRST_NUMBER + 10
