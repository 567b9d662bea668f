"""Derived indicators, computed again for every moment at which something that they are made of became known.

What is computed goes through the door as everything else does: added where it says something new, never changed. A
figure counts as known since the figures that it was computed from were, so that the past can be asked too.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from django.db.models import Min

from accounts.imports import LoadOutcome
from indicators.formulas import NO_LONGER, Computed, affected_by, in_order
from indicators.models import Fetch, Formula, Indicator, Observation, ObservationQuerySet, Standing
from indicators.queries.derivation import (
    Cell,
    Derived,
    aggregate_regions,
    derived_at,
    inputs_of,
    quoted_tables,
)
from indicators.queries.formulas import WordedFormula, formula_graph, formulas_of
from indicators.rules import CANCELLED
from indicators.services.recording.adding import add_figures
from indicators.services.recording.bodies import whole_or_nothing
from indicators.services.recording.computed_figures import Told, delivery_of, figures_of

AN_INSTANT = timedelta(microseconds=1)
WITHDRAWN = Derived(Computed(missing=NO_LONGER, kind=CANCELLED))
Content = tuple[object, ...]


def recompute_after(*, fetch: Fetch) -> None:
    """Compute what is made of the figures that a delivery added; nothing where nobody has such a formula."""
    graph = formula_graph()
    if not graph:
        return
    added = Observation.objects.filter(fetch=fetch, indicator__in={term for terms in graph.values() for term in terms})
    rows = added.judged().totals().exclude(period="").values("indicator_id").annotate(first=Min("known_from"))
    since = {row["indicator_id"]: row["first"] for row in rows.order_by("indicator_id")}
    if since:
        compute(affected_by(since.keys(), graph), since=min(since.values()), now=fetch.received_at)


@whole_or_nothing()
def recompute_derived(*, indicators: Collection[int] | None = None, now: datetime) -> LoadOutcome:
    """Compute derived indicators from the beginning, and what is made of them; all of them where none are named."""
    graph = formula_graph()
    wanted = set(in_order(graph)) if indicators is None else {*indicators}
    after = set(affected_by(wanted, graph))
    return compute([one for one in in_order(graph) if one in wanted | after], since=None, now=now)


@whole_or_nothing()
def withdraw_computed(*, formula: WordedFormula, now: datetime) -> LoadOutcome:
    """From now on nobody computes the indicator: its computed figures are missing, and what is made of it follows."""
    outcome = say_nothing(formula, now=now)
    compute(affected_by({formula.indicator.pk}, formula_graph()), since=now, now=now)
    return outcome


def compute(order: Collection[int], *, since: datetime | None, now: datetime) -> LoadOutcome:
    """One indicator after the other, each after what it is made of."""
    # Who computes the same reads first what the other one added.
    list(Indicator.objects.select_for_update(no_key=True).filter(pk__in=order).order_by("pk").values_list("pk"))
    formulas, aggregates = formulas_of(order), aggregate_regions()
    outcomes = [compute_one(formulas[one], since, aggregates, now=now) for one in order if one in formulas]
    return LoadOutcome(
        created=sum(one.created for one in outcomes),
        updated=sum(one.updated for one in outcomes),
        unchanged=sum(one.unchanged for one in outcomes),
    )


def compute_one(
    formula: WordedFormula, since: datetime | None, aggregates: Collection[int], *, now: datetime
) -> LoadOutcome:
    """The figures of one formula at every moment since then. With a formula that is wrong now there are none."""
    formula = begun(formula, now=now)
    if formula.problems:
        return say_nothing(formula, now=now)
    hidden = quoted_tables(formula)
    start = max(filter(None, (since, formula.counts_from)), default=None)
    state_at = partial(derived_at, formula, hidden=hidden, aggregates=aggregates)
    told = list(changes_in(formula, moments_of(formula, hidden, start), state_at, start))
    cells = computed_rows(formula).values_list("region_id", "period").distinct()
    left_alone = set(cells) - {one.cell for one in told}
    outcome = record_told(formula, told, now=now)
    return replace(outcome, unchanged=outcome.unchanged + len(left_alone))


def say_nothing(formula: WordedFormula, *, now: datetime) -> LoadOutcome:
    """From now on every computed figure of the indicator is missing."""
    return record_told(formula, list(changes_in(formula, [now], lambda _moment: {}, now)), now=now)


def begun(formula: WordedFormula, *, now: datetime) -> WordedFormula:
    """The formula with since when it is as it is now. What another one gave before that stands as it was known then."""
    if formula.computed_as == formula.in_codes:
        return formula
    is_another = bool(formula.computed_as) or computed_rows(formula).exists()
    counts_from = now if is_another else None
    Formula.objects.filter(pk=formula.pk).update(computed_as=formula.in_codes, counts_from=counts_from)
    return replace(formula, computed_as=formula.in_codes, counts_from=counts_from)


def moments_of(formula: WordedFormula, hidden: Collection[str], start: datetime | None) -> list[datetime]:
    """When anything may have changed: an input became known, or something was computed, or the formula changed."""
    rows = (inputs_of(formula, hidden=hidden), computed_rows(formula))
    if start:
        rows = (rows[0].filter(known_from__gte=start), rows[1].filter(known_from__gte=start))
    moments = {moment for one in rows for moment in one.values_list("known_from", flat=True).distinct()}
    return sorted(moments | ({formula.counts_from} if formula.counts_from and formula.counts_from == start else set()))


def changes_in(
    formula: WordedFormula,
    moments: list[datetime],
    state_at: Callable[[datetime], Mapping[Cell, Derived]],
    start: datetime | None,
) -> Iterator[Told]:
    """What each moment says otherwise than the one before, and what was computed for it once, to be said again.

    The door finds out whether that is news: a figure from before may come to light later, and change what followed.
    """
    was = said_before(formula, start) if start else {}
    later = computed_rows(formula)
    kept = (later.filter(known_from__gte=start) if start else later).values_list("region_id", "period", "known_from")
    spoken = {((region, period), moment) for region, period, moment in kept}
    for moment in moments:
        state = dict(state_at(moment))
        gone = was.keys() | {cell for cell, spoken_at in spoken if spoken_at == moment}
        state |= dict.fromkeys(gone - state.keys(), WITHDRAWN)
        for cell, derived in sorted(state.items(), key=lambda one: one[0]):
            if was.get(cell) != derived.figure.content or (cell, moment) in spoken:
                yield Told(cell, moment, derived)
        was = {cell: derived.figure.content for cell, derived in state.items()}


def said_before(formula: WordedFormula, start: datetime) -> dict[Cell, Content]:
    """What was computed as it was known just before a moment."""
    rows = computed_rows(formula).known_at(start - AN_INSTANT).newest()
    fields = ("region_id", "period", "literal", "missing", "kind")
    return {
        (region, period): Computed(literal, missing, kind).content
        for region, period, literal, missing, kind in rows.values_list(*fields)
    }


def computed_rows(formula: WordedFormula) -> ObservationQuerySet:
    return Observation.objects.filter(indicator=formula.indicator, standing=Standing.COMPUTED)


def record_told(formula: WordedFormula, told: list[Told], *, now: datetime) -> LoadOutcome:
    """Through the door, with a delivery that says what was computed of what. Nothing new is no delivery."""
    if not told:
        return LoadOutcome()
    return add_figures(figures=figures_of(formula, told), delivery=delivery_of(formula, told, now=now)).outcome
