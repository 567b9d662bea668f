"""Keys with which programs read and write on a person's behalf."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models.people import User


class Scope(models.TextChoices):
    """What a key opens. Within it the person's own roles decide: no key gives more than its person has."""

    READ = "read", _("lese")
    WRITE_PLANS = "write_plans", _("skrive planer, mål, tiltak og måltall")
    WRITE_FIGURES = "write_figures", _("levere tall")
    WRITE_ROUNDS = "write_rounds", _("skrive vurderinger og styre runder")
    WEBHOOKS = "webhooks", _("sette opp varsling til andre systemer")


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def living(self, now: datetime) -> Self:
        """Those that open something: neither taken back nor expired, of people who may log in."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=now, user__is_active=True)

    def ended_before(self, moment: datetime) -> Self:
        """Taken back or expired by then."""
        return self.filter(Q(expires_at__lt=moment) | Q(revoked_at__lt=moment))


class ApiToken(models.Model):
    """A key to the open API. Only its digest is kept; the key itself is shown once, when it is made."""

    user = models.ForeignKey(User, verbose_name=_("bruker"), on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("navn"), max_length=100)
    # How it begins, so that a person can tell one from another.
    prefix = models.CharField(_("begynner med"), max_length=12)
    digest = models.CharField(_("sjekksum (SHA-256)"), max_length=64, unique=True)
    scopes = models.JSONField(_("åpner for"), default=list)
    made_at = models.DateTimeField(_("laget"))
    expires_at = models.DateTimeField(_("gjelder til"))
    # To within a minute.
    used_at = models.DateTimeField(_("sist brukt"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("trukket tilbake"), null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("API-nøkkel")
        verbose_name_plural = _("API-nøkler")
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="api_token_lives_a_while"),
        ]

    def __str__(self) -> str:
        return self.name
