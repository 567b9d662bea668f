"""Promise against figure: which indicator serves which plan, what was promised of it, and how it stands."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Indicator, Observation, Region
from planning.models import FocusArea, Goal, Plan, Theme
from targets.rules import GREEN_FROM, YELLOW_FROM


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


class TargetQuerySet(models.QuerySet["Target"]):
    def for_assessment(self) -> "TargetQuerySet":
        """With everything that the rule and its sentence need, in three queries."""
        return self.select_related("used_indicator__indicator", "used_indicator__region", "goal").prefetch_related(
            "steps", "used_indicator__indicator__sources"
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
    recurs_every = models.PositiveSmallIntegerField(_("gjentas hvert (antall)"), null=True, blank=True)
    recurs_unit = models.CharField(_("gjentas hvert (enhet)"), max_length=20, blank=True)
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


class LightChoice(models.TextChoices):
    GREEN = "green", _("grønt")
    YELLOW = "yellow", _("gult")
    RED = "red", _("rødt")
    GREY = "grey", _("grått")


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def current(self) -> "AssessmentQuerySet":
        """How every target stands now."""
        return self.filter(is_current=True)


class Assessment(models.Model):
    """How a target stood: the light and its certificate. A new row only when something differs from the last one."""

    target = models.ForeignKey(Target, verbose_name=_("måltall"), on_delete=models.CASCADE, related_name="assessments")
    is_current = models.BooleanField(_("gjeldende"), default=True)
    # The day it was judged for, and when the computation was made; confirmed again whenever nothing differs.
    assessed_on = models.DateField(_("vurdert for dato"))
    assessed_at = models.DateTimeField(_("vurdert"))
    confirmed_on = models.DateField(_("sist bekreftet"))
    light = models.CharField(_("lys"), max_length=10, choices=LightChoice.choices)
    reason = models.CharField(_("grunn"), max_length=20, blank=True)
    attainment = models.CharField(_("måloppnåelse"), max_length=10, blank=True)
    is_stale = models.BooleanField(_("gammelt tall"), default=False)
    observation = models.ForeignKey(
        Observation, verbose_name=_("tallet"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The certificate: inputs, thresholds, vintage. The sentence is rendered from it in the reader's language.
    facts = models.JSONField(_("grunnlag"))
    rule_version = models.CharField(_("regelversjon"), max_length=20)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("vurdering")
        verbose_name_plural = _("vurderinger")
        constraints = [
            models.UniqueConstraint(fields=["target"], condition=Q(is_current=True), name="one_current_assessment"),
            models.CheckConstraint(condition=Q(light__in=LightChoice.values), name="assessment_light_known"),
            models.CheckConstraint(
                condition=(Q(light=LightChoice.GREY) & ~Q(reason="")) | (~Q(light=LightChoice.GREY) & Q(reason="")),
                name="grey_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} {self.get_light_display()}"


class LightChange(models.Model):
    """A light that changed: from what to what, since when. History is these rows."""

    target = models.ForeignKey(Target, verbose_name=_("måltall"), on_delete=models.CASCADE, related_name="changes")
    assessment = models.ForeignKey(
        Assessment, verbose_name=_("vurdering"), on_delete=models.CASCADE, related_name="changes"
    )
    from_light = models.CharField(_("fra"), max_length=10, choices=LightChoice.choices, blank=True)
    to_light = models.CharField(_("til"), max_length=10, choices=LightChoice.choices)
    changed_on = models.DateField(_("siden"))

    class Meta:
        verbose_name = _("endret lys")
        verbose_name_plural = _("endrede lys")
        constraints = [
            models.CheckConstraint(condition=~Q(from_light=F("to_light")), name="light_change_changes"),
        ]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.get_from_light_display()} → {self.get_to_light_display()}"
