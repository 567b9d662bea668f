"""What targets are judged by: the figures that count, and what people have said and done."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from indicators.models import Region, ValueKind
from indicators.queries import breaks_of_regions, readings_that_count
from indicators.rules import Reading
from planning.models import Plan
from targets.models import EarlierPromise, IndicatorInPlan, Target
from targets.queries.terms import period_named
from targets.rules import Done, Figure, Judged, Kind, Light, Opinion, Overriding

LONGEST_TABLE = 100


def figure_of(reading: Reading) -> Figure:
    """A reading as the rule takes it."""
    return Figure(
        period=period_named(reading.period),
        value=reading.value,
        missing=reading.missing,
        is_provisional=reading.kind == ValueKind.PROVISIONAL,
        is_correction=reading.kind == ValueKind.CORRECTION,
        observation_id=reading.observation_id,
    )


def figures_of(readings: Sequence[Reading]) -> list[Figure]:
    """All readings as the rule takes them."""
    return [figure_of(reading) for reading in readings]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What one target is judged by: readings of its own and of its peer, and what people have said and done."""

    readings: Sequence[Reading] = ()
    peer: Sequence[Reading] = ()
    done: tuple[Done, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    # Where the region itself became another one: the positions at which the series of the old one ended.
    breaks: tuple[int, ...] = ()
    # The lights that people have set beside the calculated one, in the order in which they did.
    overrides: tuple[Overriding, ...] = ()
    # What was promised then, where it has been changed since.
    earlier: EarlierPromise | None = None

    def used_by(self, target: Target) -> IndicatorInPlan | None:
        """What the target was measured by."""
        return (self.earlier or target).used_indicator

    def peer_of(self, target: Target) -> Region | None:
        """Whom it was compared with."""
        return (self.earlier or target).peer


def inputs_for(targets: Sequence[Target], *, known_at: datetime | None) -> dict[int, Inputs]:
    """For each target what was known then; as many queries for five hundred as for one."""
    then = {one.pk: promised_then(one, known_at=known_at) for one in targets}
    used = {one.pk: (then[one.pk] or one).used_indicator for one in targets}
    hidden, became_others = drafts(), breaks_by_region(used.values())
    own = read_series({one.pk: series_of(one, then[one.pk]) for one in targets}, hidden, known_at=known_at)
    peers = {one.pk: peer_series_of(one, then[one.pk]) for one in targets}
    theirs = read_series(peers, hidden, known_at=known_at)
    return {
        one.pk: Inputs(
            readings=own.get(one.pk, []),
            peer=theirs.get(one.pk, []),
            done=done_by(one, known_at=known_at),
            opinions=opinions_on(one, known_at=known_at),
            breaks=became_others.get(region_of(used[one.pk]), ()),
            overrides=overrides_of(one, known_at=known_at),
            earlier=then[one.pk],
        )
        for one in targets
    }


def region_of(used: IndicatorInPlan | None) -> int:
    return used.region_id if used else 0


def breaks_by_region(used: Iterable[IndicatorInPlan | None]) -> dict[int, tuple[int, ...]]:
    """For each region of the targets where the series of an earlier one ended, which is just before the break."""
    regions = {one.region for one in used if one}
    found = breaks_of_regions(regions) if regions else {}
    return {region: tuple(one.position - 1 for one in breaks) for region, breaks in found.items()}


def done_by(target: Target, *, known_at: datetime | None) -> tuple[Done, ...]:
    """When the duty was done, as far as it was recorded then."""
    rows = [row for row in target.completions.all() if known_at is None or row.recorded_at <= known_at]
    return tuple(Done(row.done_on, row.holds_until) for row in sorted(rows, key=lambda row: row.done_on))


def opinions_on(target: Target, *, known_at: datetime | None) -> tuple[Opinion, ...]:
    """What people had judged by then; of several on one day the one that was recorded last comes last."""
    rows = [row for row in target.appraisals.all() if known_at is None or row.recorded_at <= known_at]
    in_order = sorted(rows, key=lambda row: (row.judged_on, row.recorded_at, row.pk))
    return tuple(Opinion(Light(row.light), row.judged_on, row.reason, row.judged_by) for row in in_order)


def overrides_of(target: Target, *, known_at: datetime | None) -> tuple[Overriding, ...]:
    """What people had set by then, each with its end as far as that was known."""
    rows = [row for row in target.overrides.all() if known_at is None or row.recorded_at <= known_at]
    return tuple(
        Overriding(
            key=row.pk,
            light=Light(row.light),
            reason=row.reason,
            by=row.decided_by,
            on=row.decided_on,
            until=row.until,
            figure=Judged(row.figure_period, row.figure_literal),
            ended_on=row.ended_on if row.ended_at and (known_at is None or row.ended_at <= known_at) else None,
        )
        for row in sorted(rows, key=lambda row: (row.recorded_at, row.pk))
    )


def promised_then(target: Target, *, known_at: datetime | None) -> EarlierPromise | None:
    """The terms that held at that moment, where they have been changed since: the ones that the next change ended."""
    if known_at is None:
        return None
    ended_later = [row for row in target.earlier.all() if row.changed_at > known_at]
    return min(ended_later, key=lambda row: (row.changed_at, row.pk), default=None)


def readings_for(targets: Iterable[Target], *, known_at: datetime | None) -> dict[int, list[Reading]]:
    """For each target the readings of its indicator in its region, oldest first.

    What a draft quotes counts for that draft alone. One query for all targets that may read the same, two in all where
    no draft is judged.
    """
    return read_series({one.pk: series_of(one) for one in targets}, drafts(), known_at=known_at)


# The plan that reads, the indicator and the region.
Wanted = tuple[str, int, int]


def series_of(target: Target, then: EarlierPromise | None = None) -> Wanted | None:
    used = (then or target).used_indicator
    return (target.plan.code, used.indicator_id, used.region_id) if used else None


def peer_series_of(target: Target, then: EarlierPromise | None) -> Wanted | None:
    """What a target of that kind is compared with; no other kind reads it."""
    kind = then.terms["kind"] if then else target.kind
    used, peer = (then or target).used_indicator, (then or target).peer_id
    return (target.plan.code, used.indicator_id, peer) if kind == Kind.PEER and used and peer else None


def drafts() -> frozenset[str]:
    return frozenset(Plan.objects.drafts().values_list("code", flat=True))


def read_series(
    wanted: Mapping[int, Wanted | None], drafts: frozenset[str], *, known_at: datetime | None
) -> dict[int, list[Reading]]:
    """The readings of some series by the keys they are wanted under; what other plans' drafts quote is left out."""
    groups: dict[frozenset[str], dict[int, tuple[int, int]]] = defaultdict(dict)
    for pk, series in wanted.items():
        if series:
            plan, indicator, region = series
            groups[drafts - {plan}][pk] = (indicator, region)
    found: dict[int, list[Reading]] = {}
    for hidden, chosen in groups.items():
        read = readings_that_count(
            indicators=(indicator for indicator, _region in chosen.values()),
            regions=(region for _indicator, region in chosen.values()),
            known_at=known_at,
            hidden_tables=tables_of(hidden),
        )
        found |= {pk: read.get(series, []) for pk, series in chosen.items()}
    return found


def table_of(plan: str, *, is_conflict: bool = False) -> str:
    """Each plan is a table of its own, so that two plans that quote differently do not take turns."""
    return f"{'conflict' if is_conflict else 'plan'}:{plan}"[:LONGEST_TABLE]


def tables_of(plans: Iterable[str]) -> list[str]:
    """Every table that some plans quote figures in."""
    return [table_of(plan, is_conflict=is_conflict) for plan in plans for is_conflict in (False, True)]
