"""The savings potential of the reader's municipality: a page, and the same numbers as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.context import remember
from accounts.permissions import Permission, Rights, rights_of
from indicators.models import Region
from indicators.queries.peers import peers_for
from reporting.exports.savings import as_csv, as_xlsx
from reporting.permissions import visible_plans
from reporting.queries.indicator_list import own_region
from reporting.queries.savings import NoSavings, SavingsPage, savings_page

FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
def savings(request: HttpRequest) -> HttpResponse:
    rights = rights_of(request.user)
    remember(request, rights)
    own, found = found_for(request, rights, Permission.SEE_ADOPTED)
    name = "savings" if isinstance(found, SavingsPage) else "no_savings"
    return render(request, f"reporting/{name}.html", {"page": found, "own": own})


@require_safe
def savings_file(request: HttpRequest, form: str) -> HttpResponse:
    """What the page shows, as the address of the page chooses it."""
    if form not in FILES:
        raise Http404(gettext("Filen finnes ikke."))
    own, found = found_for(request, rights_of(request.user), Permission.EXPORT)
    if own is None or not isinstance(found, SavingsPage):
        raise Http404(gettext("Det finnes ingen tall å lage en fil av."))
    write, kind = FILES[form]
    name = f"handlingsrom-{own.code}-{found.choice.year}.{form}"
    return HttpResponse(
        write(found), content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def found_for(
    request: HttpRequest, rights: Rights, permission: Permission
) -> tuple[Region | None, SavingsPage | NoSavings | None]:
    """The own region of whoever asks, and what there is to see beside those that they compare with."""
    homes = {one.number: one for one in rights.municipalities(permission)}
    own = own_region(numbers=homes)
    if own is None:
        return None, None
    peers = peers_for(request.user, homes[own.code], on=timezone.localdate())
    plans = visible_plans(request.user)
    return own, savings_page(own=own, asked=request.GET, plans=plans, peers=peers.others)
