"""When a light that a person has set holds, and when it is over by itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targets.rules import Attainment, Ending, Judged, Kind, Light, Overriding, another_figure_comes, override_on

SET_ON = date(2026, 11, 3)
FIGURE = Judged("2025", "4.2")


def overriding(
    *, key: int = 1, on: date = SET_ON, until: date | None = None, ended_on: date | None = None, figure: Judged = FIGURE
) -> Overriding:
    return Overriding(key, Light.GREEN, "Tallet er feil.", "kommunedirektøren", on, until, figure, ended_on)


def day(code: str) -> date:
    return date.fromisoformat(code)


UNTIL_NEW_YEAR = overriding(until=date(2026, 12, 31))
UNTIL_FIGURE = overriding()
WITHDRAWN = overriding(until=date(2026, 12, 31), ended_on=date(2026, 11, 20))

CASES = {
    "it holds from the day it was decided": (UNTIL_NEW_YEAR, "2026-11-03", FIGURE, True),
    "the day before it was decided nobody had set it": (UNTIL_NEW_YEAR, "2026-11-02", FIGURE, False),
    "it holds through its last day": (UNTIL_NEW_YEAR, "2026-12-31", FIGURE, True),
    "the day after its last day it is over": (UNTIL_NEW_YEAR, "2027-01-01", FIGURE, False),
    "with a last day a new figure does not end it": (UNTIL_NEW_YEAR, "2026-12-01", Judged("2026", "4.4"), True),
    "until the next figure it holds for years where none comes": (UNTIL_FIGURE, "2031-01-01", FIGURE, True),
    "a figure for another period ends it": (UNTIL_FIGURE, "2026-12-01", Judged("2026", "4.4"), False),
    "the same value in another period is another figure": (UNTIL_FIGURE, "2026-12-01", Judged("2026", "4.2"), False),
    "a revised figure for the same period ends it": (UNTIL_FIGURE, "2026-12-01", Judged("2025", "4.3"), False),
    "a figure that its source now hides ends it": (UNTIL_FIGURE, "2026-12-01", Judged("2025", ":"), False),
    "a figure that is gone ends it": (UNTIL_FIGURE, "2026-12-01", Judged(), False),
    "set where there was no figure, the first one ends it": (overriding(figure=Judged()), "2026-12-01", FIGURE, False),
    "the day before it was withdrawn it held": (WITHDRAWN, "2026-11-19", FIGURE, True),
    "the day it was withdrawn it does not hold": (WITHDRAWN, "2026-11-20", FIGURE, False),
    "set and withdrawn on one day it never held": (overriding(ended_on=SET_ON), "2026-11-03", FIGURE, False),
}


@pytest.mark.parametrize(
    ("one", "on", "judged", "holds"), [pytest.param(*case, id=sentence) for sentence, case in CASES.items()]
)
def test_when_an_override_holds(one: Overriding, on: str, judged: Judged, holds: bool) -> None:
    assert one.holds(on=day(on), judged=judged) is holds
    assert override_on([one], on=day(on), judged=judged) == (one if holds else None)


@pytest.mark.parametrize(
    ("one", "on", "judged", "ending", "since"),
    [
        (UNTIL_NEW_YEAR, "2027-03-01", FIGURE, Ending.DATE, "2027-01-01"),
        (UNTIL_FIGURE, "2027-03-01", Judged("2026", "4"), Ending.FIGURE, "2027-03-01"),
    ],
    ids=["a date that has passed ended it the day after", "a figure ended it the day it was seen"],
)
def test_why_and_since_when_it_is_over(one: Overriding, on: str, judged: Judged, ending: Ending, since: str) -> None:
    assert (one.ending(on=day(on), judged=judged), one.over_since(on=day(on))) == (ending, day(since))


def test_of_two_on_the_same_day_the_one_that_was_set_last_holds() -> None:
    first, second = overriding(key=1, until=date(2026, 12, 31)), overriding(key=2, until=date(2026, 11, 30))
    assert override_on([first, second], on=SET_ON, judged=FIGURE) == second
    assert override_on([first, second], on=date(2026, 12, 1), judged=FIGURE) == first


@pytest.mark.parametrize(
    ("kind", "attainment", "comes"),
    [
        (Kind.STAY_ABOVE, None, True),
        (Kind.REACH, None, True),
        (Kind.REACH, Attainment.MISSED, False),
        (Kind.STAY_BELOW, Attainment.REACHED, False),
        (Kind.MILESTONE, None, False),
        (Kind.RECURRING, None, False),
    ],
    ids=[
        "a limit is judged by the next figure too",
        "a path on its way is judged by the next figure too",
        "what is missed stays judged by the figure of its deadline",
        "and so does what is reached",
        "a state is judged by people",
        "a duty is judged by when it was done",
    ],
)
def test_whether_another_figure_will_ever_be_judged(kind: Kind, attainment: Attainment | None, comes: bool) -> None:
    assert another_figure_comes(kind, attainment) is comes


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
figures = st.sampled_from([FIGURE, Judged("2026", "4.2"), Judged("2025", ":"), Judged()])
overridings = st.builds(
    Overriding,
    key=st.integers(1, 9),
    light=st.sampled_from(Light),
    reason=st.just("Grunn."),
    by=st.just("rådet"),
    on=days,
    until=st.none() | days,
    figure=figures,
    ended_on=st.none() | days,
)


@given(overridings, days, figures)
def test_what_is_over_by_its_own_terms_never_holds(one: Overriding, on: date, judged: Judged) -> None:
    if one.ending(on=on, judged=judged):
        assert not one.holds(on=on, judged=judged)
        assert not one.holds(on=one.over_since(on=on), judged=judged)


@given(overridings, days, figures, st.integers(1, 400))
def test_with_the_same_figure_it_holds_in_one_unbroken_stretch(
    one: Overriding, on: date, judged: Judged, later: int
) -> None:
    between = [one.holds(on=on + timedelta(days=number), judged=judged) for number in range(later)]
    if between[0] and between[-1]:
        assert all(between)


@given(st.lists(overridings, max_size=4), days, figures)
def test_the_one_that_is_found_holds_and_none_is_found_where_none_does(
    several: list[Overriding], on: date, judged: Judged
) -> None:
    found = override_on(several, on=on, judged=judged)
    holding = [one for one in several if one.holds(on=on, judged=judged)]
    assert found == (holding[-1] if holding else None)
