"""An indicator with those that belong to it: what came before and after it, and the same thing measured otherwise."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.http import Http404
from django.utils.translation import gettext

from indicators.models import Formula, Indicator, Source
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
            has_formula=Exists(Formula.objects.filter(indicator=OuterRef("pk"))),
        )
        .order_by("code")
    )


def unique(rows: Iterable[Indicator]) -> list[Indicator]:
    return list({row.pk: row for row in rows}.values())


def source_names(rows: Iterable[Indicator]) -> tuple[str, ...]:
    """The sources as the certificates name them."""
    said = {(row.source_name, row.source_publisher) for row in rows if row.source_name}  # type: ignore[attr-defined]
    return tuple(sorted(str(Source(name=name, publisher=publisher)) for name, publisher in said))
