"""How people log in: sessions, the second factor, identities at other providers, and log-ins that failed."""

from typing import ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession
from django.contrib.sessions.base_session import BaseSessionManager as SessionManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.people import User


class Session(AbstractBaseSession):
    """A browser that is logged in, or about to be. Written by `accounts.session_store` alone, never by hand."""

    user = models.ForeignKey(
        User, verbose_name=_("bruker"), on_delete=models.CASCADE, null=True, blank=True, related_name="sessions"
    )
    # Of the log-in; empty for a session that nobody has logged in with.
    started_at = models.DateTimeField(_("logget inn"), null=True, blank=True)
    # To within a minute.
    seen_at = models.DateTimeField(_("sist brukt"), null=True, blank=True)
    browser = models.CharField(_("nettleser"), max_length=200, blank=True)

    objects: ClassVar[SessionManager["Session"]] = SessionManager()  # type: ignore[assignment]

    class Meta(AbstractBaseSession.Meta):
        abstract = False
        verbose_name = _("innlogging")  # type: ignore[assignment]
        verbose_name_plural = _("innlogginger")  # type: ignore[assignment]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=True) | models.Q(started_at__isnull=False, seen_at__isnull=False),
                name="session_of_user_has_times",
            )
        ]

    def __str__(self) -> str:
        """Never the key, which opens the session to whoever has it."""
        return str(self.user)


class SecondFactor(models.Model):
    """An app that shows six digits, new ones every half minute, from a secret that it shares with us."""

    user = models.OneToOneField(
        User, verbose_name=_("bruker"), on_delete=models.CASCADE, related_name="second_factor", primary_key=True
    )
    secret = models.CharField(_("hemmelighet"), max_length=64)
    # Until the person has typed a code from the app it is not asked for.
    confirmed_at = models.DateTimeField(_("tatt i bruk"), null=True, blank=True)
    # The half minute, counted from 1970, of the last code that was used: no code works twice.
    last_step = models.BigIntegerField(_("siste kode"), default=0)

    class Meta:
        verbose_name = _("engangskode")
        verbose_name_plural = _("engangskoder")

    def __str__(self) -> str:
        return str(self.user)


class RecoveryCode(models.Model):
    """A code on paper that replaces the app once. Only its digest is kept."""

    second_factor = models.ForeignKey(
        SecondFactor, verbose_name=_("engangskode"), on_delete=models.CASCADE, related_name="recovery_codes"
    )
    digest = models.CharField(_("avtrykk"), max_length=64)

    class Meta:
        verbose_name = _("reservekode")
        verbose_name_plural = _("reservekoder")
        constraints = [models.UniqueConstraint(fields=["second_factor", "digest"], name="recovery_code_once")]

    def __str__(self) -> str:
        return str(self.second_factor)


class ExternalIdentity(models.Model):
    """Who a person is to a provider of OpenID Connect: the subject, which only means something with its issuer."""

    user = models.ForeignKey(
        User, verbose_name=_("bruker"), on_delete=models.CASCADE, related_name="external_identities"
    )
    issuer = models.CharField(_("utsteder"), max_length=255)
    subject = models.CharField(_("id hos utstederen"), max_length=255)
    linked_at = models.DateTimeField(_("koblet"))

    class Meta:
        verbose_name = _("kobling til innlogging")
        verbose_name_plural = _("koblinger til innlogging")
        constraints = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="external_identity_of_one_person"),
            models.CheckConstraint(
                condition=~models.Q(issuer="") & ~models.Q(subject=""), name="external_identity_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.issuer}"


class FailedLogIn(models.Model):
    """A wrong password or code, kept for an hour or so. It names nobody: account and browser are digests."""

    at = models.DateTimeField(_("tidspunkt"))
    account = models.CharField(_("konto"), max_length=64)
    address = models.CharField(_("adresse"), max_length=64)
    # A browser that the account has been logged in from before; empty for any other.
    known_browser = models.CharField(_("kjent nettleser"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("mislykket innlogging")
        verbose_name_plural = _("mislykkede innlogginger")
        indexes = [
            models.Index(fields=["account", "at"], name="failed_log_in_by_account"),
            models.Index(fields=["address", "at"], name="failed_log_in_by_address"),
            models.Index(fields=["at"], name="failed_log_in_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
