"""The figures of many indicators in many places, read once; what is known of places is brought along."""

from collections.abc import Collection

from django.db.models import Q

from indicators.models import Observation, Region
from indicators.queries.places import Places
from indicators.queries.readings import FIELDS, Series, told_in_time
from indicators.rules import Reading


def figures_side_by_side(
    indicators: Collection[int], *, regions: Collection[Region], places: Places, hidden: Q
) -> dict[Series, list[Reading]]:
    """What `readings_that_count` answers of these regions of today; one query. `hidden` may not be known of."""
    asked = {region.pk for region in regions}
    rows = (
        Observation.objects.filter(indicator__in=indicators, region__in=places.with_predecessors(regions))
        .exclude(period="")
        .exclude(hidden)
        .totals()
        .judged()
        .newest_per_standing()
        .order_by("period_end", "period")
        .values_list(*FIELDS)
    )
    return told_in_time(rows, places.history.with_a_past(asked), places.history, asked=asked)
