"""How much a municipality needs to spend, compared with the country."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from indicators.models.catalogue import ServiceArea
from indicators.models.fetches import Fetch
from indicators.models.regions import Region

# What tells two indices apart. Those that have all of it in common are vintages of one.
SAME_INDEX = ("service_area_id", "region_id", "year", "measure", "source")


class NeedIndexQuerySet(models.QuerySet["NeedIndex"]):
    def known_at(self, moment: datetime | None) -> "NeedIndexQuerySet":
        """Only what had been seen by then (inclusive); everything when no moment is given."""
        return self if moment is None else self.filter(known_from__lte=moment)

    def newest(self) -> "NeedIndexQuerySet":
        """One row for each index: the newest known, and of those the last one that was loaded."""
        order = [F("known_from").desc(), F("id").desc()]
        rank = Window(RowNumber(), partition_by=[F(name) for name in SAME_INDEX], order_by=order)
        return self.alias(newest_rank=rank).filter(newest_rank=1)


class NeedIndex(models.Model):
    """Expenditure need of a sector as its source prints it: percent of the national average, or a factor.

    Rows are added, never changed; a correction is another row of the same index, known from later.
    """

    service_area = models.ForeignKey(
        ServiceArea, verbose_name=_("tjenesteområde"), on_delete=models.PROTECT, related_name="+"
    )
    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    value = models.DecimalField(_("verdi"), max_digits=12, decimal_places=6)
    measure = models.CharField(_("mål"), max_length=100)
    source = models.CharField(_("kilde"), max_length=200)
    place = models.CharField(_("sted i kilden"), max_length=500, blank=True)
    note = models.TextField(_("merknad"), blank=True)
    known_from = models.DateTimeField(_("kjent fra"))
    # None of what was there before deliveries were noted, where nobody can say which one it came in.
    fetch = models.ForeignKey(
        Fetch, verbose_name=_("leveranse"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = NeedIndexQuerySet.as_manager()

    class Meta:
        verbose_name = _("utgiftsbehov")
        verbose_name_plural = _("utgiftsbehov")
        constraints = [
            models.UniqueConstraint(
                fields=["service_area", "region", "year", "measure", "source", "fetch"],
                name="need_once_per_year_and_delivery",
            ),
            models.UniqueConstraint(
                fields=["service_area", "region", "measure", "source", "fetch"],
                condition=Q(year__isnull=True),
                name="need_once_per_delivery_no_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_area} {self.region} {self.year}: {self.value}"
