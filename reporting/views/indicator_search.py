"""Finding an indicator for a plan: a page of its own, and the hits alone inside the form of a target."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from reporting.permissions import get_plan_to_edit_for, indicators_for, visible_plans
from reporting.queries.indicator_list import own_region
from reporting.queries.indicator_search import MOST, search_indicators
from reporting.trails import plan_trail


@require_safe
def indicator_search(request: HttpRequest, plan_code: str) -> HttpResponse:
    plan = get_plan_to_edit_for(request.user, plan_code)
    own = own_region(numbers=[plan.municipality.number])
    hits = search_indicators(
        text=request.GET.get("tekst", ""),
        among=indicators_for(request.user, plan),
        plan=plan,
        own=own,
        plans=visible_plans(request.user),
    )
    if request.headers.get("HX-Request"):
        return render(request, "reporting/_indicator_hits.html", {"hits": hits, "is_choosing": True, "most": MOST})
    context = {
        "hits": hits,
        "most": MOST,
        "plan": plan,
        "own": own,
        "crumbs": plan_trail(plan),
        "title": gettext("Finn en indikator"),
        "municipality": plan.municipality,
    }
    return render(request, "reporting/indicator_search.html", context)
