"""The savings potential of a municipality, as the command `savings` says it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext

from accounts.permissions import Permission, has_permission
from api.figure_reach import hidden_figures, needs_not_official
from api.queries.openness import readable_by_all
from indicators.models import Channel, Fetch, NeedIndex, Region
from indicators.models.need import NeedIndexQuerySet
from indicators.queries.readings import NOTHING_HIDDEN
from indicators.queries.savings import YearFigures, savings_years, year_figures
from indicators.savings import Ground, compared
from indicators.savings_dump import HEADING, cell, factor_of, name_of, unmistakable
from indicators.savings_words import problems_with
from indicators.source_names import from_a_file
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


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of the figures and of the need indices the caller may not know of."""

    figures: Q
    needs: Q = NOTHING_HIDDEN
    # Whether names of files are told; they may be anything, the name of who made them among it.
    names_files: bool = True


def hidden_from(person: Person) -> Hidden:
    """Whoever reads plans somewhere reads what the pages show; everybody else what is official."""
    if has_permission(person, Permission.SEE_ADOPTED):
        return Hidden(hidden_figures(person))
    return Hidden(~readable_by_all().figures, needs_not_official(), names_files=False)


def needs_read(person: Person) -> NeedIndexQuerySet:
    indices: NeedIndexQuerySet = NeedIndex.objects.exclude(hidden_from(person).needs)
    return indices


def savings_told(person: Person, region: Region, year: int | None) -> SavingsTold:
    """Of the year, or of the newest that there are costs of; as many queries however many regions there are."""
    hidden = hidden_from(person)
    years = savings_years(region, hidden=hidden.figures)
    chosen = year or (years[0] if years else None)
    if chosen is None:
        words = gettext("%(name)s mangler netto driftsutgifter per innbygger") % {"name": region.name}
        return SavingsTold(region, None, years, False, [], [words], [theoretical()], [])
    figures = year_figures(own=region, year=chosen, hidden=hidden.figures, hidden_needs=hidden.needs)
    ground, problems = figures.ground, problems_with(figures)
    return SavingsTold(
        region=region,
        year=chosen,
        years=years,
        is_provisional=figures.is_provisional,
        rows=list(rows_of(figures, ground)) if ground and not problems else [],
        problems=problems,
        notes=notes_on(figures, ground) if ground else [theoretical()],
        deliveries=list(figures.deliveries if hidden.names_files else named_to_all(figures.deliveries)),
    )


def named_to_all(deliveries: Collection[str]) -> list[str]:
    """What Statistics Norway calls its own; what came in files is only said to have come so."""
    fetched = Fetch.objects.filter(channel=Channel.SSB, name__in=deliveries)
    own = set(fetched.values_list("name", flat=True).distinct())
    from_files = [from_a_file()] if set(deliveries) - own else []
    return [*sorted(own), *from_files]


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
