"""What is checked when a formula is edited: all of it at once, since the terms decide whether it can be computed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext_lazy

from indicators.fields import PeriodField
from indicators.formulas import FormulaKind, TermRole
from indicators.models import Formula, Indicator
from indicators.queries.formulas import formula_graph
from indicators.services.formulas import Terms, factor_of, problems_of

if TYPE_CHECKING:
    ModelForm = forms.ModelForm[Any]
    InlineFormSet = BaseInlineFormSet[Any, Any, Any]
else:
    ModelForm, InlineFormSet = forms.ModelForm, BaseInlineFormSet


class FormulaForm(ModelForm):
    class Meta:
        field_classes = {"from_period": PeriodField}
        help_texts = {
            "indicator": gettext_lazy("Indikatoren som skal regnes ut."),
            "kind": gettext_lazy("En andel og et tall per innbygger har ett ledd som det deles på."),
            "from_period": gettext_lazy("Fylles ut når formelen fører en avsluttet tallserie videre."),
        }


class TermFormSet(InlineFormSet):
    """The terms of one formula. The factor follows from their units, and is kept with the formula."""

    def clean(self) -> None:
        super().clean()
        formula: Formula = self.instance
        if any(self.errors) or not formula.indicator_id or not formula.kind:
            return
        terms = list(self.typed_terms())
        if found := list(self.found_wrong(formula, terms)):
            raise ValidationError([sentence_of(one) for one in found])
        formula.factor = factor_of(formula.indicator, terms)

    def found_wrong(self, formula: Formula, terms: Terms) -> Iterator[str]:
        graph = formula_graph() | {formula.indicator_id: {term.pk for _role, term in terms}}
        names = dict(Indicator.objects.filter(pk__in=graph).values_list("pk", "name_nb"))
        kind = FormulaKind(formula.kind)
        yield from problems_of(kind, formula.indicator, terms, factor=None, graph=graph, names=names)

    def typed_terms(self) -> Iterator[tuple[TermRole, Indicator]]:
        for form in self.forms:
            said = form.cleaned_data
            if form not in self.deleted_forms and said.get("indicator"):
                yield TermRole(said["role"]), said["indicator"]


def sentence_of(message: str) -> str:
    """A message of a file's line as a sentence of its own."""
    return f"{message[0].upper()}{message[1:]}."
