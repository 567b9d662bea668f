"""What is shown on a wall: how things are shared out on slides, and which slide an address asks for."""

import pytest

from reporting.slides import number_asked_for, split


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        pytest.param(0, [0], id="nothing is one empty part"),
        pytest.param(6, [6], id="what fits stays together"),
        pytest.param(7, [4, 3], id="no part holds a single one left over"),
        pytest.param(21, [6, 5, 5, 5], id="as even as they can be"),
    ],
)
def test_things_are_shared_out_evenly_in_their_order(count: int, sizes: list[int]) -> None:
    parts = split(range(count), 6)
    assert [len(part) for part in parts] == sizes
    assert [thing for part in parts for thing in part] == list(range(count))


@pytest.mark.parametrize(
    ("typed", "number"),
    [("", 1), ("1", 1), ("3", 3), ("0", 1), ("-2", 1), ("99", 5), ("tre", 1), ("²", 1), ("9" * 5000, 1)],
)
def test_any_address_leads_to_a_slide(typed: str, number: int) -> None:
    assert number_asked_for(typed, last=5) == number
