"""Whether a measure is late, as sentences."""

from datetime import date

import pytest

from planning.rules import Late, is_open, lateness

ON = date(2026, 7, 1)
CASES = {
    "a measure without a deadline is never late": (None, "ongoing", None),
    "the day of the deadline is in time": (date(2026, 7, 1), "ongoing", None),
    "the day after the deadline is one day late": (date(2026, 6, 30), "ongoing", Late(1, 0)),
    "a deadline to come is in time": (date(2026, 12, 31), "delayed", None),
    "a measure that nobody has told of is late too": (date(2026, 5, 1), "", Late(61, 2)),
    "a measure that is not begun is late": (date(2026, 6, 1), "not_started", Late(30, 1)),
    "what is done is not late": (date(2020, 1, 1), "done", None),
    "what is stopped is not late": (date(2020, 1, 1), "stopped", None),
    "a month is whole only when its day has come": (date(2026, 5, 31), "ongoing", Late(31, 1)),
    "a month that is not whole does not count": (date(2026, 6, 2), "ongoing", Late(29, 0)),
    "years are counted as months": (date(2024, 7, 1), "ongoing", Late(730, 24)),
}


@pytest.mark.parametrize(("deadline", "progress", "late"), CASES.values(), ids=CASES.keys())
def test_lateness(deadline: date | None, progress: str, late: Late | None) -> None:
    assert lateness(deadline=deadline, progress=progress, on=ON) == late


@pytest.mark.parametrize(
    ("progress", "answer"),
    [("", True), ("not_started", True), ("ongoing", True), ("delayed", True), ("done", False), ("stopped", False)],
)
def test_a_measure_is_open_until_it_is_done_or_stopped(progress: str, answer: bool) -> None:
    assert is_open(progress) is answer
