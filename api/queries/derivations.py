"""How one computed figure came about."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext

from api.figure_reach import hidden_figures, readable_indicators
from api.queries.indicators import open_formulas
from indicators.formulas import holds_for_groups
from indicators.models import FormulaTerm, Indicator, Region
from indicators.queries import readings_that_count
from indicators.queries.derivation import Derived, aggregate_regions, derived_in, quoted_tables
from indicators.queries.formulas import WordedFormula, WordedTerm
from indicators.rules import COMPUTED, Reading
from reporting.permissions import Person
from reporting.queries.formula import worked_out_in
from targets.queries import period_named

Readings = Mapping[int, Mapping[str, Reading]]


@dataclass(frozen=True, slots=True)
class Input:
    term: WordedTerm
    reading: Reading

    @property
    def value(self) -> str | None:
        return self.reading.literal or None


@dataclass(frozen=True, slots=True)
class Derivation:
    """A formula worked out for one region and period; without a period where there is nothing to work out."""

    formula: WordedFormula
    region: Region
    period: str | None
    derived: Derived | None
    # The figure that counts, which may be a published one.
    counting: Reading | None
    sentence: str

    @property
    def inputs(self) -> list[Input]:
        readings = self.derived.inputs if self.derived else ()
        return [Input(term, reading) for term, reading in zip(self.formula.terms, readings, strict=False)]

    @property
    def value(self) -> str | None:
        return self.derived.figure.literal or None if self.derived else None

    @property
    def missing(self) -> str:
        return self.derived.figure.missing if self.derived else ""

    @property
    def kind(self) -> str:
        return self.derived.figure.kind if self.derived else ""

    @property
    def counting_value(self) -> str | None:
        return self.counting.literal or None if self.counting else None

    @property
    def is_published(self) -> bool:
        return bool(self.counting and self.counting.literal and self.counting.standing != COMPUTED)


def derived_indicators(person: Person) -> QuerySet[Indicator]:
    """Those that are computed from nothing but the catalogue."""
    of_plans = FormulaTerm.objects.exclude(indicator__namespace="").values("formula__indicator")
    return readable_indicators(person).filter(formula__isnull=False).exclude(pk__in=of_plans)


def formula_of(indicator: Indicator) -> WordedFormula:
    """The formula, or 404."""
    if found := open_formulas({indicator.pk}).get(indicator.pk):
        return found
    raise Http404(gettext("Indikatoren er ikke regnet ut av andre."))


def derivation_of(person: Person, indicator: Indicator, region: Region, *, period: str = "") -> Derivation:
    """The figure of the period, or the newest that can be worked out; what plans quote is left out."""
    formula = formula_of(indicator)
    readings, is_computed = readings_in(person, formula, region), is_computed_for(region, formula)
    terms = {term.indicator.pk: readings[term.indicator.pk] for term in formula.terms}
    found = dict(derived_in(formula, terms)) if is_computed else {}
    chosen = period or max(found, key=lambda one: period_named(one).position, default="")
    counting = readings[indicator.pk].get(chosen)
    if chosen not in found:
        return Derivation(formula, region, chosen or None, None, counting, not_worked_out(is_computed=is_computed))
    sentence = worked_out_in(formula, region, (chosen, found[chosen]), counting)
    return Derivation(formula, region, chosen, found[chosen], counting, sentence)


def readings_in(person: Person, formula: WordedFormula, region: Region) -> dict[int, dict[str, Reading]]:
    """What counts of each term and of the result, by indicator and period."""
    wanted = {formula.indicator.pk, *(term.indicator.pk for term in formula.terms)}
    found = readings_that_count(
        indicators=wanted,
        regions=[region.pk],
        hidden_tables=quoted_tables(formula),
        hidden=hidden_figures(person),
    )
    return {key: {one.period: one for one in found.get((key, region.pk), ())} for key in wanted}


def is_computed_for(region: Region, formula: WordedFormula) -> bool:
    """Whether published values of the region may be put into the formula: those of groups not always."""
    holds = holds_for_groups(formula.kind, [term.is_sum for term in formula.terms])
    return holds or region.pk not in aggregate_regions()


def not_worked_out(*, is_computed: bool) -> str:
    if not is_computed:
        return gettext(
            "Planpuls regner ikke ut dette for grupper og land: et snitt av brøker er ikke en brøk av snitt."
        )
    return gettext("Tallet kan ikke regnes ut: et av leddene har verken tall eller symbol i perioden.")
