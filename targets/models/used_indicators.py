"""An indicator as a plan uses it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator, Region
from planning.models import FocusArea, Plan, Theme


class IndicatorInPlan(models.Model):
    """An indicator as one plan uses it: for which place, under which focus areas and theme."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="+")
    indicator = models.ForeignKey(Indicator, verbose_name=_("indikator"), on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("kode i planen"), max_length=200)
    # "Larvik kommune" is the municipality as an organisation; "Larvik" is the society in it.
    is_organisation = models.BooleanField(_("gjelder kommunen som organisasjon"), default=False)
    focus_areas = models.ManyToManyField(FocusArea, verbose_name=_("innsatsområder"), blank=True, related_name="+")
    theme = models.ForeignKey(
        Theme, verbose_name=_("tema"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    note = models.TextField(_("merknad"), blank=True)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("indikator i planen")
        verbose_name_plural = _("indikatorer i planen")
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="indicator_code_once_per_plan")]

    def __str__(self) -> str:
        return str(self.indicator)
