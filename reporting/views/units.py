"""The page of a unit: what it answers for in a plan."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting.permissions import get_plan_for, get_unit_for
from reporting.queries.units import unit_page
from reporting.trails import plan_trail


@require_safe
def unit_detail(request: HttpRequest, plan_code: str, pk: int) -> HttpResponse:
    plan = get_plan_for(request.user, plan_code)
    page = unit_page(plan=plan, unit=get_unit_for(plan, pk))
    context = {"page": page, "crumbs": plan_trail(plan), "municipality": plan.municipality}
    return render(request, "reporting/unit.html", context)
