"""Other systems that are called when something has happened, and how each call went."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality

LONGEST_ANSWER = 500


class EventKind(models.TextChoices):
    LIGHT_CHANGED = "light.changed", _("et lys er endret")
    NEW_VINTAGE = "figures.new_vintage", _("nye eller endrede tall er kommet")
    REPORT_SEALED = "report.sealed", _("en rapport er låst")
    # Sent when a person asks for it; nobody is to want it otherwise.
    TEST = "test", _("prøvekall")


# What a system can ask to hear of.
HEARD_OF = (EventKind.LIGHT_CHANGED, EventKind.NEW_VINTAGE, EventKind.REPORT_SEALED)


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def paused_untold(self) -> "WebhookQuerySet":
        """Those that we have paused ourselves, of which nobody has been told; whoever pauses one knows it."""
        return self.filter(paused_at__isnull=False, pause_told_at__isnull=True).exclude(pause_reason="")


class Webhook(models.Model):
    """An address of another system, what it wants to hear of, and the secret that its calls are signed with."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_("navn"), max_length=100)
    url = models.URLField(_("adresse"), max_length=500)
    kinds = models.JSONField(_("varsles om"), default=list)
    # What is not adopted is told only to those who have asked for it.
    hears_of_drafts = models.BooleanField(_("også om utkast"), default=False)
    # It signs, so it cannot be kept as a digest. It is shown once, and never told to anybody again.
    secret = models.CharField(_("hemmelighet"), max_length=100)
    made_by = models.CharField(_("laget av"), max_length=200)
    made_at = models.DateTimeField(_("laget"))
    # Set by a person, or by us when it has not answered for days. Nothing is sent meanwhile; it waits.
    paused_at = models.DateTimeField(_("satt på vent"), null=True, blank=True)
    pause_reason = models.CharField(_("hvorfor"), max_length=300, blank=True)
    # When somebody was told that it paused itself.
    pause_told_at = models.DateTimeField(_("meldt fra om"), null=True, blank=True)
    # The first call that did not come through after the last one that did.
    failing_since = models.DateTimeField(_("svarer ikke siden"), null=True, blank=True)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        verbose_name = _("varsling")
        verbose_name_plural = _("varslinger")

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """Something that has happened, found once: what it is about, and the municipality that may hear of it.

    There is a row also where nobody is told, so that nobody is told later either.
    """

    kind = models.CharField(_("slag"), max_length=30, choices=EventKind.choices)
    # The row that tells of it: a changed light, a delivery, a sealed report; of a test, the webhook.
    subject = models.PositiveBigIntegerField(_("rad"))
    # None where it concerns everybody: figures are shared.
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    happened_at = models.DateTimeField(_("skjedde"))
    found_at = models.DateTimeField(_("funnet"), db_index=True)
    body = models.JSONField(_("innhold"), default=dict)

    class Meta:
        verbose_name = _("hendelse for andre systemer")
        verbose_name_plural = _("hendelser for andre systemer")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject", "municipality"],
                condition=Q(municipality__isnull=False) & ~Q(kind=EventKind.TEST),
                name="event_found_once_for_each",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject"], condition=Q(municipality__isnull=True), name="event_found_once_for_all"
            ),
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class DeliveryState(models.TextChoices):
    WAITING = "waiting", _("venter")
    RETRYING = "retrying", _("prøves igjen")
    DELIVERED = "delivered", _("tatt imot")
    GIVEN_UP = "given_up", _("gitt opp")


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def due(self, now: datetime) -> "DeliveryQuerySet":
        """Those whose time has come and that no worker has in hand.

        Only columns of their own: a condition on another row is not asked again where two workers want the same one.
        """
        is_free = Q(claimed_until__isnull=True) | Q(claimed_until__lte=now)
        return self.filter(is_free, next_try_at__lte=now)

    def waiting(self) -> "DeliveryQuerySet":
        """Those that are still to be sent, now or later."""
        return self.filter(next_try_at__isnull=False)


class Delivery(models.Model):
    """One event on its way to one address: how often it was tried, and what was answered last."""

    webhook = models.ForeignKey(
        Webhook, verbose_name=_("varsling"), on_delete=models.CASCADE, related_name="deliveries"
    )
    event = models.ForeignKey(Event, verbose_name=_("hendelse"), on_delete=models.CASCADE, related_name="deliveries")
    tries = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    # Empty when there is nothing more to do: it came through, or was given up.
    next_try_at = models.DateTimeField(_("neste forsøk"), null=True, blank=True)
    # Until then one worker has it; a worker that dies loses it by itself.
    claimed_until = models.DateTimeField(_("sendes nå, til"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("levert"), null=True, blank=True)
    given_up_at = models.DateTimeField(_("oppgitt"), null=True, blank=True)
    answered_at = models.DateTimeField(_("sist svart"), null=True, blank=True)
    # What the other system answered last, or why there was no answer.
    last_status = models.PositiveSmallIntegerField(_("statuskode"), null=True, blank=True)
    last_answer = models.CharField(_("svar"), max_length=LONGEST_ANSWER, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("utsending")
        verbose_name_plural = _("utsendinger")
        constraints = [
            models.UniqueConstraint(fields=["webhook", "event"], name="event_sent_once_to_each"),
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=True) | Q(delivered_at__isnull=True, given_up_at__isnull=True),
                name="ended_delivery_is_not_tried",
            ),
        ]
        indexes = [models.Index(fields=["next_try_at"], condition=Q(next_try_at__isnull=False), name="delivery_to_try")]

    def __str__(self) -> str:
        return f"{self.webhook_id} {self.event_id}"

    @property
    def state(self) -> DeliveryState:
        if self.next_try_at:
            return DeliveryState.RETRYING if self.tries else DeliveryState.WAITING
        return DeliveryState.DELIVERED if self.delivered_at else DeliveryState.GIVEN_UP
