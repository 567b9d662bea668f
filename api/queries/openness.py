"""Which figures a caller reads.

With a role: what the pages give it. That is the figures of the public catalogue's indicators and of those that readable
plans have brought in, except what only a draft's plan file says that the caller may not read.

Everybody else: of the catalogue's indicators what is official and nothing else.
- What a source's own table or a file of official figures says (standing official).
- Projections, where they were fetched from the source itself; those of files may be anybody's.
- What is computed, where nothing that the municipality has corrected or typed can have gone into it, at any depth, and
  only since the formula is as it is now.
- What a plan quotes, where that plan is published; not what contradicts it (`conflict:`).
Left out: the municipality's own corrections, everything typed by hand, estimates and the like out of files, and
indicators that a plan has brought in.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from accounts.many_keys import among
from indicators.models import (
    Channel,
    Fetch,
    Formula,
    FormulaTerm,
    Indicator,
    Observation,
    ObservationQuerySet,
    Standing,
)
from reporting.permissions import Person, published_plans, visible_indicators, visible_plans
from reporting.queries.drafts import hidden_tables
from targets.queries import table_of


@dataclass(frozen=True, slots=True)
class Readable:
    """The indicators that the caller may know of, and which of all figures."""

    indicators: QuerySet[Indicator]
    figures: Q
    # What decides that, so that an answer is asked for anew when it changes.
    because_of: tuple[object, ...]

    def all_figures(self) -> ObservationQuerySet:
        return Observation.objects.filter(self.figures, indicator__in=self.indicators.values("pk"))


def readable_by(person: Person) -> Readable:
    """Two queries for a person; for everybody two, and three more where something is computed."""
    return readable_with_a_role(person) if person.is_authenticated else readable_by_all()


def readable_with_a_role(person: Person) -> Readable:
    plans = sorted(visible_plans(person).values_list("code", flat=True))
    hidden = sorted(hidden_tables(plans))
    return Readable(visible_indicators(person), ~Q(source_table__in=hidden), (*plans, *hidden))


def readable_by_all() -> Readable:
    quoted = sorted(table_of(code) for code in published_plans().values_list("code", flat=True))
    computed = computed_openly()
    fetched = Q(fetch__in=Fetch.objects.filter(channel=Channel.SSB).values("pk"))
    figures = (
        Q(standing=Standing.OFFICIAL)
        | Q(standing=Standing.SHOWN) & fetched
        | Q(standing=Standing.CITED, source_table__in=quoted)
        | Q(standing=Standing.COMPUTED) & computed.condition
    )
    return Readable(Indicator.objects.in_catalogue(), figures, (*quoted, computed))


@dataclass(frozen=True, slots=True)
class ComputedOpenly:
    """Indicators of which everybody may read what was computed, and those where only since the formula is as it is."""

    always: tuple[int, ...] = ()
    since: tuple[int, ...] = ()

    @property
    def condition(self) -> Q:
        counts = Q(indicator__formula__counts_from__lte=F("known_from"))
        said = Q(pk__in=[])
        if self.always:
            said |= Q(among("indicator", self.always))
        return said | Q(among("indicator", self.since)) & counts if self.since else said


def computed_openly() -> ComputedOpenly:
    """Four queries; one where nothing is computed."""
    terms: dict[int, set[int]] = {}
    for indicator, term in FormulaTerm.objects.values_list("formula__indicator", "indicator"):
        terms.setdefault(indicator, set()).add(term)
    closed = not_only_official(set().union(*terms.values())) if terms else set()
    while more := {one for one, parts in terms.items() if one not in closed and parts & closed}:
        closed |= more
    began = dict(Formula.objects.filter(indicator__in=terms).values_list("indicator", "counts_from")) if terms else {}
    free = sorted(set(terms) - closed)
    return ComputedOpenly(
        always=tuple(one for one in free if began.get(one) is None),
        since=tuple(one for one in free if began.get(one) is not None),
    )


def not_only_official(indicators: Collection[int]) -> set[int]:
    """Those that the municipality has corrected or typed figures of, or that a plan has brought in.

    What plans quote goes into no computation.
    """
    own = Q(standing=Standing.CORRECTION) | Q(standing=Standing.CITED, fetch__channel=Channel.HAND)
    rows = Observation.objects.filter(own, among("indicator", indicators))
    of_plans = Indicator.objects.filter(pk__in=indicators).exclude(namespace="")
    return {*rows.values_list("indicator", flat=True).distinct(), *of_plans.values_list("pk", flat=True)}
