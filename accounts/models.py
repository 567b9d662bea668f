"""Who: municipalities, units, people and their roles; the audit trail; progress of long work."""

from django.contrib.auth.models import AbstractUser
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Municipality(models.Model):
    """One customer of the installation. Its drafts are seen by nobody else."""

    number = models.CharField(
        _("kommunenummer"),
        max_length=4,
        unique=True,
        validators=[RegexValidator(r"^\d{4}$", _("Kommunenummeret har fire siffer."))],
    )
    name = models.CharField(_("navn"), max_length=100)
    county = models.CharField(_("fylke"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("kommune")
        verbose_name_plural = _("kommuner")

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A part of the municipality that answers for goals and comments figures (virksomhet)."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="units"
    )
    name = models.CharField(_("navn"), max_length=200)
    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("virksomhet")
        verbose_name_plural = _("virksomheter")
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="unit_name_once_per_municipality")]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    """A person who logs in. What the person may do follows from memberships, never from Django's own permissions."""

    is_demo = models.BooleanField(_("demo"), default=False)

    class Meta:
        verbose_name = _("bruker")
        verbose_name_plural = _("brukere")

    def __str__(self) -> str:
        return self.get_full_name() or self.username


class Role(models.TextChoices):
    COORDINATOR = "coordinator", _("plankoordinator")
    LEADER = "leader", _("leder")
    UNIT_CONTACT = "unit_contact", _("virksomhetskontakt")
    READER = "reader", _("leser")
    ADMINISTRATOR = "administrator", _("administrator")


class Membership(models.Model):
    """A person's role in a municipality; unit contacts belong to one of its units."""

    user = models.ForeignKey(User, verbose_name=_("bruker"), on_delete=models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="memberships"
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("virksomhet"), on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(_("rolle"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "municipality", "role", "unit"],
                name="membership_once_per_unit",
                violation_error_message=_("Personen har denne rollen fra før."),
            ),
            models.UniqueConstraint(
                fields=["user", "municipality", "role"],
                condition=Q(unit__isnull=True),
                name="membership_once_without_unit",
                violation_error_message=_("Personen har denne rollen fra før."),
            ),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(
                condition=~Q(role=Role.UNIT_CONTACT) | Q(unit__isnull=False),
                name="unit_contact_has_unit",
                violation_error_message=_("En virksomhetskontakt må høre til en virksomhet."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()}"


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
