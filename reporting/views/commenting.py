"""What a unit is asked to comment in a round, and which unit comments what."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from reporting.acting import who
from reporting.forms.duties import duty_rows, said_in
from reporting.permissions import (
    get_round_for,
    get_round_to_run_for,
    get_unit_of_round,
    may_run_rounds,
    municipality_to_run_for,
    plans_to_ask_about,
    writing_in,
)
from reporting.queries.rounds import duty_table, unit_list
from reporting.services.commenting_duties import set_duties
from reporting.trails import rounds_trail
from reporting.views.measures import SHOWN_OR_SENT
from reporting.views.rounds import around


@require_safe
def round_unit(request: HttpRequest, pk: int, unit_pk: int) -> HttpResponse:
    """The unit's own list: what is red, what changed, what lacks words; the calm ones folded away."""
    asked = get_round_for(request.user, pk)
    unit = get_unit_of_round(asked, unit_pk)
    page = unit_list(asked, unit, on=timezone.localdate())
    context = {
        "page": page,
        "may_write": writing_in(request.user, asked.municipality).covers(unit.pk),
        "may_run": may_run_rounds(request.user, asked.municipality),
        **around(asked),
    }
    return render(request, "reporting/round_unit.html", context)


@require_http_methods(SHOWN_OR_SENT)
def commenting_duties(request: HttpRequest) -> HttpResponse:
    """Two tables, service areas and goals, with the unit of each; saved together or not at all.

    `?runde=1` goes back to the page of that round, where some of the rows stand too.
    """
    home = municipality_to_run_for(request.user, request.GET.get("kommune", ""))
    found = duty_table(municipality=home, plans=plans_to_ask_about(request.user, home))
    data = request.POST if request.method == "POST" else None
    areas = duty_rows("o", found.service_areas, found.units, data)
    goals = [(plan, duty_rows("m", rows, found.units, data)) for plan, rows in found.goals]
    tables = [areas, *(table for _plan, table in goals)]
    # Every table is looked at, so that every error is told at once.
    valid = [table.is_valid(lambda _row: False) for table in tables]
    if request.method == "POST" and all(valid):
        of_goals = {goal: unit for _plan, table in goals for goal, unit in said_in(table).items()}
        number = set_duties(municipality=home, service_areas=said_in(areas), goals=of_goals, **who(request))
        messages.success(request, gettext("Lagret. Endret: %(n)d.") % {"n": number})
        return way_back(request)
    context = {
        "areas": areas,
        "goals": goals,
        "wrong": [line for table in tables for line in table.wrong],
        "has_units": bool(found.units),
        "crumbs": rounds_trail(),
        "municipality": home,
    }
    return render(request, "reporting/commenting_duties.html", context)


def way_back(request: HttpRequest) -> HttpResponse:
    chosen = request.GET.get("runde", "")
    if chosen.isascii() and chosen.isdecimal() and len(chosen) < 10:
        return redirect("round-detail", get_round_to_run_for(request.user, int(chosen)).pk)
    return redirect(request.get_full_path())
