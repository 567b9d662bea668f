"""What somebody has asked to have sealed, while it is being made."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Job, Municipality
from planning.models import Plan
from reporting.models.report_templates import ReportKind
from reporting.models.sealed import SealedReport


class SealingAsked(models.Model):
    """What was asked for, the job that does it, and the sealed report when it is there."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="+"
    )
    plan = models.ForeignKey(
        Plan, verbose_name=_("plan"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("rapport"), max_length=10, choices=ReportKind.choices)
    year = models.PositiveSmallIntegerField(_("år"))
    language = models.CharField(_("språk"), max_length=5)
    reason = models.TextField(_("hvorfor ny utgave"), blank=True)
    job = models.OneToOneField(Job, verbose_name=_("jobb"), on_delete=models.PROTECT, related_name="+")
    report = models.OneToOneField(
        SealedReport, verbose_name=_("rapport"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("bestilt låsing")
        verbose_name_plural = _("bestilte låsinger")
        constraints = [models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="asked_sealing_kind_known")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"
