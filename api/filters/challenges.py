"""Challenges and opportunities by what they are about."""

from django.utils.translation import gettext_lazy
from django_filters import ChoiceFilter

from api.filters.in_plan import OfPlan, area_filter, choice_or_none, coded, theme_filter
from planning.models import Challenge, ChallengeKind, Dimension, Level, Measure


class ChallengeFilter(OfPlan):
    searched = ("code", "text")

    kind = ChoiceFilter(choices=ChallengeKind.choices)
    level = ChoiceFilter(choices=Level.choices)
    dimension = choice_or_none(Dimension.choices, gettext_lazy("Bærekraftsdimensjon"))
    focus_area = area_filter()
    theme = theme_filter()
    measure = coded(Measure, gettext_lazy("Tiltak som svarer på den, med koden"), field_name="measures")

    class Meta:
        model = Challenge
        fields: list[str] = []
