"""What is done, as it is told on a page: who does it, until when, and how far it has come."""

from dataclasses import dataclass
from datetime import date

from planning.models import FocusArea, Measure
from planning.rules import lateness
from reporting.queries.focus_content import belonging_to


@dataclass(frozen=True, slots=True)
class MeasureRow:
    code: str
    title: str
    gist: str
    # The document's own word for how far it is.
    status: str
    owner: str
    unit: str
    deadline: date | None
    is_late: bool
    progress: str
    percent: int | None
    note: str
    said_on: date | None
    cost: str
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """Measures with the columns that something stands in. Without measures it is nothing."""

    rows: list[MeasureRow]

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def has_people(self) -> bool:
        return any(row.owner or row.unit for row in self.rows)

    @property
    def has_deadlines(self) -> bool:
        return any(row.deadline for row in self.rows)

    @property
    def has_progress(self) -> bool:
        """Whether anybody has said how far one has come, since the plan was written."""
        return any(row.progress for row in self.rows)


def measures_of(area: FocusArea, *, on: date) -> MeasureTable:
    """The measures of the area in the order of the plan; two queries."""
    chosen = Measure.objects.filter(belonging_to(area), plan=area.plan).distinct()
    rows = chosen.select_related("owner", "unit").prefetch_related("goals").order_by("order", "code")
    return MeasureTable([measure_row(one, on=on, goals=tuple(goal.text for goal in one.goals.all())) for one in rows])


def measure_row(measure: Measure, *, on: date, goals: tuple[str, ...] = ()) -> MeasureRow:
    return MeasureRow(
        code=measure.code,
        title=measure.title,
        gist=measure.gist,
        status=measure.status,
        owner=str(measure.owner) if measure.owner else "",
        unit=measure.unit.name if measure.unit else "",
        deadline=measure.deadline,
        is_late=lateness(deadline=measure.deadline, progress=measure.progress, on=on) is not None,
        progress=measure.get_progress_display(),
        percent=measure.percent_done,
        note=measure.progress_note,
        said_on=measure.progress_on,
        cost=measure.cost_note,
        goals=goals,
    )
