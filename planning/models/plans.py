"""Plans, the documents they quote and the plans they lean on."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality


class PlanStatus(models.TextChoices):
    DRAFT = "draft", _("utkast")
    ADOPTED = "adopted", _("vedtatt")
    SUPERSEDED = "superseded", _("avløst")


class PlanQuerySet(models.QuerySet["Plan"]):
    def adopted(self) -> "PlanQuerySet":
        """What everyone in the municipality may read; a plan that was superseded stays readable."""
        return self.exclude(status=PlanStatus.DRAFT)

    def drafts(self) -> "PlanQuerySet":
        """What only those who work on it may know of."""
        return self.filter(status=PlanStatus.DRAFT)

    def of(self, municipalities: models.QuerySet[Municipality]) -> "PlanQuerySet":
        return self.filter(municipality__in=municipalities)


class Plan(models.Model):
    """A municipal plan: the community part of the master plan, a thematic plan, a strategy document."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="+"
    )
    code = models.CharField(_("kode"), max_length=100, unique=True)
    title = models.CharField(_("tittel"), max_length=300)
    kind = models.CharField(_("plantype"), max_length=100, blank=True)
    status = models.CharField(_("status"), max_length=20, choices=PlanStatus.choices, default=PlanStatus.DRAFT)
    period_from = models.PositiveSmallIntegerField(_("fra år"))
    period_to = models.PositiveSmallIntegerField(_("til år"))
    horizon_note = models.CharField(_("merknad til horisonten"), max_length=500, blank=True)
    decision_reference = models.CharField(_("vedtak"), max_length=200, blank=True)
    decided_on = models.DateField(_("vedtatt dato"), null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self", verbose_name=_("avløst av"), on_delete=models.PROTECT, null=True, blank=True, related_name="supersedes"
    )
    # The plan of the period before, which this one was made from.
    follows = models.ForeignKey(
        "self",
        verbose_name=_("bygger på"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="followed_by",
    )
    # How many focus areas the text says it has; it need not be how many chapters it has.
    stated_focus_areas = models.PositiveSmallIntegerField(_("innsatsområder ifølge teksten"), null=True, blank=True)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("planer")
        constraints = [
            models.CheckConstraint(condition=Q(status__in=PlanStatus.values), name="plan_status_known"),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from")),
                name="plan_period_in_order",
                violation_error_message=_("Planperioden må slutte etter at den begynner."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Document(models.Model):
    """A document that the plan quotes: the knowledge base, the status analysis."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="documents")
    code = models.CharField(_("kode"), max_length=50)
    title = models.CharField(_("tittel"), max_length=300)
    publisher = models.CharField(_("utgiver"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("år"), null=True, blank=True)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="document_code_once_per_plan")]

    def __str__(self) -> str:
        return self.title


class Cited(models.Model):
    """Where in which document a thing is said. The line is for checking; a reader sees title and chapter."""

    cited_document = models.CharField(_("dokument"), max_length=50, blank=True)
    cited_section = models.CharField(_("kapittel"), max_length=300, blank=True)
    cited_line = models.CharField(_("linje"), max_length=20, blank=True)

    class Meta:
        abstract = True


class RelatedPlan(Cited):
    """A plan that this one leans on, whoever adopted it and whether or not it is in this installation."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="related_plans")
    code = models.CharField(_("kode"), max_length=50)
    title = models.CharField(_("tittel"), max_length=300)
    level = models.CharField(_("nivå"), max_length=30, blank=True)
    period = models.CharField(_("periode"), max_length=50, blank=True)
    relation = models.CharField(_("sammenheng"), max_length=300, blank=True)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("tilknyttet plan")
        verbose_name_plural = _("tilknyttede planer")
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="related_plan_code_once")]

    def __str__(self) -> str:
        return self.title
