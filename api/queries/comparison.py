"""One indicator in a municipality beside its neighbours, its KOSTRA group and the country, as its page has them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from accounts.models import Municipality
from accounts.permissions import Permission, rights_of
from api.figure_reach import hidden_figures, readable_indicators
from indicators.models import Indicator, Observation, Region
from indicators.queries.peers import ChosenBy
from indicators.queries.places import Places, places_for
from indicators.rules import Reading
from planning.models import Plan
from reporting.permissions import Person, visible_plans
from reporting.queries.indicator import Known, what_is_known
from reporting.queries.indicator_compared import Compared, Comparison, comparison_of
from reporting.queries.indicator_family import family_of
from reporting.queries.indicator_table import Spot, by_end
from reporting.remarks import Remark
from targets.queries import period_named


@dataclass(frozen=True, slots=True)
class ComparedFigure:
    """The figure that counts in one period, and the municipality's own beside it, which replaces nothing."""

    reading: Reading
    correction: str | None
    breaks_before: bool

    @property
    def value(self) -> str | None:
        return self.reading.literal or None


@dataclass(frozen=True, slots=True)
class ComparedRegion:
    region: Region
    is_own: bool
    figures: list[ComparedFigure]
    compared: Compared | None


@dataclass(frozen=True, slots=True)
class RemarkTold:
    """What must be known of some of the figures: of one region or all, from one period to another or without bounds."""

    remark: Remark
    region: str | None
    # Who says it; not told to those who may not see what files are called.
    source: str

    @property
    def from_period(self) -> str:
        return self.remark.place.first.code if self.remark.place.first else ""

    @property
    def to_period(self) -> str:
        return self.remark.place.last.code if self.remark.place.last else ""


@dataclass(frozen=True, slots=True)
class ComparisonTold:
    indicator: Indicator
    own: Region
    chosen_by: ChosenBy
    newest: str | None
    group: Region | None
    comparison: Comparison | None
    rows: list[ComparedRegion]
    remarks: list[RemarkTold]
    left_out: int


def comparison_told(
    person: Person, code: str, own: Region, *, others: Sequence[Region] | None, on: date
) -> ComparisonTold:
    """The indicator, or 404, in a municipality beside `others`: where none are named, those that the caller knows of.

    Whom a municipality has chosen is for those who read its plans; for everybody else the others of the KOSTRA group
    stand in.
    """
    plans: QuerySet[Plan] = visible_plans(person)
    family = family_of(code, among=readable_indicators(person), plans=plans)
    places = places_seen(person, own, others)
    known = what_is_known(family, places, plans, on, hidden=hidden_figures(person))
    comparison = comparison_of(family.indicator, known.figures, places, known.breaks, on=on)
    newest = known.figures.newest
    return ComparisonTold(
        indicator=family.indicator,
        own=own,
        chosen_by=ChosenBy.PERSON if others is not None else known.figures.peers.chosen_by,
        newest=newest.code if newest else None,
        group=known.figures.peers.group,
        comparison=comparison,
        rows=list(rows_of(known, comparison)),
        remarks=list(remarks_told(known, is_known=person.is_authenticated)),
        left_out=known.figures.left_out,
    )


def places_seen(person: Person, own: Region, others: Sequence[Region] | None) -> Places:
    """What is known of places, with the choice of neighbours that the caller may know of."""
    mine = rights_of(person).municipalities(Permission.SEE_ADOPTED)
    home = next((one for one in mine if one.number == own.code), None)
    # Without a key nobody has chosen anything for it.
    places = places_for(person, home or Municipality(pk=0, number=own.code))
    if others is None:
        return places
    return replace(places, own_choice=tuple(others), standard_choice=())


def rows_of(known: Known, comparison: Comparison | None) -> Iterator[ComparedRegion]:
    corrections = known.beside.corrections
    for region, readings in known.figures.shown.items():
        breaks = [one.position for one in known.breaks.get(region.pk, ())]
        yield ComparedRegion(
            region=region,
            is_own=region == known.figures.own,
            figures=list(figures_of(region, readings, breaks, corrections)),
            compared=comparison.rows[region.pk] if comparison else None,
        )


def figures_of(
    region: Region, readings: Iterable[Reading], breaks: Sequence[int], corrections: dict[Spot, Observation]
) -> Iterator[ComparedFigure]:
    """In time order. `breaks_before` is said of the first figure after a break, where there is one before it too."""
    before: int | None = None
    for reading in sorted(readings, key=lambda one: by_end(period_named(one.period))):
        here = period_named(reading.period).position
        own = corrections.get((region.pk, reading.period))
        is_broken = before is not None and any(before < one <= here for one in breaks)
        yield ComparedFigure(reading, own.literal or None if own else None, is_broken)
        before = here


def remarks_told(known: Known, *, is_known: bool) -> Iterator[RemarkTold]:
    """Every remark; what a file is called may be anything, and is told to nobody who is not known."""
    codes = {region.pk: region.code for region in known.figures.shown}
    for one in known.remarks:
        region = codes.get(one.place.region) if one.place.region else None
        yield RemarkTold(one, region, one.source if is_known or one.is_of_source else "")
