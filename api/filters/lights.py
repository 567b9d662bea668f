"""Lights as of a day by the target and by the light that was shown."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, ChoiceFilter, FilterSet

from targets.models import Target
from targets.models.light_choices import LightChoice


class LightThenFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    target = CharFilter(field_name="code", label=_("Måltallets kode"))
    light = ChoiceFilter(choices=LightChoice.choices, method="judged_later", label=_("Lyset som ble vist"))

    class Meta:
        model = Target
        fields: list[str] = []

    def judged_later(self, rows: QuerySet[Target], _name: str, _light: str) -> QuerySet[Target]:
        """Which light it was is known when the day is."""
        return rows
