"""The page of a plan's guidelines: each once, with every place that cites it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting.forms.guidelines import GuidelineForm
from reporting.permissions import get_plan_for
from reporting.queries.guidelines import guideline_page
from reporting.trails import plan_trail


@require_safe
def guideline_list(request: HttpRequest, plan_code: str) -> HttpResponse:
    plan = get_plan_for(request.user, plan_code)
    form = GuidelineForm(request.GET)
    context = {
        "page": guideline_page(plan=plan, **form.asked()),
        "form": form,
        "crumbs": plan_trail(plan),
        "municipality": plan.municipality,
    }
    return render(request, "reporting/guideline_list.html", context)
