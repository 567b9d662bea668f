"""Plans with what the API tells beside their own columns."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from api.reach import readable_plans
from planning.models import Plan
from reporting.models import Publication
from reporting.permissions import Person
from reporting.queries.lights import LightRow, light_rows
from reporting.queries.standing import standing_of
from targets.models import Target


def plans_told(person: Person) -> QuerySet[Plan]:
    """The readable plans, whether everybody may, and the plans before and after them where those are readable."""
    successor = readable_plans(person).filter(pk=OuterRef("superseded_by")).values("code")[:1]
    published = Exists(Publication.objects.filter(plan=OuterRef("pk")))
    before = readable_plans(person).filter(pk=OuterRef("follows")).values("code")[:1]
    return readable_plans(person).annotate(
        is_published=published, readable_successor=Subquery(successor), readable_before=Subquery(before)
    )


def with_lights_counted(plans: Sequence[Plan]) -> Sequence[Plan]:
    """Each with `standing`, how its targets stand together as its pages count them; as many queries however many."""
    of_plan: dict[str, list[LightRow]] = defaultdict(list)
    for row in light_rows(Target.objects.filter(plan__in=plans)):
        of_plan[row.plan_code].append(row)
    for plan in plans:
        plan.standing = standing_of(of_plan[plan.code])  # type: ignore[attr-defined]
    return plans
