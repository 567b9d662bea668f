"""Which plans a caller reads: those that its roles give, and those that everybody may read.

What is read as everybody reads it names no person (docs/adr/0019). `is_own` tells which of the two a plan is.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from planning.models import Plan
from reporting.permissions import Person, no_such_plan, published_plans, visible_plans


def readable_plans(person: Person) -> QuerySet[Plan]:
    """Each with `is_own`: whether the caller reads it by a role, and not only as everybody does."""
    own = visible_plans(person)
    readable = Q(pk__in=own.values("pk")) | Q(pk__in=published_plans().values("pk"))
    is_own = Exists(own.filter(pk=OuterRef("pk")))
    return Plan.objects.filter(readable).annotate(is_own=is_own).select_related("municipality")


def readable_plan(person: Person, code: str) -> Plan:
    """The plan, or 404: a draft of others answers as one that is not there."""
    if found := readable_plans(person).filter(code=code).first():
        return found
    raise no_such_plan()


def is_own(plan: Plan) -> bool:
    """Whether the caller reads the plan by a role. Else no person is named in what is told of it."""
    told: bool = plan.is_own  # type: ignore[attr-defined]
    return told
