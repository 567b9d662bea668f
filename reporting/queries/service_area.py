"""The page of a service area: every indicator beside the others, what moved most and what stands apart."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from indicators.models import Indicator, Region, ServiceArea
from indicators.queries.delivery_words import sources_in_words
from indicators.queries.peers import Peers, of_the_day
from indicators.queries.places import Places
from planning.models import Plan
from reporting.area_choice import AreaForm, Choice, arranged, chosen
from reporting.queries.area_known import Known, what_is_known
from reporting.queries.area_rows import AreaRow, columns_of, one_of_each, rows_of, year_before, year_of_area
from reporting.queries.area_standing_out import StandingOut, standing_out
from reporting.queries.standing import Standing, standing_of


@dataclass(frozen=True, slots=True)
class AreaPage:
    """`rows` are those that are shown, in order; `total` and `hidden` count the indicators and the variants not shown.

    `year` and `before` are what the columns of the own figures are called.
    """

    area: ServiceArea
    own: Region | None
    peers: Peers
    regions: Sequence[Region]
    # Whoever is compared with and has no figure in any row.
    absent: tuple[str, ...]
    year: str
    before: str
    rows: Sequence[AreaRow]
    total: int
    hidden: int
    without_figures: int
    choice: Choice
    form: AreaForm
    standing: Standing
    found: StandingOut
    source: str

    @property
    def has_targets(self) -> bool:
        return any(row.targets for row in self.rows)


def service_area_page(
    pk: int, *, among: QuerySet[Indicator], places: Places, plans: QuerySet[Plan], on: date, choice: Choice
) -> AreaPage:
    """Everything the page and its files show; four queries, beside that for the places."""
    known = what_is_known(pk, among=among, places=places, plans=plans, on=on)
    every = rows_of(known)
    year = year_of_area(every)
    peers = of_the_day(known.peers, places, year.end) if year else known.peers
    single = one_of_each(every, known)
    narrowed = chosen(every, choice)
    shown = narrowed if choice.every_variant else one_of_each(narrowed, known)
    regions = columns_of(every, peers)
    lights = {(one.plan_code, one.code): one for row in every for one in row.targets}
    return AreaPage(
        area=known.area,
        own=known.peers.own,
        peers=peers,
        regions=regions,
        absent=tuple(one.name for one in peers.others if one not in regions),
        year=year.label if year else "",
        before=year_before(every, year),
        rows=arranged(shown, choice.sort, regions),
        total=len(every),
        hidden=len(narrowed) - len(shown),
        without_figures=sum(row.newest is None for row in shown),
        choice=choice,
        form=AreaForm(choice, every, has_variants=len(single) < len(every)),
        standing=standing_of(lights.values()),
        found=standing_out(single, known, year),
        source=deliveries_in(known),
    )


def deliveries_in(known: Known) -> str:
    """Where the figures are from; one query."""
    figures = (reading for by_region in known.figures.values() for one in by_region.values() for reading in one)
    return "; ".join(sources_in_words({reading.fetch_id for reading in figures}))
