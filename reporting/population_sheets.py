"""The tables of the population: by age, ratios, and rounds of projections beside each other."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import date_format
from django.utils.translation import gettext

from indicators.demography.ages import EVERYBODY, AgeGroup
from indicators.demography.history import Round, Years
from indicators.demography.populations import Population, shown_groups, sums_beside
from indicators.demography.ratios import RATIOS
from indicators.demography.rounding import decimal_of
from indicators.demography.rounds import deviations
from indicators.formats import number
from reporting.population_words import (
    SHARE_DECIMALS,
    decimals_of_ratio,
    group_name,
    how_to_get_ages,
    percent,
    persons,
    projection_name,
    ratio_formula,
    ratio_lacking,
    ratio_name,
    signed,
    signed_percent,
)
from reporting.sheets import Sheet, SheetCell, SheetColumn, SheetRow

AGES, AGES_AHEAD, RATIO_TABLE, ROUNDS = "alder", "alder-framskrevet", "forholdstall", "framskrivinger"
NOTHING = SheetCell()


def source_of(years: Iterable[Years]) -> str:
    """Where the figures of a table are from, and since when the newest of them is known."""
    known = list(years)
    sources = sorted({source for one in known for source in one.sources})
    moments = [one.known_from for one in known if one.known_from]
    if not sources or not moments:
        return ""
    words = {"sources": "; ".join(sources), "day": date_format(max(moments))}
    return gettext("Kilde: %(sources)s. Kjent fra %(day)s.") % words


# By age -------------------------------------------------------------------------------------------------------------


def ages_sheet(years: Years, *, code: str, title: str) -> Sheet:
    """Years by age groups, with shares of everybody. What is calculated from other groups says so in its heading."""
    known = list(years.completed.values())
    groups = groups_of(known)
    sums, days = sums_beside(known, groups), days_by_year(years)
    return Sheet(
        code=code,
        title=title,
        first_heading=gettext("År"),
        note_heading=gettext("Dato i kilden"),
        columns=tuple(
            [SheetColumn(gettext("Alle"))]
            + [age_column(group_heading(group, years)) for group in groups]
            + [age_column(gettext("Sum %(group)s") % {"group": group_name(group)}) for group in sums]
        ),
        rows=tuple(age_row(year, one, [*groups, *sums], days[year]) for year, one in years.completed.items()),
        source=source_of([years]),
        notes=tuple(age_notes(years)),
    )


def groups_of(known: Sequence[Population]) -> list[AgeGroup]:
    """The groups of the newest year that has any."""
    return next((groups for one in reversed(known) if (groups := shown_groups(one))), [])


def group_heading(group: AgeGroup, years: Years) -> str:
    name = group_name(group)
    is_left_over = any(one.remainder == group for one in years.populations.values())
    return gettext("%(group)s (regnet ut)") % {"group": name} if is_left_over else name


def age_column(heading: str) -> SheetColumn:
    return SheetColumn(heading, gettext("%(group)s, prosent av alle") % {"group": heading})


def age_row(year: int, one: Population, groups: Sequence[AgeGroup], day: str) -> SheetRow:
    whole = one.persons(EVERYBODY)
    cells = [NOTHING if whole is None else SheetCell(persons(whole), whole)]
    cells += [age_cell(one, group) for group in groups]
    return SheetRow(str(year), tuple(cells), note=day)


def age_cell(one: Population, group: AgeGroup) -> SheetCell:
    value, share = one.persons(group), one.share(group)
    if value is None:
        return NOTHING
    if share is None:
        return SheetCell(persons(value), value)
    return SheetCell(persons(value), value, percent(share), decimal_of(share, SHARE_DECIMALS))


def days_by_year(years: Years) -> dict[int, str]:
    """The day that the source counts on; each once where everybody and the groups are from different ones."""
    days: dict[int, set[date]] = defaultdict(set)
    for (year, _group), count in years.counts.items():
        days[year].add(count.on)
    return {year: ", ".join(date_format(day, "SHORT_DATE_FORMAT") for day in sorted(on)) for year, on in days.items()}


def age_notes(years: Years) -> Iterable[str]:
    """What is calculated, and where the parts and the whole do not agree."""
    left = {one.remainder for one in years.populations.values() if one.remainder}
    for group in sorted(left, key=lambda one: one.first):
        text = gettext("%(group)s er regnet ut: alle, minus de andre gruppene. Kilden har ikke tall for gruppen.")
        yield text % {"group": group_name(group)}
    for year, one in years.populations.items():
        if (more := one.mismatch) is not None:
            text = gettext(
                "%(year)d: aldersgruppene er til sammen %(parts)s, men folketallet er oppgitt til %(all)s (%(more)s)."
            )
            parts = one.added_up(EVERYBODY) or Decimal(0)
            words = {
                "year": year,
                "parts": persons(parts),
                "all": persons(one.total or Decimal(0)),
                "more": signed(more),
            }
            yield text % words


# Ratios -------------------------------------------------------------------------------------------------------------


def ratios_sheet(actual: Years, newest: Round | None) -> Sheet:
    """The ratios that can be calculated, for every year that was and for those ahead in the newest projection."""
    ahead = years_ahead(actual, newest)
    populations = actual.completed | ahead
    known = [ratio for ratio in RATIOS if any(ratio.of(one) is not None for one in populations.values())]
    rows = [
        SheetRow(
            str(year),
            tuple(ratio_cell(ratio.of(one), decimals_of_ratio(ratio)) for ratio in known),
            note=gettext("framskrevet") if year in ahead else "",
            is_marked=year in ahead,
        )
        for year, one in sorted(populations.items())
        if any(ratio.of(one) is not None for ratio in known)
    ]
    lacking = [ratio_lacking(ratio, ratio.lacking(populations.values())) for ratio in RATIOS if ratio not in known]
    return Sheet(
        code=RATIO_TABLE,
        title=gettext("Forsørgerbyrde og aldersbæreevne"),
        first_heading=gettext("År"),
        note_heading=gettext("Slag"),
        columns=tuple(SheetColumn(ratio_name(ratio)) for ratio in known),
        rows=tuple(rows),
        source=source_of([actual, *([newest.years] if newest else [])]),
        notes=(
            *(f"{ratio_name(ratio)}: {ratio_formula(ratio)}" for ratio in known),
            *lacking,
            *([how_to_get_ages()] if lacking else []),
        ),
    )


def years_ahead(actual: Years, newest: Round | None) -> dict[int, Population]:
    """What the newest projection says of the years that have no actual figures by age."""
    if newest is None:
        return {}
    last = max((year for year, one in actual.populations.items() if one.groups), default=0)
    return {year: one for year, one in newest.years.completed.items() if year > last}


def ratio_cell(exact: Fraction | None, decimals: int) -> SheetCell:
    if exact is None:
        return NOTHING
    rounded = decimal_of(exact, decimals)
    return SheetCell(number(rounded, decimals), rounded)


# Rounds -------------------------------------------------------------------------------------------------------------


def rounds_sheet(actual: Years, rounds: Sequence[Round], group: AgeGroup) -> Sheet:
    """What was, beside what every round projected for the same year, with how far off each was."""
    was = actual.persons(group)
    columns = [SheetColumn(gettext("Faktisk"), gettext("Dato i kilden"))]
    for one in rounds:
        name = projection_name(one)
        columns += [
            SheetColumn(name),
            SheetColumn(gettext("Faktisk minus %(name)s") % {"name": name[:1].lower() + name[1:]}, gettext("prosent")),
        ]
    projected = [one.years.persons(group) for one in rounds]
    years = sorted({year for said in projected for year in said})
    return Sheet(
        code=ROUNDS,
        title=gettext("Faktisk mot framskrevet: %(group)s") % {"group": group_name(group)},
        first_heading=gettext("År (1. januar)"),
        columns=tuple(columns),
        rows=tuple(round_row(year, was, projected, actual, group) for year in years),
        source=source_of([actual, *(one.years for one in rounds)]),
    )


def round_row(
    year: int, was: Mapping[int, Decimal], projected: Sequence[Mapping[int, Decimal]], actual: Years, group: AgeGroup
) -> SheetRow:
    count = actual.counts.get((year, group))
    day = date_format(count.on, "SHORT_DATE_FORMAT") if count else ""
    cells = [SheetCell(persons(was[year]), was[year], day) if year in was else NOTHING]
    for said in projected:
        cells.append(SheetCell(persons(said[year]), said[year]) if year in said else NOTHING)
        off = deviations(was, said).get(year)
        if off is None:
            cells.append(NOTHING)
        elif off.percent is None:
            cells.append(SheetCell(signed(off.persons), off.persons))
        else:
            share = decimal_of(off.percent, SHARE_DECIMALS)
            cells.append(SheetCell(signed(off.persons), off.persons, signed_percent(off.percent), share))
    return SheetRow(str(year), tuple(cells))
