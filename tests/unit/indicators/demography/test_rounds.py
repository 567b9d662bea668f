"""Projections against what came, and how figures of several sources and rounds are told apart."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.demography.ages import EVERYBODY
from indicators.demography.codes import Meaning, meaning_of
from indicators.demography.history import Count, actual_years, rounds_in
from indicators.demography.rounds import Change, deviations, farthest, growth, reached_early

NOW = datetime(2026, 7, 1, tzinfo=UTC)
LARVIK = {2022: 47777, 2023: 48246, 2024: 48715, 2025: 48870}
PROJECTED = {2023: 48246, 2024: 48259, 2025: 48403, 2026: 48555, 2027: 48712, 2028: 48873}
SERIES = st.dictionaries(st.integers(2000, 2030), st.integers(0, 10_000).map(Decimal), max_size=12)


def numbers(persons: dict[int, int]) -> dict[int, Decimal]:
    return {year: Decimal(count) for year, count in persons.items()}


def reached(actual: dict[int, int], projected: dict[int, int]) -> tuple[int, int] | None:
    found = farthest(reached_early(numbers(actual), numbers(projected)))
    return (found.year, found.projected_for) if found else None


def test_larvik_reached_the_2027_projection_in_2024() -> None:
    found = farthest(reached_early(numbers(LARVIK), numbers(PROJECTED)))
    assert found
    assert (found.year, found.projected_for, found.years_early) == (2024, 2027, 3)
    assert (found.actual, found.projected, found.is_rising) == (Decimal(48715), Decimal(48712), True)


@pytest.mark.parametrize(
    ("actual", "projected", "expected"),
    [
        pytest.param({2024: 110}, {2023: 100, 2025: 110}, (2024, 2025), id="exactly there is there"),
        pytest.param({2024: 109}, {2023: 100, 2025: 110}, None, id="one short is not there"),
        pytest.param({2025: 110}, {2023: 100, 2025: 110}, None, id="in the year itself is not early"),
        pytest.param({2024: 89}, {2023: 100, 2024: 95, 2026: 90}, (2024, 2026), id="fewer, where fewer were projected"),
        pytest.param({2024: 91}, {2023: 100, 2024: 95, 2026: 90}, None, id="not yet as few"),
        pytest.param({2024: 100}, {2023: 100, 2025: 100}, None, id="a flat projection has nothing to reach"),
        pytest.param({2020: 120}, {2023: 100, 2025: 110}, None, id="before the projection began proves nothing"),
        pytest.param({2024: 111, 2025: 90}, {2023: 100, 2026: 110}, (2024, 2026), id="the first year counts"),
        pytest.param({}, {2023: 100, 2025: 110}, None, id="no actual figures"),
        pytest.param({2024: 110}, {}, None, id="no projection"),
        pytest.param({2024: 130}, {2023: 100, 2024: 110, 2026: 120, 2028: 90}, (2024, 2026), id="up and then down"),
    ],
)
def test_what_counts_as_reached(
    actual: dict[int, int], projected: dict[int, int], expected: tuple[int, int] | None
) -> None:
    assert reached(actual, projected) == expected


def test_how_far_off_a_projection_was_in_persons_and_percent() -> None:
    off = deviations(numbers(LARVIK), numbers(PROJECTED))
    assert list(off) == [2023, 2024, 2025]
    assert off[2024].persons == 456
    assert off[2024].percent == Fraction(45600, 48259)


def test_nobody_projected_has_no_percent() -> None:
    assert Change(Decimal(0), Decimal(3)).percent is None


def test_growth_is_from_the_first_year_to_the_last() -> None:
    found = growth(numbers(LARVIK))
    assert found
    assert (found[0], found[1], found[2].persons) == (2022, 2025, Decimal(1093))
    assert growth({2022: Decimal(1)}) is None


@given(SERIES, SERIES)
def test_what_is_reached_is_always_there_early(actual: dict[int, Decimal], projected: dict[int, Decimal]) -> None:
    for one in reached_early(actual, projected):
        assert min(projected) <= one.year < one.projected_for
        assert (one.actual, one.projected) == (actual[one.year], projected[one.projected_for])
        assert one.actual >= one.projected if one.is_rising else one.actual <= one.projected


@given(SERIES, SERIES)
def test_a_world_upside_down_is_reached_in_the_same_years(
    actual: dict[int, Decimal], projected: dict[int, Decimal]
) -> None:
    def turned(persons: dict[int, Decimal]) -> dict[int, Decimal]:
        return {year: 10_000 - count for year, count in persons.items()}

    years = [(one.year, one.projected_for) for one in reached_early(actual, projected)]
    assert [(one.year, one.projected_for) for one in reached_early(turned(actual), turned(projected))] == years


# Several sources and rounds -----------------------------------------------------------------------------------------


def meaning(code: str) -> Meaning:
    found = meaning_of(code)
    assert found
    return found


def count(code: str, year: int, persons: int, *, days: int = 0, start: str = "", scenario: str = "") -> Count:
    known_from = NOW + timedelta(days=days)
    return Count(meaning(code), year, Decimal(persons), code, known_from, projected_from=start, scenario=scenario)


def test_the_end_of_2023_stands_at_2024_and_says_its_day() -> None:
    years = actual_years([count("befolkning", 2023, 48246), count("innbyggere", 2023, 48715)])
    assert years.persons() == {2023: 48246, 2024: 48715}
    assert years.counts[2024, EVERYBODY].on == date(2023, 12, 31)
    assert years.counts[2023, EVERYBODY].on == date(2023, 1, 1)


def test_where_sources_disagree_the_statistics_count_and_it_is_told() -> None:
    said = [count("innbyggere", 2023, 3), count("befolkning", 2024, 2), count("07459:Personer1", 2024, 1)]
    years = actual_years(said)
    assert years.persons() == {2024: 1}
    assert [one.other.persons for one in years.disagreements] == [2, 3]


def test_sources_that_agree_are_no_news() -> None:
    years = actual_years([count("innbyggere", 2023, 5), count("befolkning", 2024, 5)])
    assert years.disagreements == ()


def test_rounds_stand_beside_each_other_with_the_newest_first() -> None:
    said = [count("befolkning", 2030, 10, start="2020"), count("befolkning", 2030, 12, start="2024")]
    assert [(one.projected_from, one.years.persons()) for one in rounds_in(said)] == [
        ("2024", numbers({2030: 12})),
        ("2020", numbers({2030: 10})),
    ]


def test_scenarios_of_one_year_are_rounds_of_their_own() -> None:
    said = [count("befolkning", 2030, 9, start="2024", scenario=one) for one in ("lav", "høy")]
    assert {one.scenario for one in rounds_in(said)} == {"lav", "høy"}


def test_a_later_figure_corrects_its_own_round() -> None:
    said = [count("befolkning", 2030, 12, start="2024", days=9), count("befolkning", 2030, 10, start="2024")]
    (only,) = rounds_in(said)
    assert only.years.persons() == {2030: 12}


def test_rounds_without_a_year_are_told_apart_by_when_they_were_known() -> None:
    said = [
        count("befolkning", 2030, 10),
        count("befolkning", 2031, 11),
        # The newer delivery says only the second of them otherwise, and the first as before.
        count("befolkning", 2031, 15, days=400),
    ]
    newer, older = rounds_in(said)
    assert (newer.years.persons(), older.years.persons()) == (
        numbers({2030: 10, 2031: 15}),
        numbers({2030: 10, 2031: 11}),
    )
    assert newer.known_from.year == 2027
