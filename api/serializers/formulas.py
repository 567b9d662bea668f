"""Formulas as the API tells them."""

from typing import Any

from django.utils.translation import gettext_lazy
from rest_framework import serializers
from rest_framework.reverse import reverse

from api.serializers.base import Moment, Shown
from indicators.formula_words import plain_number, written
from indicators.models import FORMULA_KINDS, TERM_ROLES
from indicators.queries.formulas import WordedFormula, WordedTerm
from reporting.queries.formula import factor_in, rule_of
from targets.sentences import name_of_indicator


class TermShown(Shown):
    """One indicator in a formula: added, subtracted, or what the rest is divided by."""

    code = serializers.CharField(source="indicator.code")
    name = serializers.SerializerMethodField()
    role = serializers.ChoiceField(TERM_ROLES)

    def get_name(self, term: WordedTerm) -> str:
        return name_of_indicator(term.indicator)


class FormulaShown(Shown):
    """How the figures of an indicator are computed: its terms together, over the denominator, times the factor."""

    kind = serializers.ChoiceField(FORMULA_KINDS)
    kind_in_words = serializers.SerializerMethodField()
    text = serializers.SerializerMethodField(help_text=gettext_lazy("Formelen med navnene på indikatorene."))
    expression = serializers.SerializerMethodField(help_text=gettext_lazy("Formelen med kodene til indikatorene."))
    factor = serializers.SerializerMethodField(help_text=gettext_lazy("Følger av måleenhetene."))
    decimals = serializers.IntegerField(
        allow_null=True, help_text=gettext_lazy("Det som en brøk avrundes til. Null for summer, som er nøyaktige.")
    )
    from_period = serializers.CharField(help_text=gettext_lazy("Regnes ut fra denne perioden. Tom: hele serien."))
    terms = TermShown(many=True)
    rule = serializers.SerializerMethodField(help_text=gettext_lazy("Når tallet regnes ut, og hva som går foran."))
    note = serializers.CharField()

    def get_kind_in_words(self, formula: WordedFormula) -> str:
        return str(dict(FORMULA_KINDS)[formula.kind.value])

    def get_text(self, formula: WordedFormula) -> str:
        return written([(term.role, name_of_indicator(term.indicator)) for term in formula.terms], factor_in(formula))

    def get_expression(self, formula: WordedFormula) -> str:
        return written([(term.role, term.indicator.code) for term in formula.terms], plain_number(formula.factor))

    def get_factor(self, formula: WordedFormula) -> str:
        return plain_number(formula.factor)

    def get_rule(self, formula: WordedFormula) -> str:
        return rule_of(formula)


class DerivedShown(Shown):
    """An indicator that Planpuls computes, with its formula."""

    code = serializers.CharField(source="indicator.code")
    name = serializers.SerializerMethodField()
    unit = serializers.CharField(source="indicator.unit")
    formula = FormulaShown(source="*")
    derivation_url = serializers.SerializerMethodField(
        help_text=gettext_lazy("Hvordan et tall er regnet ut; legg til region, og periode om du vil.")
    )

    def get_name(self, formula: WordedFormula) -> str:
        return name_of_indicator(formula.indicator)

    def get_derivation_url(self, formula: WordedFormula) -> str:
        return reverse("api-indicator-derivation", args=[formula.indicator.code], request=self.context.get("request"))


class InputShown(Shown):
    """A figure that was put into the formula, as it was published."""

    code = serializers.CharField(source="term.indicator.code")
    name = serializers.SerializerMethodField()
    role = serializers.ChoiceField(TERM_ROLES, source="term.role")
    unit = serializers.CharField(source="term.indicator.unit")
    value = serializers.CharField(allow_null=True, help_text=gettext_lazy("Som publisert. Null der det er et symbol."))
    missing = serializers.CharField(source="reading.missing")
    kind = serializers.CharField(source="reading.kind")
    known_from = Moment(source="reading.known_from")
    came_from = serializers.ListField(
        child=serializers.CharField(),
        source="reading.came_from",
        help_text=gettext_lazy("Kommunenumrene tallet ble publisert under, der de er andre enn dagens."),
    )

    def get_name(self, one: Any) -> str:
        return name_of_indicator(one.term.indicator)


class DerivationShown(Shown):
    """How one figure is computed: the formula, what went into it, and what came out."""

    indicator = serializers.CharField(source="formula.indicator.code")
    region = serializers.CharField(source="region.code")
    region_name = serializers.CharField(source="region.name")
    period = serializers.CharField(allow_null=True, help_text=gettext_lazy("Null der ingen periode har alle tallene."))
    formula = FormulaShown()
    inputs = InputShown(many=True)
    value = serializers.CharField(allow_null=True, help_text=gettext_lazy("Det som formelen gir."))
    missing = serializers.CharField(help_text=gettext_lazy("Symbolet som står der formelen ikke gir noe tall."))
    kind = serializers.CharField()
    counting_value = serializers.CharField(
        allow_null=True,
        help_text=gettext_lazy("Tallet som gjelder: det publiserte der det finnes, ellers det som er regnet ut."),
    )
    is_published = serializers.BooleanField(help_text=gettext_lazy("Om tallet som gjelder, er publisert."))
    sentence = serializers.CharField()
