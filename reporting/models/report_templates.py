"""How a municipality's reports look and what they hold, edited without code."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality


class ReportKind(models.TextChoices):
    ANNUAL = "annual", _("årsrapport")
    STATUS = "status", _("ståstedsanalyse")


class ReportTemplate(models.Model):
    """Sections, order, logo, colour and front text of one kind of report (rapportmal).

    `sections` is a list of `{"code", "is_shown", "title", "introduction"}` in the order of the report; a section that
    it does not name comes after those that it does. Empty texts mean the report's own.

    All these texts are in bokmål. `translations` is `{"nn": {"title", "front_text", "sections": {code: {"title",
    "introduction"}}}}`; what is empty there is said in bokmål.
    """

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommune"), on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField(_("rapport"), max_length=10, choices=ReportKind.choices)
    title = models.CharField(_("tittel"), max_length=200, blank=True)
    front_text = models.TextField(_("tekst på forsiden"), blank=True)
    colour = models.CharField(
        _("kommunens farge"), max_length=7, blank=True, validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$")]
    )
    logo = models.BinaryField(_("logo"), blank=True, default=b"")
    logo_type = models.CharField(_("filtype"), max_length=50, blank=True)
    logo_alt = models.CharField(_("hva logoen viser"), max_length=200, blank=True)
    sections = models.JSONField(_("deler"), default=list, blank=True)
    translations = models.JSONField(_("tekster på andre språk"), default=dict, blank=True)
    saved_by = models.CharField(_("lagret av"), max_length=200)
    saved_at = models.DateTimeField(_("lagret"))

    class Meta:
        verbose_name = _("rapportmal")
        verbose_name_plural = _("rapportmaler")
        constraints = [
            models.UniqueConstraint(fields=["municipality", "kind"], name="one_template_per_kind"),
            models.CheckConstraint(condition=Q(kind__in=ReportKind.values), name="template_kind_known"),
            models.CheckConstraint(
                condition=Q(logo_type="") | ~Q(logo_alt=""),
                name="logo_is_described",
                violation_error_message=_("Si hva logoen viser, for dem som får rapporten lest opp."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.municipality}"
