"""Which lights are others than a year before, and because of what, judged by what is known on the day of the report."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from planning.models import Plan
from reporting.queries.changed_since import Way, way_from
from reporting.queries.lights import title_of
from targets.causes import cause_of
from targets.certificates import Judgement, judge_target
from targets.models import Assessment
from targets.queries import inputs_for
from targets.rules import Light
from targets.sentences import Changed, word_for
from targets.sentences.changes import because
from targets.sentences.statements import statement
from targets.services.assessment import assessment_of, batches


@dataclass(frozen=True, slots=True)
class YearChange:
    """A target whose shown light is another one than on a day before. `because` has no full stop, and may be empty."""

    code: str
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


def changes_between(
    judged: Sequence[tuple[Judgement, Judgement]], *, first: date, second: date
) -> tuple[YearChange, ...]:
    """The plan's own targets against how they stood on the first of the two days, those that are worse first."""
    own = [(before, after) for before, after in judged if after.target.goal_id is not None]
    changes = [change for before, after in own for change in change_between(before, after, first=first, second=second)]
    order = list(Way)
    return tuple(sorted(changes, key=lambda one: order.index(one.way)))


def change_between(before: Judgement, after: Judgement, *, first: date, second: date) -> Iterator[YearChange]:
    """The change, where one and the other are colours that say something of how it stands."""
    was, became = before.shown_light, after.shown_light
    if was == became or (was is Light.GREY and became is Light.GREY):
        return
    changed = Changed(
        cause=cause_of(never_stored(before, on=first), never_stored(after, on=second)),
        on=second,
        from_light=was.value,
        to_light=became.value,
        to_calculated=after.verdict.light.value,
        before=before.facts,
        after=after.facts,
    )
    yield YearChange(
        code=after.target.code,
        title=title_of(after.target),
        way=way_from(was.value, became.value),
        from_light=was.value,
        from_word=word_for(before.facts, was.value),
        to_light=became.value,
        to_word=word_for(after.facts, became.value),
        because=why(changed),
    )


def never_stored(judgement: Judgement, *, on: date) -> Assessment:
    """A judgement as what is told from, for whoever tells; the moment that it was made in says nothing."""
    return assessment_of(judgement, on=on, now=timezone.make_aware(datetime.combine(on, time())))


def why(changed: Changed) -> str:
    """What made the difference; of a light that the rule made grey, what is lacking now."""
    verdict = changed.after["verdict"]
    if changed.to_light == verdict["light"] == Light.GREY:
        return statement(changed.after).rstrip(".")
    return because(changed)
