"""What somebody has written about the quality of figures."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models.catalogue import Indicator
from indicators.models.regions import Region


class QualityRecord(models.Model):
    """One thing that a reader of some figures must know: a break, a replaced function, a known error, an artefact.

    `from_period` to `to_period` are the periods it concerns; both empty means all of them. A record with `is_break`
    says that figures before `from_period` cannot be compared with those from it on.
    """

    # Empty in the catalogue; else the code of the plan that says it, which hides it from those who may not read that.
    namespace = models.CharField(_("navnerom"), max_length=100, blank=True)
    code = models.CharField(_("kode"), max_length=100)
    # An open list, in the words of whoever wrote it: "definisjonsbrudd", "kjent feil i kilde".
    kind = models.CharField(_("slag"), max_length=100)
    text = models.TextField(_("tekst"))
    indicators = models.ManyToManyField(
        Indicator, verbose_name=_("indikatorer"), blank=True, related_name="quality_records"
    )
    # Only where it concerns the figures of one region.
    region = models.ForeignKey(
        Region, verbose_name=_("region"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_period = models.CharField(_("fra periode"), max_length=20, blank=True)
    to_period = models.CharField(_("til periode"), max_length=20, blank=True)
    is_break = models.BooleanField(_("brudd i serien"), default=False)
    # Document title and chapter, never a code or a line number.
    cited_at = models.CharField(_("omtalt i"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("merknad om kvalitet")
        verbose_name_plural = _("merknader om kvalitet")
        constraints = [
            models.UniqueConstraint(fields=["namespace", "code"], name="quality_record_once"),
            models.CheckConstraint(condition=Q(is_break=False) | ~Q(from_period=""), name="series_break_has_period"),
        ]

    def __str__(self) -> str:
        return self.text
