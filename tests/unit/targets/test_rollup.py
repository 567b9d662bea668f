"""How lights stand together: counted as they are shown, with what is calculated for the overridden beside."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.rules import Light, RollUp, roll_up
from targets.rules.rollup import WORST_FIRST

G, Y, R, N = Light.GREEN, Light.YELLOW, Light.RED, Light.GREY

CASES = {
    "one red among greens is the worst": ([G, G, R], [], R, None),
    "grey is counted and is not the worst while anything has a colour": ([N, N, G], [], G, None),
    "only grey is grey": ([N], [], N, None),
    "nothing has no worst": ([], [], None, None),
    "a red that is overridden to green is said behind the green": ([G, G], [R], G, R),
    "a red behind an override is no worse than a red that stands": ([G, R], [R], R, None),
    "a yellow behind an override is worse than green": ([G], [Y], G, Y),
    "a green behind an override to red is not worse": ([R], [G], R, None),
    "a grey behind an override is counted and not worse": ([G], [N], G, None),
    "behind an override to grey stands a colour": ([N], [R], N, R),
}


@pytest.mark.parametrize(
    ("lights", "calculated", "worst", "behind"), [pytest.param(*case, id=sentence) for sentence, case in CASES.items()]
)
def test_the_worst_of_what_is_shown_and_of_what_is_behind(
    lights: list[Light], calculated: list[Light], worst: Light | None, behind: Light | None
) -> None:
    together = roll_up(lights, calculated=calculated)
    assert (together.worst, together.worse_behind) == (worst, behind)
    assert (together.total, together.overridden) == (len(lights), len(calculated))


def test_the_distribution_counts_every_light() -> None:
    assert roll_up([G, Y, R, N, N], calculated=[G, R]) == RollUp(green=1, yellow=1, red=1, grey=2, calculated=(R, G))


lit = st.lists(st.tuples(st.sampled_from(Light), st.none() | st.sampled_from(Light)), max_size=12)


@given(lit, st.randoms())
def test_the_order_does_not_matter_and_nothing_is_lost(
    several: list[tuple[Light, Light | None]], chance: Random
) -> None:
    together = rolled(several)
    chance.shuffle(several)
    assert rolled(several) == together
    assert together.total == len(several) >= together.overridden


@given(lit, st.tuples(st.sampled_from(Light), st.none() | st.sampled_from(Light)))
def test_one_more_never_makes_it_better(
    several: list[tuple[Light, Light | None]], more: tuple[Light, Light | None]
) -> None:
    before, after = rolled(several).worst, rolled([*several, more]).worst
    assert after is not None
    assert before is None or WORST_FIRST.index(after) <= WORST_FIRST.index(before)


def rolled(several: list[tuple[Light, Light | None]]) -> RollUp:
    behind = [calculated for _shown, calculated in several if calculated is not None]
    return roll_up([shown for shown, _calculated in several], calculated=behind)
