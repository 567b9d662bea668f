"""What a target's chart shows beside figures and promise: the outlook of its certificate, and earlier promises."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext

from indicators.periods import months_at
from indicators.rules import Reading
from reporting.charts import Ahead, ChartPoint, PointKind
from reporting.charts import EarlierPromise as DrawnPromise
from targets.certificates import Facts
from targets.certificates.promises import terms_in
from targets.models import EarlierPromise, Target
from targets.queries import figures_of, period_named
from targets.rules import Kind, Terms, expected_path, shown
from targets.sentences import promise_of_terms
from targets.sentences.outlook import outlook_in

Line = tuple[tuple[int, Decimal], ...]
# A limit that is broken or met later than so many periods ahead makes the years that are known too narrow.
MOST_PERIODS_AHEAD = 6


def ahead_of(facts: Facts | None) -> Ahead | None:
    """From the judged figure on, as far as the outlook says; None where there were too few figures for one."""
    outlook = outlook_in(facts) if facts else None
    if facts is None or outlook is None or not facts["figure"]["literal"]:
        return None
    period = period_named(facts["figure"]["period"])
    points = {one.position: one for one in projections(facts, outlook)}
    ahead = tuple(points[position] for position in sorted(points))
    return Ahead(period.position, Decimal(facts["figure"]["literal"]), ahead)


def projections(facts: Facts, outlook: Facts) -> Iterator[ChartPoint]:
    """When the standing changes, the next period and the deadline; of two at once the certificate's own counts."""
    if outlook["crossing"] and (crossing := crossing_point(facts, outlook)):
        yield crossing
    for one in (outlook["next"], outlook["at_deadline"]):
        if one:
            yield point_at(one["period"], *(Decimal(one[name]) for name in ("value", "low", "high")))


def crossing_point(facts: Facts, outlook: Facts) -> ChartPoint | None:
    """What the pace gives there, unless it is too far ahead to be drawn."""
    start, period = period_named(facts["figure"]["period"]), period_named(outlook["crossing"]["period"])
    steps = (period.position - start.position) // start.months
    if steps > MOST_PERIODS_AHEAD:
        return None
    value = Decimal(facts["figure"]["literal"])
    ends = (value + Decimal(outlook[pace]) * steps for pace in ("pace", "pace_low", "pace_high"))
    return point_at(period.code, *ends)


def point_at(code: str, value: Decimal, low: Decimal, high: Decimal) -> ChartPoint:
    period = period_named(code)
    return ChartPoint(period.position, period.label, value, PointKind.PROJECTION, low, high)


def earlier_of(
    target: Target, earlier: Iterable[EarlierPromise], readings: Sequence[Reading]
) -> tuple[DrawnPromise, ...]:
    """Those of the earlier promises that were about the same figures, the oldest first."""
    if not readings:
        return ()
    first = period_named(readings[0].period).position
    drawn, since = [], first
    for row in sorted(earlier, key=lambda one: (one.changed_at, one.pk)):
        until = months_at(row.changed_on)
        if row.used_indicator_id == target.used_indicator_id and until > since:
            if one := drawn_promise(target, row, readings, since=since, until=until):
                drawn.append(one)
            since = until
    return tuple(drawn)


def drawn_promise(
    target: Target, row: EarlierPromise, readings: Sequence[Reading], *, since: int, until: int
) -> DrawnPromise | None:
    terms = terms_in(row.terms)
    lines = list(lines_of(terms, readings, since=since, until=until)) if terms.unit_fits else []
    if not lines:
        return None
    unit = target.used_indicator.indicator.unit if target.used_indicator else ""
    words = {"promise": promise_of_terms(row.terms, row.words, unit=unit, peer=""), "day": date_format(row.changed_on)}
    label = gettext("%(promise)s, til %(day)s") % words
    return DrawnPromise(tuple(lines), label, is_path=terms.kind in {Kind.REACH, Kind.CHANGE_BY})


def lines_of(terms: Terms, readings: Sequence[Reading], *, since: int, until: int) -> Iterator[Line]:
    """The path up to the day of the change, or each limit from the change before it."""
    if path := expected_path(terms, figures_of(readings)):
        positions = [position for position, _value in path.points if position < until]
        end = min(until, path.points[-1][0])
        if positions and end > positions[0]:
            yield tuple((at, shown(path.expected_at(at))) for at in dict.fromkeys([*positions, end]))
        return
    limits = {Kind.STAY_ABOVE: (terms.lower,), Kind.STAY_BELOW: (terms.upper,)}
    for limit in limits.get(terms.kind, (terms.lower, terms.upper) if terms.kind is Kind.STAY_WITHIN else ()):
        if limit is not None:
            yield ((since, limit), (until, limit))
