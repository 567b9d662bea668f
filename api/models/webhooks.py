"""Other systems that are called when something has happened, and how each call went."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality


class EventKind(models.TextChoices):
    LIGHT_CHANGED = "light.changed", _("et lys er endret")
    NEW_VINTAGE = "figures.new_vintage", _("nye eller endrede tall er kommet")
    REPORT_SEALED = "report.sealed", _("en rapport er låst")


class Webhook(models.Model):
    """An address of another system, what it wants to hear of, and the secret that its calls are signed with."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("navn"), max_length=100)
    url = models.URLField(_("adresse"), max_length=500)
    kinds = models.JSONField(_("varsles om"), default=list)
    secret = models.CharField(_("hemmelighet"), max_length=100)
    made_by = models.CharField(_("laget av"), max_length=200)
    made_at = models.DateTimeField(_("laget"))
    # Set by a person, or by us when it has not answered for days. Nothing is sent meanwhile.
    paused_at = models.DateTimeField(_("satt på vent"), null=True, blank=True)
    pause_reason = models.CharField(_("hvorfor"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("varsling")
        verbose_name_plural = _("varslinger")

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """Something that has happened, found once: what it is about, and the municipality that may hear of it."""

    kind = models.CharField(_("slag"), max_length=30, choices=EventKind.choices)
    # The row that tells of it: a changed light, a delivery, a sealed report.
    subject = models.PositiveBigIntegerField(_("rad"))
    # None where it concerns everybody: figures are shared.
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    happened_at = models.DateTimeField(_("skjedde"))
    found_at = models.DateTimeField(_("funnet"))
    body = models.JSONField(_("innhold"), default=dict)

    class Meta:
        verbose_name = _("hendelse for andre systemer")
        verbose_name_plural = _("hendelser for andre systemer")
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="event_found_once"),
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class Delivery(models.Model):
    """One event on its way to one address: how often it was tried, and what was answered last."""

    webhook = models.ForeignKey(
        Webhook, verbose_name=_("varsling"), on_delete=models.CASCADE, related_name="deliveries"
    )
    event = models.ForeignKey(Event, verbose_name=_("hendelse"), on_delete=models.CASCADE, related_name="deliveries")
    tries = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    # Empty when there is nothing more to do: it came through, or was given up.
    next_try_at = models.DateTimeField(_("neste forsøk"), null=True, blank=True)
    # Until then one worker has it.
    claimed_until = models.DateTimeField(_("sendes nå, til"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("levert"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("oppgitt"), null=True, blank=True)
    answered_at = models.DateTimeField(_("sist svart"), null=True, blank=True)
    # What the other system answered last, or why there was no answer.
    last_status = models.PositiveSmallIntegerField(_("statuskode"), null=True, blank=True)
    last_answer = models.CharField(_("svar"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("utsending")
        verbose_name_plural = _("utsendinger")
        constraints = [models.UniqueConstraint(fields=["webhook", "event"], name="event_sent_once_to_each")]
        indexes = [models.Index(fields=["next_try_at"], condition=Q(next_try_at__isnull=False), name="delivery_to_try")]

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.event_id}"
