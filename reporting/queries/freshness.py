"""How old the figures behind the lights are: from which periods, and when they came in."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from reporting.queries.lights import LightRow
from targets.queries import period_named


@dataclass(frozen=True, slots=True)
class Freshness:
    """Over the plan's own targets. `periods` are (period as it is read, how many), the newest first."""

    periods: tuple[tuple[str, int], ...]
    without_figure: int
    stale: int
    provisional: int
    judged_on: date | None
    came_on: date | None


def freshness_of(rows: Iterable[LightRow]) -> Freshness:
    """Norms that the plan only quotes are not counted, as in the distribution."""
    counted = [row for row in rows if not row.is_norm]
    # Two codes may be read alike: the change from 2009 to 2023 is a figure of 2023.
    periods = [period_named(row.period) for row in counted if row.period]
    counts = Counter((period.position, period.label) for period in periods)
    return Freshness(
        periods=tuple((label, counts[position, label]) for position, label in sorted(counts, reverse=True)),
        without_figure=sum(not row.period for row in counted),
        stale=sum(row.is_stale for row in counted),
        provisional=sum(row.is_provisional for row in counted),
        judged_on=max((row.confirmed_on for row in counted if row.confirmed_on), default=None),
        came_on=max((row.figure_came_on for row in counted if row.figure_came_on), default=None),
    )
