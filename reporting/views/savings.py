"""The savings potential of the reader's municipality: a page, and the same numbers as files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, municipalities_with
from indicators.models import Region
from reporting.exports.savings import as_csv, as_xlsx
from reporting.permissions import Person, visible_plans
from reporting.queries.indicator_list import own_region
from reporting.queries.savings import SavingsPage, savings_page

FILES = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
def savings(request: HttpRequest) -> HttpResponse:
    own = region_of(request.user, Permission.SEE_ADOPTED)
    found = savings_page(own=own, asked=request.GET, plans=visible_plans(request.user)) if own else None
    name = "savings" if isinstance(found, SavingsPage) else "no_savings"
    return render(request, f"reporting/{name}.html", {"page": found, "own": own})


@require_safe
def savings_file(request: HttpRequest, form: str) -> HttpResponse:
    """What the page shows, as the address of the page chooses it."""
    own = region_of(request.user, Permission.EXPORT)
    if form not in FILES or own is None:
        raise Http404(gettext("Filen finnes ikke."))
    found = savings_page(own=own, asked=request.GET, plans=visible_plans(request.user))
    if not isinstance(found, SavingsPage):
        raise Http404(gettext("Det finnes ingen tall å lage en fil av."))
    write, kind = FILES[form]
    name = f"handlingsrom-{own.code}-{found.choice.year}.{form}"
    return HttpResponse(
        write(found), content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def region_of(user: Person, permission: Permission) -> Region | None:
    """The region of the municipality in which the person may do this."""
    return own_region(numbers=municipalities_with(user, permission).values_list("number", flat=True))
