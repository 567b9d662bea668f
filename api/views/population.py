"""The population of places: what was, and every round of what was projected, with everything that was ever said."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db.models import F, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ValidationError

from api.filters.population import PopulationFilter
from api.queries.openness import Readable, readable_by
from api.queries.population import Meanings, population_asked_for, population_told, year_in_order
from api.schema import described
from api.serializers.population import PopulationShown
from api.views.base import InMarks
from api.views.observations import codes_told
from indicators.models import Observation
from indicators.queries.population import population_meanings


@described(get=gettext_lazy("Befolkning etter sted, år og alder, en side om gangen"))
class PopulationList(InMarks):
    """In the order in which the figures came."""

    is_open = True
    serializer_class = PopulationShown
    filterset_class = PopulationFilter
    queryset = Observation.objects.none()
    orders: ClassVar[Mapping[str, tuple[str, ...]]] = {
        "id": ("pk",),
        "year": ("year",),
        "region": ("place",),
        "known_from": ("known_from",),
    }

    @cached_property
    def readable(self) -> Readable:
        return readable_by(self.request.user)

    @cached_property
    def meanings(self) -> Meanings:
        return population_meanings()

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """They are asked for as a whole: which figure counts depends on what was known."""
        question = PopulationFilter(self.request.query_params, request=self.request)
        if not question.is_valid():
            raise ValidationError({name: [str(line) for line in lines] for name, lines in question.errors.items()})
        with codes_told():
            rows = population_asked_for(self.readable, question.population_asked(), self.meanings)
        rows = rows.annotate(year=year_in_order(self.meanings), place=F("region__code"))
        return rows.select_related("indicator", "region", "fetch__source")

    def told(self, rows: list[Any] | None) -> Iterable[Any]:
        return population_told(rows or [], self.meanings)
