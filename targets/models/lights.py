"""How targets stood: assessments, and the changes of light between them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Observation
from targets.models.light_choices import LightChoice
from targets.models.overrides import Override
from targets.models.promises import Target


class WarningChoice(models.TextChoices):
    WILL_BREACH = "will_breach", _("kan bli brutt ved neste tall")


class Cause(models.TextChoices):
    """Why a light changed."""

    FIRST = "first", _("første vurdering")
    NEW_FIGURE = "new_figure", _("nytt tall")
    REVISED_FIGURE = "revised_figure", _("rettet tall")
    EDITED_TARGET = "edited_target", _("endret måltall")
    EDITED_INDICATOR = "edited_indicator", _("endret indikator")
    PERSON = "person", _("noen har vurdert eller gjennomført")
    OVERRIDE = "override", _("overstyring")
    RULE = "rule", _("endret regel")
    DATE = "date", _("en dato er passert")
    # Changes from before causes were written down.
    UNKNOWN = "unknown", _("ikke skrevet ned")


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
    # What the rule says, and what a person has set beside it. `shown_light` is the person's where there is one.
    light = models.CharField(_("beregnet lys"), max_length=10, choices=LightChoice.choices)
    override = models.ForeignKey(
        Override, verbose_name=_("overstyring"), on_delete=models.RESTRICT, null=True, blank=True, related_name="+"
    )
    shown_light = models.CharField(_("lys"), max_length=10, choices=LightChoice.choices)
    reason = models.CharField(_("grunn"), max_length=20, blank=True)
    attainment = models.CharField(_("måloppnåelse"), max_length=10, blank=True)
    is_stale = models.BooleanField(_("gammelt tall"), default=False)
    warning = models.CharField(_("varsel"), max_length=20, choices=WarningChoice.choices, blank=True)
    observation = models.ForeignKey(
        Observation, verbose_name=_("tallet"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The certificate: inputs, thresholds, vintage. The sentence is rendered from it in the reader's language.
    facts = models.JSONField(_("grunnlag"))
    rule_version = models.CharField(_("regelversjon"), max_length=20)
    # The first day on which the passing of time alone can make it another one; none when it never can.
    look_again_on = models.DateField(_("vurderes igjen"), null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("vurdering")
        verbose_name_plural = _("vurderinger")
        constraints = [
            models.UniqueConstraint(fields=["target"], condition=Q(is_current=True), name="one_current_assessment"),
            models.CheckConstraint(condition=Q(light__in=LightChoice.values), name="assessment_light_known"),
            models.CheckConstraint(
                condition=Q(override__isnull=False, shown_light__in=LightChoice.values) | Q(shown_light=F("light")),
                name="assessment_shows_what_it_says",
            ),
            models.CheckConstraint(
                condition=(Q(light=LightChoice.GREY) & ~Q(reason="")) | (~Q(light=LightChoice.GREY) & Q(reason="")),
                name="grey_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["look_again_on"], condition=Q(is_current=True), name="assessment_to_look_at_again"),
            models.Index(fields=["rule_version"], condition=Q(is_current=True), name="assessment_by_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.target_id} {self.get_light_display()}"


class LightChange(models.Model):
    """A light that changed: from what to what, since when, and why. History is these rows.

    `from_light` and `to_light` are what is shown; what is calculated may change behind a light that a person has set.
    """

    target = models.ForeignKey(Target, verbose_name=_("måltall"), on_delete=models.CASCADE, related_name="changes")
    assessment = models.ForeignKey(
        Assessment, verbose_name=_("vurdering"), on_delete=models.CASCADE, related_name="changes"
    )
    from_light = models.CharField(_("fra"), max_length=10, choices=LightChoice.choices, blank=True)
    to_light = models.CharField(_("til"), max_length=10, choices=LightChoice.choices)
    from_calculated = models.CharField(_("beregnet fra"), max_length=10, choices=LightChoice.choices, blank=True)
    to_calculated = models.CharField(_("beregnet til"), max_length=10, choices=LightChoice.choices)
    cause = models.CharField(_("årsak"), max_length=20, choices=Cause.choices, default=Cause.UNKNOWN)
    changed_on = models.DateField(_("siden"))
    changed_at = models.DateTimeField(_("sett"))
    # When the owner was told by mail; empty also where there was nothing to tell.
    told_at = models.DateTimeField(_("fortalt"), null=True, blank=True)
    # When it was seen whether anybody should be told; empty until then.
    considered_at = models.DateTimeField(_("vurdert for melding"), null=True, blank=True)

    class Meta:
        verbose_name = _("endret lys")
        verbose_name_plural = _("endrede lys")
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_light=F("to_light")) | ~Q(from_calculated=F("to_calculated")),
                name="light_change_changes",
            ),
            models.CheckConstraint(condition=Q(cause__in=Cause.values), name="light_change_cause_known"),
        ]
        indexes = [
            models.Index(fields=["changed_on"], name="light_change_by_day"),
            models.Index(fields=["target"], condition=Q(considered_at__isnull=True), name="light_change_to_consider"),
        ]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.get_from_light_display()} → {self.get_to_light_display()}"
