"""What the plan wants to be true."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Unit, User
from planning.models.areas import FocusArea, Theme
from planning.models.guidelines import SDG, Guideline, Level
from planning.models.plans import Cited, Plan


class Goal(Cited):
    """What the plan wants to be true. A goal may have sub-goals, several targets, or none."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="goals")
    parent = models.ForeignKey(
        "self",
        verbose_name=_("overordnet mål"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
    )
    code = models.CharField(_("kode"), max_length=50)
    text = models.TextField(_("mål"))
    level = models.CharField(_("nivå"), max_length=20, choices=Level.choices, default=Level.MUNICIPAL)
    kind = models.CharField(_("slag"), max_length=100, blank=True)
    scope = models.CharField(_("gjelder"), max_length=100, blank=True)
    measurability = models.CharField(_("målbarhet"), max_length=200, blank=True)
    number_in_source = models.CharField(_("nummer i kilden"), max_length=20, blank=True)
    status_in_document = models.TextField(_("status ifølge dokumentet"), blank=True)
    focus_areas = models.ManyToManyField(FocusArea, verbose_name=_("innsatsområder"), related_name="goals", blank=True)
    primary_focus_area = models.ForeignKey(
        FocusArea,
        verbose_name=_("hovedinnsatsområde"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="primary_goals",
    )
    theme = models.ForeignKey(
        Theme, verbose_name=_("tema"), on_delete=models.PROTECT, null=True, blank=True, related_name="goals"
    )
    guidelines = models.ManyToManyField(Guideline, verbose_name=_("føringer"), blank=True, related_name="goals")
    sdgs = models.ManyToManyField(SDG, verbose_name=_("bærekraftsmål"), blank=True, related_name="+")
    # The goal of the plan before this one that it carries on.
    continues = models.ForeignKey(
        "self",
        verbose_name=_("fortsetter"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="continued_by",
    )
    unit = models.ForeignKey(
        Unit, verbose_name=_("ansvarlig virksomhet"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(
        User, verbose_name=_("ansvarlig"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("mål")
        verbose_name_plural = _("mål")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="goal_code_once_per_plan"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="goal_level_known"),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="goal_not_its_own_parent",
                violation_error_message=_("Et mål kan ikke være sitt eget overordnede mål."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
