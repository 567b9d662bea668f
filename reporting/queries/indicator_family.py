"""An indicator with those that belong to it: what came before and after it, and the same thing measured otherwise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    Field,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KeyTransform
from django.http import Http404
from django.utils.translation import gettext

from indicators.models import Formula, Indicator, IndicatorInSource, Source
from indicators.queries.delivery_words import cited_source
from indicators.queries.source_notes import ToldBySource, told_in
from indicators.siblings import siblings_of
from planning.models import Plan


@dataclass(frozen=True, slots=True)
class Family:
    """The indicator, the others that the reader may look up, and the names of the sources that it is quoted from."""

    indicator: Indicator
    later: tuple[Indicator, ...]
    earlier: tuple[Indicator, ...]
    siblings: tuple[Indicator, ...]
    sources: tuple[str, ...]
    # What the tables of those sources say of its figures.
    told: tuple[ToldBySource, ...] = ()
    # Computed by Planpuls from other indicators.
    is_computed: bool = False


def family_of(code: str, *, among: QuerySet[Indicator], plans: QuerySet[Plan]) -> Family:
    """The indicator of that code among those that the reader may see, or 404; one query for all of it."""
    rows = list(rows_of(code, among, plans))
    own = next((row for row in rows if row.code == code), None)
    if own is None:
        raise Http404(gettext("Indikatoren finnes ikke, eller du har ikke tilgang til den."))
    others = [row for row in unique(rows) if row != own]
    return Family(
        indicator=own,
        later=tuple(row for row in others if row.is_later),  # type: ignore[attr-defined]
        earlier=tuple(row for row in others if row.is_earlier),  # type: ignore[attr-defined]
        siblings=tuple(siblings_of(own, others)),
        sources=source_names(row for row in rows if row == own),
        told=tuple(note for row in rows if row == own for note in told_by_source(row)),
        is_computed=own.has_formula,  # type: ignore[attr-defined]
    )


def rows_of(code: str, among: QuerySet[Indicator], plans: QuerySet[Plan]) -> QuerySet[Indicator]:
    """The indicator, those it has to do with, and everything in its service area, where its siblings are.

    Each once for every source that it is quoted from; the name of a source that only a hidden plan knows is left empty.
    """
    succession = Indicator.replaced_by.through.objects
    later = succession.filter(from_indicator__code=code).values("to_indicator")
    earlier = succession.filter(to_indicator__code=code).values("from_indicator")
    area = Indicator.objects.filter(code=code, service_area__isnull=False).values("service_area")
    meant = IndicatorInSource.objects.filter(source=OuterRef("sources"), indicator=OuterRef("pk"))
    is_seen = Q(sources__namespace="") | Q(sources__namespace__in=plans.values("code"))
    related = Q(code=code) | Q(pk__in=later) | Q(pk__in=earlier) | Q(service_area__in=area)
    return (
        among.filter(related)
        .select_related("service_area")
        .annotate(
            is_later=ExpressionWrapper(Q(pk__in=later), BooleanField()),
            is_earlier=ExpressionWrapper(Q(pk__in=earlier), BooleanField()),
            source_name=Case(When(is_seen, then="sources__name"), default=Value(""), output_field=CharField()),
            source_publisher=F("sources__publisher"),
            source_table=F("sources__table"),
            source_notes=of_its_table(code, KeyTransform("mandatory_notes", "sources__extra"), JSONField()),
            source_code_notes=of_its_table(code, KeyTransform("code_notes", "sources__extra"), JSONField()),
            meant=of_its_table(code, Subquery(meant.values("code")[:1]), CharField()),
            has_formula=Exists(Formula.objects.filter(indicator=OuterRef("pk"))),
        )
        .order_by("code")
    )


def of_its_table(code: str, said: KeyTransform | Subquery, field: "Field[Any, Any]") -> Case:
    """What is read of a source that is fetched, for the indicator itself and not for the others."""
    return Case(When(Q(code=code, sources__namespace=""), then=said), default=None, output_field=field)


def told_by_source(row: Indicator) -> Iterator[ToldBySource]:
    """The notes of one of the sources, in the row that came with it."""
    said: Any = row
    kept = {"mandatory_notes": said.source_notes, "code_notes": said.source_code_notes}
    return told_in(kept, said.meant or row.code, name=said.source_name, publisher=said.source_publisher)


def unique(rows: Iterable[Indicator]) -> list[Indicator]:
    return list({row.pk: row for row in rows}.values())


def source_names(rows: Iterable[Indicator]) -> tuple[str, ...]:
    """The sources with their tables."""
    told: list[Any] = [row for row in rows if row.source_name]  # type: ignore[attr-defined]
    said = {(row.source_name, row.source_publisher, row.source_table) for row in told}
    return tuple(sorted(cited_source(Source(name=name, publisher=by, table=table)) for name, by, table in said))
