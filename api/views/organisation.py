"""Municipalities and their units."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from accounts.models import Municipality, Unit
from api.filters.organisation import MunicipalityFilter, UnitFilter
from api.queries.organisation import municipalities_told, units_told
from api.schema import described
from api.serializers.organisation import MunicipalityShown, UnitShown
from api.views.base import Several


@described(get=gettext_lazy("Kommuner med noe som kan leses"))
class MunicipalityList(Several):
    """Those with a plan that the caller may read, and the caller's own."""

    is_open = True
    serializer_class = MunicipalityShown
    filterset_class = MunicipalityFilter
    orders = {"number": ("number",), "name": ("by_name",)}

    def get_queryset(self) -> QuerySet[Municipality]:
        return municipalities_told(self.request.user)


@described(get=gettext_lazy("Virksomhetene i kommunene der du har en rolle"))
class UnitList(Several):
    """Units are told to those who have a role in their municipality."""

    serializer_class = UnitShown
    filterset_class = UnitFilter
    orders = {"name": ("by_name",), "municipality": ("municipality__number", "by_name")}

    def get_queryset(self) -> QuerySet[Unit]:
        return units_told(self.request.user)
