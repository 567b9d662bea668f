"""The status analysis (ståstedsanalyse) of a municipality: how it stands in every service area beside the others."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import Municipality
from indicators.demography.codes import AT_END_OF_YEAR, OWN
from indicators.models import Indicator, Region, ServiceArea
from indicators.queries.delivery_words import cited_source, told_once
from indicators.queries.peers import ChosenBy
from indicators.queries.savings import INHABITANTS
from indicators.rules import Reading
from planning.models import Plan
from reporting.queries.area_rows import NOTHING
from reporting.queries.status_comments import Comments, StatusComment, approved_comments
from reporting.queries.status_known import StatusKnown, fetches_of, status_known
from reporting.queries.status_money import StatusMoney, status_money
from reporting.queries.status_overview import Named, Overview, Told, named, overview_of
from reporting.queries.status_series import Series, cells_of, corrections_said, remarks_said, series_of


@dataclass(frozen=True, slots=True)
class ReportedIndicator:
    """One indicator. `number` is its own within the area where it has a table of its own, else 0 (`series` is None).

    `is_detailed`: a delivery prints it in a table by itself.
    """

    named: Named
    number: int
    definition: str
    series: Series | None
    remarks: tuple[str, ...]
    comments: tuple[StatusComment, ...]
    sources: tuple[str, ...]
    is_detailed: bool
    has_figures: bool
    decimals: int | None = None
    # The figures of the years that are shown, by region.
    printed: tuple[tuple[Region, tuple[Reading, ...]], ...] = ()

    @property
    def source(self) -> str:
        return "; ".join(self.sources)


@dataclass(frozen=True, slots=True)
class StatusArea:
    """A service area: what is told of it, its tables, and its indicators by category.

    `functions` are the KOSTRA functions that its indicators name. `has_year`: whether the own municipality has any
    figure of the report's year.
    """

    number: int
    name: str
    functions: tuple[str, ...]
    told: Told
    tables: tuple[Overview, ...]
    indicators: tuple[ReportedIndicator, ...]
    without_figures: tuple[str, ...]
    has_year: bool

    @property
    def sources(self) -> list[str]:
        """Of all its indicators, each once."""
        return told_once(source for one in self.indicators for source in one.sources)

    @property
    def in_detail(self) -> list[ReportedIndicator]:
        return [one for one in self.indicators if one.number]

    @property
    def in_brief(self) -> list[ReportedIndicator]:
        """Those that only stand in the overview."""
        return [one for one in self.indicators if not one.number]


@dataclass(frozen=True, slots=True)
class StatusReport:
    """Everything that the report says. `background` is what the areas are measured by: how many live there.

    `members` is how many were in the group in the year; `is_chosen` whether somebody has chosen the neighbours.
    """

    municipality: str
    year: int
    known_on: date
    neighbours: tuple[str, ...]
    group: str
    members: int
    countries: tuple[str, ...]
    is_chosen: bool
    background: tuple[Overview, ...]
    areas: tuple[StatusArea, ...]
    money: StatusMoney | None
    # What stands in tables of its own: how many live there, and the totals of what is spent.
    beside: tuple[ReportedIndicator, ...] = ()

    @property
    def indicators(self) -> list[ReportedIndicator]:
        return [one for area in self.areas for one in area.indicators]

    @property
    def in_detail(self) -> list[ReportedIndicator]:
        return [one for area in self.areas for one in area.in_detail]

    @property
    def has_figures(self) -> bool:
        return any(area.tables for area in self.areas)


def status_report(
    *,
    municipality: Municipality,
    year: int,
    on: date,
    among: QuerySet[Indicator] | None = None,
    plans: QuerySet[Plan] | None = None,
    period: str = "",
) -> StatusReport:
    """The analysis of a year with everything known on a day, in a fixed number of queries.

    Of the indicators that belong to a service area: the catalogue's and those of the municipality's adopted plans, if
    `among` does not say otherwise. `plans` are those whose remarks and figures may be told. Words are those of the
    round of `period`, or of the year and of its tertials and months.
    """
    plans = Plan.objects.adopted().filter(municipality=municipality) if plans is None else plans
    if among is None:
        among = Indicator.objects.filter(Q(namespace="") | Q(namespace__in=plans.values("code")))
    known = status_known(municipality=municipality, year=year, on=on, among=among, plans=plans)
    comments = approved_comments(municipality, period or str(year))
    counting, areas = parted(known.areas)
    peers, places = known.peers, known.places
    return StatusReport(
        municipality=municipality.name,
        year=year,
        known_on=on,
        neighbours=tuple(one.name for one in peers.neighbours),
        group=peers.group.name if peers.group else "",
        members=len(places.members_on(peers.group, date(year, 12, 31))) if peers.group else 0,
        countries=tuple(one.name for one in peers.countries if any(one.pk in of for of in known.figures.values())),
        is_chosen=peers.chosen_by in {ChosenBy.MUNICIPALITY, ChosenBy.PERSON},
        background=background_of(known, counting) if counting else (),
        areas=tuple(status_area(known, area, number, comments) for number, area in enumerate(areas, start=1)),
        money=status_money(known, plans),
        beside=tuple(reported(known, [*(counted_in(known, counting) if counting else ()), *known.totals], {})),
    )


def parted(areas: Mapping[ServiceArea, Sequence[Indicator]]) -> tuple[ServiceArea | None, list[ServiceArea]]:
    """The area that counts who lives there, and those that are services."""
    counting = next((area for area, found in areas.items() if any(one.code == INHABITANTS for one in found)), None)
    return counting, [area for area in areas if area != counting]


def background_of(known: StatusKnown, area: ServiceArea) -> tuple[Overview, ...]:
    """How many live there, in all; each age by itself is for the page of the population."""
    tables, _told, _without = overview_of(known, replace(known.of_area(area), indicators=counted_in(known, area)))
    return tables


def counted_in(known: StatusKnown, area: ServiceArea) -> list[Indicator]:
    return [one for one in known.areas[area] if one.code in {INHABITANTS, OWN, AT_END_OF_YEAR}]


def status_area(known: StatusKnown, area: ServiceArea, number: int, comments: Comments) -> StatusArea:
    tables, told, without = overview_of(known, known.of_area(area))
    order = {row.named.code: place for place, row in enumerate(row for table in tables for row in table.rows)}
    chosen = sorted(known.areas[area], key=lambda one: order.get(one.code, len(order)))
    functions = {code.strip() for one in chosen for code in one.kostra_functions.split(";") if code.strip()}
    return StatusArea(
        number=number,
        name=area.name,
        functions=tuple(sorted(functions)),
        told=told,
        tables=tables,
        indicators=tuple(reported(known, chosen, comments)),
        without_figures=without,
        has_year=any(
            row.latest != NOTHING and table.period == str(known.year) for table in tables for row in table.rows
        ),
    )


def reported(known: StatusKnown, indicators: Iterable[Indicator], comments: Comments) -> Iterable[ReportedIndicator]:
    """Each with a number of its own where there is a course to tell of, or somebody has written of it."""
    number = 0
    for one in indicators:
        cells, said = cells_of(known, one), tuple(comments.get(one.pk, ()))
        is_detailed = one.pk in known.detailed
        has_section = cells.is_series or is_detailed or bool(said)
        number += has_section
        yield ReportedIndicator(
            named=named(one),
            number=number if has_section else 0,
            definition=one.definition,
            series=series_of(known, one, cells) if has_section else None,
            remarks=(*([] if has_section else corrections_said(cells, one)), *remarks_said(cells)),
            comments=said,
            sources=sources_of(known, one),
            is_detailed=is_detailed,
            has_figures=bool(known.figures.get(one.pk)),
            decimals=one.decimals,
            printed=tuple((region, tuple(readings)) for region, readings in cells.shown.items()),
        )


def sources_of(known: StatusKnown, indicator: Indicator) -> tuple[str, ...]:
    """The sources that the indicator names, else the deliveries that its figures came with."""
    sources = [cited_source(source) for source in indicator.sources.all()]
    fetches = fetches_of({indicator.pk: known.figures.get(indicator.pk, {})})
    return tuple(sources or told_once(known.deliveries[key] for key in fetches))
