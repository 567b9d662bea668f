"""Plans by what they are."""

from django_filters import CharFilter, ChoiceFilter, FilterSet

from planning.models import Plan, PlanStatus


class PlanFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """By municipality, status and kind."""

    municipality = CharFilter(field_name="municipality__number", label="Kommunenummer, «3909»")
    status = ChoiceFilter(choices=PlanStatus.choices)
    kind = CharFilter(field_name="kind")

    class Meta:
        model = Plan
        fields: list[str] = []
