"""A large question in parts: every cell once, no part too large."""

from collections import Counter
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.sources.jsonstat import Role
from indicators.sources.ssb.choices import Choice, cells_in
from indicators.sources.ssb.chunks import chunks

ROLES = [Role.TIME, Role.GEO, Role.METRIC, None, None]


def choice(name: str, count: int, role: Role | None = None) -> Choice:
    return Choice(name, role, tuple(f"{name}{number}" for number in range(count)), is_whole=True)


def cells(choices: tuple[Choice, ...]) -> list[tuple[str, ...]]:
    return list(product(*(one.codes for one in choices)))


# 12367: regions, functions, kinds of cost, metrics, years.
KOSTRA_12367 = [
    choice("region", 891, Role.GEO),
    choice("funksjon", 97),
    choice("art", 35),
    choice("contents", 2, Role.METRIC),
    choice("tid", 11, Role.TIME),
]


@given(
    counts=st.lists(st.integers(1, 7), min_size=1, max_size=5),
    most=st.integers(1, 300),
    order=st.permutations(range(5)),
)
def test_every_cell_comes_once_and_no_part_is_too_large(counts: list[int], most: int, order: list[int]) -> None:
    whole = tuple(choice(f"v{place}_", count, ROLES[order[place]]) for place, count in enumerate(counts))
    parts = chunks(whole, most_cells=most)
    assert all(cells_in(part) <= most for part in parts)
    assert Counter(cell for part in parts for cell in cells(part)) == Counter(cells(whole))
    assert parts == chunks(whole, most_cells=most)


def test_what_fits_is_asked_for_at_once() -> None:
    assert chunks(KOSTRA_12367[:2], most_cells=891 * 97) == [tuple(KOSTRA_12367[:2])]


def test_a_table_of_67_million_cells_is_cut_by_year_and_then_by_region() -> None:
    parts = chunks(KOSTRA_12367, most_cells=800_000)
    assert len(parts) == 11 * 8
    assert {tuple(map(len, (one.codes for one in part)))[1:] for part in parts} == {(97, 35, 2, 1)}
    assert max(map(cells_in, parts)) <= 800_000
    assert sum(map(cells_in, parts)) == prod((891, 97, 35, 2, 11))


def test_a_variable_that_is_not_cut_is_still_asked_for_with_a_star() -> None:
    first = chunks(KOSTRA_12367, most_cells=800_000)[0]
    assert [one.said == ("*",) for one in first] == [False, True, True, True, False]


def test_a_part_has_at_least_one_cell() -> None:
    with pytest.raises(ValueError, match="at least one cell"):
        chunks(KOSTRA_12367, most_cells=0)
