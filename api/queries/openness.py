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

Besides, everybody reads of any indicator the very figures that stand on the pages of published plans as they are now.
Those pages show no remarks on them and no earlier words, and so nor do we. Whoever has a role reads at least what a
stranger reads (tests/architecture/test_strangers_read_least.py).
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, TextField, Value, When

from accounts.many_keys import among
from indicators.models import (
    NOT_OFFICIAL,
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
from reporting.queries.public.shown import figures_shown
from targets.queries import table_of


@dataclass(frozen=True, slots=True)
class Readable:
    """The indicators that the caller may know of, and which figures."""

    indicators: QuerySet[Indicator]
    figures: Q
    # Which of the others in the cell of such a figure the caller reads too.
    figures_beside: Q
    # What decides that, so that an answer is asked for anew when it changes.
    because_of: tuple[object, ...]
    # Figures of which nothing is told but what they are.
    bare: tuple[int, ...] = ()

    def all_figures(self) -> ObservationQuerySet:
        """With what is told beside them."""
        return told_of(Observation.objects.filter(self.figures), self.bare)


def told_of(figures: ObservationQuerySet, bare: Collection[int]) -> ObservationQuerySet:
    if not bare:
        return figures.annotate(note_told=F("note"), table_told=F("source_table"))
    note, table = (
        Case(When(Q(among("pk", bare)), then=Value("")), default=F(name), output_field=TextField())
        for name in ("note", "source_table")
    )
    return figures.annotate(note_told=note, table_told=table)


def readable_by(person: Person) -> Readable:
    """A fixed number of queries, however many figures there are."""
    return readable_with_a_role(person) if person.is_authenticated else readable_by_all()


def readable_with_a_role(person: Person) -> Readable:
    """Whoever is known reads what everybody reads, also of other municipalities' plans."""
    plans = sorted(visible_plans(person).values_list("code", flat=True))
    hidden = sorted(hidden_tables(plans))
    told = ~Q(source_table__in=hidden)
    own = told & Q(indicator__in=visible_indicators(person).values("pk"))
    indicators = Indicator.objects.filter(namespace__in=["", *plans, *published_codes()])
    return with_shown(Readable(indicators, own, told, (*plans, *hidden)))


def published_codes() -> list[str]:
    return sorted(published_plans().values_list("code", flat=True))


def readable_by_all() -> Readable:
    plans = published_codes()
    quoted, hidden = [table_of(code) for code in plans], sorted(hidden_tables(()))
    computed = computed_openly()
    fetched = Q(fetch__in=Fetch.objects.filter(channel=Channel.SSB).values("pk"))
    said = (
        Q(standing=Standing.OFFICIAL)
        | Q(standing=Standing.SHOWN) & fetched
        | Q(standing=Standing.CITED, source_table__in=quoted)
        | Q(standing=Standing.COMPUTED) & computed.condition
    )
    # Whatever stands where a draft quotes is the draft's.
    told = said & ~Q(source_table__in=hidden)
    open_figures = told & Q(indicator__in=Indicator.objects.in_catalogue().values("pk"))
    indicators = Indicator.objects.filter(namespace__in=["", *plans])
    return with_shown(Readable(indicators, open_figures, told, (*quoted, *hidden, computed)))


def with_shown(readable: Readable) -> Readable:
    """And what public pages show besides."""
    bare = shown_besides(readable.figures)
    if not bare:
        return readable
    shown = Q(among("pk", bare))
    return Readable(
        indicators=readable.indicators,
        figures=readable.figures | shown,
        figures_beside=readable.figures_beside | shown,
        because_of=(*readable.because_of, bare),
        bare=bare,
    )


def shown_besides(readable: Q) -> tuple[int, ...]:
    """What public pages show of figures that are not read anyway."""
    shown = figures_shown()
    if not shown:
        return ()
    rows = Observation.objects.filter(among("pk", shown), value_min__isnull=True, value_max__isnull=True)
    opened = rows.filter(readable).values_list("pk", flat=True)
    return tuple(sorted({*rows.values_list("pk", flat=True)} - {*opened}))


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
    """Three queries; one where nothing is computed."""
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

    What plans quote goes into no computation. Figures that are not official have an index of their own: however many
    official ones there are, none of them is looked at.
    """
    said = Observation.objects.filter(indicator=OuterRef("pk"), standing__in=NOT_OFFICIAL)
    own = said.filter(Q(standing=Standing.CORRECTION) | Q(fetch__channel=Channel.HAND))
    closed = Indicator.objects.filter(~Q(namespace="") | Exists(own), among("pk", indicators))
    return set(closed.values_list("pk", flat=True))
