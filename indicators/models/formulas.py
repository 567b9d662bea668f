"""How an indicator is computed from others."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from indicators.formulas import FormulaKind, TermRole
from indicators.models.catalogue import Indicator

FORMULA_KINDS = [
    (FormulaKind.SUM.value, _("sum")),
    (FormulaKind.DIFFERENCE.value, _("differanse")),
    (FormulaKind.RATIO.value, _("forholdstall")),
    (FormulaKind.PER_INHABITANT.value, _("per innbygger")),
    (FormulaKind.SHARE.value, _("andel i prosent")),
]
TERM_ROLES = [
    (TermRole.ADDED.value, _("legges til")),
    (TermRole.SUBTRACTED.value, _("trekkes fra")),
    (TermRole.DENOMINATOR.value, _("deles på")),
]


class Formula(models.Model):
    """That the figures of an indicator are computed: its terms together, over the denominator, times the factor."""

    indicator = models.OneToOneField(
        Indicator, verbose_name=_("indikator"), on_delete=models.CASCADE, related_name="formula"
    )
    kind = models.CharField(_("slag"), max_length=20, choices=FORMULA_KINDS)
    # Follows from the units: 1000 where thousands of kroner become kroner, 100 where parts become percent.
    factor = models.DecimalField(_("faktor"), max_digits=30, decimal_places=10, default=1)
    # The sum of a replaced series continues it from here; empty where the whole series is computed.
    from_period = models.CharField(_("fra periode"), max_length=20, blank=True)
    # Since when the formula is as it is now, where it was another one before: what was computed earlier stands.
    counts_from = models.DateTimeField(_("gjelder fra"), null=True, blank=True, editable=False)
    # The formula that was computed last, in codes; tells that it has been changed since.
    computed_as = models.TextField(_("regnet ut som"), blank=True, editable=False)
    note = models.TextField(_("merknad"), blank=True)

    class Meta:
        verbose_name = _("formel")
        verbose_name_plural = _("formler")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in FormulaKind]), name="formula_kind_known"
            ),
            models.CheckConstraint(condition=Q(factor__gt=0), name="formula_factor_above_zero"),
        ]

    def __str__(self) -> str:
        return str(self.indicator)


class FormulaTerm(models.Model):
    """One indicator that goes into a formula: added, subtracted, or what the rest is divided by."""

    formula = models.ForeignKey(Formula, verbose_name=_("formel"), on_delete=models.CASCADE, related_name="terms")
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indikator"), on_delete=models.PROTECT, related_name="in_formulas"
    )
    role = models.CharField(_("i formelen"), max_length=20, choices=TERM_ROLES, default=TermRole.ADDED.value)
    order = models.PositiveSmallIntegerField(_("rekkefølge"), default=0)

    class Meta:
        verbose_name = _("ledd")
        verbose_name_plural = _("ledd")
        constraints = [
            models.UniqueConstraint(fields=["formula", "indicator"], name="term_once_per_formula"),
            models.UniqueConstraint(
                fields=["formula"], condition=Q(role=TermRole.DENOMINATOR.value), name="formula_has_one_denominator"
            ),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in TermRole]), name="term_role_known"),
        ]

    def __str__(self) -> str:
        return str(self.indicator)
