"""The savings potential of a municipality, as the command `savings` says it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from api.figure_reach import hidden_figures
from indicators.models import Region
from indicators.queries.savings import YearFigures, savings_years, year_figures
from indicators.savings import Ground, compared
from indicators.savings_dump import HEADING, cell, factor_of, name_of, unmistakable
from indicators.savings_words import problems_with
from reporting.permissions import Person
from reporting.savings_words import notes_on, theoretical

Told = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class SavingsTold:
    """`problems` say why there are no rows. The first of the notes says that the figures are theoretical."""

    region: Region
    year: int | None
    years: list[int]
    is_provisional: bool
    rows: list[Told]
    problems: list[str]
    notes: list[str]
    deliveries: list[str]

    @property
    def explanation(self) -> str:
        return theoretical()


def savings_told(person: Person, region: Region, year: int | None) -> SavingsTold:
    """Of the year, or of the newest that there are costs of; seven queries however many regions there are."""
    years = savings_years(region)
    chosen = year or (years[0] if years else None)
    if chosen is None:
        words = gettext("%(name)s mangler netto driftsutgifter per innbygger") % {"name": region.name}
        return SavingsTold(region, None, years, False, [], [words], [theoretical()], [])
    figures = year_figures(own=region, year=chosen, hidden=hidden_figures(person))
    ground, problems = figures.ground, problems_with(figures)
    return SavingsTold(
        region=region,
        year=chosen,
        years=years,
        is_provisional=figures.is_provisional,
        rows=list(rows_of(figures, ground)) if ground and not problems else [],
        problems=problems,
        notes=notes_on(figures, ground) if ground else [theoretical()],
        deliveries=list(figures.deliveries),
    )


def rows_of(figures: YearFigures, ground: Ground) -> Iterator[Told]:
    """One for each service area and region, then those of the sums; the digits are those of the command."""
    names = unmistakable(figures.comparable)
    for row in compared(ground, list(names)):
        for region, name in names.items():
            found = row.savings[region]
            values = (found.own, found.other, factor_of(row), ground.inhabitants, found.million)
            said = dict(zip(HEADING, (name_of(row), name, *values), strict=True))
            told = {key: cell(key, value) or None for key, value in said.items()}
            code = figures.regions[region].code
            yield told | {"compared_with_code": code, "kind": row.kind.value}
