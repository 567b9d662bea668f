"""What was done to a plan on its pages: each edit with what it takes to undo it, and words that were adopted before."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from planning.models.plans import Plan


class Edit(models.Model):
    """One thing that a person did to a plan, with the rows as they were and as they became.

    The audit trail tells what happened; this is what undoing it needs, and it goes with the plan.
    """

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="edits")
    at = models.DateTimeField(_("tidspunkt"))
    by = models.CharField(_("hvem"), max_length=150)
    # Dotted, as in the audit trail: `planning.goal.changed`.
    action = models.CharField(_("handling"), max_length=100)
    label = models.CharField(_("gjelder"), max_length=500)
    # A list of {model, pk, before, after}: Django's own serialised fields, or nothing where there was no row.
    rows = models.JSONField(_("rader"), default=list)
    undone_at = models.DateTimeField(_("angret"), null=True, blank=True)
    undone_by = models.CharField(_("angret av"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("endring")
        verbose_name_plural = _("endringer")
        indexes = [models.Index(fields=["plan", "-at"], name="edits_of_plan")]

    def __str__(self) -> str:
        return f"{self.action} {self.label}"


class EarlierWording(models.Model):
    """Words of an adopted plan as they were before they were changed, with why: what was adopted is never lost."""

    plan = models.ForeignKey(Plan, verbose_name=_("plan"), on_delete=models.CASCADE, related_name="earlier_wordings")
    # Which row: `planning.goal`, its code, and the name of the field.
    subject = models.CharField(_("slag"), max_length=100)
    code = models.CharField(_("kode"), max_length=50)
    field = models.CharField(_("felt"), max_length=50)
    text = models.TextField(_("ordlyd"), blank=True)
    decision_reference = models.CharField(_("vedtak"), max_length=200, blank=True)
    changed_on = models.DateField(_("endret dato"))
    changed_at = models.DateTimeField(_("endret"))
    changed_by = models.CharField(_("endret av"), max_length=150)
    reason = models.TextField(_("begrunnelse"))

    class Meta:
        verbose_name = _("tidligere ordlyd")
        verbose_name_plural = _("tidligere ordlyder")
        indexes = [models.Index(fields=["plan", "subject", "code"], name="wordings_of_row")]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="wording_changed_for_a_reason")]

    def __str__(self) -> str:
        return f"{self.code}: {self.text[:80]}"
