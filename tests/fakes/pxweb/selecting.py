"""Which codes a question chooses, by the bank's own rules: written from ssb.md, apart from the client that it tests."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from math import prod

from tests.fakes.pxweb.problems import Problem
from tests.fakes.pxweb.tables import Codelist, Table, Variable

# The default selection hands out a corner of the table, never all of it.
MOST_BY_DEFAULT = 11


class TwiceTheSame(Exception):
    """The same code is written twice, which the bank falls over."""


@dataclass
class Asked:
    """What a question says of one variable."""

    variable: str
    codes: list[str]
    codelist: str = ""


@dataclass
class Question:
    """A question for figures, whether it came as an address or as a body."""

    selection: list[Asked] = field(default_factory=list)
    heading: list[str] = field(default_factory=list)
    stub: list[str] = field(default_factory=list)


@dataclass
class Chosen:
    """What is answered of one variable: codes and labels, and the table's own codes that each of them stands for."""

    variable: Variable
    labels: dict[str, str]
    stands_for: dict[str, tuple[str, ...]]
    is_eliminated: bool = False


def chosen_by(table: Table, question: Question, *, most_cells: int) -> list[Chosen]:
    """The choice for every variable in the order of the table. Raises Problem or TwiceTheSame."""
    asked = asked_of(table, question.selection)
    if not asked:
        return [by_default(variable) for variable in table.variables]
    if any(one.id not in asked for one in table.variables if not one.is_eliminable):
        raise Problem("Missing selection for mandantory variable")
    chosen = [choose(variable, asked.get(variable.id)) for variable in table.variables]
    if prod(len(one.labels) for one in chosen) > most_cells:
        raise Problem("Too many cells selected", detail="Too many cells selected")
    return chosen


def asked_of(table: Table, selection: Sequence[Asked]) -> dict[str, Asked]:
    asked = {}
    for one in selection:
        variable = table.variable(one.variable)
        if variable is None:
            raise Problem("Non-existent variable")
        if len(set(one.codes)) < len(one.codes):
            raise TwiceTheSame
        asked[variable.id] = one
    return asked


def choose(variable: Variable, asked: Asked | None) -> Chosen:
    if asked is None or (not asked.codes and variable.is_eliminable):
        return eliminated(variable)
    known = codelist_of(variable, asked.codelist)
    picked = {code for text in asked.codes for code in codes_meant(text, list(known.labels), variable.role == "time")}
    if not picked and not variable.is_eliminable:
        raise Problem("Missing selection for mandantory variable")
    labels = {code: label for code, label in known.labels.items() if code in picked}
    return Chosen(variable, labels, {code: known.stands_for[code] for code in labels})


def eliminated(variable: Variable) -> Chosen:
    all_codes = (variable.total,) if variable.total else tuple(variable.codes)
    return Chosen(variable, {"": ""}, {"": all_codes}, is_eliminated=True)


def codelist_of(variable: Variable, codelist: str) -> Codelist:
    """The codelist of that very spelling, or the variable's own codes."""
    if not codelist:
        return Codelist("", "", variable.labels, {code: (code,) for code in variable.codes})
    found = next((one for one in variable.codelists if one.id == codelist), None)
    if found is None:
        raise Problem("Non-existent codelist")
    return found


def by_default(variable: Variable) -> Chosen:
    """What is handed out to those who choose nothing: the newest period, the first metric, some of the rest."""
    if variable.is_eliminable:
        return eliminated(variable)
    codes = {"time": variable.codes[-1:], "metric": variable.codes[:1]}.get(
        variable.role, variable.codes[:MOST_BY_DEFAULT]
    )
    return Chosen(variable, {code: variable.labels[code] for code in codes}, {code: (code,) for code in codes})


def codes_meant(text: str, codes: Sequence[str], is_time: bool) -> list[str]:
    spelled = {code.lower(): code for code in codes}
    if text.lower() in spelled:
        return [spelled[text.lower()]]
    if "*" in text or "?" in text:
        return matching(text, codes)
    name, opened, rest = text.lower().partition("(")
    if opened and name in {"top", "bottom", "from", "to", "range"}:
        if not rest.endswith(")") or " " in rest:
            raise Problem("Illegal selection expression")
        return called(name, rest[:-1].split(","), codes, spelled, is_time)
    raise Problem("Non-existent value")


def matching(text: str, codes: Sequence[str]) -> list[str]:
    if text.count("*") > 2 or "*" in text[1:-1]:
        raise Problem("Illegal selection expression")
    pattern = text.lower().replace("[", "[[]")
    # With a star in it, a question mark is a sign like others.
    pattern = pattern.replace("?", "[?]") if "*" in pattern else pattern
    return [code for code in codes if fnmatchcase(code.lower(), pattern)]


def called(
    name: str, arguments: list[str], codes: Sequence[str], spelled: Mapping[str, str], is_time: bool
) -> list[str]:
    if name in {"top", "bottom"}:
        if len(arguments) > 2 or not all(one.isdigit() for one in arguments) or arguments[0].startswith("0"):
            raise Problem("Illegal selection expression")
        count, offset = int(arguments[0]), int(arguments[1]) if len(arguments) == 2 else 0
        from_end = is_time if name == "top" else not is_time
        return list(codes)[:: -1 if from_end else 1][offset : offset + count]
    if len(arguments) != (2 if name == "range" else 1):
        raise Problem("Illegal selection expression")
    if any(one not in spelled for one in arguments):
        raise Problem("Non-existent value")
    places = sorted(codes.index(spelled[one]) for one in arguments)
    ends = {"from": (places[0], len(codes) - 1), "to": (0, places[0]), "range": (places[0], places[-1])}[name]
    return list(codes[ends[0] : ends[1] + 1])


def ordered(chosen: Sequence[Chosen], question: Question) -> list[Chosen]:
    """The dimensions of the answer. Placement turns their order: what is in the stub comes first."""
    kept = {one.variable.id.lower(): one for one in chosen if not one.is_eliminated}
    placed = [name.lower() for name in [*question.stub, *question.heading]]
    if not placed:
        return list(kept.values())
    if len(set(placed)) < len(placed) or not set(placed) <= set(kept):
        raise Problem("Illegal placment")
    return [kept[name] for name in [*placed, *left_over(kept, placed)]]


def left_over(kept: Mapping[str, Chosen], placed: Sequence[str]) -> Iterator[str]:
    return (name for name in kept if name not in placed)
