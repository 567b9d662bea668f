"""Regions in time, and whom a municipality is compared with."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from api.figure_reach import readable_region
from api.filters.regions import RegionFilter
from api.queries.regions import LineageTold, lineage_told, peers_told, regions_read
from api.schema import described
from api.serializers.regions import LineageShown, PeersShown, RegionShown
from api.views.base import One, Several
from indicators.models import Region
from indicators.queries.peers import Peers


@described(get=gettext_lazy("Regioner i tid"))
class RegionList(Several):
    is_open = True
    serializer_class = RegionShown
    filterset_class = RegionFilter
    orders = {"code": ("code",), "name": ("name_in_order",), "kind": ("kind", "code")}

    def get_queryset(self) -> QuerySet[Region]:
        return regions_read(self.request.user)


@described(get=gettext_lazy("En region"))
class RegionOne(One):
    is_open = True
    serializer_class = RegionShown

    def get_object(self) -> Region:
        found = readable_region(self.request.user, self.kwargs["code"])
        return regions_read(self.request.user).get(pk=found.pk)


@described(get=gettext_lazy("En region bakover i tid"))
class RegionLineage(One):
    """Which codes were together exactly what the region is now, and where figures break because of it."""

    is_open = True
    serializer_class = LineageShown

    def get_object(self) -> LineageTold:
        region = readable_region(self.request.user, self.kwargs["code"])
        return lineage_told(region, on=timezone.localdate())


@described(get=gettext_lazy("Hvem kommunen sammenlignes med"))
class RegionPeers(One):
    """The caller's own choice, else the municipality's, else the others in its KOSTRA group. For its own people."""

    serializer_class = PeersShown

    def get_object(self) -> Peers:
        return peers_told(self.request.user, self.kwargs["code"], on=timezone.localdate())
