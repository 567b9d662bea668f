"""What the signs mean: one page for everybody, also those who are not logged in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from reporting.legend import chart_marks, kinds_of_lights, reasons_for_grey, signs_in_tables


@login_not_required
@require_safe
def legend(request: HttpRequest) -> HttpResponse:
    context = {
        "kinds": kinds_of_lights(),
        "reasons": reasons_for_grey(),
        "marks": chart_marks(),
        "signs": signs_in_tables(),
    }
    return render(request, "reporting/legend.html", context)
