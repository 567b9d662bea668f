"""Pages of indicators: the searchable list, and one indicator beside its neighbours."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_tables2 import RequestConfig

from accounts.permissions import Permission, municipalities_with
from indicators.models import Region
from reporting.drawing import draw_comparison
from reporting.filters import IndicatorFilter
from reporting.permissions import Person, get_indicator_for, may_load_figures, visible_indicators, visible_plans
from reporting.queries.formula import formula_shown
from reporting.queries.indicator import indicator_page
from reporting.queries.indicator_list import latest_figures, own_region
from reporting.queries.quality import quality_of_indicator
from reporting.tables import IndicatorTable
from reporting.trails import indicators_trail

PER_PAGE = 25


@require_safe
def indicator_list(request: HttpRequest) -> HttpResponse:
    own = region_of(request.user)
    chosen = IndicatorFilter(request.GET, visible_indicators(request.user).select_related("service_area"))
    table = IndicatorTable(chosen.qs)
    RequestConfig(request, paginate={"per_page": PER_PAGE, "silent": True}).configure(table)
    shown = [row.record for row in table.paginated_rows]
    table.latest_figures = latest_figures(indicators=shown, own=own, plans=visible_plans(request.user))
    return render(request, "reporting/indicator_list.html", {"filter": chosen, "table": table, "own": own})


@require_safe
def indicator_detail(request: HttpRequest, code: str) -> HttpResponse:
    indicator = get_indicator_for(request.user, code)
    own, plans = region_of(request.user), visible_plans(request.user)
    everyone = request.GET.get("endringer") == "alle"
    page = indicator_page(indicator=indicator, own=own, plans=plans, everyone=everyone)
    context = {
        "page": page,
        "formula": formula_shown(indicator=indicator, own=own, plans=plans),
        "own": own,
        "crumbs": indicators_trail(),
        "drawing": draw_comparison(page.chart),
        "quality": quality_of_indicator(
            indicator=indicator,
            own=own,
            visible=set(plans.values_list("code", flat=True)),
            on=timezone.localdate(),
        ),
        "may_load_figures": may_load_figures(request.user),
    }
    return render(request, "reporting/indicator.html", context)


def region_of(user: Person) -> Region | None:
    """The region of the municipality that the person reads for."""
    return own_region(numbers=municipalities_with(user, Permission.SEE_ADOPTED).values_list("number", flat=True))
