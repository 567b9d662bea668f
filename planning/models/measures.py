"""What is done to reach the goals."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from planning.models.areas import FocusArea, Theme
from planning.models.goals import Goal
from planning.models.plans import Cited, Plan


class Progress(models.TextChoices):
    """How far a measure has come, as whoever answers for it says."""

    NOT_STARTED = "not_started", _("ikke startet")
    ONGOING = "ongoing", _("i gang")
    DELAYED = "delayed", _("forsinket")
    DONE = "done", _("fullført")
    STOPPED = "stopped", _("stanset")


class Measure(Cited):
    """What is done to reach the goals (tiltak). Two measures may share a title, so the code identifies them."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="measures")
    code = models.CharField(_("kode"), max_length=50)
    title = models.CharField(_("tittel"), max_length=300)
    status = models.CharField(_("status"), max_length=100, blank=True)
    gist = models.TextField(_("innhold"), blank=True)
    focus_areas = models.ManyToManyField(
        FocusArea, verbose_name=_("innsatsområder"), blank=True, related_name="measures"
    )
    theme = models.ForeignKey(
        Theme, verbose_name=_("tema"), on_delete=models.PROTECT, null=True, blank=True, related_name="measures"
    )
    goals = models.ManyToManyField(Goal, verbose_name=_("mål"), blank=True, related_name="measures")
    # Who does it and until when. `status` above is the document's own word; `progress` is said here, and dated.
    unit = models.ForeignKey(
        Unit, verbose_name=_("ansvarlig virksomhet"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(
        User, verbose_name=_("ansvarlig"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    deadline = models.DateField(_("frist"), null=True, blank=True)
    progress = models.CharField(_("framdrift"), max_length=20, choices=Progress.choices, blank=True)
    percent_done = models.PositiveSmallIntegerField(_("prosent utført"), null=True, blank=True)
    progress_note = models.TextField(_("merknad til framdriften"), blank=True)
    progress_on = models.DateField(_("framdriften gjelder"), null=True, blank=True)
    cost_note = models.CharField(_("kostnad"), max_length=300, blank=True)
    # The measure of the plan before this one that it carries on.
    continues = models.ForeignKey(
        "self",
        verbose_name=_("fortsetter"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="continued_by",
    )
    # What another system that follows it up calls it.
    external_id = models.CharField(_("ID i et annet system"), max_length=200, blank=True, default="")
    homonym_of = models.CharField(_("samme navn som"), max_length=50, blank=True)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("tiltak")
        verbose_name_plural = _("tiltak")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="measure_code_once_per_plan"),
            models.UniqueConstraint(
                fields=["plan", "external_id"], condition=~Q(external_id=""), name="measure_external_id_once_per_plan"
            ),
            models.CheckConstraint(
                condition=Q(progress="") | Q(progress__in=Progress.values), name="measure_progress_known"
            ),
            models.CheckConstraint(
                condition=Q(percent_done__isnull=True) | Q(percent_done__lte=100),
                name="measure_done_at_most_all",
                violation_error_message=_("Prosent utført må være mellom 0 og 100."),
            ),
            models.CheckConstraint(
                condition=Q(continues__isnull=True) | ~Q(continues=F("pk")), name="measure_continues_another"
            ),
        ]

    def __str__(self) -> str:
        return self.title
