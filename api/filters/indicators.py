"""Indicators by what they are, what they can be found by, and whom there are figures for."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext, gettext_lazy
from django_filters import CharFilter, ChoiceFilter, FilterSet
from rest_framework.exceptions import ValidationError

from api.figure_reach import hidden_figures, readable_aliases, readable_indicators, readable_sources
from api.filters.answers import YesNo
from api.filters.fields import LONGEST
from api.reach import readable_plans
from indicators.models import FREQUENCIES, Direction, Indicator, Observation, Scope, ServiceArea
from indicators.queries.history import region_history
from targets.models import IndicatorInPlan

MOST_WORDS = 10


class IndicatorFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """Words are looked for where the list of indicators looks for them."""

    q = CharFilter(
        method="matching", max_length=LONGEST, label=gettext_lazy("Ord i navn, kode, KOSTRA-funksjon eller alias")
    )
    category = CharFilter(lookup_expr="iexact", max_length=LONGEST, label=gettext_lazy("Kategori, «Prioritet»"))
    service_area = CharFilter(field_name="service_area__name", label=gettext_lazy("Tjenesteområde, «Grunnskole»"))
    direction = ChoiceFilter(choices=Direction.choices)
    scope = ChoiceFilter(choices=Scope.choices)
    frequency = ChoiceFilter(choices=FREQUENCIES)
    is_need_adjusted = YesNo()
    is_calculated = YesNo()
    is_derived = YesNo(
        field_name="formula",
        lookup_expr="isnull",
        exclude=True,
        label=gettext_lazy("Om Planpuls regner ut tallene"),
    )
    plan = CharFilter(field_name="namespace", label=gettext_lazy("Planen som eier indikatoren"))
    source = CharFilter(method="from_source", label=gettext_lazy("Koden til en kilde, «ssb-12362»"))
    table = CharFilter(method="from_table", label=gettext_lazy("Tabellnummer hos SSB, «12362»"))
    region = CharFilter(method="with_figures", label=gettext_lazy("Bare de som har tall for regionen, «3909»"))

    class Meta:
        model = Indicator
        fields: list[str] = []

    @property
    def person(self) -> Any:
        return self.request.user

    def matching(self, indicators: QuerySet[Indicator], _name: str, text: str) -> QuerySet[Indicator]:
        """Every word must be found somewhere."""
        words = text.split()
        if len(words) > MOST_WORDS:
            raise ValidationError({"q": [gettext("Høyst %(most)d ord.") % {"most": MOST_WORDS}]})
        for word in words:
            named = Q(name_nb__icontains=word) | Q(name_nn__icontains=word) | Q(name_en__icontains=word)
            aliases = readable_aliases(self.person).filter(alias__icontains=word, indicator=OuterRef("pk"))
            found = named | Q(code__icontains=word) | Q(kostra_functions__icontains=word)
            indicators = indicators.filter(found | Exists(aliases))
        return indicators

    def from_source(self, indicators: QuerySet[Indicator], _name: str, code: str) -> QuerySet[Indicator]:
        sources = readable_sources(self.person).filter(code=code)
        return indicators.filter(Exists(sources.filter(indicators=OuterRef("pk"))))

    def from_table(self, indicators: QuerySet[Indicator], _name: str, table: str) -> QuerySet[Indicator]:
        sources = readable_sources(self.person).filter(table=table)
        return indicators.filter(Exists(sources.filter(indicators=OuterRef("pk"))))

    def with_figures(self, indicators: QuerySet[Indicator], _name: str, code: str) -> QuerySet[Indicator]:
        """Under its own code or one that it had before."""
        codes = {code, *region_history().chronicle.lineage(code).predecessors}
        figures = Observation.objects.filter(indicator=OuterRef("pk"), region__code__in=codes).exclude(literal="")
        return indicators.filter(Exists(figures.exclude(hidden_figures(self.person))))


class DerivedFilter(IndicatorFilter):
    """Those that Planpuls computes itself. No source has them, and they are derived all of them."""

    is_derived = is_calculated = None  # type: ignore[assignment]  # as django-filter takes a filter away
    source = table = None

    indicator = CharFilter(
        field_name="formula__terms__indicator__code", label=gettext_lazy("Koden til en indikator som formelen bruker")
    )


class ServiceAreaFilter(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """By name, and by what is read in them."""

    q = CharFilter(field_name="name", lookup_expr="icontains", max_length=LONGEST, label=gettext_lazy("Del av navnet"))
    indicator = CharFilter(method="with_indicator", label=gettext_lazy("Koden til en indikator i området"))
    plan = CharFilter(method="used_in", label=gettext_lazy("Bare de som planen har indikatorer i, med planens kode"))

    class Meta:
        model = ServiceArea
        fields: list[str] = []

    def with_indicator(self, areas: QuerySet[ServiceArea], _name: str, code: str) -> QuerySet[ServiceArea]:
        return areas.filter(pk__in=readable_indicators(self.request.user).filter(code=code).values("service_area"))

    def used_in(self, areas: QuerySet[ServiceArea], _name: str, code: str) -> QuerySet[ServiceArea]:
        person = self.request.user
        used = IndicatorInPlan.objects.filter(plan__in=readable_plans(person).filter(code=code).values("pk"))
        known = used.filter(indicator__in=readable_indicators(person).values("pk"))
        return areas.filter(pk__in=known.values("indicator__service_area"))
