"""Regions in time, and whom a municipality is compared with."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from api.figure_reach import readable_region
from api.filters.regions import RegionFilter
from api.queries.regions import LineageTold, lineage_told, peers_told, regions_read
from api.schema import described
from api.serializers.regions import LineageShown, PeersShown, RegionShown
from api.views.base import Answering, One, Several
from indicators.models import Region
from indicators.queries.peers import Peers


class OfRegions(Answering):
    """Open to everybody, each with what the caller reads of it."""

    is_open = True
    serializer_class: Any = RegionShown

    def region(self) -> Region:
        """The one that is asked for, or 404."""
        return readable_region(self.request.user, self.kwargs["code"])


@described(get=gettext_lazy("Regioner i tid"))
class RegionList(OfRegions, Several):
    queryset = Region.objects.none()
    filterset_class = RegionFilter
    orders = {"code": ("code",), "name": ("name_in_order",), "kind": ("kind", "code")}

    def get_queryset(self) -> QuerySet[Region]:
        return regions_read(self.request.user)


@described(get=gettext_lazy("En region"))
class RegionOne(OfRegions, One):
    def get_object(self) -> Region:
        return regions_read(self.request.user).get(pk=self.region().pk)


@described(get=gettext_lazy("En region bakover i tid"))
class RegionLineage(OfRegions, One):
    """Which codes were together exactly what the region is now, and where figures break because of it."""

    serializer_class = LineageShown

    def get_object(self) -> LineageTold:
        return lineage_told(self.region(), on=timezone.localdate())


@described(get=gettext_lazy("Hvem kommunen sammenlignes med"))
class RegionPeers(One):
    """The caller's own choice, else the municipality's, else the others in its KOSTRA group. For its own people."""

    serializer_class = PeersShown

    def get_object(self) -> Peers:
        return peers_told(self.request.user, self.kwargs["code"], on=timezone.localdate())
