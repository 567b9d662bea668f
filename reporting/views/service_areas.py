"""Service areas: the list, all indicators of one beside the others, and the same as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.context import remember
from accounts.models import Municipality
from accounts.permissions import Permission, Rights, rights_of
from indicators.queries.places import places_for
from reporting.area_choice import choice_in
from reporting.area_tables import AreaTable
from reporting.area_words import about_distances, about_moves, apart_in_words, move_in_words
from reporting.exports.rows import XLSX
from reporting.exports.service_area import area_sheet
from reporting.exports.table_files import table_csv, table_xlsx
from reporting.permissions import visible_indicators, visible_plans
from reporting.queries.service_area import AreaPage, service_area_page
from reporting.queries.service_areas import service_areas
from reporting.trails import areas_trail, indicators_trail

FORMATS = {
    "csv": (table_csv, "text/csv; charset=utf-8"),
    "xlsx": (table_xlsx, XLSX),
}


@require_safe
def service_area_list(request: HttpRequest) -> HttpResponse:
    areas = service_areas(among=visible_indicators(request.user), plans=visible_plans(request.user))
    return render(request, "reporting/service_area_list.html", {"areas": areas, "crumbs": indicators_trail()})


@require_safe
def service_area_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Eight queries in all: who reads and may do what, places, indicators, and their figures, breaks and targets."""
    rights = rights_of(request.user)
    remember(request, rights)
    municipality = municipality_with(rights, Permission.SEE_ADOPTED)
    page = page_in(request, pk, municipality)
    context = {
        "page": page,
        "table": AreaTable(page),
        "moved": [(row, move_in_words(row, found)) for row, found in page.found.moved],
        "apart": [(row, apart_in_words(row, found)) for row, found in page.found.apart],
        "about_moved": list(about_moves(page.found)),
        "about_apart": list(about_distances(page.found)),
        "crumbs": areas_trail(),
        "municipality": municipality,
    }
    return render(request, "reporting/service_area.html", context)


@require_safe
def service_area_file(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """What the page shows, as the address of the page chooses it."""
    municipality = municipality_with(rights_of(request.user), Permission.EXPORT)
    if form not in FORMATS or municipality is None:
        raise Http404(gettext("Filen finnes ikke."))
    page = page_in(request, pk, municipality)
    write, kind = FORMATS[form]
    name = slugify(f"{page.area.name}-{page.own.name if page.own else ''}-{page.year}")
    disposition = f'attachment; filename="{name}.{form}"'
    return HttpResponse(write(area_sheet(page)), content_type=kind, headers={"Content-Disposition": disposition})


def municipality_with(rights: Rights, permission: Permission) -> Municipality | None:
    return next(iter(rights.municipalities(permission)), None)


def page_in(request: HttpRequest, pk: int, municipality: Municipality | None) -> AreaPage:
    return service_area_page(
        pk,
        among=visible_indicators(request.user),
        places=places_for(request.user, municipality),
        plans=visible_plans(request.user),
        on=timezone.localdate(),
        choice=choice_in(request.GET),
    )
