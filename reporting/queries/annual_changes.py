"""Which lights are others than a year before, and because of what, judged by what is known on the day of the report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from planning.models import Plan
from reporting.queries.changed_since import Way, way_from
from reporting.queries.light_history import word
from reporting.queries.lights import title_of
from targets.causes import cause_of
from targets.certificates import Judgement, judge_target
from targets.queries import inputs_for
from targets.rules import Light
from targets.sentences import Changed
from targets.sentences.changes import because
from targets.services.assessment import assessment_of, batches


@dataclass(frozen=True, slots=True)
class YearChange:
    """A target whose shown light is another one than a year before. `because` has no full stop, and may be empty."""

    title: str
    way: Way
    from_light: str
    from_word: str
    to_light: str
    to_word: str
    because: str


def judged_twice(plan: Plan, *, first: date, second: date) -> Iterator[tuple[Judgement, Judgement]]:
    """Every target as of two days, by what is known now: read once, judged twice."""
    for targets in batches(plan):
        inputs = inputs_for(targets, known_at=None)
        for one in targets:
            yield judge_target(one, inputs[one.pk], on=first), judge_target(one, inputs[one.pk], on=second)


def changes_of_year(judged: Sequence[tuple[Judgement, Judgement]], *, year: int) -> tuple[YearChange, ...]:
    """The plan's own targets against how they stood when the year began, those that are worse first."""
    own = [(before, after) for before, after in judged if after.target.goal_id is not None]
    changes = [change for before, after in own for change in change_between(before, after, year=year)]
    order = list(Way)
    return tuple(sorted(changes, key=lambda one: order.index(one.way)))


def change_between(before: Judgement, after: Judgement, *, year: int) -> Iterator[YearChange]:
    """The change, where one and the other are colours that say something of how it stands."""
    was, became = before.shown_light, after.shown_light
    if was == became or (was is Light.GREY and became is Light.GREY):
        return
    then, current = date(year, 1, 1), date(year + 1, 1, 1)
    # Never stored, so the moment that they were made in says nothing.
    now = timezone.make_aware(datetime.combine(current, time()))
    cause = cause_of(assessment_of(before, on=then, now=now), assessment_of(after, on=current, now=now))
    changed = Changed(
        cause=cause,
        on=current,
        from_light=was.value,
        to_light=became.value,
        to_calculated=after.verdict.light.value,
        before=before.facts,
        after=after.facts,
    )
    yield YearChange(
        title=title_of(after.target),
        way=way_from(was.value, became.value),
        from_light=was.value,
        from_word=word(was.value, before.facts),
        to_light=became.value,
        to_word=word(became.value, after.facts),
        because=because(changed),
    )
