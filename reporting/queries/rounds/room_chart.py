"""The chart beside the words: a target on its path, or an indicator beside the others."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from indicators.models import Indicator
from indicators.queries.places import Places
from indicators.rules import Reading
from planning.models import Plan
from reporting.charts import TargetChart
from reporting.drawing import Drawing, draw_comparison, draw_target
from reporting.queries.indicator import indicator_page
from reporting.queries.indicator_family import family_of
from reporting.queries.target_remarks import breaks_of, region_breaks_of, remarks_on_targets
from reporting.target_drawing import drawing_of
from targets.certificates import Facts
from targets.models import Target
from targets.queries import terms_of


def drawing_of_target(target: Target, readings: Sequence[Reading], facts: Facts | None) -> Drawing | None:
    """As its own page draws it, from its readings and its certificate; None without figures. A fixed number of
    queries."""
    breaks = breaks_of(target, remarks_on_targets([target])[target.pk], region_breaks_of([target]))
    chart: TargetChart | None = drawing_of(target, terms_of(target), readings, facts, breaks)
    return draw_target(chart, family=facts["verdict"]["family"] if facts else None) if chart else None


def drawing_of_indicator(
    indicator: Indicator, *, among: QuerySet[Indicator], places: Places, plans: QuerySet[Plan], on: date
) -> Drawing | None:
    """As its own page draws it, with those that the reader compares with; None without figures."""
    family = family_of(indicator.code, among=among, plans=plans)
    page = indicator_page(family=family, places=places, plans=plans, on=on)
    return draw_comparison(page.chart) if page.chart.series else None
