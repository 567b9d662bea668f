"""Formulas as they are kept: checked against the catalogue, and computed as soon as they change."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext, override

from accounts.imports import LoadOutcome, quoted
from accounts.wording import say
from indicators.formula_checks import factor_for, problems_with
from indicators.formulas import FormulaKind, TermRole, circle_through
from indicators.models import Formula, Indicator, QualityRecord
from indicators.queries.formulas import WordedFormula, facts_of, formulas_of
from indicators.services.recording import recompute_derived, withdraw_computed

Terms = list[tuple[TermRole, Indicator]]
COMPUTED_KIND = "regnet ut av Planpuls"


def problems_of(
    kind: FormulaKind,
    indicator: Indicator,
    terms: Terms,
    *,
    factor: Decimal | None,
    graph: Mapping[int, set[int]],
    names: Mapping[int, str],
) -> Iterator[str]:
    """What is wrong with a formula beside all others; `graph` has this one in it already."""
    facts = [(role, facts_of(term)) for role, term in terms]
    yield from problems_with(kind, facts_of(indicator), facts, factor=factor)
    if circle := circle_through(indicator.pk, graph):
        way = " → ".join(quoted(names.get(one, str(one))) for one in circle)
        yield say("formelen går i ring: {way}. Ta bort ett av leddene", way=way)


def factor_of(indicator: Indicator, terms: Terms) -> Decimal:
    """The factor that follows from the units of a formula that is right."""
    facts = [(role, facts_of(term)) for role, term in terms]
    above = next(one for role, one in facts if role is TermRole.ADDED)
    below = next((one for role, one in facts if role is TermRole.DENOMINATOR), None)
    return factor_for(facts_of(indicator), above, below) or Decimal(1)


@transaction.atomic
def formula_has_changed(*, indicators: set[int], now: datetime) -> LoadOutcome:
    """Compute what is new or different, and say from which period somebody else's figures end."""
    for formula in formulas_of(indicators).values():
        tell_break(formula)
    return recompute_derived(indicators=indicators, now=now)


def tell_break(formula: WordedFormula) -> None:
    """A series that is continued by computing has a break there, which every page of the indicator tells."""
    if not formula.from_period:
        record_of(formula.indicator).delete()
        return
    # Kept for every reader, so it is not said in the language of whoever saves the formula.
    with override("nb"):
        text = gettext("Herfra er tallet regnet ut av Planpuls: %(formula)s.") % {"formula": formula.in_names}
    record, _is_new = QualityRecord.objects.update_or_create(
        namespace="",
        code=code_of_record(formula.indicator),
        defaults={"kind": COMPUTED_KIND, "text": text, "from_period": formula.from_period, "is_break": True},
    )
    record.indicators.set([formula.indicator])


def record_of(indicator: Indicator) -> "QuerySet[QualityRecord]":
    return QualityRecord.objects.filter(namespace="", code=code_of_record(indicator))


def code_of_record(indicator: Indicator) -> str:
    return f"formel-{indicator.pk}"


@transaction.atomic
def remove_formula(*, formula: Formula, now: datetime) -> None:
    """Nobody computes the indicator any more: what was computed is missing from now on, and was known before."""
    indicator, worded = formula.indicator, formulas_of({formula.indicator_id})[formula.indicator_id]
    formula.delete()
    record_of(indicator).delete()
    withdraw_computed(formula=worded, now=now)
