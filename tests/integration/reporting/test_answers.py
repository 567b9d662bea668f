"""Causes and measures for many targets: which cause counts, what it says of newer figures, and what is lacking."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from pytest_django.fixtures import DjangoAssertNumQueries

from planning.models import Measure
from reporting.queries.answers import answers_for
from targets.models import StatedCause, Target
from tests import factories

pytestmark = pytest.mark.django_db
ON = date(2026, 7, 1)
JUDGED_AT = datetime(2026, 2, 1, 8, tzinfo=UTC)
SAID_AT = datetime(2026, 3, 3, 8, tzinfo=UTC)
LATER = datetime(2026, 6, 1, 8, tzinfo=UTC)


def red_target() -> Target:
    target = factories.create_target()
    factories.give_figure(target, "1.0", period="2024")
    factories.assess(target.plan, on=JUDGED_AT.date(), now=JUDGED_AT)
    return target


def state_cause(target: Target, text: str = "Færre søkere", *, at: datetime = SAID_AT) -> StatedCause:
    return StatedCause.objects.create(target=target, text=text, said_on=at.date(), said_by="Vilde", said_at=at)


def judge_new_figure(target: Target, literal: str, period: str) -> None:
    factories.give_figure(target, literal, period=period)
    factories.assess(target.plan, on=LATER.date(), now=LATER)


def measure_of(target: Target, **values: Any) -> Measure:
    assert target.goal is not None
    measure = factories.create_measure(plan=target.plan, **values)
    measure.goals.add(target.goal)
    return measure


def test_a_red_target_without_anything_asks_for_cause_and_measure() -> None:
    target = red_target()
    answer = answers_for([target.pk], on=ON)[target.pk]
    assert (answer.asks, answer.lacks_cause, answer.lacks_measure) == (True, True, True)


def test_a_green_target_asks_for_nothing() -> None:
    target = factories.create_target()
    factories.give_figure(target, "9.0")
    factories.assess(target.plan)
    answer = answers_for([target.pk], on=ON)[target.pk]
    assert (answer.asks, answer.lacks_something) == (False, False)


def test_the_newest_cause_counts() -> None:
    target = red_target()
    state_cause(target, "Første")
    state_cause(target, "Andre", at=SAID_AT + timedelta(days=1))
    cause = answers_for([target.pk], on=ON)[target.pk].cause
    assert cause is not None
    assert (cause.text, cause.figure, cause.newer) == ("Andre", "2024", "")


def test_a_cause_says_that_a_newer_figure_has_come() -> None:
    target = red_target()
    state_cause(target)
    judge_new_figure(target, "2.0", "2025")
    cause = answers_for([target.pk], on=ON)[target.pk].cause
    assert cause is not None
    assert cause.written == "Skrevet 3. mars 2026 av Vilde, før tallet for 2025 kom."


def test_a_cause_is_history_when_the_light_has_been_green() -> None:
    target = red_target()
    state_cause(target)
    judge_new_figure(target, "9.0", "2025")
    assert answers_for([target.pk], on=ON)[target.pk].cause is None


def test_a_measure_that_is_done_does_not_help_a_red_light() -> None:
    target = red_target()
    measure_of(target, progress="done")
    answer = answers_for([target.pk], on=ON)[target.pk]
    assert (len(answer.measures), answer.lacks_measure) == (1, True)


def test_a_late_measure_says_so_in_words() -> None:
    target = red_target()
    unit = factories.create_unit(municipality=target.plan.municipality, name="Skole")
    measure_of(target, deadline=date(2026, 6, 28), progress="ongoing", unit=unit)
    [line] = answers_for([target.pk], on=ON)[target.pk].measures
    assert (line.unit, line.progress_word, line.late_word) == ("Skole", "I gang", "Forfalt for 3 dager siden")


@pytest.mark.parametrize("number", [3, 30])
def test_many_targets_take_four_queries(number: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plan = factories.create_plan()
    targets = [factories.create_target(plan=plan) for _ in range(number)]
    for target in targets:
        factories.give_figure(target, "1.0", period="2024")
        measure_of(target)
        state_cause(target)
    factories.assess(plan)
    with django_assert_num_queries(4):
        found = answers_for([one.pk for one in targets], on=ON)
        assert all(len(one.measures) == 1 and one.cause and one.measures[0].unit == "" for one in found.values())
