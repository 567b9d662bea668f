"""Indicators with everything that is known of them, for a page of answers at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Case, Count, IntegerField, Max, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Collate

from api.figure_reach import (
    hidden_figures,
    readable_aliases,
    readable_areas,
    readable_indicators,
    readable_records,
    readable_sources,
)
from indicators.categories import ORDER
from indicators.models import Indicator, Observation, QualityRecord, ServiceArea
from indicators.queries.formulas import WordedFormula, formulas_of
from indicators.queries.source_notes import ToldBySource, notes_of_sources
from indicators.table_notes import in_plain_text
from reporting.permissions import Person


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest period that anybody has a number for, and since when the newest of those numbers is known."""

    period: str
    known_from: datetime


@dataclass(frozen=True, slots=True)
class IndicatorTold:
    """`formula` is that of one that is computed from others."""

    indicator: Indicator
    formula: WordedFormula | None
    notes: list[ToldBySource]
    newest: Newest | None

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def replaced_by(self) -> list[str]:
        return [one.code for one in self.indicator.replaced_by.all()]

    @property
    def replaces(self) -> list[str]:
        return [one.code for one in self.indicator.replaces.all()]

    @property
    def aliases(self) -> list[str]:
        return [one.alias for one in self.indicator.aliases.all()]

    @property
    def records(self) -> list[QualityRecord]:
        return list(self.indicator.quality_records.all())

    @property
    def breaks(self) -> list[QualityRecord]:
        return [one for one in self.records if one.is_break]

    @property
    def source_notes(self) -> list[dict[str, str]]:
        """What the tables that are fetched say of these figures."""
        told = [(one.note, one.source) for one in self.notes]
        return [
            {"text": in_plain_text(note.text), "region": note.region, "period": note.period, "source": source}
            for note, source in told
        ]


def indicators_read(person: Person) -> QuerySet[Indicator]:
    """Those that the caller reads, with what they can be ordered by and what belongs to them."""
    others = readable_indicators(person).only("code").order_by("code")
    return ordered_as_the_catalogue(readable_indicators(person).select_related("service_area")).prefetch_related(
        Prefetch("sources", readable_sources(person)),
        Prefetch("replaced_by", others),
        Prefetch("replaces", others),
        Prefetch("aliases", readable_aliases(person)),
        Prefetch("quality_records", readable_records(person)),
    )


def ordered_as_the_catalogue(indicators: QuerySet[Indicator]) -> QuerySet[Indicator]:
    """By service area, then by category as KOSTRA's reports list them, then by name; what has none comes last."""
    places = [When(category__istartswith=name, then=Value(place)) for place, name in enumerate(ORDER)]
    last = When(category="", then=Value(len(ORDER) + 1))
    no_area = When(service_area__isnull=True, then=Value(1))
    return indicators.annotate(
        without_area=Case(no_area, default=Value(0), output_field=IntegerField()),
        area_name=Collate(Coalesce("service_area__name", Value("")), "norwegian"),
        category_place=Case(*places, last, default=Value(len(ORDER)), output_field=IntegerField()),
        name_in_order=Collate("name_nb", "norwegian"),
    )


def indicators_told(person: Person, indicators: Iterable[Indicator]) -> list[IndicatorTold]:
    """The same with formulas, notes and how new the figures are; four queries however many there are."""
    rows = list(indicators)
    keys = [one.pk for one in rows]
    formulas, notes, newest = open_formulas(keys), notes_of_sources(keys), newest_figures(person, keys)
    return [IndicatorTold(one, formulas.get(one.pk), notes.get(one.pk, []), newest.get(one.pk)) for one in rows]


def open_formulas(indicators: Collection[int]) -> dict[int, WordedFormula]:
    """The formulas that are made of nothing but the catalogue, which everybody reads."""
    return {
        key: one
        for key, one in formulas_of(indicators).items()
        if not any(term.indicator.namespace for term in one.terms)
    }


def newest_figures(person: Person, indicators: Collection[int]) -> dict[int, Newest]:
    """Of each indicator how new its figures are, in any place; one query."""
    figures = Observation.objects.filter(indicator__in=indicators).exclude(hidden_figures(person))
    figures = figures.totals().judged().exclude(period="").exclude(literal="")
    told = figures.order_by().values_list("indicator", "period_end", "period").annotate(known=Max("known_from"))
    found: dict[int, list[tuple[date, str, datetime]]] = defaultdict(list)
    for indicator, end, period, known in told:
        found[indicator].append((end, period, known))
    return {key: Newest(period, known) for key, rows in found.items() for _end, period, known in [max(rows)]}


def areas_counted(person: Person) -> QuerySet[ServiceArea]:
    """The service areas in which the caller reads an indicator, with how many."""
    seen = readable_indicators(person).values("pk")
    counted = Count("indicators", filter=Q(indicators__in=seen))
    return readable_areas(person).annotate(counted=counted, name_in_order=Collate("name", "norwegian"))
