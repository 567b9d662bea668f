"""Plans with what the API tells beside their own columns."""

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from api.reach import readable_plans
from planning.models import Plan
from reporting.models import Publication
from reporting.permissions import Person


def plans_told(person: Person) -> QuerySet[Plan]:
    """The readable plans, whether everybody may, and the plans before and after them where those are readable."""
    successor = readable_plans(person).filter(pk=OuterRef("superseded_by")).values("code")[:1]
    published = Exists(Publication.objects.filter(plan=OuterRef("pk")))
    before = readable_plans(person).filter(pk=OuterRef("follows")).values("code")[:1]
    return readable_plans(person).annotate(
        is_published=published, readable_successor=Subquery(successor), readable_before=Subquery(before)
    )
