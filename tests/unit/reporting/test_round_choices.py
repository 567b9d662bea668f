"""Which period a new round begins with, what a coordinator looks at twice, and what addresses are called."""

from datetime import date

import pytest

from reporting.round_addresses import ThingInAddress
from reporting.round_periods import first_suggested
from reporting.rounds.doubts import Doubt, doubts_of

SUGGESTED = [
    ("in January the year that has ended, before its last tertial", date(2027, 1, 15), (), "2026"),
    ("in January the last tertial where the year has its round", date(2027, 1, 15), ("2026",), "2026T3"),
    ("in June the first tertial", date(2026, 6, 1), (), "2026T1"),
    ("on the last day of August not the second tertial yet", date(2026, 8, 31), (), "2026T1"),
    ("the year before where the newest tertials have rounds", date(2026, 6, 1), ("2026T1",), "2025"),
]


@pytest.mark.parametrize(
    ("on", "taken", "period"), [case[1:] for case in SUGGESTED], ids=[case[0] for case in SUGGESTED]
)
def test_a_new_round_begins_with_the_newest_year_or_tertial_that_lacks_one(
    on: date, taken: tuple[str, ...], period: str
) -> None:
    assert first_suggested(on, taken=taken) == period


DOUBTS = [
    ("words that say more, beside a light that stands, are clear", False, "Oppfylt. Vi er fornøyd.", False, ()),
    ("a red light is looked at", True, "Oppfylt. Vi er fornøyd.", False, (Doubt.RED,)),
    ("the drafted sentence alone says nothing new", False, "Oppfylt. ", False, (Doubt.NOTHING_ADDED,)),
    ("nor does it broken over two lines", False, "\nOppfylt.\n", False, (Doubt.NOTHING_ADDED,)),
    ("a light that changed since may make the words wrong", False, "Vi er fornøyd.", True, (Doubt.CHANGED_SINCE,)),
    ("all of it is said", True, "Oppfylt.", True, (Doubt.RED, Doubt.NOTHING_ADDED, Doubt.CHANGED_SINCE)),
]


@pytest.mark.parametrize(
    ("is_red", "text", "changed", "doubts"), [case[1:] for case in DOUBTS], ids=[case[0] for case in DOUBTS]
)
def test_what_speaks_against_approving_without_reading(
    is_red: bool, text: str, changed: bool, doubts: tuple[Doubt, ...]
) -> None:
    assert doubts_of(is_red=is_red, text=text, drafted="Oppfylt.", has_changed_since=changed) == doubts


def test_addresses_have_a_norwegian_word_for_each_kind_and_none_for_anything_else() -> None:
    thing = ThingInAddress()
    assert [thing.to_url(thing.to_python(word)) for word in ("maltall", "indikator")] == ["maltall", "indikator"]
    with pytest.raises(ValueError, match="plan"):
        thing.to_url("plan")
