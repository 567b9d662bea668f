"""What was promised: targets with their steps."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from indicators.models import Region
from planning.models import FocusArea, Goal, Plan
from targets.models.used_indicators import IndicatorInPlan
from targets.rules import GREEN_FROM, YELLOW_FROM


class TargetKind(models.TextChoices):
    STAY_ABOVE = "stay_above", _("holde seg over en grense")
    STAY_BELOW = "stay_below", _("holde seg under en grense")
    STAY_WITHIN = "stay_within", _("holde seg innenfor et intervall")
    REACH = "reach", _("nå en verdi innen en frist")
    CHANGE_BY = "change_by", _("endre seg i forhold til et utgangspunkt")
    TREND = "trend", _("gå riktig vei")
    PEER = "peer", _("på nivå med andre")
    RECURRING = "recurring", _("gjøres med faste mellomrom")
    MILESTONE = "milestone", _("tilstand som vurderes av en person")


class WantedDirection(models.TextChoices):
    UP = "up", _("opp")
    DOWN = "down", _("ned")


# What an earlier promise is told by.
EARLIER = (
    "earlier__peer",
    "earlier__used_indicator__region",
    "earlier__used_indicator__indicator__sources",
    "earlier__used_indicator__indicator__quality_records",
)
# What many targets have in common: read once each, instead of once for every target.
SHARED = ("plan", "used_indicator__region", "peer")


class TargetQuerySet(models.QuerySet["Target"]):
    def for_judging(self) -> "TargetQuerySet":
        """With what every target is judged by; what only some have is read beside them (`targets.queries.beside`)."""
        return self.select_related("used_indicator__indicator").prefetch_related(*SHARED)

    def for_assessment(self) -> "TargetQuerySet":
        """With everything that a page of one target tells besides figures and lights, in seven queries.

        Where promises were changed, in five more for what they were before.
        """
        return self.select_related(
            "used_indicator__indicator", "used_indicator__region", "goal", "peer", "coupled_with"
        ).prefetch_related(
            "steps",
            "appraisals",
            "completions",
            *EARLIER,
            "used_indicator__indicator__sources",
            "used_indicator__indicator__quality_records",
        )


class Target(models.Model):
    """A typed promise (måltall). Its kind decides its rule; amounts are in the indicator's unit."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="+")
    # A norm that the plan quotes has no goal of its own: shown, but not counted as one.
    goal = models.ForeignKey(
        Goal, verbose_name=_("mål"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    used_indicator = models.ForeignKey(
        IndicatorInPlan,
        verbose_name=_("indikator"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="targets",
    )
    code = models.CharField(_("kode"), max_length=50)
    kind = models.CharField(_("slag"), max_length=20, choices=TargetKind.choices)
    lower = models.DecimalField(_("minst"), max_digits=38, decimal_places=15, null=True, blank=True)
    upper = models.DecimalField(_("høyst"), max_digits=38, decimal_places=15, null=True, blank=True)
    goal_value = models.DecimalField(_("verdien som skal nås"), max_digits=38, decimal_places=15, null=True, blank=True)
    change = models.DecimalField(_("endring, med fortegn"), max_digits=38, decimal_places=15, null=True, blank=True)
    change_is_percent = models.BooleanField(_("endringen er i prosent av utgangspunktet"), default=True)
    unit = models.CharField(_("måleenhet"), max_length=200, blank=True)
    baseline_period = models.CharField(_("utgangspunkt, periode"), max_length=20, blank=True)
    baseline_value = models.DecimalField(
        _("utgangspunkt, verdi"), max_digits=38, decimal_places=15, null=True, blank=True
    )
    deadline = models.CharField(_("frist"), max_length=20, blank=True)
    deadline_phrase = models.CharField(_("fristen med planens ord"), max_length=100, blank=True)
    tolerance = models.DecimalField(_("slingringsmonn"), max_digits=38, decimal_places=15, null=True, blank=True)
    green_from = models.DecimalField(_("grønt fra"), max_digits=4, decimal_places=3, default=GREEN_FROM)
    yellow_from = models.DecimalField(_("gult fra"), max_digits=4, decimal_places=3, default=YELLOW_FROM)
    peer = models.ForeignKey(
        Region, verbose_name=_("sammenlignes med"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Which way a trend should go, and which side of a peer is better. Empty: as the indicator itself is wanted.
    direction = models.CharField(_("ønsket retning"), max_length=10, choices=WantedDirection.choices, blank=True)
    recurs_every = models.PositiveSmallIntegerField(_("gjentas hvert (antall)"), null=True, blank=True)
    recurs_unit = models.CharField(_("gjentas hvert (enhet)"), max_length=20, blank=True)
    # Two targets that are promised together, "more prevention, as much less child protection".
    coupled_with = models.ForeignKey(
        "self", verbose_name=_("henger sammen med"), on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    coupling = models.CharField(_("hvordan de henger sammen"), max_length=300, blank=True)
    # Who answers for it. Empty: whoever answers for its goal.
    owner = models.ForeignKey(
        User, verbose_name=_("ansvarlig"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit_in_charge = models.ForeignKey(
        Unit, verbose_name=_("ansvarlig virksomhet"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(_("tilstand som skal nås"), max_length=300, blank=True)
    bound = models.CharField(_("planens ord om grensen"), max_length=100, blank=True)
    condition = models.CharField(_("vilkår"), max_length=300, blank=True)
    authority = models.CharField(_("fastsatt av"), max_length=200, blank=True)
    instrument = models.CharField(_("fastsatt i"), max_length=200, blank=True)
    binding = models.CharField(_("hvor bindende"), max_length=100, blank=True)
    status_in_document = models.TextField(_("status ifølge dokumentet"), blank=True)
    note = models.TextField(_("merknad"), blank=True)
    primary_focus_area = models.ForeignKey(
        FocusArea,
        verbose_name=_("hovedinnsatsområde"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    secondary_focus_areas = models.ManyToManyField(
        FocusArea, verbose_name=_("andre innsatsområder"), blank=True, related_name="+"
    )
    cited_document = models.CharField(_("dokument"), max_length=50, blank=True)
    cited_section = models.CharField(_("kapittel"), max_length=300, blank=True)
    cited_line = models.CharField(_("linje"), max_length=20, blank=True)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("måltall")
        verbose_name_plural = _("måltall")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="target_code_once_per_plan"),
            models.CheckConstraint(condition=Q(kind__in=TargetKind.values), name="target_kind_known"),
            models.CheckConstraint(
                condition=Q(lower__isnull=True) | Q(upper__isnull=True) | Q(lower__lte=F("upper")),
                name="target_limits_in_order",
                violation_error_message=_("Nedre grense må være lavere enn øvre grense."),
            ),
            # A plan file may leave the number out: such a target is kept and cannot be assessed. Forms ask for it.
            models.CheckConstraint(
                condition=~Q(kind=TargetKind.CHANGE_BY) | Q(change__isnull=True) | ~Q(change=0),
                name="change_by_has_change",
                violation_error_message=_("Fyll inn hvor mye verdien skal endre seg; endringen kan ikke være 0."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=TargetKind.REACH)
                | Q(baseline_value__isnull=True)
                | ~Q(baseline_value=F("goal_value")),
                name="reach_goes_somewhere",
                violation_error_message=_(
                    "Utgangspunktet er lik målet: velg «holde seg over» eller «holde seg under»."
                ),
            ),
            models.CheckConstraint(
                condition=Q(yellow_from__gt=0, yellow_from__lte=F("green_from"), green_from__lte=1),
                name="target_borders_in_order",
                violation_error_message=_("Grensen for gult må ligge mellom 0 og grensen for grønt, som er høyst 1."),
            ),
            models.CheckConstraint(
                condition=Q(tolerance__isnull=True) | Q(tolerance__gte=0),
                name="tolerance_not_negative",
                violation_error_message=_("Slingringsmonnet kan ikke være negativt."),
            ),
            models.CheckConstraint(
                condition=Q(direction="") | Q(direction__in=WantedDirection.values), name="target_direction_known"
            ),
            models.CheckConstraint(
                condition=Q(recurs_every__isnull=True) | Q(recurs_every__gt=0),
                name="recurs_after_some_time",
                violation_error_message=_("Antallet må være minst 1."),
            ),
            models.CheckConstraint(
                condition=Q(coupled_with__isnull=True) | ~Q(coupled_with=F("pk")),
                name="coupled_with_another",
                violation_error_message=_("Et måltall kan ikke henge sammen med seg selv."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.get_kind_display()}"

    @property
    def is_norm(self) -> bool:
        """A norm that is quoted and followed, and not a goal of the plan."""
        return self.goal_id is None


class TargetStep(models.Model):
    """An intermediate value that the coordinator typed: what is expected at the end of a period."""

    target = models.ForeignKey(Target, verbose_name=_("måltall"), on_delete=models.CASCADE, related_name="steps")
    period = models.CharField(_("periode"), max_length=20)
    value = models.DecimalField(_("verdi"), max_digits=38, decimal_places=15)

    class Meta:
        verbose_name = _("trinn")
        verbose_name_plural = _("trinn")
        constraints = [models.UniqueConstraint(fields=["target", "period"], name="step_once_per_period")]

    def __str__(self) -> str:
        return f"{self.period}: {self.value.normalize():f}"
