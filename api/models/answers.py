"""Answers to writes that carried a key, so that a program which asks twice writes once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptAnswer(models.Model):
    """What was answered to a write. It is kept in the same transaction as what was written."""

    # Who asked, as the audit trail names them: a key of one is nothing to another.
    actor = models.CharField(_("hvem"), max_length=200)
    key = models.CharField(_("nøkkel"), max_length=200)
    # Method, address and body, hashed: the same key with something else is refused.
    fingerprint = models.CharField(_("spørsmål (SHA-256)"), max_length=64)
    status = models.PositiveSmallIntegerField(_("statuskode"))
    body = models.TextField(_("svar"), blank=True)
    location = models.CharField(_("adresse"), max_length=500, blank=True)
    etag = models.CharField(_("utgave (ETag)"), max_length=100, blank=True)
    kept_at = models.DateTimeField(_("svart"), db_index=True)

    class Meta:
        verbose_name = _("bevart svar")
        verbose_name_plural = _("bevarte svar")
        constraints = [models.UniqueConstraint(fields=["actor", "key"], name="answer_kept_once_per_key")]

    def __str__(self) -> str:
        return self.key
