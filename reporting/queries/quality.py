"""Everything to look at in the figures behind a plan, or behind one indicator, in a fixed number of queries.

To add a kind of thing, add it to `reporting.quality.Kind` and to what `things_in` gathers.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from indicators.models import Indicator, Region
from planning.models import Plan
from reporting.models import QualityReview
from reporting.quality import LABELS, Group, Kind, Seen, Thing, grouped
from reporting.queries.drafts import hidden_tables
from reporting.queries.quality_figures import (
    freshness_of,
    printed_differently,
    provisional_of,
    quoted_wrongly,
    series_of,
)
from reporting.queries.quality_marks import about_itself, broken, does_not_add_up
from reporting.queries.quality_watched import Watched, watched_alone, watched_in


@dataclass(frozen=True, slots=True)
class QualityPage:
    """What is left to look at by what to do about it, how much there is of each kind, and what somebody has seen."""

    plan: Plan
    groups: list[Group]
    counts: list[tuple[Kind, str, int]]
    seen: list[Thing]
    chosen: Kind | None
    indicators: int

    @property
    def total(self) -> int:
        return sum(count for _kind, _label, count in self.counts)

    @property
    def behind_lights(self) -> int:
        return sum(len(group.behind_lights) for group in self.groups)

    @property
    def shown(self) -> int:
        return sum(group.count for group in self.groups)


def quality_page(*, plan: Plan, visible: Collection[str], on: date, kind: Kind | None = None) -> QualityPage:
    """The page of a plan; eight queries however much there is. `visible`: the plans that the reader may see."""
    watched = watched_in(plan)
    things = reviewed(plan, things_in(watched, visible=visible, plans={plan.code}, on=on))
    left = [one for one in things if one.seen is None]
    found = Counter(one.kind for one in left)
    counts = [(one, str(LABELS[one]), found[one]) for one in LABELS if found[one]]
    return QualityPage(
        plan=plan,
        groups=grouped([one for one in left if kind in {None, one.kind}]),
        counts=counts,
        seen=sorted((one for one in things if one.seen), key=lambda one: one.urgency),
        chosen=kind,
        indicators=len(watched),
    )


def number_to_look_at(*, plan: Plan, visible: Collection[str], on: date) -> int:
    """How many things behind the plan's lights nobody has seen; eight queries."""
    things = things_to_look_at(plan=plan, visible=visible, on=on)
    return sum(one.is_behind_a_light and one.seen is None for one in things)


def things_to_look_at(*, plan: Plan, visible: Collection[str], on: date) -> list[Thing]:
    """All of them, those that somebody has seen too."""
    return reviewed(plan, things_in(watched_in(plan), visible=visible, plans={plan.code}, on=on))


def quality_of_indicator(
    *, indicator: Indicator, own: Region | None, visible: Collection[str], on: date
) -> list[Thing]:
    """What is to be looked at in the figures of one indicator; five queries, none without an own region."""
    if own is None:
        return []
    found = things_in([watched_alone(indicator, own)], visible=visible, plans=visible, on=on)
    return sorted(found, key=lambda one: (list(Kind).index(one.kind), one.region, one.period))


def things_in(watched: Sequence[Watched], *, visible: Collection[str], plans: Collection[str], on: date) -> list[Thing]:
    """Everything of every kind; five queries. Records are those of the catalogue and of `plans`."""
    if not watched:
        return []
    hidden = hidden_tables(visible)
    # Of an indicator that is watched in several regions the first use.
    by_indicator = {one.indicator.pk: one for one in reversed(watched)}
    series = series_of(watched, hidden=hidden)
    things: list[Thing] = []
    for one in watched:
        cells = series.get((one.indicator.pk, one.region.pk), [])
        if missing := freshness_of(one, cells, on=on):
            things.append(missing)
        things += [*provisional_of(one, cells, on=on), *quoted_wrongly(one, cells), *about_itself(one)]
    things += printed_differently(by_indicator, hidden=hidden)
    things += does_not_add_up({one.indicator.code: one for one in by_indicator.values()}, hidden=hidden)
    things += broken(watched, plans=plans)
    return things


def reviewed(plan: Plan, things: Sequence[Thing]) -> list[Thing]:
    """The things, with what somebody has said of those whose facts have not changed since."""
    kept = {one.thing: one for one in QualityReview.objects.filter(plan=plan)}
    return [replace(one, seen=seen_of(one, kept.get(one.key))) for one in things]


def seen_of(one: Thing, review: QualityReview | None) -> Seen | None:
    if review is None or review.stamp != one.stamp:
        return None
    return Seen(review.reason, review.reviewed_by, review.reviewed_at)
