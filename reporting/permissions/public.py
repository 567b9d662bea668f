"""What everybody may read: plans that are published."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils.translation import gettext

from planning.models import Plan
from reporting.models import Publication


def published_plans() -> QuerySet[Plan]:
    """What everybody may read, whoever they are: adopted, and published by somebody."""
    return Plan.objects.adopted().filter(Exists(Publication.objects.filter(plan=OuterRef("pk"))))


def get_published_plan(code: str) -> Plan:
    """The plan that everybody may read, or 404: a draft answers as one that is not published or is not there."""
    found = published_plans().select_related("municipality").filter(code=code).first()
    if found is None:
        raise Http404(gettext("Siden finnes ikke."))
    return found
