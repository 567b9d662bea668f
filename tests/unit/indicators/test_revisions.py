"""What a delivery did to a figure that was known before."""

from datetime import UTC, datetime, timedelta

import pytest

from indicators.revisions import Delivered, Turn, revision_by
from indicators.rules import OFFICIAL
from indicators.vintages import Vintage

START = datetime(2026, 3, 15, tzinfo=UTC)


def said(*words: str) -> list[Delivered]:
    """One delivery a day: `5`, `5*` for provisional, or a symbol."""
    return [Delivered(number, vintage(one, number)) for number, one in enumerate(words)]


def vintage(word: str, day: int = 0, *, table: str = "", rank: int = 0) -> Vintage:
    is_number = word[0].isdigit()
    return Vintage(
        literal=word.rstrip("*") if is_number else "",
        missing="" if is_number else word,
        kind="provisional" if word.endswith("*") else "actual",
        standing=OFFICIAL,
        source_table=table,
        table_rank=rank,
        known_from=START + timedelta(days=day),
        number=day * 10 + rank,
    )


@pytest.mark.parametrize(
    ("words", "turn"),
    [
        (("5", "6"), Turn.REVISED),
        (("5*", "6*"), Turn.REVISED),
        (("5", "6", "5"), Turn.REVISED_BACK),
        (("5", "6", "7"), Turn.REVISED),
        (("5*", "5"), Turn.CONFIRMED),
        (("5*", "5.0"), Turn.CONFIRMED),
        (("5*", "6"), Turn.MADE_FINAL),
        (("5", "5*"), Turn.MADE_PROVISIONAL),
        (("5", ":"), Turn.HIDDEN),
        (("..", ":"), Turn.HIDDEN),
        (("5", ".."), Turn.WITHDRAWN),
        (("5", "-"), Turn.WITHDRAWN),
        (("5", "."), Turn.NOT_IN_USE),
        (("..", "5"), Turn.APPEARED),
        ((":", "5*"), Turn.APPEARED),
        (("..", "."), Turn.OTHER_SYMBOL),
    ],
)
def test_what_the_newest_delivery_did(words: tuple[str, ...], turn: Turn) -> None:
    revision = revision_by(len(words) - 1, said(*words))
    assert revision is not None
    assert revision.turn is turn


def test_before_and_after_are_the_neighbours_in_time() -> None:
    revision = revision_by(1, said("5", "6", "7"))
    assert revision is not None
    assert (revision.before.literal, revision.after.literal) == ("5", "6")


@pytest.mark.parametrize(
    ("delivery", "words"),
    [
        pytest.param(0, ("5", "6"), id="the first delivery changes nothing"),
        pytest.param(1, ("5", "5.0"), id="the same number in more digits is no change"),
        pytest.param(9, ("5", "6"), id="a delivery that says nothing of the cell"),
    ],
)
def test_no_change(delivery: int, words: tuple[str, ...]) -> None:
    assert revision_by(delivery, said(*words)) is None


def test_two_prints_in_one_delivery_are_no_change_and_the_later_table_is_its_word() -> None:
    prints = [Delivered(0, vintage("7", table="detail", rank=1)), Delivered(0, vintage("8", table="overview", rank=2))]
    assert revision_by(0, prints) is None
    revision = revision_by(1, [*prints, Delivered(1, vintage("9", 1, table="overview", rank=2))])
    assert revision is not None
    assert (revision.before.literal, revision.after.literal) == ("8", "9")


def test_a_table_that_catches_up_with_another_changes_nothing() -> None:
    prints = [Delivered(0, vintage("7", table="detail", rank=1)), Delivered(0, vintage("8", table="overview", rank=2))]
    assert revision_by(1, [*prints, Delivered(1, vintage("8", 1, table="detail", rank=1))]) is None
