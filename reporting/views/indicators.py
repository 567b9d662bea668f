"""Pages of indicators: the searchable list, and one indicator beside its neighbours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.context import remember
from accounts.permissions import Permission, municipalities_with, rights_of
from indicators.models import Region
from indicators.queries.places import places_for
from reporting.drawing import draw_bars, draw_comparison
from reporting.filters import IndicatorFilter
from reporting.permissions import Person, visible_indicators, visible_plans
from reporting.queries.indicator import Asked, indicator_page
from reporting.queries.indicator_family import family_of
from reporting.queries.indicator_list import latest_figures, own_region
from reporting.tables import IndicatorTable
from reporting.trails import indicators_trail
from reporting.views.table_pages import show_page

PER_PAGE = 25


@require_safe
def indicator_list(request: HttpRequest) -> HttpResponse:
    own = region_of(request.user)
    chosen = IndicatorFilter(request.GET, visible_indicators(request.user).select_related("service_area"))
    table = IndicatorTable(chosen.qs)
    show_page(request, table, rows=PER_PAGE)
    shown = [row.record for row in table.paginated_rows]
    table.latest_figures = latest_figures(indicators=shown, own=own, plans=visible_plans(request.user))
    return render(request, "reporting/indicator_list.html", {"filter": chosen, "table": table, "own": own})


@require_safe
def indicator_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Eight queries in all: who reads and may do what, the indicator, the places, its figures, plans and remarks."""
    plans, rights = visible_plans(request.user), rights_of(request.user)
    remember(request, rights)
    family = family_of(code, among=visible_indicators(request.user), plans=plans)
    municipality = next(iter(rights.municipalities(Permission.SEE_ADOPTED)), None)
    places = places_for(request.user, municipality)
    asked = Asked(everyone=request.GET.get("endringer") == "alle", against=request.GET.get("mot", ""))
    page = indicator_page(family=family, places=places, plans=plans, on=timezone.localdate(), asked=asked)
    context = {
        "page": page,
        "own": places.own,
        "crumbs": indicators_trail(),
        "drawing": draw_comparison(page.chart),
        "bars": draw_bars(page.bars) if page.bars else None,
        "municipality": municipality,
        "is_computed": family.is_computed,
        "may_load_figures": rights.may(Permission.LOAD_FIGURES),
    }
    return render(request, "reporting/indicator.html", context)


def region_of(user: Person) -> Region | None:
    """The region of the municipality that the person reads for."""
    return own_region(numbers=municipalities_with(user, Permission.SEE_ADOPTED).values_list("number", flat=True))
