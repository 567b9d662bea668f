"""Pages that explain the figures of an indicator: how they are computed, and what is to be known of their quality."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from reporting.permissions import get_indicator_for, visible_plans
from reporting.queries.formula import formula_shown
from reporting.queries.quality import quality_of_indicator
from reporting.trails import indicator_trail
from reporting.views.indicators import region_of
from targets.sentences import name_of_indicator


@require_safe
def figure_formula(request: HttpRequest, code: str) -> HttpResponse:
    """The formula with links to what it is computed from, and the newest figure worked out."""
    indicator = get_indicator_for(request.user, code)
    own, plans = region_of(request.user), visible_plans(request.user)
    formula = formula_shown(indicator=indicator, own=own, plans=plans)
    if formula is None:
        raise Http404(gettext("Indikatoren er ikke regnet ut av andre."))
    context = {"formula": formula, "name": name_of_indicator(indicator), "crumbs": indicator_trail(indicator)}
    return render(request, "reporting/figure_formula.html", context)


@require_safe
def figure_quality(request: HttpRequest, code: str) -> HttpResponse:
    """What is missing, old, provisional, broken or in conflict in the own municipality's figures."""
    indicator = get_indicator_for(request.user, code)
    own, seen = region_of(request.user), set(visible_plans(request.user).values_list("code", flat=True))
    things = quality_of_indicator(indicator=indicator, own=own, visible=seen, on=timezone.localdate())
    context = {
        "things": things,
        "own": own,
        "name": name_of_indicator(indicator),
        "crumbs": indicator_trail(indicator),
    }
    return render(request, "reporting/figure_quality.html", context)
