"""Measures by where they stand, who has them, and how they get on."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy
from django_filters import CharFilter, DateFilter, ModelChoiceFilter

from accounts.models import Unit
from api.filters.answers import YesNo
from api.filters.in_plan import OfPlan, area_filter, choice_or_none, coded, theme_filter
from api.filters.moments import SinceFilter
from planning.models import Challenge, Goal, Measure, Progress
from planning.rules import OVER

ISO = ["%Y-%m-%d"]


class MeasureFilter(OfPlan):
    searched = ("code", "title", "gist")

    focus_area = area_filter()
    theme = theme_filter()
    goal = coded(Goal, gettext_lazy("Mål som tiltaket skal nå, med koden"), field_name="goals")
    challenge = coded(Challenge, gettext_lazy("Utfordring som tiltaket svarer på, med koden"), field_name="challenges")
    progress = choice_or_none(Progress.choices, gettext_lazy("Framdrift"))
    overdue = YesNo(label=gettext_lazy("Om fristen er gått uten at tiltaket er ferdig"), method="late")
    deadline_from = DateFilter("deadline", "gte", input_formats=ISO, label=gettext_lazy("Frist fra og med"))
    deadline_to = DateFilter("deadline", "lte", input_formats=ISO, label=gettext_lazy("Frist til og med"))
    external_id = CharFilter(
        max_length=200,
        label=gettext_lazy("Det et annet system kaller tiltaket, for dem som leser planen med en rolle"),
    )
    modified_since = SinceFilter(
        method="written_since", label=gettext_lazy("Skrevet da eller senere: en dato (fra og med) eller et tidspunkt")
    )
    unit = ModelChoiceFilter(
        queryset=Unit.objects.all(), label=gettext_lazy("Ansvarlig virksomhet, for dem som leser planen med en rolle")
    )

    class Meta:
        model = Measure
        fields: list[str] = []

    def written_since(self, rows: QuerySet[Measure], _name: str, value: datetime) -> QuerySet[Measure]:
        """What nobody knows when was written is told too, so that nothing is missed."""
        return rows.filter(Q(modified_at__gte=value) | Q(modified_at__isnull=True))

    def late(self, rows: QuerySet[Measure], _name: str, value: bool) -> QuerySet[Measure]:
        """As `planning.rules.lateness` has it."""
        is_late = Q(deadline__isnull=False, deadline__lt=self.on) & ~Q(progress__in=OVER)
        return rows.filter(is_late) if value else rows.exclude(is_late)
