"""What the figures say: regions, service areas, indicators, where figures come from, and every figure ever seen."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _

from indicators.periods import Frequency


class RegionKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("kommune")
    KOSTRA_GROUP = "kostra_group", _("KOSTRA-gruppe")
    COUNTRY = "country", _("land")
    AREA = "area", _("annet område")


class Region(models.Model):
    """What figures are about: a municipality (`3909`), KOSTRA group (`EKG11`), country (`EAK`) or another area."""

    code = models.CharField(_("kode"), max_length=100, unique=True)
    name = models.CharField(_("navn"), max_length=200)
    kind = models.CharField(_("slag"), max_length=20, choices=RegionKind.choices, default=RegionKind.AREA)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regioner")
        constraints = [models.CheckConstraint(condition=Q(kind__in=RegionKind.values), name="region_kind_known")]

    def __str__(self) -> str:
        return self.name


class ServiceArea(models.Model):
    """A KOSTRA service area (tjenesteområde), `Grunnskole`. Two of its rows can be totals and no sectors."""

    name = models.CharField(_("navn"), max_length=200, unique=True)

    class Meta:
        verbose_name = _("tjenesteområde")
        verbose_name_plural = _("tjenesteområder")

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    """Where figures come from: publisher and title, and the table in Statistics Norway's bank where there is one."""

    # A plan file names its sources with codes of its own; the plan's code keeps two files apart.
    namespace = models.CharField(_("navnerom"), max_length=100, blank=True)
    code = models.CharField(_("kode"), max_length=100)
    name = models.CharField(_("navn"), max_length=300)
    publisher = models.CharField(_("utgiver"), max_length=200, blank=True)
    kind = models.CharField(_("slag"), max_length=100, blank=True)
    table = models.CharField(_("tabell"), max_length=20, blank=True)
    url = models.URLField(_("adresse"), max_length=500, blank=True)
    cited_at = models.CharField(_("omtalt i"), max_length=300, blank=True)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("kilde")
        verbose_name_plural = _("kilder")
        constraints = [models.UniqueConstraint(fields=["namespace", "code"], name="source_code_once")]

    def __str__(self) -> str:
        return f"{self.name} ({self.publisher})" if self.publisher else self.name


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


class Channel(models.TextChoices):
    CSV = "csv", _("CSV-fil")
    JSONSTAT = "jsonstat", _("JSON-stat-fil")
    PLAN = "plan", _("planfil")
    HAND = "hand", _("skrevet inn")
    SSB = "ssb", _("Statistisk sentralbyrå")


class Fetch(models.Model):
    """One delivery of figures, kept as it came: the body, its checksum, who brought it and when."""

    channel = models.CharField(_("kanal"), max_length=10, choices=Channel.choices)
    name = models.CharField(_("navn"), max_length=300)
    checksum = models.CharField(_("sjekksum (SHA-256)"), max_length=64, db_index=True)
    body = models.BinaryField(_("innhold (zlib)"))
    received_at = models.DateTimeField(_("mottatt"))
    known_from = models.DateTimeField(_("kjent fra"))
    received_from = models.CharField(_("mottatt fra"), max_length=200)
    created_count = models.PositiveIntegerField(_("nye"), default=0)
    updated_count = models.PositiveIntegerField(_("endret"), default=0)
    unchanged_count = models.PositiveIntegerField(_("uendret"), default=0)

    class Meta:
        verbose_name = _("leveranse")
        verbose_name_plural = _("leveranser")

    def __str__(self) -> str:
        return self.name


class Standing(models.IntegerChoices):
    """Which figure counts where several stand in one cell; the higher wins, whatever the date."""

    SHOWN = 10, _("vises, vurderes ikke")
    CORRECTION = 20, _("kommunens egen rettelse")
    CITED = 30, _("gjengitt i en plan")
    OFFICIAL = 40, _("offisiell")


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
        indexes = [models.Index(fields=["indicator", "region", "period", "known_from"], name="observation_by_cell")]

    def __str__(self) -> str:
        return f"{self.indicator_id} {self.region_id} {self.period}: {self.literal or self.missing}"


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
