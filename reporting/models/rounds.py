"""Reporting rounds: for which period words are asked for, of whom, and who has been reminded."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, Unit
from indicators.models import ServiceArea
from planning.models import Goal, Plan


class RoundKind(models.TextChoices):
    YEAR = "year", _("år")
    TERTIAL = "tertial", _("tertial")
    MONTH = "month", _("måned")


class ReportingRound(models.Model):
    """A period for which units are asked to comment the figures behind some plans (rapporteringsrunde).

    `period` is written as figures write theirs: `2025`, `2025T1`, `2025M02`. While it is open words may be written;
    closed, they stand as they are.
    """

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("slag"), max_length=10, choices=RoundKind.choices)
    period = models.CharField(_("periode"), max_length=7)
    plans = models.ManyToManyField(Plan, verbose_name=_("planer"), related_name="+")
    units = models.ManyToManyField(Unit, verbose_name=_("virksomheter"), related_name="+")
    deadline = models.DateField(_("frist"))
    # So many days before the deadline whoever has something left is reminded, and again so many days after it.
    remind_before = models.PositiveSmallIntegerField(_("påminn så mange dager før"), default=7)
    remind_after = models.PositiveSmallIntegerField(_("påminn så mange dager etter"), default=1)
    message = models.TextField(_("beskjed til virksomhetene"), blank=True)
    opened_by = models.CharField(_("åpnet av"), max_length=200)
    opened_at = models.DateTimeField(_("åpnet"))
    closed_by = models.CharField(_("lukket av"), max_length=200, blank=True)
    closed_at = models.DateTimeField(_("lukket"), null=True, blank=True)

    class Meta:
        verbose_name = _("rapporteringsrunde")
        verbose_name_plural = _("rapporteringsrunder")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "period"],
                name="one_round_per_period",
                violation_error_message=_("Det er alt åpnet en runde for denne perioden."),
            ),
            models.CheckConstraint(condition=Q(kind__in=RoundKind.values), name="round_kind_known"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, closed_by="") | Q(closed_at__isnull=False) & ~Q(closed_by=""),
                name="closed_round_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.municipality}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class CommentingDuty(models.Model):
    """Which unit comments the indicators of a service area, or the targets of a goal. It holds from round to round."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(Unit, verbose_name=_("virksomhet"), on_delete=models.PROTECT, related_name="+")
    service_area = models.ForeignKey(
        ServiceArea, verbose_name=_("tjenesteområde"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    goal = models.ForeignKey(
        Goal, verbose_name=_("mål"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("ansvar for kommentar")
        verbose_name_plural = _("ansvar for kommentarer")
        constraints = [
            models.CheckConstraint(
                condition=Q(service_area__isnull=True, goal__isnull=False)
                | Q(service_area__isnull=False, goal__isnull=True),
                name="duty_is_for_area_or_goal",
            ),
            models.UniqueConstraint(
                fields=["municipality", "service_area"],
                condition=Q(service_area__isnull=False),
                name="service_area_commented_by_one",
            ),
            models.UniqueConstraint(fields=["goal"], condition=Q(goal__isnull=False), name="goal_commented_by_one"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.service_area or self.goal}"


class ReminderKind(models.TextChoices):
    OPENED = "opened", _("runden er åpnet")
    BEFORE = "before", _("før fristen")
    AFTER = "after", _("etter fristen")


class Reminder(models.Model):
    """That a unit's people were written to about a round, so that they are told each thing once.

    `went_to_coordinators` where the unit has nobody who can be written to.
    """

    round = models.ForeignKey(
        ReportingRound, verbose_name=_("runde"), on_delete=models.CASCADE, related_name="reminders"
    )
    unit = models.ForeignKey(Unit, verbose_name=_("virksomhet"), on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("slag"), max_length=10, choices=ReminderKind.choices)
    went_to_coordinators = models.BooleanField(_("gikk til koordinator"), default=False)
    sent_at = models.DateTimeField(_("sendt"))

    class Meta:
        verbose_name = _("påminnelse")
        verbose_name_plural = _("påminnelser")
        constraints = [
            models.UniqueConstraint(fields=["round", "unit", "kind"], name="reminded_once"),
            models.CheckConstraint(condition=Q(kind__in=ReminderKind.values), name="reminder_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.unit} {self.kind}"
