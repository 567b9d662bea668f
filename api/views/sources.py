"""Sources whose figures come by themselves, what is wrong with them, and deliveries."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from api.filters.sources import DeliveryFilter, SourceFilter, SourceProblemFilter
from api.queries.sources import (
    ProblemTold,
    SourceTold,
    deliveries_read,
    problems_read,
    problems_told,
    source_told,
    sources_read,
    sources_told,
)
from api.schema import described
from api.serializers.sources import DeliveryShown, SourceProblemShown, SourceShown
from api.views.base import One, Several
from indicators.models import Fetch, Source, SourceProblem


@described(get=gettext_lazy("Kilder"))
class SourceList(Several):
    """What they are, for everybody; how their fetching stands, for those who read plans."""

    is_open = True
    serializer_class = SourceShown
    filterset_class = SourceFilter
    orders = {"name": ("name_in_order", "code"), "code": ("code",), "updated_upstream": ("status__updated_upstream",)}

    def get_queryset(self) -> QuerySet[Source]:
        return sources_read()

    def told(self, rows: list[Any] | None) -> list[SourceTold]:
        return sources_told(self.request.user, rows or [], now=timezone.now())


@described(get=gettext_lazy("En kilde"))
class SourceOne(One):
    is_open = True
    serializer_class = SourceShown

    def get_object(self) -> SourceTold:
        return source_told(self.request.user, self.kwargs["code"], now=timezone.now())


@described(get=gettext_lazy("Hva som er galt med en kilde"))
class SourceProblemList(Several):
    """For those who read plans: what is wrong, what was, and what to do."""

    queryset = SourceProblem.objects.none()
    serializer_class = SourceProblemShown
    filterset_class = SourceProblemFilter
    orders = {"found_at": ("found_at",), "seen_at": ("seen_at",)}

    def get_queryset(self) -> QuerySet[SourceProblem]:
        return problems_read(self.request.user, self.kwargs["code"])

    def told(self, rows: list[Any] | None) -> list[ProblemTold]:
        return problems_told(rows or [])


@described(get=gettext_lazy("Leveranser av tall"))
class DeliveryList(Several):
    """What came when. Whoever is not known reads of what official figures came with."""

    is_open = True
    serializer_class = DeliveryShown
    filterset_class = DeliveryFilter
    orders = {"received_at": ("received_at",), "known_from": ("known_from",), "name": ("name",)}

    def get_queryset(self) -> QuerySet[Fetch]:
        return deliveries_read(self.request.user)
