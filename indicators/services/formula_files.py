"""Loading a file of formulas, as the one that ships with the product.

The file decides what it names. Other formulas are left alone.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.imports import LoadOutcome, Problems, quoted
from accounts.services import record_event
from accounts.syncing import Tally, field_problems, sync
from indicators.formulas import DIVIDED
from indicators.models import Formula, FormulaTerm, GroupValue, Indicator
from indicators.queries.formulas import formula_graph
from indicators.services.formulas import Terms, factor_of, formula_has_changed, problems_of
from indicators.sources.files import read_file
from indicators.sources.formulas_yaml import FormulaRow, read_formulas

SHIPPED = Path(__file__).resolve().parents[1] / "shipped" / "formulas.yaml"
Known = Mapping[str, Indicator]


def load_shipped_formulas(*, by: str, now: datetime) -> LoadOutcome:
    """Take in the formulas that ship with the product, as far as the catalogue has what they are made of."""
    rows = read_formulas(read_file(SHIPPED, most_megabytes=1), name=SHIPPED.name)
    known, chosen = set(Indicator.objects.in_catalogue().values_list("code", flat=True)), []
    for row in rows:
        if all(code in known for _role, code in row.terms) and (row.indicator in known or row.makes_indicator):
            chosen.append(row)
            known.add(row.indicator)
    return store_formulas(chosen, name=SHIPPED.name, by=by, now=now)


def load_formulas(*, name: str, body: bytes, by: str, now: datetime) -> LoadOutcome:
    """Take in a file of formulas: all of it, or ImportRefused and nothing. What changes is computed at once."""
    return store_formulas(read_formulas(body, name=name), name=name, by=by, now=now)


@transaction.atomic
def store_formulas(rows: list[FormulaRow], *, name: str, by: str, now: datetime) -> LoadOutcome:
    problems = Problems(name)
    known = indicators_named(rows, problems)
    problems.refuse_if_any()
    check_formulas(rows, known, problems)
    problems.refuse_if_any()
    tally = Tally()
    kept = {one.indicator.code: one for one in Formula.objects.select_related("indicator")}
    formulas = sync(Formula, kept, {row.indicator: values_of(row, known) for row in rows}, tally=tally)
    for row in rows:
        store_terms(formulas[row.indicator], terms_of(row, known), row.indicator, tally)
    changed = {known[row.indicator].pk for row in rows if label_of(row.indicator) in tally.created | tally.updated}
    if changed:
        formula_has_changed(indicators=changed, now=now)
        tell_change(formulas, tally, by=by, now=now)
    return LoadOutcome(len(tally.created), len(tally.changed), len(tally.unchanged))


def indicators_named(rows: Iterable[FormulaRow], problems: Problems) -> dict[str, Indicator]:
    """Every indicator of the file; a computed one that the catalogue lacks is made where the file names it."""
    rows = list(rows)
    codes = {row.indicator for row in rows} | {code for row in rows for _role, code in row.terms}
    kept = {one.code: one for one in Indicator.objects.filter(code__in=codes)}
    new = {row.indicator: row for row in rows if row.indicator not in kept and row.makes_indicator}
    for row in rows:
        for code in dict.fromkeys([row.indicator, *(code for _role, code in row.terms)]):
            if code not in kept and code not in new:
                problems.add(row.place, unknown(code, is_own=code == row.indicator))
        for field, sentence in field_problems(Indicator, indicator_values(row)) if row.indicator in new else ():
            problems.add(f"{row.place}, {field}", sentence)
    problems.refuse_if_any()
    made = [Indicator(**indicator_values(row)) for row in new.values()]
    found = kept | {one.code: one for one in Indicator.objects.bulk_create(made)}
    for row in new.values():
        take_after_terms(found[row.indicator], row, found)
    return found


def unknown(code: str, *, is_own: bool) -> str:
    if is_own:
        message = gettext("ukjent indikator %(code)s: last inn indikatoren først, eller gi name og unit")
    else:
        message = gettext("ukjent indikator %(code)s: last inn indikatoren først")
    return message % {"code": quoted(code)}


def indicator_values(row: FormulaRow) -> dict[str, Any]:
    return {
        "code": row.indicator,
        "name_nb": row.name,
        "unit": row.unit,
        "decimals": row.decimals,
        "is_calculated": True,
    }


def take_after_terms(indicator: Indicator, row: FormulaRow, found: Known) -> None:
    """A new indicator stands where the first of its terms does, and counts as often."""
    terms = [found[code] for _role, code in row.terms]
    indicator.service_area, indicator.category = terms[0].service_area, terms[0].category
    indicator.frequency, indicator.is_need_adjusted = terms[0].frequency, terms[0].is_need_adjusted
    if row.kind not in DIVIDED and {one.group_value for one in terms} == {GroupValue.SUM}:
        indicator.group_value = GroupValue.SUM
    indicator.save(update_fields=["service_area", "category", "frequency", "is_need_adjusted", "group_value"])


def check_formulas(rows: Iterable[FormulaRow], known: Known, problems: Problems) -> None:
    """What cannot be computed: units that do not fit, and formulas that go in a circle."""
    rows = list(rows)
    graph = formula_graph() | {known[row.indicator].pk: {known[code].pk for _role, code in row.terms} for row in rows}
    names = dict(Indicator.objects.filter(pk__in=graph).values_list("pk", "code"))
    for row in rows:
        terms = terms_of(row, known)
        found = problems_of(row.kind, known[row.indicator], terms, factor=row.factor, graph=graph, names=names)
        for message in found:
            problems.add(row.place, message)


def terms_of(row: FormulaRow, known: Known) -> Terms:
    return [(role, known[code]) for role, code in row.terms]


def values_of(row: FormulaRow, known: Known) -> dict[str, Any]:
    return {
        "indicator_id": known[row.indicator].pk,
        "kind": row.kind.value,
        "factor": factor_of(known[row.indicator], terms_of(row, known)),
        "from_period": row.from_period,
        "note": row.note,
    }


def store_terms(formula: Formula, terms: Terms, code: str, tally: Tally) -> None:
    """Make the terms what the file says, where they are not."""
    kept = list(formula.terms.order_by("order").values_list("role", "indicator_id"))
    wanted = [(role.value, term.pk) for role, term in terms]
    if kept == wanted:
        return
    formula.terms.all().delete()
    FormulaTerm.objects.bulk_create(
        FormulaTerm(formula=formula, role=role, indicator_id=term, order=order)
        for order, (role, term) in enumerate(wanted)
    )
    tally.note_change(label_of(code), "terms", kept, [f"{role.value} {term.code}" for role, term in terms])


def label_of(code: str) -> tuple[str, str]:
    """How the tally names the formula of an indicator."""
    return str(Formula._meta.verbose_name), code


def tell_change(formulas: Mapping[str, Formula], tally: Tally, *, by: str, now: datetime) -> None:
    for code, formula in formulas.items():
        if label_of(code) in tally.created | tally.updated:
            after = {"factor": f"{Decimal(formula.factor):f}", "kind": formula.kind, "from_period": formula.from_period}
            record_event(action="indicators.formula.loaded", subject=formula, by=by, now=now, after=after)
