"""The page of a unit: what it answers for in a plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.permissions import rights_of
from reporting.permissions import answering_in, get_plan_for, get_unit_for
from reporting.queries.units import unit_page
from reporting.trails import plan_trail


@require_safe
def unit_detail(request: HttpRequest, plan_code: str, pk: int) -> HttpResponse:
    plan = get_plan_for(request.user, plan_code)
    answering = answering_in(request.user, rights_of(request.user), plan)
    page = unit_page(plan=plan, unit=get_unit_for(plan, pk), on=timezone.localdate(), answering=answering)
    context = {"page": page, "crumbs": plan_trail(plan), "municipality": plan.municipality}
    return render(request, "reporting/unit.html", context)
