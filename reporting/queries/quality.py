"""Everything to look at in the figures and lights of a plan, or behind one indicator, in a fixed number of queries.

To add a kind of thing, add it to `reporting.quality.Kind` and to what `things_in` gathers of figures, or `found_in` of
lights. `hidden` are the tables of drafts that the reader may not know of.
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
from reporting.queries.quality_conflicts import printed_differently, quoted_wrongly
from reporting.queries.quality_figures import figures_of, freshness_of, provisional_of, series_of
from reporting.queries.quality_lights import overridden, targets_now
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


@dataclass(frozen=True, slots=True)
class Found:
    """Everything to look at behind a plan, with what somebody has said of it, and how many indicators were read."""

    things: list[Thing]
    indicators: int


def quality_page(*, plan: Plan, hidden: Collection[str], on: date, kind: Kind | None = None) -> QualityPage:
    """The page of a plan; six queries however much there is."""
    found = found_in(plan, hidden=hidden, on=on)
    left = [one for one in found.things if one.seen is None]
    count_of = Counter(one.kind for one in left)
    return QualityPage(
        plan=plan,
        groups=grouped([one for one in left if kind in {None, one.kind}]),
        counts=[(one, str(LABELS[one]), count_of[one]) for one in LABELS if count_of[one]],
        seen=sorted((one for one in found.things if one.seen), key=lambda one: one.urgency),
        chosen=kind,
        indicators=found.indicators,
    )


def number_to_look_at(*, plan: Plan, hidden: Collection[str], on: date) -> int:
    """How many things behind the plan's lights nobody has seen; six queries."""
    things = things_to_look_at(plan=plan, hidden=hidden, on=on)
    return sum(one.is_behind_a_light and one.seen is None for one in things)


def things_to_look_at(*, plan: Plan, hidden: Collection[str], on: date) -> list[Thing]:
    """All of them, those that somebody has seen too."""
    return found_in(plan, hidden=hidden, on=on).things


def found_in(plan: Plan, *, hidden: Collection[str], on: date) -> Found:
    """What is the matter with the figures that the plan uses, and with its lights."""
    targets = targets_now(plan)
    watched = watched_in(plan, targets)
    things = [*things_in(watched, hidden=hidden, plans={plan.code}, on=on), *overridden(targets)]
    return Found(reviewed(plan, things), len(watched))


def quality_of_indicator(
    *, indicator: Indicator, own: Region | None, visible: Collection[str], on: date
) -> list[Thing]:
    """What is to be looked at in the figures of one indicator; four queries, none without an own region."""
    if own is None:
        return []
    watched = [watched_alone(indicator, own)]
    found = things_in(watched, hidden=hidden_tables(visible), plans=visible, on=on)
    return sorted(found, key=lambda one: (list(Kind).index(one.kind), one.region, one.period))


def things_in(watched: Sequence[Watched], *, hidden: Collection[str], plans: Collection[str], on: date) -> list[Thing]:
    """Everything in the figures; three queries. Records are those of the catalogue and of `plans`."""
    if not watched:
        return []
    # Of an indicator that is watched in several regions the first use.
    by_indicator = {one.indicator.pk: one for one in reversed(watched)}
    figures = figures_of(watched, hidden=hidden)
    series = series_of(watched, figures)
    things: list[Thing] = []
    for one in watched:
        cells = series.get((one.indicator.pk, one.region.pk), [])
        if missing := freshness_of(one, cells, on=on):
            things.append(missing)
        things += [*provisional_of(one, cells, on=on), *quoted_wrongly(one, cells), *about_itself(one)]
    things += printed_differently(by_indicator, figures)
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
