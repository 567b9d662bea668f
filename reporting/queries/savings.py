"""The page of the savings potential, in seven queries however many regions there are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext

from indicators.formats import number, plain
from indicators.models import Region
from indicators.queries.delivery_words import sources_in_words
from indicators.queries.places import Places
from indicators.queries.savings import YearFigures, savings_years, year_figures
from indicators.savings import Ground, LowestRow, Row, RowKind, against_lowest, compared
from indicators.savings_words import problems_with
from planning.models import Plan
from reporting.queries.drafts import in_hidden_tables
from reporting.savings_form import Choice, SavingsForm, negatives_in, regions_in, year_in
from reporting.savings_tables import (
    LowestLine,
    MatrixRow,
    NeedLine,
    lowest_lines,
    matrix,
    municipalities,
    need_lines,
    row_name,
)
from reporting.savings_words import listed, millions, negatives_in_words, notes_on


@dataclass(frozen=True, slots=True)
class SavingsPage:
    """Everything that is shown. `rows` and `lowest_rows` are the same as the tables, before they are put in words."""

    own: Region
    choice: Choice
    form: SavingsForm
    names: Mapping[int, str]
    sum_note: str
    rows: tuple[Row, ...]
    lowest_rows: tuple[LowestRow, ...]
    facts: list[tuple[str, str, str]]
    matrix: tuple[MatrixRow, ...]
    lowest: tuple[LowestLine, ...]
    needs: tuple[NeedLine, ...]
    notes: list[str]
    source: str


@dataclass(frozen=True, slots=True)
class NoSavings:
    """Why there is nothing to show, and other years to look at."""

    problems: list[str]
    years: Sequence[int] = ()


def savings_page(
    *, places: Places, asked: QueryDict, plans: QuerySet[Plan], peers: Sequence[Region] = ()
) -> SavingsPage | NoSavings | None:
    """The page that an address asks for, or why there is none; None for a reader whose municipality is unknown.

    `peers` are shown until the reader chooses.
    """
    own = places.own
    if own is None:
        return None
    years = savings_years(own)
    if not years:
        return NoSavings([])
    year = year_in(asked.get("ar", ""), years)
    figures = year_figures(own=own, year=year, hidden=in_hidden_tables(plans), history=places.history)
    ground = figures.ground
    if ground is None or not figures.comparable:
        return NoSavings(problems_with(figures), [one for one in years if one != year])
    regions = regions_in(asked.getlist("med"), figures.comparable, own=own, peers=peers)
    choice = Choice(year, regions, negatives_in(asked.get("minus", "")))
    return page_of(figures, ground, choice, years)


def page_of(figures: YearFigures, ground: Ground, choice: Choice, years: Sequence[int]) -> SavingsPage:
    names = {region.pk: region.name for region in choice.regions}
    rows = compared(ground, list(names), negatives=choice.negatives)
    lowest = against_lowest(ground, municipalities(choice.regions), negatives=choice.negatives)
    return SavingsPage(
        own=figures.own,
        choice=choice,
        form=SavingsForm(choice, years=years, regions=figures.comparable),
        names=names,
        sum_note=negatives_in_words(choice.negatives),
        rows=rows,
        lowest_rows=lowest,
        facts=facts(lowest, figures, ground, choice),
        matrix=matrix(rows, ground, names, choice.negatives),
        lowest=lowest_lines(lowest, figures.regions),
        needs=need_lines(figures, ground),
        notes=notes_on(figures, ground),
        source="; ".join(sources_in_words(figures.fetches)),
    )


def facts(
    rows: Sequence[LowestRow], figures: YearFigures, ground: Ground, choice: Choice
) -> list[tuple[str, str, str]]:
    """The few numbers that say most, as (what, value, note)."""
    inhabitants = (gettext("Innbyggere"), number(plain(ground.inhabitants)), str(figures.year))
    if not rows:
        return [inhabitants]
    total, said = in_millions(rows[-1].saving.million), negatives_in_words(choice.negatives)
    found = [(gettext("Mot den laveste i hvert område"), total, said)]
    most = max((row for row in rows if row.kind is RowKind.SECTOR), key=lambda row: row.saving.million)
    if most.saving.million > 0:
        whom = gettext("mot %(names)s") % {"names": listed([figures.regions[key].name for key in most.lowest])}
        note = f"{in_millions(most.saving.million)} {whom}"
        found.append((gettext("Størst forskjell"), row_name(most), note))
    return [*found, inhabitants]


def in_millions(value: Decimal) -> str:
    return gettext("%(value)s mill. kr") % {"value": millions(value)}
