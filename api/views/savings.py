"""The savings potential of a municipality, and the need indices that it is worked out with."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema

from api.filters.savings import NeedFilter
from api.queries.savings import SavingsTold, needs_read, savings_told
from api.schema import described
from api.serializers.savings import NeedShown, SavingsShown
from api.views.asking import municipality_in, year_in
from api.views.base import One, Several
from indicators.models import NeedIndex

REGION = OpenApiParameter("region", str, required=True, description=gettext_lazy("Kommunenummer, «3909»"))
YEAR = OpenApiParameter("year", int, description=gettext_lazy("Årstall, «2024»; ellers det nyeste"))


@described(get=extend_schema(summary=gettext_lazy("Teoretisk handlingsrom"), parameters=[REGION, YEAR]))
class SavingsOne(One):
    """What a municipality would spend less if it spent like another. It is theoretical, and says so itself.

    Whoever has no role is told what rests on official figures alone.
    """

    is_open = True
    knows = ("region", "year")
    serializer_class = SavingsShown

    def get_object(self) -> SavingsTold:
        return savings_told(self.request.user, municipality_in(self.request), year_in(self.request))


@described(get=gettext_lazy("Utgiftsbehov"))
class NeedList(Several):
    """As they are published. Whoever has no role is not told of those that nobody knows the delivery of."""

    is_open = True
    queryset = NeedIndex.objects.none()
    serializer_class = NeedShown
    filterset_class = NeedFilter
    orders = {
        "region": ("region__code", "year", "service_area__name", "source"),
        "year": ("year",),
        "service_area": ("service_area__name",),
        "known_from": ("known_from",),
    }

    def get_queryset(self) -> QuerySet[NeedIndex]:
        return needs_read(self.request.user).select_related("service_area", "region")
