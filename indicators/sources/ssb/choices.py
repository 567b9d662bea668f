"""Which codes of which variables are asked for. All variables are chosen from, so that the bank sums none away."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import TypeVar

from indicators.sources.jsonstat import Role
from indicators.sources.ssb.errors import CodesLost, SourceRejected
from indicators.sources.ssb.expressions import Codes, IllegalExpression, UnknownCode
from indicators.sources.ssb.tables import CodesOfList, TableDescription, Variable

Said = TypeVar("Said")
# In the bank's own words, as it would have refused the question.
NO_VALUE, NO_VARIABLE, NO_SELECTION = "Non-existent value", "Non-existent variable", "Missing selection"
ILLEGAL = "Illegal selection expression"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is asked for of one variable: codes in the table's order, each once."""

    variable: str
    role: Role | None
    codes: tuple[str, ...]
    # Whether these are all the codes that there are, which is said with a star.
    is_whole: bool
    codelist: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """The codes as they are sent."""
        return ("*",) if self.is_whole else self.codes


def cells_in(choices: Sequence[Choice]) -> int:
    """How many cells are asked for, empty ones too."""
    return prod(len(choice.codes) for choice in choices)


def choices_of(
    description: TableDescription,
    selection: Mapping[str, Sequence[str]],
    lists: Mapping[str, CodesOfList],
) -> tuple[Choice, ...]:
    """The choice for every variable of the table, in its order; whole where nothing, or an empty list, is said.

    `lists` has the codelists by variable. Raises CodesLost with all that the table does not have.
    """
    said = by_variable(description, selection)
    listed = by_variable(description, lists)
    lost: dict[str, tuple[str, ...]] = {}
    choices = []
    for variable in description.variables:
        choice, unknown = choice_of(variable, said.get(variable.id, ()), listed.get(variable.id))
        choices.append(choice)
        if unknown:
            lost[variable.id] = unknown
    if lost:
        raise CodesLost(NO_VALUE, told(lost), codes=lost)
    return tuple(choices)


def by_variable(description: TableDescription, named: Mapping[str, Said]) -> dict[str, Said]:
    """The same under the names that the table itself has for its variables."""
    found = {name: description.variable(name) for name in named}
    lost: dict[str, tuple[str, ...]] = {name: () for name, variable in found.items() if variable is None}
    if lost:
        raise CodesLost(NO_VARIABLE, ", ".join(lost), codes=lost)
    return {variable.id: named[name] for name, variable in found.items() if variable}


def choice_of(
    variable: Variable, expressions: Sequence[str], codelist: CodesOfList | None
) -> tuple[Choice, tuple[str, ...]]:
    """The choice, and what the expressions name that is not there."""
    codes = tuple(codelist.labels) if codelist else variable.codes
    chosen, unknown = chosen_codes(variable.id, expressions or ("*",), codes, is_time=variable.role is Role.TIME)
    if not chosen and not unknown:
        raise SourceRejected(NO_SELECTION, f"{variable.id}: {', '.join(expressions)}")
    in_order = tuple(code for code in codes if code in chosen)
    choice = Choice(variable.id, variable.role, in_order, len(in_order) == len(codes), codelist.id if codelist else "")
    return choice, unknown


def chosen_codes(
    variable: str, expressions: Sequence[str], codes: Sequence[str], *, is_time: bool
) -> tuple[set[str], tuple[str, ...]]:
    known, chosen = Codes(codes, is_time=is_time), set[str]()
    unknown = []
    for expression in expressions:
        try:
            chosen.update(known.chosen(expression))
        except UnknownCode as error:
            unknown.append(str(error))
        except IllegalExpression as error:
            raise SourceRejected(ILLEGAL, f"{variable}: {error}") from None
    return chosen, tuple(unknown)


def told(lost: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(lines_of(lost))


def lines_of(lost: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for variable, codes in lost.items():
        yield f"{variable}: {', '.join(codes)}"
