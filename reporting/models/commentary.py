"""What units write of their figures: once per round and target or indicator, and used in every report."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from indicators.models import Indicator
from reporting.models.rounds import ReportingRound
from targets.models import Target


class CommentaryState(models.TextChoices):
    DRAFT = "draft", _("utkast")
    SUBMITTED = "submitted", _("sendt inn")
    RETURNED = "returned", _("sendt tilbake")
    APPROVED = "approved", _("godkjent")


class CommentaryQuerySet(models.QuerySet["Commentary"]):
    def under_way(self) -> "CommentaryQuerySet":
        """What units have begun to write and nobody has approved. A draft without a word in it is nothing, and neither
        is the drafted sentence alone."""
        bare = Q(text="") | Q(text=F("drafted"))
        return self.exclude(state=CommentaryState.APPROVED).exclude(bare, state=CommentaryState.DRAFT)


class Commentary(models.Model):
    """The words on one target or one indicator in one round (faglig vurdering).

    `drafted` is the first sentence as the certificate gave it when the writing began; the unit goes on from there.
    `version` counts the savings, so that of two who write at once the later one is told.
    """

    round = models.ForeignKey(
        ReportingRound, verbose_name=_("runde"), on_delete=models.PROTECT, related_name="commentaries"
    )
    unit = models.ForeignKey(Unit, verbose_name=_("virksomhet"), on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(
        Target, verbose_name=_("måltall"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indikator"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        _("tilstand"), max_length=10, choices=CommentaryState.choices, default=CommentaryState.DRAFT
    )
    drafted = models.TextField(_("foreslått første setning"), blank=True)
    text = models.TextField(_("faglig vurdering"), blank=True)
    version = models.PositiveIntegerField(_("versjon"), default=0)
    saved_by = models.CharField(_("lagret av"), max_length=200)
    saved_at = models.DateTimeField(_("lagret"))
    submitted_by = models.CharField(_("sendt inn av"), max_length=200, blank=True)
    submitted_at = models.DateTimeField(_("sendt inn"), null=True, blank=True)
    # Of the newest decision, whether it was returned or approved.
    decided_by = models.CharField(_("avgjort av"), max_length=200, blank=True)
    decided_at = models.DateTimeField(_("avgjort"), null=True, blank=True)
    return_reason = models.TextField(_("hvorfor den er sendt tilbake"), blank=True)

    objects = CommentaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("faglig vurdering")
        verbose_name_plural = _("faglige vurderinger")
        constraints = [
            models.CheckConstraint(
                condition=Q(target__isnull=True, indicator__isnull=False)
                | Q(target__isnull=False, indicator__isnull=True),
                name="commentary_is_on_target_or_indicator",
            ),
            models.UniqueConstraint(
                fields=["round", "target"], condition=Q(target__isnull=False), name="target_commented_once_per_round"
            ),
            models.UniqueConstraint(
                fields=["round", "indicator"],
                condition=Q(indicator__isnull=False),
                name="indicator_commented_once_per_round",
            ),
            models.CheckConstraint(condition=Q(state__in=CommentaryState.values), name="commentary_state_known"),
            models.CheckConstraint(
                condition=Q(state=CommentaryState.DRAFT) | Q(submitted_at__isnull=False),
                name="commentary_sent_before_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[CommentaryState.RETURNED, CommentaryState.APPROVED])
                | Q(decided_at__isnull=False),
                name="commentary_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=CommentaryState.RETURNED) | ~Q(return_reason=""),
                name="commentary_returned_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.target or self.indicator}"


class CommentaryVersion(models.Model):
    """The words as they stood at a saving. What is saved while typing goes on in the same version for some minutes."""

    commentary = models.ForeignKey(
        Commentary, verbose_name=_("faglig vurdering"), on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField(_("versjon"))
    state = models.CharField(_("tilstand"), max_length=10, choices=CommentaryState.choices)
    text = models.TextField(_("tekst"), blank=True)
    saved_by = models.CharField(_("lagret av"), max_length=200)
    saved_at = models.DateTimeField(_("lagret"))

    class Meta:
        verbose_name = _("versjon av faglig vurdering")
        verbose_name_plural = _("versjoner av faglige vurderinger")
        constraints = [models.UniqueConstraint(fields=["commentary", "number"], name="commentary_version_once")]

    def __str__(self) -> str:
        return f"{self.commentary} {self.number}"


class Evidence(models.Model):
    """A file that shows what the words rest on (dokumentasjon)."""

    commentary = models.ForeignKey(
        Commentary, verbose_name=_("faglig vurdering"), on_delete=models.CASCADE, related_name="evidence"
    )
    name = models.CharField(_("filnavn"), max_length=200)
    media_type = models.CharField(_("filtype"), max_length=100)
    size = models.PositiveIntegerField(_("størrelse"))
    checksum = models.CharField(_("kontrollsum"), max_length=64)
    body = models.BinaryField(_("innhold"))
    brought_by = models.CharField(_("lagt ved av"), max_length=200)
    brought_at = models.DateTimeField(_("lagt ved"))

    class Meta:
        verbose_name = _("dokumentasjon")
        verbose_name_plural = _("dokumentasjon")
        constraints = [
            models.UniqueConstraint(
                fields=["commentary", "checksum"],
                name="evidence_once",
                violation_error_message=_("Filen ligger der fra før."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Mention(models.Model):
    """That somebody is asked to look at a commentary, by being named in it or picked beside it (`@navn`)."""

    commentary = models.ForeignKey(
        Commentary, verbose_name=_("faglig vurdering"), on_delete=models.CASCADE, related_name="mentions"
    )
    person = models.ForeignKey(User, verbose_name=_("person"), on_delete=models.PROTECT, related_name="+")
    mentioned_by = models.CharField(_("nevnt av"), max_length=200)
    mentioned_at = models.DateTimeField(_("nevnt"))

    class Meta:
        verbose_name = _("nevnt person")
        verbose_name_plural = _("nevnte personer")
        constraints = [models.UniqueConstraint(fields=["commentary", "person"], name="person_mentioned_once")]

    def __str__(self) -> str:
        return f"{self.person}: {self.commentary}"
