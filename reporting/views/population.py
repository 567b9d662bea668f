"""The page of the population, and its tables as files."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, municipalities_with
from reporting.drawing import draw_population
from reporting.exports.rows import XLSX
from reporting.exports.table_files import table_csv, table_xlsx
from reporting.queries.population import PopulationChoice, population_choice
from reporting.trails import indicators_trail

FORMATS = {
    "csv": (table_csv, "text/csv; charset=utf-8"),
    "xlsx": (table_xlsx, XLSX),
}


@require_safe
def population(request: HttpRequest) -> HttpResponse:
    choice = choice_in(request)
    page = choice.page
    context = {
        "page": page,
        "places": choice.places,
        "crumbs": indicators_trail(),
        "drawing": draw_population(page.chart) if page and page.chart else None,
        "chosen": urlencode({"region": page.region.code, "alder": request.GET.get("alder", "")}) if page else "",
    }
    return render(request, "reporting/population.html", context)


@require_safe
def population_file(request: HttpRequest, table: str, form: str) -> HttpResponse:
    """One of the tables as a file, with the same choices as the page."""
    page = choice_in(request).page
    sheet = page.sheets.get(table) if page else None
    if page is None or sheet is None or form not in FORMATS:
        raise Http404(gettext("Tabellen finnes ikke."))
    write, kind = FORMATS[form]
    name = slugify(f"befolkning-{page.region.name}-{sheet.code}")
    disposition = f'attachment; filename="{name}.{form}"'
    return HttpResponse(write(sheet), headers={"Content-Type": kind, "Content-Disposition": disposition})


def choice_in(request: HttpRequest) -> PopulationChoice:
    """What the address asks for; 404 where we have no figures of it."""
    own = municipalities_with(request.user, Permission.SEE_ADOPTED)
    try:
        return population_choice(own=own, code=request.GET.get("region", ""), age=request.GET.get("alder", ""))
    except LookupError:
        raise Http404(gettext("Vi har ingen befolkningstall for stedet eller aldersgruppen.")) from None
