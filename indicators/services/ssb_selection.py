"""What of a table is asked for: the selection of its source, as far as the table still has the codes."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from indicators.models import IndicatorInSource, Source
from indicators.seen_codes import gone_codes, seen_with
from indicators.sources.jsonstat import Role
from indicators.sources.ssb import CodesLost, SourceRejected, SsbClient, TableDescription
from indicators.sources.ssb.choices import NO_VALUE, NO_VARIABLE, Choice, cells_in, choices_of
from indicators.sources.ssb.tables import CodesOfList

# A source that wants more cells than this is a mistake: it would keep the bank busy for an hour.
MOST_CELLS = 20_000_000
# How many lost codes a sentence names.
MOST_NAMED = 20
Selection = dict[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class LostCode:
    """Something that the source asks for and the table does not have: the bank's word for it, and what is lost."""

    title: str
    what: str

    def __str__(self) -> str:
        return f"{self.title}: {self.what}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for of a table. The variables that are summed away are left out of the description."""

    description: TableDescription
    selection: Selection
    choices: tuple[Choice, ...]
    lost: tuple[LostCode, ...]

    @property
    def order(self) -> tuple[str, ...]:
        """The variables in the order that the table itself has."""
        return tuple(one.id for one in self.description.variables)

    @property
    def period_codes(self) -> tuple[str, ...]:
        """Every point of time that the table has, chosen or not."""
        return next((one.codes for one in self.description.variables if one.role is Role.TIME), ())

    @property
    def chosen_codes(self) -> dict[str, tuple[str, ...]]:
        """The codes that are asked for, by variable."""
        return {choice.variable: choice.codes for choice in self.choices}


def wanted_of(ssb: SsbClient, *, source: Source, mappings: Iterable[IndicatorInSource]) -> Wanted:
    """What the source asks for, without what the table has lost. Raises SourceError where nothing is left of it."""
    lists = {name: ssb.codes_of(codelist) for name, codelist in source.codelists.items()}
    wanted = chosen(ssb.description(source.table), source.selection, lists)
    cells = cells_in(wanted.choices)
    if cells > MOST_CELLS:
        title = gettext("Utvalget har %(cells)d celler; høyst %(most)d kan hentes")
        raise SourceRejected(title % {"cells": cells, "most": MOST_CELLS}, gettext("Velg færre koder."))
    unmapped = list(lost_mappings(wanted, source, mappings))
    told = {code for one in unmapped for code in codes_in(one, source)}
    lost = (LostCode(NO_VALUE, f"{one.code} ({one.indicator.name_nb})") for one in unmapped)
    return replace(wanted, lost=(*wanted.lost, *lost_since_last(wanted, source, told=told), *lost))


def chosen(
    description: TableDescription, selection: Mapping[str, Sequence[str]], lists: Mapping[str, CodesOfList]
) -> Wanted:
    """The codes to ask for. Each code that is lost is left out and named; the rest is asked for all the same."""
    description, lost = without_summed_away(description, selection)
    left: Selection = {name: codes for name, codes in selection.items() if codes}
    while True:
        try:
            return Wanted(description, left, choices_of(description, left, lists), tuple(lost))
        except CodesLost as error:
            smaller = without(left, error.codes)
            if smaller == left:
                raise
            lost += lost_codes(error)
            left = smaller


def without_summed_away(
    description: TableDescription, selection: Mapping[str, Sequence[str]]
) -> tuple[TableDescription, list[LostCode]]:
    """The table without the variables of which no code is chosen: what is not asked for, the bank sums away."""
    summed, lost = set[str](), list[LostCode]()
    for name in (name for name, codes in selection.items() if not codes):
        variable = description.variable(name)
        if variable is None:
            lost.append(LostCode(NO_VARIABLE, name))
        elif not variable.is_eliminable:
            raise SourceRejected(gettext("Variabelen kan ikke summeres bort"), variable.id)
        else:
            summed.add(variable.id)
    left = tuple(one for one in description.variables if one.id not in summed)
    return replace(description, variables=left), lost


def without(selection: Selection, lost: Mapping[str, Sequence[str]]) -> Selection:
    """The selection without what is lost. A variable is never left without codes, which would mean all of them."""
    gone = {name.casefold(): {code.casefold() for code in codes} for name, codes in lost.items()}
    smaller: Selection = {}
    for name, codes in selection.items():
        lost_here = gone.get(name.casefold())
        if lost_here is None:
            smaller[name] = codes
        elif lost_here:
            smaller[name] = [code for code in codes if code.casefold() not in lost_here] or codes
    return smaller


def lost_codes(error: CodesLost) -> Iterator[LostCode]:
    for name, codes in error.codes.items():
        yield LostCode(error.title, f"{name}: {', '.join(codes)}" if codes else name)


def lost_mappings(wanted: Wanted, source: Source, mappings: Iterable[IndicatorInSource]) -> Iterator[IndicatorInSource]:
    """The mappings whose combination of codes the table does not have any more."""
    chosen_codes = wanted.chosen_codes
    axes = [
        {*variable.codes, *chosen_codes[variable.id]}
        for variable in wanted.description.variables
        if variable.role not in {Role.GEO, Role.TIME}
    ]
    for mapping in mappings:
        codes = codes_in(mapping, source)
        if len(codes) != len(axes) or not all(code in axis for code, axis in zip(codes, axes, strict=True)):
            yield mapping


def codes_in(mapping: IndicatorInSource, source: Source) -> list[str]:
    return mapping.code.removeprefix(f"{source.table}:").split(":")


# Codes that nobody has named ------------------------------------------------------------------------------------------


def seen_before(source: Source) -> dict[str, list[str]]:
    """The codes that have come while the same was asked for, by variable."""
    kept = source.extra.get("seen") or {}
    codes: dict[str, list[str]] = kept.get("codes", {}) if kept.get("of") == question_of(source) else {}
    return codes


def to_keep_as_seen(wanted: Wanted, source: Source) -> dict[str, object]:
    """The codes that are missed from now on, and what was asked for: of another question, others are."""
    return {"of": question_of(source), "codes": seen_with(seen_before(source), wanted.chosen_codes)}


def question_of(source: Source) -> list[object]:
    return [source.selection, source.codelists]


def lost_since_last(wanted: Wanted, source: Source, *, told: Collection[str]) -> Iterator[LostCode]:
    """What has come before and is gone from the table, but for codes that are chosen by name and missed as such.

    `told` are those that a mapping misses, which says with its name what is lost.
    """
    variables = wanted.description.variables
    now = {one.id: {*one.codes, *wanted.chosen_codes[one.id]} for one in variables}
    time = next((one.id for one in variables if one.role is Role.TIME), "")
    named = {name: {code.casefold() for code in codes} for name, codes in source.selection.items()}
    others = {one.id for one in variables if one.role not in {Role.GEO, Role.TIME}}
    gone = gone_codes(seen_before(source), now, time=time)
    # In the order of the table, which what is kept as JSON has lost.
    for name in [*(name for name in now if name in gone), *sorted(gone.keys() - now.keys())]:
        codes = gone[name]
        unnamed = [one for one in codes if one.casefold() not in named.get(name, ())]
        unnamed = [one for one in unnamed if name not in others or one not in told]
        if unnamed:
            yield LostCode(NO_VALUE, f"{name}: {listed(unnamed)}")
        elif not codes and name not in named:
            yield LostCode(NO_VARIABLE, name)


def listed(codes: Sequence[str]) -> str:
    more = len(codes) - MOST_NAMED
    told = ", ".join(codes[:MOST_NAMED])
    return gettext("%(codes)s og %(n)d til") % {"codes": told, "n": more} if more > 0 else told
