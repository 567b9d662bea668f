"""What the charts of the population are drawn from."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext

from indicators.demography.ages import EVERYBODY, AgeGroup
from indicators.demography.history import Round, Years
from reporting.charts import ChartPoint, ChartSeries, PointKind, PopulationChart
from reporting.population_words import group_name, round_short

MONTHS = 12


def population_drawing(name: str, actual: Years, rounds: Sequence[Round], group: AgeGroup) -> PopulationChart:
    """Persons of the group on 1 January of each year."""
    words = {"name": name, "group": group_name(group)}
    if group == EVERYBODY:
        title = gettext("Folketall i %(name)s 1. januar") % words
    else:
        title = gettext("Innbyggere i %(name)s 1. januar, %(group)s") % words
    return PopulationChart(
        key="population",
        title=title,
        actual=ChartSeries(gettext("Faktisk"), actual_points(actual, group)),
        rounds=tuple(
            ChartSeries(round_short(one), points_of(one.years.persons(group), PointKind.PROJECTION)) for one in rounds
        ),
    )


def actual_points(actual: Years, group: AgeGroup) -> tuple[ChartPoint, ...]:
    provisional = {year for (year, _group), count in actual.counts.items() if count.is_provisional}
    known = actual.persons(group)
    return (
        tuple(
            ChartPoint(
                year * MONTHS,
                str(year),
                known.get(year),
                PointKind.PROVISIONAL if year in provisional else PointKind.ACTUAL,
            )
            for year in range(min(known), max(known) + 1)
        )
        if known
        else ()
    )


def points_of(known: Mapping[int, Decimal], kind: PointKind) -> tuple[ChartPoint, ...]:
    return tuple(ChartPoint(year * MONTHS, str(year), value, kind) for year, value in sorted(known.items()))
