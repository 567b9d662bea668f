"""Which indicator each cell of a source is a figure of."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models.catalogue import Indicator
from indicators.models.sources import Source


class IndicatorInSource(models.Model):
    """The cells of one combination of codes are figures of this indicator.

    `code` is `<table>:<code>:<code>…` without region and time, in the order that the table itself has: the code that
    the indicator of an unmapped cell would get.
    """

    source = models.ForeignKey(Source, verbose_name=_("kilde"), on_delete=models.CASCADE, related_name="mappings")
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indikator"), on_delete=models.PROTECT, related_name="in_sources"
    )
    code = models.CharField(_("kode i tabellen"), max_length=200)
    is_verified = models.BooleanField(_("kontrollert mot kilden"), default=False)

    class Meta:
        verbose_name = _("indikator i en kilde")
        verbose_name_plural = _("indikatorer i kilder")
        constraints = [models.UniqueConstraint(fields=["source", "code"], name="table_code_means_one_indicator")]

    def __str__(self) -> str:
        return f"{self.code} → {self.indicator}"
