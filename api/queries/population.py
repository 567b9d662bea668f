"""The population as it is kept: each age group of a place on 1 January, and every round of what was projected.

Rounds of projections stand beside each other and beside what came, so which figure counts is asked within a round
(docs/adr/0016).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    DateTimeField,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce

from accounts.many_keys import among
from api.queries.observations import CELL, Asked, Vintages, narrowed, outranking
from api.queries.openness import Readable, told_of
from indicators.demography.ages import AgeGroup
from indicators.demography.codes import MAIN_ALTERNATIVE, Family, Meaning
from indicators.models import Observation, ObservationQuerySet, ValueKind
from indicators.queries.population import population_rows

# Whose number each indicator of the population is.
Meanings = Mapping[int, Meaning]
NOBODY_SAID = Value("", output_field=TextField())
# What tells series of one cell apart: what came, and each round of what was projected.
ROUND = ("is_projected", "projected_from", "scenario")


@dataclass(frozen=True, slots=True)
class PopulationAsked:
    """Which figures are wanted. `years` are those of 1 January; nothing said is no bound."""

    figures: Asked
    years: tuple[int, ...] = ()
    first_year: int | None = None
    last_year: int | None = None
    ages: tuple[AgeGroup, ...] = ()
    projected_from: str = ""
    scenario: str = ""


@dataclass(frozen=True, slots=True)
class PopulationTold:
    """A figure, and whose number it is."""

    figure: Observation
    meaning: Meaning

    @property
    def year(self) -> int:
        return self.meaning.year_of(int(self.figure.period))

    @property
    def date(self) -> date:
        """The day that the source counts on."""
        year = int(self.figure.period)
        return date(year, 12, 31) if self.meaning.family is Family.END_OF_YEAR else date(year, 1, 1)


def population_asked_for(readable: Readable, asked: PopulationAsked, meanings: Meanings) -> ObservationQuerySet:
    """The figures with the year and the round they are of, and since when another one has taken their place.

    Raises UnknownCodes.
    """
    known = known_population(readable, meanings).known_at(asked.figures.known_at)
    rows = narrowed(known, readable, asked.figures).filter(wanted(asked, meanings))
    later = known.filter(outranking(), **{name: OuterRef(name) for name in (*CELL, *ROUND)})
    if asked.figures.vintages is Vintages.CURRENT:
        never = Cast(Value(None), DateTimeField())
        return rows.exclude(Exists(later)).annotate(superseded_at=never)
    same = later.filter(standing=OuterRef("standing")).order_by("known_from", "table_rank", "pk")
    return rows.annotate(superseded_at=Subquery(same.values("known_from")[:1]))


def known_population(readable: Readable, meanings: Meanings) -> ObservationQuerySet:
    """Everything that the caller reads, with what tells rounds apart."""
    is_projected = Case(When(kind=ValueKind.PROJECTION, then=True), default=False, output_field=BooleanField())
    return (
        told_of(population_rows(), readable.bare)
        .filter(readable.figures, among("indicator", meanings))
        .annotate(is_projected=is_projected)
        .annotate(projected_from=said("projected_from"), scenario=scenario_said(meanings))
    )


def said(name: str) -> Case:
    """What is kept beside a projection under the name."""
    kept = Coalesce(Cast(KeyTextTransform(name, "extra"), TextField()), NOBODY_SAID)
    return Case(When(is_projected=True, then=kept), default=NOBODY_SAID)


def scenario_said(meanings: Meanings) -> Case:
    """A table of Statistics Norway is its main alternative where nothing else is said."""
    tables = among("indicator", (key for key, one in meanings.items() if one.family is Family.STATISTICS))
    unsaid = Q(is_projected=True) & (Q(extra__scenario__isnull=True) | Q(extra__scenario=""))
    return Case(
        When(unsaid & Q(tables), then=Value(MAIN_ALTERNATIVE, output_field=TextField())), default=said("scenario")
    )


def wanted(asked: PopulationAsked, meanings: Meanings) -> Q:
    """What is asked of a figure besides what is asked of every figure."""
    ages = (key for key, one in meanings.items() if one.group in asked.ages)
    condition = Q(among("indicator", ages)) if asked.ages else Q()
    if asked.projected_from:
        condition &= Q(projected_from=asked.projected_from)
    if asked.scenario:
        condition &= Q(scenario=asked.scenario)
    return condition & in_years(asked, meanings)


def in_years(asked: PopulationAsked, meanings: Meanings) -> Q:
    """Figures of the end of a year are those of the 1 January after it."""
    if not asked.years and asked.first_year is None and asked.last_year is None:
        return Q()
    at_end = Q(among("indicator", (key for key, one in meanings.items() if one.family is Family.END_OF_YEAR)))
    return ~at_end & stated_in(asked, earlier=0) | at_end & stated_in(asked, earlier=1)


def stated_in(asked: PopulationAsked, *, earlier: int) -> Q:
    """By the year that the source says, of four digits, so that texts are in order as years are."""
    condition = Q(period__in=[str(year - earlier) for year in asked.years]) if asked.years else Q()
    if asked.first_year is not None:
        condition &= Q(period__gte=str(asked.first_year - earlier))
    if asked.last_year is not None:
        condition &= Q(period__lte=str(asked.last_year - earlier))
    return condition


def year_in_order(meanings: Meanings) -> Combinable:
    """The 1 January of each figure, to put them in order by."""
    year = Cast("period", IntegerField())
    at_end = among("indicator", (key for key, one in meanings.items() if one.family is Family.END_OF_YEAR))
    return Case(When(at_end, then=year + 1), default=year)


def population_told(rows: Iterable[Observation], meanings: Meanings) -> list[PopulationTold]:
    return [PopulationTold(row, meanings[row.indicator_id]) for row in rows]
