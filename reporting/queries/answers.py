"""What is answered where a target does not stand as promised: the cause that somebody has stated, and the measures.

    answers = answers_for([target.pk for target in targets], on=on)
    answers[target.pk].cause.text, answers[target.pk].measures, answers[target.pk].lacks_measure

Four queries however many targets. A cause counts until the light is green; so it follows into the next round, and says
itself when a newer figure has come since it was written.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT

from planning.models import Measure
from planning.rules import Late, is_open, lateness
from reporting.measure_words import late_said, progress_said, written_said
from targets.models import Assessment, LightChange, StatedCause, Target
from targets.queries import period_named
from targets.rules import Light

PERIOD_JUDGED = KT("facts__figure__period")


@dataclass(frozen=True, slots=True)
class SaidCause:
    """Why it is so, who said that and when, for which figure, and the figure that has come since, if any."""

    text: str
    said_on: date
    said_by: str
    # Periods as they are read, `2025`; empty where the light looked at no figure.
    figure: str
    newer: str

    @property
    def is_before_figure(self) -> bool:
        """Whether a newer figure has been judged since."""
        return bool(self.newer)

    @property
    def written(self) -> str:
        return written_said(on=self.said_on, by=self.said_by, newer=self.newer)


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """One measure of the target's goal, as it stands."""

    plan_code: str
    code: str
    title: str
    unit: str
    owner: str
    deadline: date | None
    progress: str
    progress_word: str
    progress_on: date | None
    late: Late | None

    @property
    def late_word(self) -> str:
        return late_said(self.late)

    @property
    def is_open(self) -> bool:
        return is_open(self.progress)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered for one target. `asks` where its light is red, shown or behind one that a person has set."""

    asks: bool
    cause: SaidCause | None
    measures: tuple[MeasureLine, ...] = ()

    @property
    def lacks_cause(self) -> bool:
        return self.asks and self.cause is None

    @property
    def lacks_measure(self) -> bool:
        """One that is done or stopped does not help any more."""
        return self.asks and not any(one.is_open for one in self.measures)

    @property
    def lacks_something(self) -> bool:
        return self.lacks_cause or self.lacks_measure


def answers_for(targets: Collection[int], *, on: date) -> dict[int, Answer]:
    """By the keys of the targets: every one of them, those with nothing answered too."""
    standing = {one.target_id: one for one in Assessment.objects.current().filter(target__in=targets)}
    causes = causes_that_count(targets, standing)
    goals = dict(Target.objects.filter(pk__in=targets).values_list("pk", "goal"))
    measures = measures_of_goals({goal for goal in goals.values() if goal}, on=on)
    return {
        pk: Answer(is_red(standing.get(pk)), causes.get(pk), tuple(measures.get(goal or 0, ())))
        for pk, goal in goals.items()
    }


def is_red(assessment: Assessment | None) -> bool:
    """Shown red, or red behind a light that a person has set."""
    return assessment is not None and Light.RED in {assessment.light, assessment.shown_light}


def causes_that_count(targets: Collection[int], standing: Mapping[int, Assessment]) -> dict[int, SaidCause]:
    """The newest of each target, unless the light has been green since."""
    newest = StatedCause.objects.filter(target=OuterRef("target")).order_by("-said_at", "-pk").values("pk")[:1]
    rows = with_figures(StatedCause.objects.filter(target__in=targets, pk=Subquery(newest)))
    return {
        row.target_id: said_cause(row, standing.get(row.target_id))
        for row in rows
        if not row.became_green  # type: ignore[attr-defined]
    }


def with_figures(causes: QuerySet[StatedCause]) -> QuerySet[StatedCause]:
    """With the period that was judged when each was written, and whether the light has become green since."""
    judged = Assessment.objects.filter(target=OuterRef("target"), assessed_at__lte=OuterRef("said_at"))
    green = LightChange.objects.filter(
        target=OuterRef("target"), to_light=Light.GREEN, to_calculated=Light.GREEN, changed_at__gt=OuterRef("said_at")
    )
    then = judged.order_by("-assessed_at", "-pk").annotate(period=PERIOD_JUDGED).values("period")[:1]
    return causes.annotate(period_then=Subquery(then), became_green=Exists(green))


def said_cause(row: StatedCause, now: Assessment | None) -> SaidCause:
    """`row` comes from `with_figures`."""
    then: str = row.period_then or ""  # type: ignore[attr-defined]
    figure = now.facts["figure"] if now else None
    period = figure["period"] if figure else ""
    return SaidCause(
        text=row.text,
        said_on=row.said_on,
        said_by=row.said_by,
        figure=period_label(then),
        newer=period_label(period) if period != then else "",
    )


def period_label(code: str) -> str:
    return period_named(code).label if code else ""


def measures_of_goals(goals: Collection[int], *, on: date) -> dict[int, list[MeasureLine]]:
    """By goal, in the order of the plan; one query."""
    found: dict[int, list[MeasureLine]] = defaultdict(list)
    rows = Measure.objects.filter(goals__in=goals).annotate(of_goal=F("goals")).select_related("plan", "unit", "owner")
    for row in rows.order_by("order", "code"):
        found[row.of_goal].append(measure_line(row, on=on))
    return found


def measure_lines(measures: Iterable[Measure], *, on: date) -> list[MeasureLine]:
    return [measure_line(one, on=on) for one in measures]


def measure_line(row: Measure, *, on: date) -> MeasureLine:
    """The row must bring its plan, unit and owner."""
    return MeasureLine(
        plan_code=row.plan.code,
        code=row.code,
        title=row.title,
        unit=row.unit.name if row.unit else "",
        owner=str(row.owner) if row.owner else "",
        deadline=row.deadline,
        progress=row.progress,
        progress_word=progress_said(row.progress, in_document=row.status, percent=row.percent_done),
        progress_on=row.progress_on,
        late=lateness(deadline=row.deadline, progress=row.progress, on=on),
    )


def causes_before(target: Target, answer: Answer) -> list[SaidCause]:
    """What was said before, the newest first; the one that counts is left out. One query."""
    rows = with_figures(StatedCause.objects.filter(target=target)).order_by("-said_at", "-pk")
    said = [said_cause(row, None) for row in rows]
    return said[1:] if answer.cause else said
