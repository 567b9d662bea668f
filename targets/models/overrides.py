"""Lights that a person has set beside the calculated ones, for a time and with a reason."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from targets.models.light_choices import LightChoice
from targets.models.promises import Target


class OverrideEnd(models.TextChoices):
    """Why an override is over."""

    DATE = "date", _("tiden gikk ut")
    FIGURE = "figure", _("det kom et nytt tall")
    WITHDRAWN = "withdrawn", _("trukket tilbake")
    REPLACED = "replaced", _("erstattet av en ny")


class OverrideQuerySet(models.QuerySet["Override"]):
    def open(self) -> "OverrideQuerySet":
        """Those that nobody and nothing has ended; at most one for a target."""
        return self.filter(ended_at__isnull=True)


class Override(models.Model):
    """A light that a person has set. It stands beside the calculated one, never hides it, and ends by itself."""

    target = models.ForeignKey(Target, verbose_name=_("måltall"), on_delete=models.CASCADE, related_name="overrides")
    light = models.CharField(_("lys"), max_length=10, choices=LightChoice.choices)
    reason = models.TextField(_("begrunnelse"))
    # The person or the body who decided it, in words; who typed it stands in `recorded_by`.
    decided_by = models.CharField(_("bestemt av"), max_length=200)
    decided_on = models.DateField(_("bestemt dato"))
    # The last day that it holds, or, without one, until another figure is judged than the one it was decided on.
    until = models.DateField(_("gjelder til og med"), null=True, blank=True)
    until_next_figure = models.BooleanField(_("gjelder til neste tall"), default=False)
    figure_period = models.CharField(_("tallets periode"), max_length=20, blank=True)
    figure_literal = models.CharField(_("tallet"), max_length=60, blank=True)
    recorded_by = models.CharField(_("registrert av"), max_length=150)
    recorded_at = models.DateTimeField(_("registrert"))
    # The first day that it no longer holds, when that was seen, and why.
    ended_on = models.DateField(_("sluttet å gjelde"), null=True, blank=True)
    ended_at = models.DateTimeField(_("avsluttet"), null=True, blank=True)
    ended_because = models.CharField(_("hvorfor avsluttet"), max_length=10, choices=OverrideEnd.choices, blank=True)
    ended_by = models.CharField(_("avsluttet av"), max_length=150, blank=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        verbose_name = _("overstyring")
        verbose_name_plural = _("overstyringer")
        constraints = [
            models.UniqueConstraint(
                fields=["target"], condition=Q(ended_at__isnull=True), name="one_open_override_per_target"
            ),
            models.CheckConstraint(condition=Q(light__in=LightChoice.values), name="override_light_known"),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(decided_by=""),
                name="override_has_reason_and_person",
                violation_error_message=_("En overstyring må ha en begrunnelse og si hvem som har bestemt den."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=False, until_next_figure=False)
                | Q(until__isnull=True, until_next_figure=True),
                name="override_ends_one_way",
                violation_error_message=_("En overstyring må gjelde til en dato eller til neste tall."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("decided_on")),
                name="override_holds_forward",
                violation_error_message=_("«Gjelder til og med» må være samme dag som den ble bestemt, eller senere."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_on__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False, ended_on__isnull=False) & ~Q(ended_because="")),
                name="override_end_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decided_on}: {self.get_light_display()}"
