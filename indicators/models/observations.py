"""Every figure ever seen, and since when it is known."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from indicators.models.catalogue import Indicator
from indicators.models.fetches import Fetch
from indicators.models.regions import Region


class Standing(models.IntegerChoices):
    """Which figure counts where several stand in one cell; the higher wins, whatever the date."""

    SHOWN = 10, _("vises, vurderes ikke")
    CORRECTION = 20, _("kommunens egen rettelse")
    CITED = 30, _("gjengitt fra en kilde")
    COMPUTED = 35, _("regnet ut av Planpuls")
    OFFICIAL = 40, _("offisiell")


# What a municipality or a plan says beside the official figures.
NOT_OFFICIAL = (Standing.CORRECTION.value, Standing.CITED.value)


class ValueKind(models.TextChoices):
    ACTUAL = "actual", _("faktisk")
    PROVISIONAL = "provisional", _("foreløpig")
    CHANGE = "change", _("endring")
    CORRECTION = "correction", _("kommunens egen rettelse")
    PROJECTION = "projection", _("framskriving")
    ESTIMATE = "estimate", _("anslag")
    INTERVAL = "interval", _("intervall")
    CANCELLED = "cancelled", _("opphevet")
    REPORTED_ERROR = "reported_error", _("meldt som feil")


# Symbols of Statistics Norway for a cell without a value. A dash is kept as it is and never read as zero.
MISSING_SYMBOLS = [".", "..", ":", "-"]
# Where one delivery prints a cell twice, the later table is the current one.
TABLE_RANKS = {"conflict": -1, "text": 0, "detail": 1, "overview": 2}
CELL = ("indicator_id", "region_id", "period", "part")


class ObservationQuerySet(models.QuerySet["Observation"]):
    def known_at(self, moment: datetime | None) -> "ObservationQuerySet":
        """Only what had been seen by then (inclusive); everything when no moment is given."""
        return self if moment is None else self.filter(known_from__lte=moment)

    def totals(self) -> "ObservationQuerySet":
        """Without the parts of a distribution or a breakdown."""
        return self.filter(part="")

    def judged(self) -> "ObservationQuerySet":
        """Without projections, estimates and the like, which are shown and never judged."""
        return self.filter(standing__gt=Standing.SHOWN)

    def newest(self) -> "ObservationQuerySet":
        """One row per cell: the highest standing, then the newest known."""
        rank = Window(RowNumber(), partition_by=[F(name) for name in CELL], order_by=NEWEST_FIRST)
        return self.alias(newest_rank=rank).filter(newest_rank=1)

    def newest_per_standing(self) -> "ObservationQuerySet":
        """One row per cell and standing, so that a correction is seen beside the official figure."""
        rank = Window(RowNumber(), partition_by=[F(name) for name in (*CELL, "standing")], order_by=NEWEST_FIRST)
        return self.alias(newest_rank=rank).filter(newest_rank=1)


NEWEST_FIRST = [F("standing").desc(), F("known_from").desc(), F("table_rank").desc(), F("id").desc()]


class Observation(models.Model):
    """One figure as it was published, and since when it is known. Rows are added, never changed.

    A cell is indicator × region × period; its vintages are the rows of it, ordered by `known_from`.
    """

    indicator = models.ForeignKey(Indicator, verbose_name=_("indikator"), on_delete=models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, verbose_name=_("region"), on_delete=models.PROTECT, related_name="+")
    # Empty when the source gives none: kept, shown, never judged.
    period = models.CharField(_("periode"), max_length=20, blank=True)
    period_end = models.DateField(_("slutt på perioden"), null=True, blank=True)
    # A class of a distribution ("god") or a part of the whole ("skolebygg"); empty for the figure itself.
    part = models.CharField(_("del"), max_length=200, blank=True)
    value = models.DecimalField(_("verdi"), max_digits=38, decimal_places=15, null=True, blank=True)
    # The figure exactly as its source wrote it; `value` is the same number for arithmetic.
    literal = models.CharField(_("som publisert"), max_length=60, blank=True)
    value_min = models.DecimalField(_("fra"), max_digits=38, decimal_places=15, null=True, blank=True)
    value_max = models.DecimalField(_("til"), max_digits=38, decimal_places=15, null=True, blank=True)
    missing = models.CharField(_("mangler (symbol)"), max_length=10, blank=True)
    kind = models.CharField(_("slag"), max_length=20, choices=ValueKind.choices, default=ValueKind.ACTUAL)
    standing = models.PositiveSmallIntegerField(_("rang"), choices=Standing.choices, default=Standing.OFFICIAL)
    source_table = models.CharField(_("tabell i kilden"), max_length=100, blank=True)
    table_rank = models.SmallIntegerField(_("tabellens rang"), default=0)
    known_from = models.DateTimeField(_("kjent fra"))
    fetch = models.ForeignKey(Fetch, verbose_name=_("leveranse"), on_delete=models.PROTECT, related_name="observations")
    note = models.TextField(_("merknad"), blank=True)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("observasjon")
        verbose_name_plural = _("observasjoner")
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=True, literal="") | (Q(value__isnull=False, missing="") & ~Q(literal="")),
                name="observation_value_or_missing",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False)
                | ~Q(missing="")
                | Q(value_min__isnull=False)
                | Q(value_max__isnull=False),
                name="observation_says_something",
            ),
            models.CheckConstraint(condition=Q(kind__in=ValueKind.values), name="observation_kind_known"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="observation_standing_known"),
            models.CheckConstraint(
                condition=Q(period="", period_end__isnull=True) | (~Q(period="") & Q(period_end__isnull=False)),
                name="observation_period_has_end",
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "region", "period", "known_from"], name="observation_by_cell"),
            # Few among very many: of which indicators somebody has said something of their own.
            models.Index(fields=["indicator"], condition=Q(standing__in=NOT_OFFICIAL), name="observation_not_official"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.region_id} {self.period}: {self.literal or self.missing}"
