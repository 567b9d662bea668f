"""Age groups: how they are written, and which of them make up another."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.demography.ages import EVERYBODY, AgeGroup, age_group_named, gap_in, parts_of, side_by_side
from indicators.demography.codes import Family, meaning_of, projection_in


def groups(*codes: str) -> list[AgeGroup]:
    found = [age_group_named(code) for code in codes]
    return [group for group in found if group]


def codes(found: tuple[AgeGroup, ...] | list[AgeGroup] | None) -> list[str] | None:
    return None if found is None else [group.code for group in found]


@pytest.mark.parametrize(
    ("text", "code"),
    [("0", "0"), ("006", "6"), ("6-15", "6-15"), ("80+", "80+"), ("105+", "105+"), ("5-5", "5")],
)
def test_an_age_group_is_read_as_it_is_written(text: str, code: str) -> None:
    group = age_group_named(text)
    assert group
    assert group.code == code


@pytest.mark.parametrize("text", ["", "barn", "15-6", "-5", "80 +", "1-5 år", "999", "+", "6–15"])
def test_what_is_no_age_group_is_none(text: str) -> None:
    assert age_group_named(text) is None


@pytest.mark.parametrize(
    ("wanted", "available", "parts"),
    [
        pytest.param("0-5", ["0", "1-5", "6-15"], ["0", "1-5"], id="nought to five is nought and one to five"),
        pytest.param("0-5", ["0", "1-5", "0-5"], ["0-5"], id="a published group counts before a sum"),
        pytest.param("0-5", ["0", "1-4"], None, id="a part that is missing is not made up"),
        pytest.param("0-5", ["0", "1-6"], None, id="a group that reaches further is no part"),
        pytest.param("67+", ["67-79", "80-89", "90+"], ["67-79", "80-89", "90+"], id="the old are three groups"),
        pytest.param("67+", ["67-79", "80-89"], None, id="the oldest may not be left out"),
        pytest.param("0-9", ["0-4", "3-9", "5-9"], ["0-4", "5-9"], id="no age is counted twice"),
    ],
)
def test_a_group_is_made_of_parts_that_are_exactly_it(wanted: str, available: list[str], parts: list[str]) -> None:
    assert codes(parts_of(groups(wanted)[0], groups(*available))) == parts


def test_the_finest_division_has_the_most_parts() -> None:
    known = groups("0-15", "0", "1-5", "6-15", "16+")
    assert codes(parts_of(EVERYBODY, known, finest=True)) == ["0", "1-5", "6-15", "16+"]
    assert codes(parts_of(EVERYBODY, known)) == ["0-15", "16+"]


@pytest.mark.parametrize(
    ("available", "gap"),
    [
        (["0", "1-5", "6-15"], "16+"),
        (["0-15", "67+"], "16-66"),
        (["16+"], "0-15"),
        (["0-15", "16+"], None),
        (["0", "6-15"], None),
        (["0-19", "16-66", "67+"], "20-66"),
    ],
)
def test_the_gap_is_told_where_there_is_only_one(available: list[str], gap: str | None) -> None:
    found = gap_in(groups(*available))
    assert (found.code if found else None) == gap


def test_groups_beside_each_other_do_not_overlap() -> None:
    assert codes(side_by_side(groups("6-15", "0-5", "0", "1-5", "80+"))) == ["0", "1-5", "6-15", "80+"]


@given(st.sets(st.integers(1, 110), max_size=12))
def test_any_division_of_all_ages_makes_up_everybody(borders: set[int]) -> None:
    starts = [0, *sorted(borders)]
    known = [AgeGroup(first, after - 1) for first, after in pairwise(starts)]
    known.append(AgeGroup(starts[-1], None))
    assert parts_of(EVERYBODY, known) == tuple(known)
    assert gap_in(known) is None
    for number, one in enumerate(known):
        rest = known[:number] + known[number + 1 :]
        assert parts_of(EVERYBODY, rest) is None
        assert not rest or gap_in(rest) == one


@pytest.mark.parametrize(
    ("code", "family", "group"),
    [
        ("befolkning", Family.OWN, "0+"),
        ("befolkning:6-15", Family.OWN, "6-15"),
        ("innbyggere", Family.END_OF_YEAR, "0+"),
        ("07459:Personer1", Family.STATISTICS, "0+"),
        ("07459:006:Personer1", Family.STATISTICS, "6"),
        ("07459:105+:Personer1", Family.STATISTICS, "105+"),
        ("14288:080:Personer", Family.STATISTICS, "80"),
    ],
)
def test_codes_that_count_people(code: str, family: Family, group: str) -> None:
    meaning = meaning_of(code)
    assert meaning
    assert (meaning.family, meaning.group.code) == (family, group)


@pytest.mark.parametrize(
    "code",
    [
        *("befolkning:", "befolkning:unge", "befolkningsvekst", "innbyggere-tilknyttet-kommunal-vannforsyning"),
        *("07459:1:006:Personer1", "07459:006:Personer2", "12134:006:Personer1", "14288:080:Personer1"),
    ],
)
def test_codes_that_count_something_else(code: str) -> None:
    assert meaning_of(code) is None


def test_the_end_of_a_year_is_the_first_of_january_after_it() -> None:
    end, start = meaning_of("innbyggere"), meaning_of("befolkning")
    assert end
    assert start
    assert (end.year_of(2023), start.year_of(2023)) == (2024, 2023)


def test_tables_of_projections_are_known_with_their_year() -> None:
    assert projection_in("14288") == {"projected_from": "2024"}
    assert projection_in("07459") == {}
