"""Indicators, service areas, formulas, and one indicator compared."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema

from api.figure_reach import readable_indicator
from api.filters.indicators import DerivedFilter, IndicatorFilter, ServiceAreaFilter
from api.queries.comparison import ComparisonTold, comparison_told
from api.queries.derivations import Derivation, derivation_of, derived_indicators
from api.queries.indicators import (
    IndicatorTold,
    areas_counted,
    indicators_read,
    indicators_told,
    open_formulas,
    ordered_as_the_catalogue,
)
from api.schema import described
from api.serializers.comparison import ComparisonShown
from api.serializers.formulas import DerivationShown, DerivedShown
from api.serializers.indicators import IndicatorShown, ServiceAreaShown
from api.views.asking import municipality_in, needed, period_in, region_in, regions_in
from api.views.base import One, Several
from indicators.models import Indicator, ServiceArea
from indicators.queries.formulas import WordedFormula

CATALOGUE_ORDER = ("without_area", "area_name", "category_place", "name_in_order")
ORDERS = {"catalogue": CATALOGUE_ORDER, "code": ("code",), "name": ("name_in_order",)}
REGION = OpenApiParameter("region", str, required=True, description=gettext_lazy("Kommunenummer, «3909»"))
PERIOD = OpenApiParameter("period", str, description=gettext_lazy("Periode, «2024»; ellers den nyeste"))
INDICATOR = OpenApiParameter("indicator", str, required=True, description=gettext_lazy("Koden til indikatoren"))
WITH = OpenApiParameter(
    "with", str, description=gettext_lazy("Kommunene det sammenlignes med, med komma mellom; høyst ti")
)


@described(get=gettext_lazy("Indikatorer"))
class IndicatorList(Several):
    """The catalogue, and what plans that the caller reads have brought in."""

    is_open = True
    serializer_class = IndicatorShown
    filterset_class = IndicatorFilter
    orders = ORDERS

    def get_queryset(self) -> QuerySet[Indicator]:
        return indicators_read(self.request.user)

    def told(self, rows: list[Any] | None) -> list[IndicatorTold]:
        return indicators_told(self.request.user, rows or [])


@described(get=gettext_lazy("En indikator"))
class IndicatorOne(One):
    is_open = True
    serializer_class = IndicatorShown

    def get_object(self) -> IndicatorTold:
        found = readable_indicator(self.request.user, self.kwargs["code"])
        return indicators_told(self.request.user, indicators_read(self.request.user).filter(pk=found.pk))[0]


@described(
    get=extend_schema(summary=gettext_lazy("Hvordan et tall er regnet ut av andre"), parameters=[REGION, PERIOD])
)
class IndicatorDerivation(One):
    """The formula, what went into it in one region and period, and what came out."""

    is_open = True
    knows = ("region", "period")
    serializer_class = DerivationShown

    def get_object(self) -> Derivation:
        indicator = readable_indicator(self.request.user, self.kwargs["code"])
        region, period = region_in(self.request), period_in(self.request)
        return derivation_of(self.request.user, indicator, region, period=period)


@described(
    get=extend_schema(summary=gettext_lazy("Indikatorer som Planpuls regner ut, med formler"), tags=["indicators"])
)
class DerivedList(Several):
    is_open = True
    serializer_class = DerivedShown
    filterset_class = DerivedFilter
    orders = ORDERS

    def get_queryset(self) -> QuerySet[Indicator]:
        return ordered_as_the_catalogue(derived_indicators(self.request.user))

    def told(self, rows: list[Any] | None) -> list[WordedFormula]:
        keys = [one.pk for one in rows or []]
        formulas = open_formulas(keys)
        return [formulas[key] for key in keys]


@described(
    get=extend_schema(
        summary=gettext_lazy("En indikator sammenlignet med naboer, KOSTRA-gruppe og landet"),
        parameters=[INDICATOR, REGION, WITH],
    )
)
class ComparisonOne(One):
    """What the table on the page of the indicator says."""

    is_open = True
    knows = ("indicator", "region", "with")
    serializer_class = ComparisonShown

    def get_object(self) -> ComparisonTold:
        code, own = needed(self.request, "indicator"), municipality_in(self.request)
        others = regions_in(self.request, "with")
        return comparison_told(self.request.user, code, own, others=others, on=timezone.localdate())


@described(get=gettext_lazy("Tjenesteområder"))
class ServiceAreaList(Several):
    """Those in which the caller reads an indicator."""

    is_open = True
    serializer_class = ServiceAreaShown
    filterset_class = ServiceAreaFilter
    orders = {"name": ("name_in_order",)}

    def get_queryset(self) -> QuerySet[ServiceArea]:
        return areas_counted(self.request.user)
