"""What targets are judged by: the figures that count, and what people have said and done."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet, Value
from django.db.models.functions import Concat, Left

from indicators.models import Region, Source, ValueKind
from indicators.queries import breaks_of_regions, readings_that_count
from indicators.rules import Reading
from planning.models import Plan
from targets.models import Appraisal, Completion, EarlierPromise, IndicatorInPlan, Override, Target
from targets.queries.beside import Beside, beside
from targets.queries.terms import period_named, terms_from
from targets.rules import Done, Figure, Judged, Kind, Light, Opinion, Overriding, Terms

LONGEST_TABLE = 100
# As plain text: the words of an enumeration take longer to look up than to compare.
PROVISIONAL, CORRECTION = ValueKind.PROVISIONAL.value, ValueKind.CORRECTION.value


def figure_of(reading: Reading) -> Figure:
    """A reading as the rule takes it."""
    return Figure(
        period=period_named(reading.period),
        value=reading.value,
        missing=reading.missing,
        is_provisional=reading.kind == PROVISIONAL,
        is_correction=reading.kind == CORRECTION,
        observation_id=reading.observation_id,
    )


def figures_of(readings: Sequence[Reading]) -> list[Figure]:
    """All readings as the rule takes them."""
    return [figure_of(reading) for reading in readings]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What one target is judged by: the terms, readings of its own and of its peer, what people have said and done."""

    terms: Terms
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
    # The indicator's named sources that this plan may quote.
    sources: tuple[str, ...] = ()

    def used_by(self, target: Target) -> IndicatorInPlan | None:
        """What the target was measured by."""
        return (self.earlier or target).used_indicator

    def peer_of(self, target: Target) -> Region | None:
        """Whom it was compared with."""
        return (self.earlier or target).peer


@dataclass(frozen=True, slots=True)
class Read:
    """Everything that was read for some targets at once."""

    rows: Beside
    # What each target promised then, where that has been changed since.
    then: Mapping[int, EarlierPromise | None]
    own: Mapping[int, Sequence[Reading]]
    peers: Mapping[int, Sequence[Reading]]
    became_others: Mapping[int, tuple[int, ...]]
    known_at: datetime | None


def inputs_for(targets: Sequence[Target], *, known_at: datetime | None) -> dict[int, Inputs]:
    """For each target what was known then; as many queries for five hundred as for one."""
    rows, hidden = beside(targets), drafts()
    then = {one.pk: promised_then(rows.earlier.get(one.pk, ()), known_at=known_at) for one in targets}
    own = {one.pk: series_of(one, then[one.pk]) for one in targets}
    peers = {one.pk: peer_series_of(one, then[one.pk]) for one in targets}
    read = Read(
        rows=rows,
        then=then,
        own=read_series(own, hidden, known_at=known_at),
        peers=read_series(peers, hidden, known_at=known_at),
        became_others=breaks_by_region((then[one.pk] or one).used_indicator for one in targets),
        known_at=known_at,
    )
    return {one.pk: inputs_of(one, read) for one in targets}


def inputs_of(target: Target, read: Read) -> Inputs:
    """What one target is judged by, out of what was read for all of them."""
    rows, known_at, pk, then = read.rows, read.known_at, target.pk, read.then[target.pk]
    used = (then or target).used_indicator
    breaks = read.became_others.get(region_of(used), ())
    return Inputs(
        terms=terms_with(target, rows, breaks),
        readings=read.own.get(pk, ()),
        peer=read.peers.get(pk, ()),
        done=done_by(rows.completions.get(pk, ()), known_at=known_at),
        opinions=opinions_on(rows.appraisals.get(pk, ()), known_at=known_at),
        breaks=breaks,
        overrides=overrides_of(rows.overrides.get(pk, ()), known_at=known_at),
        earlier=then,
        sources=names_of_sources(rows.sources.get(used.indicator_id, ()), plans={target.plan.code}) if used else (),
    )


def terms_with(target: Target, rows: Beside, breaks: tuple[int, ...]) -> Terms:
    """What is promised now, and where the region itself became another one."""
    used = target.used_indicator
    records = rows.records.get(used.indicator_id, ()) if used else ()
    terms = terms_from(target, rows.steps.get(target.pk, ()), records)
    return replace(terms, breaks=tuple(sorted({*terms.breaks, *breaks}))) if breaks else terms


def names_of_sources(sources: Iterable[Source], *, plans: Collection[str]) -> tuple[str, ...]:
    """What the catalogue or one of these plans names; another plan's sources are not this one's to quote."""
    return tuple(sorted(str(source) for source in sources if source.namespace in {"", *plans}))


def region_of(used: IndicatorInPlan | None) -> int:
    return used.region_id if used else 0


def breaks_by_region(used: Iterable[IndicatorInPlan | None]) -> dict[int, tuple[int, ...]]:
    """For each region of the targets where the series of an earlier one ended, which is just before the break."""
    regions = {one.region for one in used if one}
    found = breaks_of_regions(regions) if regions else {}
    return {region: tuple(one.position - 1 for one in breaks) for region, breaks in found.items()}


def done_by(rows: Iterable[Completion], *, known_at: datetime | None) -> tuple[Done, ...]:
    """When the duty was done, as far as it was recorded then."""
    known = [row for row in rows if known_at is None or row.recorded_at <= known_at]
    return tuple(Done(row.done_on, row.holds_until) for row in sorted(known, key=lambda row: row.done_on))


def opinions_on(rows: Iterable[Appraisal], *, known_at: datetime | None) -> tuple[Opinion, ...]:
    """What people had judged by then; of several on one day the one that was recorded last comes last."""
    known = [row for row in rows if known_at is None or row.recorded_at <= known_at]
    in_order = sorted(known, key=lambda row: (row.judged_on, row.recorded_at, row.pk))
    return tuple(Opinion(Light(row.light), row.judged_on, row.reason, row.judged_by) for row in in_order)


def overrides_of(rows: Iterable[Override], *, known_at: datetime | None) -> tuple[Overriding, ...]:
    """What people had set by then, each with its end as far as that was known."""
    known = [row for row in rows if known_at is None or row.recorded_at <= known_at]
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
        for row in sorted(known, key=lambda row: (row.recorded_at, row.pk))
    )


def promised_then(rows: Iterable[EarlierPromise], *, known_at: datetime | None) -> EarlierPromise | None:
    """The terms that held at that moment, where they have been changed since: the ones that the next change ended."""
    if known_at is None:
        return None
    ended_later = [row for row in rows if row.changed_at > known_at]
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


def tables_among(plans: QuerySet[Plan]) -> list[QuerySet[Any, Any]]:
    """The same for plans that nobody has read: the names as the database puts them together."""
    named = (Left(Concat(Value(f"{what}:"), "code"), LONGEST_TABLE) for what in ("plan", "conflict"))
    return [plans.order_by().annotate(table=name).values("table") for name in named]


def tables_of(plans: Iterable[str]) -> list[str]:
    """Every table that some plans quote figures in."""
    return [table_of(plan, is_conflict=is_conflict) for plan in plans for is_conflict in (False, True)]
