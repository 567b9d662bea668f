"""What choosing from a table amounts to: so many cells in so many calls, and these indicators. Pure.

A selection is {variable: codes}. A variable that it does not name is fetched whole; an empty list sums it away.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from math import prod

from indicators.sources.jsonstat import Dataset, Dimension, IndicatorInTable, Role, indicators_in
from indicators.sources.ssb import TableDescription, Variable
from indicators.sources.ssb.expressions import ANY_SIGN, CALL, STAR, Codes, IllegalExpression, UnknownCode

Selection = Mapping[str, Sequence[str]]


def since(code: str) -> str:
    """All periods from one on, also those that come later."""
    return f"from({code})"


def codes_of(variable: Variable, selection: Selection) -> tuple[str, ...]:
    """The codes that are fetched, as far as the table has them."""
    if variable.id not in selection:
        return variable.codes
    known, chosen = Codes(variable.codes, is_time=variable.role is Role.TIME), set[str]()
    for expression in selection[variable.id]:
        with suppress(UnknownCode, IllegalExpression):
            chosen.update(known.chosen(expression))
    return tuple(code for code in variable.codes if code in chosen)


def lost_codes(variable: Variable, selection: Selection) -> list[str]:
    """Codes that are chosen, and that the table does not have, perhaps no longer."""
    chosen = selection.get(variable.id, ())
    return [one for one in chosen if one not in variable.codes and not is_expression(one)]


def is_expression(text: str) -> bool:
    """Whether it chooses among codes, instead of being one: `*`, `top(3)`, `EKG*`."""
    return bool(CALL.fullmatch(text)) or STAR in text or ANY_SIGN in text


def is_summed(variable: Variable, selection: Selection) -> bool:
    """Whether the bank sums the variable away."""
    return variable.id in selection and not selection[variable.id]


def cell_count(description: TableDescription, selection: Selection) -> int:
    """How many cells are fetched each time, empty ones with them."""
    return prod(1 if is_summed(one, selection) else len(codes_of(one, selection)) for one in description.variables)


def call_count(cells: int, *, most_cells: int) -> int:
    """At least so many calls it takes; the bank answers no more than `most_cells` at a time."""
    return -(-cells // most_cells)


def combination_count(description: TableDescription, selection: Selection) -> int:
    """How many indicators the cells are figures of."""
    return prod(one.size for one in chosen_dataset(description, selection).dimensions if is_other(one))


def combinations(description: TableDescription, selection: Selection) -> list[IndicatorInTable]:
    """Every combination of the metric and the other chosen codes, as the indicator that the table makes of it."""
    return list(indicators_in(chosen_dataset(description, selection)))


def is_other(dimension: Dimension) -> bool:
    return dimension.role not in {Role.GEO, Role.TIME}


def chosen_dataset(description: TableDescription, selection: Selection) -> Dataset:
    """The table as it will be answered: without what is summed away, with the chosen codes only."""
    variables = {one.id: one for one in description.variables}
    kept = [one for one in description.dataset.dimensions if not is_summed(variables[one.id], selection)]
    return replace(
        description.dataset, dimensions=tuple(narrowed(one, codes_of(variables[one.id], selection)) for one in kept)
    )


def narrowed(dimension: Dimension, codes: Sequence[str]) -> Dimension:
    names = dimension.names
    return replace(dimension, codes=tuple(codes), labels=tuple(names[code] for code in codes))
