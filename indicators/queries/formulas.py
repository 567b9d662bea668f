"""Formulas with everything that must be known of them to compute, check and read them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from indicators.formula_checks import Facts, problems_with
from indicators.formula_words import plain_number, written
from indicators.formulas import DIVIDED, FormulaKind, TermRole
from indicators.models import Formula, FormulaTerm, GroupValue, Indicator


@dataclass(frozen=True, slots=True)
class WordedTerm:
    """One indicator of a formula, and what it does there."""

    indicator: Indicator
    role: TermRole

    @property
    def is_sum(self) -> bool:
        """Whether the published value of a group is the sum of its members'."""
        return self.indicator.group_value == GroupValue.SUM


@dataclass(frozen=True, slots=True)
class WordedFormula:
    """A formula with its terms in their order."""

    pk: int
    indicator: Indicator
    kind: FormulaKind
    factor: Decimal
    from_period: str
    note: str
    counts_from: datetime | None
    computed_as: str
    terms: tuple[WordedTerm, ...]

    @property
    def decimals(self) -> int | None:
        """What quotients are rounded to."""
        return self.indicator.decimals if self.kind in DIVIDED else None

    @property
    def in_codes(self) -> str:
        """Exactly what is computed; the same text is the same formula."""
        said = written([(term.role, term.indicator.code) for term in self.terms], plain_number(self.factor))
        rounding = "" if self.decimals is None else f", decimals: {self.decimals}"
        first = f", from {self.from_period}" if self.from_period else ""
        return f"{self.indicator.code} = {said}{rounding}{first}"

    @property
    def in_names(self) -> str:
        return written([(term.role, term.indicator.name_nb) for term in self.terms], plain_number(self.factor))

    @property
    def problems(self) -> list[str]:
        """What is wrong with it, now that somebody may have changed the indicators in it."""
        terms = [(term.role, facts_of(term.indicator)) for term in self.terms]
        return list(problems_with(self.kind, facts_of(self.indicator), terms, factor=self.factor))


def facts_of(indicator: Indicator) -> Facts:
    """What a formula asks of an indicator."""
    return Facts(
        name=indicator.name_nb,
        unit=indicator.unit,
        frequency=indicator.frequency,
        is_need_adjusted=indicator.is_need_adjusted,
        base_period=indicator.base_period,
        is_of_a_plan=bool(indicator.namespace),
    )


def formula_graph() -> dict[int, set[int]]:
    """Which indicators each derived one is made of; one query."""
    graph: dict[int, set[int]] = defaultdict(set)
    for derived, term in FormulaTerm.objects.values_list("formula__indicator_id", "indicator_id"):
        graph[derived].add(term)
    return dict(graph)


def formulas_of(indicators: Collection[int] | None = None) -> dict[int, WordedFormula]:
    """The formulas of these indicators, by their keys; all of them where none are named. Two queries."""
    chosen = Formula.objects.all() if indicators is None else Formula.objects.filter(indicator__in=indicators)
    rows = {row.pk: row for row in chosen.select_related("indicator")}
    terms: dict[int, list[WordedTerm]] = defaultdict(list)
    named = FormulaTerm.objects.filter(formula__in=rows).select_related("indicator").order_by("order", "pk")
    for term in named if rows else ():
        terms[term.formula_id].append(WordedTerm(term.indicator, TermRole(term.role)))
    return {row.indicator_id: worded(row, terms[row.pk]) for row in rows.values()}


def worded(row: Formula, terms: Collection[WordedTerm]) -> WordedFormula:
    return WordedFormula(
        pk=row.pk,
        indicator=row.indicator,
        kind=FormulaKind(row.kind),
        factor=row.factor,
        from_period=row.from_period,
        note=row.note,
        counts_from=row.counts_from,
        computed_as=row.computed_as,
        terms=tuple(terms),
    )
