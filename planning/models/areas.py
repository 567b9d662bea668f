"""How a plan is divided: focus areas and their themes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from planning.models.plans import Cited, Plan


class FocusArea(Cited):
    """An innsatsområde, or front matter that owns content without being one (`is_focus_area` false)."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="focus_areas")
    code = models.CharField(_("kode"), max_length=50)
    title = models.CharField(_("tittel"), max_length=200)
    aliases = models.JSONField(_("andre navn"), default=list, blank=True)
    slogan = models.CharField(_("slagord"), max_length=300, blank=True)
    summary = models.TextField(_("sammendrag"), blank=True)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    is_focus_area = models.BooleanField(_("er et innsatsområde"), default=True)
    is_crosscutting = models.BooleanField(_("går på tvers"), default=False)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("innsatsområde")
        verbose_name_plural = _("innsatsområder")
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="focus_area_code_once_per_plan")]

    def __str__(self) -> str:
        return self.title


class Theme(Cited):
    """A chapter of a focus area, in document order, possibly inside another one."""

    focus_area = models.ForeignKey(
        FocusArea, verbose_name=_("innsatsområde"), on_delete=models.CASCADE, related_name="themes"
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("overordnet tema"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="children",
    )
    code = models.CharField(_("kode"), max_length=50)
    title = models.CharField(_("tittel"), max_length=300)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)
    extra = models.JSONField(_("annet"), default=dict, blank=True)

    class Meta:
        verbose_name = _("tema")
        verbose_name_plural = _("temaer")
        constraints = [models.UniqueConstraint(fields=["focus_area", "code"], name="theme_code_once_per_focus_area")]

    def __str__(self) -> str:
        return self.title
