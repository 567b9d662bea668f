"""Which figures the pages of published plans show to everybody, whatever else is known of them."""

from indicators.rules import Reading
from reporting.permissions import published_plans
from targets.models import Target
from targets.queries import readings_for


def figures_shown() -> set[int]:
    """The numbers of the figures that stand, as they are, on the page of some target; a fixed number of queries.

    What a page has added up, or taken over from a code that the place had before, is not the figure itself.
    """
    measured = Target.objects.filter(plan__in=published_plans(), used_indicator__isnull=False)
    targets = list(measured.select_related("plan", "used_indicator"))
    if not targets:
        return set()
    readings = readings_for(targets, known_at=None)
    return {one.observation_id for series in readings.values() for one in series if is_itself(one)}


def is_itself(reading: Reading) -> bool:
    """Whether the page says what was published; an interval, say, is shown as missing."""
    return not reading.came_from and bool(reading.literal or reading.missing)
