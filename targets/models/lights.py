"""How targets stood: assessments, and the changes of light between them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from indicators.models import Observation
from targets.models.promises import Target


class LightChoice(models.TextChoices):
    GREEN = "green", _("grønt")
    YELLOW = "yellow", _("gult")
    RED = "red", _("rødt")
    GREY = "grey", _("grått")


class WarningChoice(models.TextChoices):
    WILL_BREACH = "will_breach", _("kan bli brutt ved neste tall")


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
    warning = models.CharField(_("varsel"), max_length=20, choices=WarningChoice.choices, blank=True)
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
