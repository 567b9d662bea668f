"""What the plan answers: challenges and opportunities."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planning.models.areas import FocusArea, Theme
from planning.models.guidelines import Level
from planning.models.measures import Measure
from planning.models.plans import Cited, Plan


class ChallengeKind(models.TextChoices):
    CHALLENGE = "challenge", _("utfordring")
    OPPORTUNITY = "opportunity", _("mulighet")


class Dimension(models.TextChoices):
    SOCIAL = "social", _("sosial")
    ECONOMIC = "economic", _("økonomisk")
    ENVIRONMENTAL = "environmental", _("miljømessig")


class Basis(models.TextChoices):
    DOCUMENT = "document", _("sagt i dokumentet")
    DERIVED = "derived", _("utledet av innholdet")


class Challenge(Cited):
    """A challenge or an opportunity that the plan answers, with its sustainability dimension and the basis for that."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="challenges")
    code = models.CharField(_("kode"), max_length=50)
    kind = models.CharField(_("slag"), max_length=20, choices=ChallengeKind.choices)
    level = models.CharField(_("nivå"), max_length=20, choices=Level.choices, default=Level.MUNICIPAL)
    text = models.TextField(_("tekst"))
    dimension = models.CharField(_("bærekraftsdimensjon"), max_length=20, choices=Dimension.choices, blank=True)
    dimension_basis = models.CharField(_("grunnlag for dimensjonen"), max_length=20, choices=Basis.choices, blank=True)
    focus_basis = models.CharField(_("grunnlag for innsatsområdet"), max_length=20, choices=Basis.choices, blank=True)
    focus_areas = models.ManyToManyField(
        FocusArea, verbose_name=_("innsatsområder"), blank=True, related_name="challenges"
    )
    theme = models.ForeignKey(
        Theme, verbose_name=_("tema"), on_delete=models.PROTECT, null=True, blank=True, related_name="challenges"
    )
    measures = models.ManyToManyField(Measure, verbose_name=_("tiltak"), blank=True, related_name="challenges")
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("utfordring eller mulighet")
        verbose_name_plural = _("utfordringer og muligheter")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="challenge_code_once_per_plan"),
            models.CheckConstraint(condition=Q(kind__in=ChallengeKind.values), name="challenge_kind_known"),
            models.CheckConstraint(
                condition=Q(dimension="") | Q(dimension__in=Dimension.values), name="challenge_dimension_known"
            ),
            models.CheckConstraint(
                condition=Q(dimension_basis="") | Q(dimension_basis__in=Basis.values), name="challenge_basis_known"
            ),
        ]

    def __str__(self) -> str:
        return self.text
