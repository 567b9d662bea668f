"""What does not add up between figures, since when, and until when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.models.catalogue import Indicator
from indicators.models.regions import Region


class CheckFindingQuerySet(models.QuerySet["CheckFinding"]):
    def open(self) -> "CheckFindingQuerySet":
        """Those that still do not add up."""
        return self.filter(resolved_at__isnull=True)


class CheckFinding(models.Model):
    """One place where a check failed: an identity, or the sum of a group's members. Rows are closed, never deleted.

    When the figures change and still do not add up, the old row is closed and a new one is opened.
    """

    # The code of the identity in `shipped/identities.yaml`, or `gruppesum`.
    check_code = models.CharField(_("kontroll"), max_length=100)
    # The one that it is shown at; the others are in `figures`.
    indicator = models.ForeignKey(Indicator, verbose_name=_("indikator"), on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.PROTECT, related_name="+")
    period = models.CharField(_("periode"), max_length=20)
    # Both sides, and how far they may lie apart by rounding alone, as numbers written out: a product of large figures
    # has more digits than a column of numbers takes.
    left = models.CharField(_("venstre side"), max_length=150)
    right = models.CharField(_("høyre side"), max_length=150)
    allowed = models.CharField(_("innenfor avrunding"), max_length=150)
    # What it was calculated from: the figures as published, by indicator, or by region for the sum of a group.
    figures = models.JSONField(_("tall"), default=dict)
    # The tables that the figures stand in, so that what a draft quotes is told to nobody else.
    tables = models.JSONField(_("tabeller"), default=list, blank=True)
    found_at = models.DateTimeField(_("funnet"))
    checked_at = models.DateTimeField(_("sist kontrollert"))
    resolved_at = models.DateTimeField(_("over"), null=True, blank=True)

    objects = CheckFindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("tall som ikke går opp")
        verbose_name_plural = _("tall som ikke går opp")
        constraints = [
            models.UniqueConstraint(
                fields=["check_code", "indicator", "region", "period"],
                condition=Q(resolved_at__isnull=True),
                name="finding_open_once",
            ),
            models.CheckConstraint(condition=~Q(period=""), name="finding_has_period"),
            models.CheckConstraint(condition=Q(checked_at__gte=F("found_at")), name="finding_checked_after_found"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True) | Q(resolved_at__gte=F("found_at")),
                name="finding_over_after_found",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_code} {self.region_id} {self.period}"
