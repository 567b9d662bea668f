"""What was promised before: targets that were changed after the plan was adopted."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Region
from targets.models.promises import Target
from targets.models.used_indicators import IndicatorInPlan


class EarlierPromise(models.Model):
    """The terms of a target until the day that they were changed, and why they were."""

    target = models.ForeignKey(Target, verbose_name=_("måltall"), on_delete=models.CASCADE, related_name="earlier")
    # As in a certificate: the terms for the rule, and the plan's own words for the sentence.
    terms = models.JSONField(_("vilkårene"))
    words = models.JSONField(_("planens ord"))
    # What it was measured by, and whom it was compared with.
    used_indicator = models.ForeignKey(
        IndicatorInPlan, verbose_name=_("indikator"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    peer = models.ForeignKey(
        Region, verbose_name=_("sammenlignes med"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The first day of the new terms, and the moment since when they are known.
    changed_on = models.DateField(_("endret dato"))
    changed_at = models.DateTimeField(_("endret"))
    changed_by = models.CharField(_("endret av"), max_length=150)
    reason = models.TextField(_("begrunnelse"))

    class Meta:
        verbose_name = _("tidligere måltall")
        verbose_name_plural = _("tidligere måltall")
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="earlier_promise_has_reason",
                violation_error_message=_("Skriv hvorfor måltallet endres."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} → {self.changed_on}"
