"""How much a municipality needs to spend, compared with the country."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models.catalogue import ServiceArea
from indicators.models.regions import Region


class NeedIndex(models.Model):
    """Expenditure need of a sector as its source prints it: percent of the national average, or a factor."""

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

    class Meta:
        verbose_name = _("utgiftsbehov")
        verbose_name_plural = _("utgiftsbehov")
        constraints = [
            models.UniqueConstraint(
                fields=["service_area", "region", "year", "measure", "source"], name="need_once_per_year_and_source"
            ),
            models.UniqueConstraint(
                fields=["service_area", "region", "measure", "source"],
                condition=Q(year__isnull=True),
                name="need_once_per_source_without_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_area} {self.region} {self.year}: {self.value}"
