"""What the figures measure: service areas and indicators."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.models.sources import Source
from indicators.periods import Frequency


class ServiceArea(models.Model):
    """A KOSTRA service area (tjenesteområde), `Grunnskole`. Two of its rows can be totals and no sectors."""

    name = models.CharField(_("navn"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("tjenesteområde")
        verbose_name_plural = _("tjenesteområder")

    def __str__(self) -> str:
        return self.name


class Direction(models.TextChoices):
    UP = "up", _("opp")
    DOWN = "down", _("ned")
    WITHIN = "within", _("innenfor")
    NONE = "none", _("ingen ønsket retning")


class Scope(models.TextChoices):
    CONCERN = "konsern", _("konsern")
    TREASURY = "kommunekasse", _("kommunekasse")


class GroupValue(models.TextChoices):
    MEAN = "mean", _("gjennomsnitt")
    SUM = "sum", _("sum")


FREQUENCIES = [
    (Frequency.YEAR.value, _("år")),
    (Frequency.SCHOOL_YEAR.value, _("skoleår")),
    (Frequency.TERTIAL.value, _("tertial")),
    (Frequency.QUARTER.value, _("kvartal")),
    (Frequency.MONTH.value, _("måned")),
]


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def named(self, text: str) -> "IndicatorQuerySet":
        """Those whose code is the text; where there is none, those that a plan calls by it."""
        exact = self.filter(code=text)
        return exact if exact.exists() else self.filter(aliases__alias=text).distinct()

    def in_catalogue(self) -> "IndicatorQuerySet":
        """The public ones: not brought in by a single plan."""
        return self.filter(namespace="")


class Indicator(models.Model):
    """A measurable quantity with its definition. The code is stable; names may change."""

    code = models.CharField(_("kode"), max_length=200, unique=True)
    # Empty in the catalogue; else the code of the plan that brought the indicator in and owns it.
    namespace = models.CharField(_("navnerom"), max_length=100, blank=True)
    name_nb = models.CharField(_("navn"), max_length=500)
    name_nn = models.CharField(_("navn på nynorsk"), max_length=500, blank=True)
    name_en = models.CharField(_("navn på engelsk"), max_length=500, blank=True)
    definition = models.TextField(_("definisjon"), blank=True)
    unit = models.CharField(_("måleenhet"), max_length=200, blank=True)
    unit_note = models.CharField(_("merknad til enheten"), max_length=500, blank=True)
    decimals = models.PositiveSmallIntegerField(_("desimaler"), null=True, blank=True)
    direction = models.CharField(_("ønsket retning"), max_length=10, choices=Direction.choices, null=True, blank=True)
    direction_basis = models.CharField(_("grunnlag for retningen"), max_length=200, blank=True)
    category = models.CharField(_("kategori"), max_length=100, blank=True)
    service_area = models.ForeignKey(
        ServiceArea,
        verbose_name=_("tjenesteområde"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="indicators",
    )
    kostra_functions = models.CharField(_("KOSTRA-funksjoner"), max_length=200, blank=True)
    scope = models.CharField(_("omfang"), max_length=20, choices=Scope.choices, blank=True)
    is_need_adjusted = models.BooleanField(_("justert for utgiftsbehov"), default=False)
    is_calculated = models.BooleanField(_("beregnet"), default=False)
    group_value = models.CharField(_("gruppens verdi er"), max_length=10, choices=GroupValue.choices, blank=True)
    frequency = models.CharField(_("hyppighet"), max_length=20, choices=FREQUENCIES, default=Frequency.YEAR.value)
    # Values are changes since the end of this period (emissions since 2009), not levels.
    base_period = models.CharField(_("endring siden"), max_length=20, blank=True)
    # Classes from worst to best when the figures are a distribution (the five classes of water).
    ordinal_scale = models.JSONField(_("klasser"), default=list, blank=True)
    # A figure above this is an artefact of its source (coverage above 100 %) and is not judged.
    artefact_above = models.DecimalField(
        _("ikke troverdig over"), max_digits=30, decimal_places=10, null=True, blank=True
    )
    quality_note = models.TextField(_("om kvaliteten"), blank=True)
    note = models.TextField(_("merknad"), blank=True)
    sources = models.ManyToManyField(Source, verbose_name=_("kilder"), blank=True, related_name="indicators")
    replaced_by = models.ManyToManyField(
        "self", verbose_name=_("erstattet av"), blank=True, symmetrical=False, related_name="replaces"
    )
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indikator")
        verbose_name_plural = _("indikatorer")
        constraints = [
            models.CheckConstraint(
                condition=Q(direction__isnull=True) | Q(direction__in=Direction.values),
                name="indicator_direction_known",
            ),
            models.CheckConstraint(condition=Q(scope="") | Q(scope__in=Scope.values), name="indicator_scope_known"),
            models.CheckConstraint(
                condition=Q(group_value="") | Q(group_value__in=GroupValue.values), name="indicator_group_value_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name_nb


class IndicatorAlias(models.Model):
    """Another name that a plan uses for the indicator. Two plans may use the same name for different indicators."""

    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indikator"), on_delete=models.CASCADE, related_name="aliases"
    )
    alias = models.CharField(_("alias"), max_length=200, db_index=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("alias")
        constraints = [models.UniqueConstraint(fields=["indicator", "alias"], name="alias_once_per_indicator")]

    def __str__(self) -> str:
        return self.alias
