"""What was done, and what is being done: the audit trail and the progress of long work."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.people import Municipality


class AuditEvent(models.Model):
    """Who did what, before and after, and why. No foreign keys, so history never blocks a deletion."""

    at = models.DateTimeField(_("tidspunkt"))
    actor = models.CharField(_("hvem"), max_length=200)
    action = models.CharField(_("handling"), max_length=100)
    object_type = models.CharField(_("type"), max_length=100)
    object_id = models.CharField(_("id"), max_length=100)
    object_label = models.CharField(_("objekt"), max_length=500)
    municipality_number = models.CharField(_("kommunenummer"), max_length=4, blank=True)
    before = models.JSONField(_("før"), null=True, blank=True)
    after = models.JSONField(_("etter"), null=True, blank=True)
    reason = models.TextField(_("begrunnelse"), blank=True)

    class Meta:
        verbose_name = _("hendelse")
        verbose_name_plural = _("hendelser")
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_by_object")]

    def __str__(self) -> str:
        return f"{self.action} {self.object_label}"


class JobState(models.TextChoices):
    WAITING = "waiting", _("venter")
    RUNNING = "running", _("pågår")
    DONE = "done", _("ferdig")
    FAILED = "failed", _("feilet")
    CANCELLED = "cancelled", _("avbrutt")


class Job(models.Model):
    """Progress of one piece of long work, so that a page can say how far it has come and when it is done."""

    kind = models.CharField(_("slag"), max_length=50)
    subject = models.CharField(_("gjelder"), max_length=100)
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.CASCADE, null=True, blank=True, related_name="jobs"
    )
    state = models.CharField(_("tilstand"), max_length=10, choices=JobState.choices, default=JobState.WAITING)
    done_count = models.PositiveIntegerField(_("utført"), default=0)
    total_count = models.PositiveIntegerField(_("i alt"), default=0)
    changed_count = models.PositiveIntegerField(_("endret"), default=0)
    message = models.TextField(_("melding"), blank=True)
    asked_by = models.CharField(_("bedt om av"), max_length=200)
    asked_at = models.DateTimeField(_("bedt om"))
    started_at = models.DateTimeField(_("startet"), null=True, blank=True)
    # The last sign of life: when it was asked for, begun, or told how far it had come.
    heard_at = models.DateTimeField(_("sist hørt fra"), null=True, blank=True)
    finished_at = models.DateTimeField(_("ferdig"), null=True, blank=True)
    # Somebody wants it stopped; the job sees it the next time it tells how far it has come.
    cancel_asked_at = models.DateTimeField(_("bedt avbrutt"), null=True, blank=True)

    class Meta:
        verbose_name = _("jobb")
        verbose_name_plural = _("jobber")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=[JobState.WAITING, JobState.RUNNING]) | Q(finished_at__isnull=False),
                name="ended_job_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def is_over(self) -> bool:
        return self.state in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}
