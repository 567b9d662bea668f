"""What people say of a target that no figure tells: that a state is reached, that a duty was done."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from targets.models.promises import Target


class JudgedLight(models.TextChoices):
    """The colours that a person can give, by the words for them."""

    GREEN = "green", _("oppfylt")
    YELLOW = "yellow", _("delvis")
    RED = "red", _("ikke oppfylt")


class Appraisal(models.Model):
    """A person's judgement of a state that no figure measures. The newest one counts; the earlier ones are history."""

    target = models.ForeignKey(Target, verbose_name=_("måltall"), on_delete=models.CASCADE, related_name="appraisals")
    light = models.CharField(_("vurdering"), max_length=10, choices=JudgedLight.choices)
    reason = models.TextField(_("begrunnelse"))
    judged_on = models.DateField(_("vurdert dato"))
    # The person or the body whose judgement it is, in words; who typed it stands in `recorded_by`.
    judged_by = models.CharField(_("vurdert av"), max_length=200)
    recorded_by = models.CharField(_("registrert av"), max_length=150)
    recorded_at = models.DateTimeField(_("registrert"))

    class Meta:
        verbose_name = _("vurdering av en person")
        verbose_name_plural = _("vurderinger av personer")
        constraints = [
            models.CheckConstraint(condition=Q(light__in=JudgedLight.values), name="appraisal_light_known"),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(judged_by=""),
                name="appraisal_has_reason_and_judge",
                violation_error_message=_("En vurdering må ha en begrunnelse og si hvem som har vurdert."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judged_on}: {self.get_light_display()}"


class Completion(models.Model):
    """That a recurring duty was done, and for how long it holds where that is not simply until its interval is over."""

    target = models.ForeignKey(Target, verbose_name=_("måltall"), on_delete=models.CASCADE, related_name="completions")
    done_on = models.DateField(_("gjort dato"))
    holds_until = models.DateField(_("gjelder til og med"), null=True, blank=True)
    note = models.CharField(_("merknad"), max_length=300, blank=True)
    recorded_by = models.CharField(_("registrert av"), max_length=150)
    recorded_at = models.DateTimeField(_("registrert"))

    class Meta:
        verbose_name = _("gjennomføring")
        verbose_name_plural = _("gjennomføringer")
        constraints = [
            models.UniqueConstraint(fields=["target", "done_on"], name="completion_once_per_day"),
            models.CheckConstraint(
                condition=Q(holds_until__isnull=True) | Q(holds_until__gte=F("done_on")),
                name="completion_holds_forward",
                violation_error_message=_(
                    "«Gjelder til og med» må være samme dag som oppgaven ble gjort, eller senere."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.done_on)


class StatedCause(models.Model):
    """Why a target does not stand as promised, as somebody who answers for it says. The newest one counts.

    It stays until the light is green, so that it follows into the next round; the figures say that, not this row.
    """

    target = models.ForeignKey(
        Target, verbose_name=_("måltall"), on_delete=models.CASCADE, related_name="stated_causes"
    )
    text = models.TextField(_("årsak"))
    said_on = models.DateField(_("skrevet dato"))
    said_by = models.CharField(_("skrevet av"), max_length=150)
    said_at = models.DateTimeField(_("skrevet"))

    class Meta:
        verbose_name = _("oppgitt årsak")
        verbose_name_plural = _("oppgitte årsaker")
        get_latest_by = "said_at"
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="stated_cause_says_something")]

    def __str__(self) -> str:
        return self.text[:80]
