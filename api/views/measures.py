"""Measures of a plan."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from api.filters.measures import MeasureFilter
from api.queries.plan_parts import measures_told
from api.schema import changed, described, made
from api.serializers.measures import MeasureShown, OwnMeasureShown
from api.views.in_plan import InPlan, OneInPlan, SeveralInPlan
from api.views.writing.measures import ChangesMeasure, MakesMeasure, MeasureTaken, ProgressTaken, TellsProgress
from planning.models import Measure
from planning.rules import lateness


class OfMeasures(InPlan):
    serializer_class = MeasureShown
    own_serializer_class = OwnMeasureShown
    missing = gettext_lazy("Tiltaket finnes ikke i planen.")

    def get_queryset(self) -> QuerySet[Measure]:
        return measures_told(self.plan, self.request.user)

    def with_more(self, rows: Sequence[Measure]) -> None:
        for one in rows:
            late = lateness(deadline=one.deadline, progress=one.progress, on=self.on)
            one.is_late, one.days_late = late is not None, late.days if late else None  # type: ignore[attr-defined]


@described(
    get=gettext_lazy("Tiltakene i planen"),
    post=made(gettext_lazy("Nytt tiltak"), MeasureTaken, OwnMeasureShown),
)
class MeasureList(MakesMeasure, OfMeasures, SeveralInPlan):
    """What is done to reach the goals, and how it gets on."""

    filterset_class = MeasureFilter
    own_filters = frozenset({"unit", "external_id"})
    orders = {
        "order": ("order", "code"),
        "code": ("code",),
        "title": ("by_title",),
        "deadline": ("deadline_or_never",),
        "progress_on": ("told_on_or_never",),
        "modified_at": ("modified_at",),
    }


@described(
    get=gettext_lazy("Et tiltak"),
    patch=changed(gettext_lazy("Endre et tiltak"), MeasureTaken, OwnMeasureShown),
    delete=gettext_lazy("Slett et tiltak"),
)
class MeasureOne(ChangesMeasure, OfMeasures, OneInPlan):
    """One measure."""


@described(post=changed(gettext_lazy("Si hvor langt et tiltak er kommet"), ProgressTaken, OwnMeasureShown))
class MeasureProgress(TellsProgress, OfMeasures):
    """How it gets on."""
