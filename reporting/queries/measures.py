"""The measures of a plan as a list, and one of them with everything that hangs on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext

from accounts.audit_words import ToldEvent, told
from accounts.models import AuditEvent
from planning.models import Challenge, FocusArea, Goal, Measure, Plan
from reporting.measure_words import progress_said
from reporting.queries.answers import MeasureLine, measure_line
from reporting.queries.lights import LightRow, light_rows
from targets.models import Target

PROGRESS_FIELDS = frozenset({"progress", "percent_done", "progress_note", "progress_on"})


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure of the list."""

    pk: int
    line: MeasureLine
    goals: tuple[tuple[str, str], ...]
    areas: tuple[str, ...]
    unit: int | None
    cost_note: str
    gist: str

    @property
    def title_key(self) -> str:
        """In the order of the Norwegian alphabet, which ends with Æ, Ø and Å."""
        return self.line.title.casefold().replace("å", "ÿ")


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader wants to see of the list; empty is everything."""

    area: str = ""
    unit: str = ""
    progress: str = ""
    late: bool = False
    text: str = ""

    def wants(self, row: MeasureRow) -> bool:
        said = f"{row.line.code} {row.line.title} {row.gist} {row.line.owner}".casefold()
        return (
            (not self.area or self.area in row.areas)
            and (not self.unit or self.unit == str(row.unit))
            and (not self.progress or self.progress == row.line.progress)
            and (not self.late or row.line.late is not None)
            and all(word in said for word in self.text.casefold().split())
        )


@dataclass(frozen=True, slots=True)
class MeasureList:
    plan: Plan
    rows: list[MeasureRow]
    total: int
    late: int


def measure_list(*, plan: Plan, asked: Asked, on: date) -> MeasureList:
    """Three queries, however many measures there are."""
    measures = plan.measures.select_related("unit", "owner").prefetch_related("goals", "focus_areas")
    rows = [measure_row(one, plan, on=on) for one in measures.order_by("order", "code")]
    return MeasureList(
        plan=plan,
        rows=[row for row in rows if asked.wants(row)],
        total=len(rows),
        late=sum(row.line.late is not None for row in rows),
    )


def measure_row(measure: Measure, plan: Plan, *, on: date) -> MeasureRow:
    measure.plan = plan
    return MeasureRow(
        pk=measure.pk,
        line=measure_line(measure, on=on),
        goals=tuple((goal.code, goal.text) for goal in in_order(measure.goals.all())),
        areas=tuple(area.code for area in measure.focus_areas.all()),
        unit=measure.unit_id,
        cost_note=measure.cost_note,
        gist=measure.gist,
    )


def in_order(goals: Iterable[Goal]) -> list[Goal]:
    return sorted(goals, key=lambda goal: (goal.order, goal.code))


@dataclass(frozen=True, slots=True)
class GoalOfMeasure:
    code: str
    text: str
    targets: list[LightRow]


@dataclass(frozen=True, slots=True)
class ToldProgress:
    """What somebody said of the measure: on which day, how far it had come, and a note."""

    at: datetime
    by: str
    words: str
    note: str
    day: date | None


@dataclass(frozen=True, slots=True)
class MeasurePage:
    measure: Measure
    line: MeasureLine
    place: str
    focus_areas: list[FocusArea]
    goals: list[GoalOfMeasure]
    challenges: list[Challenge]
    # In the plan before this one, and in the one after.
    continues: Measure | None
    continued_by: list[Measure]
    told: list[ToldProgress]
    changes: list[ToldEvent]

    @property
    def facts(self) -> list[tuple[str, str]]:
        """Who, until when and from where, as (what, words); empty ones are left out, but not those that are needed."""
        line, lacking = self.line, gettext("Ingen ennå")
        theme = self.measure.theme
        facts = [
            (gettext("Ansvarlig virksomhet"), line.unit or lacking),
            (gettext("Ansvarlig person"), line.owner or lacking),
            (gettext("Frist"), date_format(line.deadline) if line.deadline else gettext("Ingen frist")),
            (gettext("Kostnad"), self.measure.cost_note),
            (gettext("Planens eget ord"), capfirst(self.measure.status)),
            (gettext("Tema"), str(theme) if theme else ""),
            (gettext("Står i"), self.place),
            (gettext("Kode"), line.code),
        ]
        return [(name, words) for name, words in facts if words]


def measure_page(*, measure: Measure, plans: Sequence[int], on: date) -> MeasurePage:
    """Everything the page of a measure shows. `plans` are those that the reader may read."""
    events = events_of(measure)
    return MeasurePage(
        measure=measure,
        line=measure_line(measure, on=on),
        place=place_of(measure),
        focus_areas=list(measure.focus_areas.order_by("order", "code")),
        goals=goals_of(measure),
        challenges=list(measure.challenges.order_by("order", "code")),
        continues=Measure.objects.filter(continued_by=measure, plan__in=plans).select_related("plan").first(),
        continued_by=list(measure.continued_by.filter(plan__in=plans).select_related("plan").order_by("plan__code")),
        told=progress_told(events),
        changes=[told(one) for one in reversed(events)],
    )


def place_of(measure: Measure) -> str:
    """Which document says it, and where in that; `Helhetlig kunnskapsgrunnlag, Leve og bo i Larvik`."""
    if not (measure.cited_document or measure.cited_section):
        return ""
    document = measure.plan.documents.filter(code=measure.cited_document).first()
    return ", ".join(part for part in (str(document or ""), measure.cited_section) if part)


def goals_of(measure: Measure) -> list[GoalOfMeasure]:
    goals = in_order(measure.goals.all())
    rows = light_rows(Target.objects.filter(plan=measure.plan, goal__in=goals)) if goals else []
    return [GoalOfMeasure(goal.code, goal.text, [row for row in rows if row.goal_code == goal.code]) for goal in goals]


def events_of(measure: Measure) -> list[AuditEvent]:
    """What was done to the measure on its pages, the oldest first."""
    kind = measure._meta.label_lower
    return list(AuditEvent.objects.filter(object_type=kind, object_id=str(measure.pk)).order_by("at", "pk"))


def progress_told(events: Sequence[AuditEvent]) -> list[ToldProgress]:
    """How far the measure had come whenever somebody said so, the newest first.

    An event keeps only what differed; the rest is as it was said before.
    """
    said: dict[str, object] = {}
    found = []
    for event in events:
        after = {name: value for name, value in (event.after or {}).items() if name in PROGRESS_FIELDS}
        before = {name: value for name, value in (event.before or {}).items() if name in PROGRESS_FIELDS}
        said = before | said | after
        if any(after.values()) or before:
            found.append(told_progress(event, said))
    return found[::-1]


def told_progress(event: AuditEvent, said: dict[str, object]) -> ToldProgress:
    percent, day = said.get("percent_done"), said.get("progress_on")
    return ToldProgress(
        at=event.at,
        by=event.actor,
        words=progress_said(str(said.get("progress") or ""), percent=percent if isinstance(percent, int) else None),
        note=str(said.get("progress_note") or ""),
        day=date.fromisoformat(str(day)) if day else None,
    )
