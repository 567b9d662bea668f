"""A dataset in another order is the same dataset."""

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.sources.jsonstat import Dataset, arranged, cells_of, fingerprint, read_dataset
from tests.jsonstat_files import Axis, Cube, Spelling, body_of, kostra, written

IDS = ("KOKkommuneregion0000", "ContentsCode", "Tid")


def read(document: Any) -> Dataset:
    body = document if isinstance(document, bytes) else body_of(document)
    return read_dataset(body, stem="12134", max_cells=1_000)


def cube_of(numbers: list[str | None]) -> Cube:
    axes = tuple(
        Axis(name, codes, codes)
        for name, codes in zip(IDS, (("3909", "EAKUO"), ("KOSa", "KOSb"), ("2022", "2023", "2024")), strict=True)
    )
    return Cube(axes, tuple(numbers), tuple("" if number else ":" for number in numbers))


def turned(cube: Cube, lots: Random) -> Cube:
    """The same figures with dimensions and codes in an order that lots were drawn for."""
    order = lots.sample(range(len(cube.axes)), len(cube.axes))
    axes = []
    for place in order:
        one = cube.axes[place]
        codes = tuple(lots.sample(one.codes, len(one.codes)))
        axes.append(Axis(one.id, codes, codes))
    cells = said_by(read(written(cube, Spelling())))
    places = [
        tuple(dict(zip((axis.id for axis in axes), codes, strict=True))[name] for name in IDS)
        for codes in products(axes)
    ]
    numbers = tuple(cells[place][0] or None for place in places)
    return Cube(tuple(axes), numbers, tuple(cells[place][1] for place in places))


def products(axes: list[Axis]) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [()]
    for axis in axes:
        found = [(*before, code) for before in found for code in axis.codes]
    return found


def said_by(dataset: Dataset) -> dict[tuple[str, ...], tuple[str, str]]:
    """What is printed in each cell, by its region, metric and year."""
    return {
        (one.region, one.indicator.split(":")[1], one.period): (one.literal, one.symbol) for one in cells_of(dataset)
    }


numbers = st.lists(
    st.one_of(st.none(), st.integers(-999, 999).map(str), st.just("0.12345678901234567")), min_size=12, max_size=12
)


@given(numbers, st.randoms(use_true_random=False))
def test_another_order_is_the_same_dataset(found: list[str | None], lots: Random) -> None:
    cube = cube_of(found)
    one, other = read(written(cube, Spelling())), read(written(turned(cube, lots), Spelling()))
    assert fingerprint(one) == fingerprint(other)
    again = arranged(other, IDS)
    assert tuple(dimension.id for dimension in again.dimensions) == IDS
    assert said_by(again) == said_by(one)


@given(numbers, st.integers(0, 11), st.sampled_from(["1000", "0.12345678901234568", None]))
def test_a_cell_that_says_something_else_makes_it_another(
    found: list[str | None], cell: int, other: str | None
) -> None:
    changed = [*found[:cell], other, *found[cell + 1 :]]
    same = fingerprint(read(written(cube_of(found), Spelling()))) == fingerprint(
        read(written(cube_of(changed), Spelling()))
    )
    assert same == (found == changed)


@pytest.mark.parametrize(
    ("change", "is_same"),
    [
        pytest.param({"updated": "2027-03-15T07:00:00Z"}, True, id="a new date"),
        pytest.param({"label": "Et annet navn", "note": []}, True, id="another title"),
        pytest.param({"status": {"5": "..", "6": "."}}, False, id="another symbol"),
        pytest.param({"status": {"5": ":", "6": ".", "7": "*"}}, False, id="a symbol beside a number"),
        pytest.param({"value": [-0.5, 1.9, 100, 0.1, 2.5, None, None, 16]}, False, id="another number"),
        pytest.param({"extension": {"px": {"tableid": "13542"}}}, False, id="another table"),
    ],
)
def test_only_the_figures_count(change: dict[str, Any], is_same: bool) -> None:
    assert (fingerprint(read(kostra())) == fingerprint(read(kostra(**change)))) is is_same


def test_a_dimension_that_is_not_named_comes_first() -> None:
    assert [one.id for one in arranged(read(kostra()), IDS[:2]).dimensions] == ["Tid", *IDS[:2]]
