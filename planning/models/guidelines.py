"""What others have decided, and where the plan leans on it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planning.models.areas import FocusArea
from planning.models.plans import Cited, Plan


class Level(models.TextChoices):
    INTERNATIONAL = "international", _("internasjonalt")
    NATIONAL = "national", _("nasjonalt")
    REGIONAL = "regional", _("regionalt")
    MUNICIPAL = "municipal", _("kommunalt")
    UNSPECIFIED = "unspecified", _("ikke oppgitt")


class SDG(models.Model):
    """One of the United Nations' seventeen sustainable development goals."""

    number = models.PositiveSmallIntegerField(_("nummer"), primary_key=True)

    class Meta:
        verbose_name = _("bærekraftsmål")
        verbose_name_plural = _("bærekraftsmål")
        constraints = [models.CheckConstraint(condition=Q(number__gte=1, number__lte=17), name="sdg_between_1_and_17")]

    def __str__(self) -> str:
        return str(self.number)


class Guideline(models.Model):
    """A white paper, act, plan or recommendation (føring), once, however often it is cited.

    Its reference carries the session, because `Meld. St. 9` of one session is not that of another.
    """

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="guidelines")
    code = models.CharField(_("kode"), max_length=50)
    level = models.CharField(_("nivå"), max_length=20, choices=Level.choices)
    kind = models.CharField(_("slag"), max_length=100, blank=True)
    reference = models.CharField(_("referanse"), max_length=300, blank=True)
    title = models.CharField(_("tittel"), max_length=500)
    years = models.CharField(_("år"), max_length=50, blank=True)
    in_force = models.CharField(_("i kraft"), max_length=50, blank=True)
    decided = models.CharField(_("vedtatt"), max_length=50, blank=True)
    gist = models.TextField(_("innhold"), blank=True)
    url = models.URLField(_("adresse"), max_length=500, blank=True)
    applies_to_all = models.BooleanField(_("gjelder alle innsatsområder"), default=False)
    focus_areas = models.ManyToManyField(
        FocusArea, verbose_name=_("innsatsområder"), blank=True, related_name="guidelines"
    )
    sdgs = models.ManyToManyField(SDG, verbose_name=_("bærekraftsmål"), blank=True, related_name="+")
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("føring")
        verbose_name_plural = _("føringer")
        constraints = [
            models.UniqueConstraint(fields=["plan", "code"], name="guideline_code_once_per_plan"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="guideline_level_known"),
        ]

    def __str__(self) -> str:
        return self.title


class Citation(Cited):
    """One place where the plan leans on a guideline, with the angle it takes there."""

    guideline = models.ForeignKey(
        Guideline, verbose_name=_("føring"), on_delete=models.CASCADE, related_name="citations"
    )
    focus_area = models.ForeignKey(
        FocusArea,
        verbose_name=_("innsatsområde"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="citations",
    )
    angle = models.CharField(_("vinkling"), max_length=300, blank=True)
    note = models.CharField(_("merknad"), max_length=500, blank=True)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("sitering")
        verbose_name_plural = _("siteringer")

    def __str__(self) -> str:
        return f"{self.guideline} – {self.cited_section}"
