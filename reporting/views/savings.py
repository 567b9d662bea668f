"""The savings potential of the reader's municipality: a page, and the same numbers as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.context import remember
from accounts.permissions import Permission, rights_of
from indicators.queries.peers import peers_among
from indicators.queries.places import Places, places_for
from reporting.exports.rows import XLSX
from reporting.exports.savings import as_csv, as_xlsx
from reporting.permissions import visible_plans
from reporting.queries.savings import NoSavings, SavingsPage, savings_page

FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, XLSX),
}


@require_safe
def savings(request: HttpRequest) -> HttpResponse:
    found, places = asked_for(request, Permission.SEE_ADOPTED)
    name = "savings" if isinstance(found, SavingsPage) else "no_savings"
    return render(request, f"reporting/{name}.html", {"page": found, "own": places.own})


@require_safe
def savings_file(request: HttpRequest, form: str) -> HttpResponse:
    """What the page shows, as the address of the page chooses it."""
    if form not in FILES:
        raise Http404(gettext("Filen finnes ikke."))
    found, _places = asked_for(request, Permission.EXPORT)
    if not isinstance(found, SavingsPage):
        raise Http404(gettext("Det finnes ingen tall å lage en fil av."))
    write, kind = FILES[form]
    name = f"handlingsrom-{found.own.code}-{found.choice.year}.{form}"
    return HttpResponse(
        write(found), content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def asked_for(request: HttpRequest, permission: Permission) -> tuple[SavingsPage | NoSavings | None, Places]:
    """The page of the municipality in which the person may do this; nine queries with those for session and person."""
    rights = rights_of(request.user)
    remember(request, rights)
    places = places_for(request.user, next(iter(rights.municipalities(permission)), None))
    peers = peers_among(places, on=timezone.localdate()).others if places.own else ()
    found = savings_page(places=places, asked=request.GET, plans=visible_plans(request.user), peers=peers)
    return found, places
