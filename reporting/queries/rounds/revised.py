"""Which figures were corrected since a moment, in the places where they count."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q

from indicators.models import Observation, Standing
from indicators.revisions import Revision, Turn
from reporting.change_words import figure_in_words
from reporting.queries.figure_changes import changed_figures, revisions_of
from targets.queries import period_named

# By key: indicator and region.
Series = tuple[int, int]
CORRECTED = frozenset({Turn.REVISED, Turn.REVISED_BACK, Turn.MADE_FINAL, Turn.HIDDEN, Turn.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Correction:
    """The newest period whose figure was corrected, and the two figures as they were published."""

    period: str
    before: str
    after: str


def corrections_since(
    series: Collection[Series], *, since: datetime, decimals: Mapping[int, int | None], hidden: Q
) -> dict[Series, Correction]:
    """By series, those that were corrected since the moment; two queries however many there are."""
    told = told_again_since(series, since=since, hidden=hidden)
    found = {key: correction_in(rows, since, decimals.get(key[0])) for key, rows in told.items()}
    return {key: one for key, one in found.items() if one}


def told_again_since(series: Collection[Series], *, since: datetime, hidden: Q) -> dict[Series, list[Observation]]:
    """Everything that was ever said of those series of which something was said again after the moment; two queries."""
    wanted = set(series)
    judged = Observation.objects.exclude(hidden).filter(standing__gt=Standing.SHOWN, part="").exclude(period="")
    here = judged.filter(indicator__in={one for one, _region in wanted}, region__in={region for _one, region in wanted})
    # Cells of which more than one thing was said, and something of late.
    cells = here.order_by().values_list("indicator_id", "region_id", "period")
    told_twice = cells.annotate(times=Count("pk"), newest=Max("known_from")).filter(times__gt=1, newest__gte=since)
    touched = {(indicator, region) for indicator, region, *_rest in told_twice} & wanted
    rows = judged.filter(
        indicator__in={one for one, _region in touched}, region__in={region for _one, region in touched}
    )
    by_series: dict[Series, list[Observation]] = {key: [] for key in touched}
    for row in rows.order_by("known_from", "table_rank", "pk"):
        if (key := (row.indicator_id, row.region_id)) in touched:
            by_series[key].append(row)
    return by_series


def correction_in(rows: Iterable[Observation], since: datetime, decimals: int | None) -> Correction | None:
    """What was said first after the moment is no correction; what was said before it and otherwise after is."""
    told = list(rows)
    changed = [row for row in changed_figures(told) if row.known_from >= since]
    revisions = revisions_of(changed, told)
    corrected = [
        (row, revisions[row.pk]) for row in changed if row.pk in revisions and revisions[row.pk].turn in CORRECTED
    ]
    if not corrected:
        return None
    row, revision = max(corrected, key=lambda pair: (period_named(pair[0].period).position, pair[0].pk))
    return Correction(period_named(row.period).label, *figures_of(revision, decimals))


def figures_of(revision: Revision, decimals: int | None) -> tuple[str, str]:
    return figure_in_words(revision.before, decimals), figure_in_words(revision.after, decimals)
