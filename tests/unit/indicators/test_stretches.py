"""What is kept of something through time, and what somebody else says of it."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.stretches import Stretch, settle

KLASS, LIST = "Klass", "liste"
Told = tuple[int, int | None, str]


def said(first: int, end: int | None = None, name: str = "Larvik", *, by: str = LIST, **more: object) -> Stretch:
    until = date(end, 1, 1) if end else None
    return Stretch(date(first, 1, 1), until, name, by, **more)  # type: ignore[arg-type]


def outcome(
    kept: list[Stretch], arriving: list[Stretch], *, knows_best: bool
) -> tuple[list[Told], list[Told], int, int]:
    """What is added, what is changed, how much is the same, and how many disagreements are told."""
    rows = [Stretch(*one.says, one.source, row=number) for number, one in enumerate(kept)]
    settled = settle(rows, arriving, knows_best=knows_best)
    added, changed = (
        [(one.start.year, one.end.year if one.end else None, one.name) for one in part]
        for part in (settled.add, settled.change)
    )
    return added, changed, settled.same, len(settled.disagreements)


@pytest.mark.parametrize(
    ("kept", "arriving", "expected"),
    [
        pytest.param([], [said(2024, by=KLASS)], ([(2024, None, "Larvik")], [], 0, 0), id="not known before"),
        pytest.param([said(2024)], [said(2024, by=KLASS)], ([], [], 1, 0), id="known already, from somebody else"),
        pytest.param(
            [said(2015, 2018)], [said(1988, 2018, by=KLASS)], ([], [(1988, 2018, "Larvik")], 0, 0), id="it is older"
        ),
        pytest.param(
            [said(1988, 2018)],
            [said(2015, 2018, by=KLASS, may_be_older=True)],
            ([], [], 1, 0),
            id="whoever says 2015 has not looked further back",
        ),
        pytest.param(
            [said(2016, 2018)],
            [said(2015, 2018, by=KLASS, may_be_older=True)],
            ([], [(2015, 2018, "Larvik")], 0, 0),
            id="it is at least as old as that",
        ),
        pytest.param([said(2024)], [said(2024, 2027, by=KLASS)], ([], [(2024, 2027, "Larvik")], 0, 0), id="it ended"),
        pytest.param(
            [said(2015, 2018)], [said(2015, 2019, by=KLASS)], ([], [(2015, 2019, "Larvik")], 0, 1), id="another end"
        ),
        pytest.param(
            [said(2015, 2018)], [said(2016, 2018, by=KLASS)], ([], [(2016, 2018, "Larvik")], 0, 1), id="a later start"
        ),
        pytest.param(
            [said(2024)], [said(2024, name="Laurvik", by=KLASS)], ([], [(2024, None, "Laurvik")], 0, 1), id="renamed"
        ),
        pytest.param(
            [said(2024, by=KLASS)],
            [said(2024, name="Laurvik", by=KLASS)],
            ([], [(2024, None, "Laurvik")], 0, 0),
            id="a new name from the same source is no disagreement",
        ),
        pytest.param(
            [said(2013)],
            [said(2013, 2014, by=KLASS), said(2014, name="Larvik ny", by=KLASS)],
            ([(2014, None, "Larvik ny")], [(2013, 2014, "Larvik")], 0, 0),
            id="one that was two",
        ),
        pytest.param(
            [said(2013, 2014), said(2014)],
            [said(2012, by=KLASS)],
            ([], [], 0, 1),
            id="two that should be one are left as they are, and told",
        ),
    ],
)  # fmt: skip
def test_who_knows_best_decides(kept: list[Stretch], arriving: list[Stretch], expected: object) -> None:
    assert outcome(kept, arriving, knows_best=True) == expected


@pytest.mark.parametrize(
    ("kept", "arriving", "expected"),
    [
        pytest.param([said(2024)], [said(2024, 2027)], ([], [(2024, 2027, "Larvik")], 0, 0), id="its own word"),
        pytest.param([said(2024, 2027, by=KLASS)], [said(2024)], ([], [], 1, 0), id="but no better one's"),
        pytest.param([said(1988, 2018, by=KLASS)], [said(2015, 2018)], ([], [], 1, 0), id="nor when that knows more"),
        pytest.param([said(2020, by=KLASS)], [said(2015, 2018)], ([(2015, 2018, "Larvik")], [], 0, 0), id="gaps"),
    ],
)  # fmt: skip
def test_others_fill_gaps(kept: list[Stretch], arriving: list[Stretch], expected: object) -> None:
    assert outcome(kept, arriving, knows_best=False) == expected


def stretches(*sources: str) -> st.SearchStrategy[list[Stretch]]:
    one = st.builds(
        lambda first, years, name, by: said(first, first + years if years else None, name, by=by),
        st.integers(2000, 2010),
        st.integers(0, 6),
        st.sampled_from(["Larvik", "Lardal"]),
        st.sampled_from(sources),
    )
    return st.lists(one, max_size=5)


@given(stretches(KLASS, LIST), stretches(KLASS) | stretches(LIST), st.booleans())
def test_settling_again_writes_nothing(kept: list[Stretch], arriving: list[Stretch], knows_best: bool) -> None:
    """Whatever was kept and whatever one source says: the second time there is nothing left to do."""
    rows = without_overlaps(kept)
    settled = settle(rows, arriving, knows_best=knows_best)
    changed = {one.row: one for one in settled.change}
    now = [changed.get(one.row, one) for one in rows]
    now += [Stretch(*one.says, one.source, row=100 + number) for number, one in enumerate(settled.add)]
    again = settle(now, arriving, knows_best=knows_best)
    assert (again.add, again.change) == ([], [])
    assert all(not one.overlaps(other) for one, other in combinations(now, 2))
    assert len({one.row for one in now}) == len(now)


def without_overlaps(stretches: list[Stretch]) -> list[Stretch]:
    kept: list[Stretch] = []
    for number, one in enumerate(stretches):
        if not any(one.overlaps(other) for other in kept):
            kept.append(Stretch(*one.says, one.source, row=number))
    return kept
