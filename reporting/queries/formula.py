"""How a derived indicator is computed: its formula with links, and the newest figure worked out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext

from indicators.formats import number, published, with_unit
from indicators.formula_words import Token, plain_number, tokens, written
from indicators.formulas import Computed, Reason
from indicators.models import Indicator, Region
from indicators.queries import readings_that_count
from indicators.queries.derivation import Derived, derived_in, quoted_tables
from indicators.queries.formulas import WordedFormula, formulas_of
from indicators.rules import COMPUTED, Reading
from planning.models import Plan
from reporting.queries.drafts import hidden_tables
from targets.queries import period_named
from targets.sentences import name_of_indicator

Series = Mapping[int, Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the formula as it is read: a sign or a number, or an indicator that is looked up by its code."""

    text: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class FormulaShown:
    """The formula, what it says in words, and the own region's newest figure worked out; empty where there is none."""

    pieces: tuple[Piece, ...]
    rule: str
    worked: str
    counted: str
    note: str


def formula_shown(*, indicator: Indicator, own: Region | None, plans: QuerySet[Plan]) -> FormulaShown | None:
    """The formula of an indicator for a reader of these plans; None where it has none. One query, or eight."""
    formula = formulas_of({indicator.pk}).get(indicator.pk)
    if formula is None:
        return None
    # Worked out from what it is really computed from: what plans quote is left out.
    hidden = [*hidden_tables(set(plans.values_list("code", flat=True))), *quoted_tables(formula)]
    wanted = {indicator.pk, *(term.indicator.pk for term in formula.terms)}
    found = readings_that_count(indicators=wanted, hidden_tables=hidden)
    mine = {key: readings for (key, region), readings in found.items() if own and region == own.pk}
    return FormulaShown(
        pieces=tuple(pieces_of(formula)),
        rule=rule_of(formula),
        worked=worked_out(formula, own, mine) if own else "",
        counted=counted(readings for (key, _region), readings in found.items() if key == indicator.pk),
        note=formula.note,
    )


def pieces_of(formula: WordedFormula) -> Iterable[Piece]:
    named = [(term.role, name_of_indicator(term.indicator)) for term in formula.terms]
    for token in tokens(named, factor_in(formula)):
        yield piece_of(token, formula)


def piece_of(token: Token, formula: WordedFormula) -> Piece:
    return Piece(token.text, "" if token.term is None else formula.terms[token.term].indicator.code)


def factor_in(formula: WordedFormula) -> str:
    """The factor as it is read; 1 stays 1, and is then left out."""
    return number(Decimal(plain_number(formula.factor)))


def rule_of(formula: WordedFormula) -> str:
    """Since when Planpuls computes it, and what it does where a figure is missing."""
    first = gettext("Planpuls regner ut tallet av andre indikatorer, hver gang et av tallene kommer eller blir rettet.")
    if formula.from_period:
        told = gettext("Fra %(period)s regner Planpuls ut tallet av andre indikatorer. Eldre tall er publiserte.")
        first = told % {"period": period_named(formula.from_period).label}
    rest = gettext("Et tall som er publisert, går foran. Mangler ett av tallene i formelen, mangler også resultatet.")
    return f"{first} {rest}"


def worked_out(formula: WordedFormula, own: Region, mine: Series) -> str:
    """`Larvik i 2024: 4 006 + 6 782 = 10 788 kr.`, for the newest period that has all the figures."""
    figures = {
        term.indicator.pk: {one.period: one for one in mine.get(term.indicator.pk, ())} for term in formula.terms
    }
    newest = max(derived_in(formula, figures), key=lambda one: period_named(one[0]).position, default=None)
    if newest is None:
        return ""
    kept = {one.period: one for one in mine.get(formula.indicator.pk, ())}
    return worked_out_in(formula, own, newest, kept.get(newest[0]))


def worked_out_in(formula: WordedFormula, own: Region, found: tuple[str, Derived], kept: Reading | None) -> str:
    """The same for one period; `kept` is the figure that counts there."""
    period, derived = found
    sides = [(term.role, shown(one, term.indicator)) for term, one in zip(formula.terms, derived.inputs, strict=True)]
    words = {
        "place": own.name,
        "period": period_named(period).label,
        "formula": written(sides, factor_in(formula)),
        "result": result_in_words(derived.figure, formula.indicator),
    }
    said = gettext("%(place)s i %(period)s: %(formula)s = %(result)s.") % words
    return f"{said} {published_instead(derived.figure, kept, formula.indicator)}".strip()


def shown(reading: Reading, indicator: Indicator) -> str:
    """The figure with its star where it is provisional, or its symbol."""
    if not reading.literal:
        return f"«{reading.missing}»"
    return published(reading.literal, indicator.decimals) + ("*" if reading.kind == "provisional" else "")


def result_in_words(figure: Computed, indicator: Indicator) -> str:
    if figure.literal:
        return with_unit(published(figure.literal, indicator.decimals), indicator.unit)
    reasons = {
        Reason.ZERO_DENOMINATOR.value: gettext("ikke noe tall, fordi det ikke går an å dele på null"),
        Reason.TOO_LARGE.value: gettext("ikke noe tall, fordi det blir for stort"),
    }
    return reasons.get(figure.reason, gettext("ikke noe tall, fordi et av leddene mangler"))


def published_instead(figure: Computed, kept: Reading | None, indicator: Indicator) -> str:
    """What counts instead of the computed figure, where that is published and another one."""
    if kept is None or kept.standing == COMPUTED or not kept.literal or kept.literal == figure.literal:
        return ""
    value = with_unit(published(kept.literal, indicator.decimals), indicator.unit)
    return gettext("Det publiserte tallet er %(value)s, og det er det som gjelder.") % {"value": value}


def counted(series: Iterable[Sequence[Reading]]) -> str:
    """How many of the figures on the page are computed."""
    readings = [one for readings in series for one in readings if one.literal]
    computed = sum(one.standing == COMPUTED for one in readings)
    words = {"computed": number(Decimal(computed)), "all": number(Decimal(len(readings)))}
    if not computed:
        return ""
    if computed == len(readings):
        return gettext("Alle tallene på siden er regnet ut.")
    return gettext("%(computed)s av %(all)s tall på siden er regnet ut. Resten er publisert.") % words
