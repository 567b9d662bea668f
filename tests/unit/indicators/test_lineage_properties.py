"""What holds of every history of codes, sensible or not."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from indicators.lineage import Change, Chronicle, Life

CODES = st.sampled_from("ABCDEF")
DAYS = st.sampled_from([date(year, 1, 1) for year in range(2010, 2016)])
CHANGES = st.lists(st.builds(Change, CODES, CODES, DAYS), max_size=14)
LIVES = st.lists(
    st.builds(lambda code, start, years: Life(code, start, start + timedelta(365 * years)), CODES, DAYS, st.just(2)),
    max_size=6,
)
EVES = [date(year, 12, 31) for year in range(2008, 2017)]


@given(CHANGES, LIVES, CODES)
def test_spans_cover_all_time_without_overlap(changes: list[Change], lives: list[Life], code: str) -> None:
    spans = Chronicle(changes, lives).lineage(code).spans
    assert spans[0].end is None
    assert spans[-1].start is None
    assert all(newer.start == older.end for newer, older in pairwise(spans))
    assert all(span.start is None or span.end is None or span.start < span.end for span in spans)


@given(CHANGES, LIVES)
def test_no_code_is_counted_for_two_regions(changes: list[Change], lives: list[Life]) -> None:
    chronicle = Chronicle(changes, lives)
    living = [chronicle.lineage(code) for code in "ABCDEF" if not chronicle.gone_on(code)]
    for day in EVES:
        counted = [code for lineage in living for code in lineage.at(day).codes]
        assert len(counted) == len(set(counted))


@given(st.data())
def test_mergers_and_new_codes_alone_lose_nothing(data: st.DataObject) -> None:
    """Codes are merged at random, year after year; every one that was there at first is counted in exactly one."""
    living = [f"0{letter}" for letter in "abcdefgh"]
    first, changes = set(living), []
    for year in range(2000, 2000 + data.draw(st.integers(1, 6))):
        groups: dict[str, list[str]] = {}
        for code in living:
            groups.setdefault(f"{year}{data.draw(st.integers(0, len(living) - 1))}", []).append(code)
        changes += [Change(old, new, date(year, 1, 1)) for new, olds in groups.items() for old in olds]
        living = list(groups)
    chronicle = Chronicle(changes)
    counted = [code for new in living for code in chronicle.lineage(new).at(date(1999, 12, 31)).codes]
    assert len(counted) == len(set(counted))
    assert set(counted) == first


@given(CHANGES, LIVES, st.data())
def test_the_order_of_the_rows_is_no_matter(changes: list[Change], lives: list[Life], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(changes))
    one, other = Chronicle(changes, lives), Chronicle([*shuffled, *changes], lives)
    assert [one.lineage(code) for code in "ABCDEF"] == [other.lineage(code) for code in "ABCDEF"]
