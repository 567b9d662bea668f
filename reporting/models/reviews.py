"""What people say of what they read here."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planning.models import Plan


class QualityReview(models.Model):
    """That somebody has looked at a thing that is the matter with a plan's figures, and why it may stay as it is.

    It holds for as long as the facts are the same: `stamp` is made of them.
    """

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.PROTECT, related_name="+")
    # `reporting.quality.Thing.key` and `.stamp`.
    thing = models.CharField(_("hva det gjelder"), max_length=100)
    stamp = models.CharField(_("avtrykk av tallene"), max_length=64)
    # As it was read, in the language of the reader.
    sentence = models.TextField(_("slik det sto"))
    reason = models.TextField(_("begrunnelse"))
    reviewed_by = models.CharField(_("sett på av"), max_length=200)
    reviewed_at = models.DateTimeField(_("sett på"))

    class Meta:
        verbose_name = _("gjennomgang av tall")
        verbose_name_plural = _("gjennomganger av tall")
        constraints = [
            models.UniqueConstraint(fields=["plan", "thing"], name="thing_reviewed_once_per_plan"),
            models.CheckConstraint(condition=~Q(reason=""), name="review_has_reason"),
        ]

    def __str__(self) -> str:
        return self.sentence
