"""Municipalities and units that a caller may know of."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Collate

from accounts.models import Municipality, Unit
from accounts.permissions import Permission, municipalities_with
from api.reach import readable_plans
from reporting.permissions import Person


def municipalities_told(person: Person) -> QuerySet[Municipality]:
    """The person's own, and those with a plan that everybody may read."""
    own = municipalities_with(person, Permission.SEE_ADOPTED)
    readable = Q(pk__in=own.values("pk")) | Q(pk__in=readable_plans(person).values("municipality"))
    return Municipality.objects.filter(readable).annotate(by_name=Collate("name", "norwegian"))


def units_told(person: Person) -> QuerySet[Unit]:
    """Those of the municipalities that the person has a role in."""
    own = municipalities_with(person, Permission.SEE_ADOPTED)
    rows = Unit.objects.filter(municipality__in=own.values("pk")).select_related("municipality")
    return rows.annotate(by_name=Collate("name", "norwegian"))
