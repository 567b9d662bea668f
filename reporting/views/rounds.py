"""Pages of reporting rounds: which there are, how far one has come, and what a coordinator does with it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.context import remember
from accounts.models import Municipality
from accounts.opened import opened_as, row_in_turn
from accounts.permissions import Permission, Rights, rights_of
from reporting.acting import who
from reporting.forms.duties import duty_rows
from reporting.forms.rounds import RoundForm
from reporting.models import ReportingRound
from reporting.permissions import (
    Person,
    get_round_for,
    get_round_to_run_for,
    get_unit_of_round,
    municipality_to_run_for,
    no_such_round,
    plans_to_ask_about,
    writing_in,
)
from reporting.queries.rounds import RoundProgress, round_progress
from reporting.queries.rounds.nobodys import nobodys_in
from reporting.queries.rounds.reminded import reminded_in
from reporting.queries.rounds.shown import Home, home_of
from reporting.round_words import period_title
from reporting.services.reminding import remind_now
from reporting.services.rounds import RoundRefused, change_round, close_round, open_round, reopen_round
from reporting.trails import round_trail, rounds_trail
from reporting.views.measures import SHOWN_OR_SENT, sent


@require_safe
def round_list(request: HttpRequest) -> HttpResponse:
    """Every round of the municipalities in which the person reads drafts; 404 where there are none of these."""
    rights = rights_of(request.user)
    remember(request, rights)
    homes = rights.municipalities(Permission.SEE_DRAFTS)
    if not homes:
        raise no_such_round()
    context = {
        "homes": [home_for(request.user, rights, one) for one in homes],
        "municipality": homes[0] if len(homes) == 1 else None,
        "today": timezone.localdate(),
    }
    return render(request, "reporting/round_list.html", context)


def home_for(user: Person, rights: Rights, municipality: Municipality) -> Home:
    may_run = rights.may(Permission.RUN_ROUNDS, municipality=municipality)
    return home_of(municipality, units=writing_in(user, municipality).units, may_run=may_run)


@require_safe
def round_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One round at a glance, unit by unit."""
    asked, rights = get_round_for(request.user, pk), rights_of(request.user)
    remember(request, rights)
    page = round_progress(asked, on=timezone.localdate())
    reminded = reminded_in(asked)
    may_run = rights.may(Permission.RUN_ROUNDS, municipality=asked.municipality)
    context = {
        "page": page,
        "lines": [(one, reminded.get(one.unit.pk, [])) for one in page.units],
        "may_run": may_run,
        **(to_be_given(page) if may_run else {}),
        "writing": writing_in(request.user, asked.municipality),
        **around(asked),
        "crumbs": rounds_trail(),
    }
    return render(request, "reporting/round.html", context)


def to_be_given(page: RoundProgress) -> dict[str, Any]:
    """What nobody comments, as a table in which the coordinator says who does."""
    found = nobodys_in(page)
    table = duty_rows("m", found.goals, found.units, None)
    for row in table.rows:
        row.name_cells()
    return {"given": table}


@require_http_methods(SHOWN_OR_SENT)
def round_open(request: HttpRequest) -> HttpResponse:
    """Open a round; `?kommune=3909` says for which municipality where the person runs rounds in several."""
    home = municipality_to_run_for(request.user, request.GET.get("kommune", ""))
    today = timezone.localdate()
    plans = plans_to_ask_about(request.user, home)
    form = RoundForm(*sent(request), municipality=home, plans=plans, on=today)
    if form.is_valid():
        code, kind = form.cleaned_data["period"], form.kind
        try:
            asked = open_round(municipality=home, kind=kind, period=code, terms=form.terms, on=today, **who(request))
        except RoundRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("Runden er åpnet. De som er bedt om å skrive, får e-post."))
            return redirect("round-detail", asked.pk)
    context = {"form": form, "municipality": home, "crumbs": rounds_trail(), "has_plans": plans.exists()}
    return render(request, "reporting/round_edit.html", context)


@require_http_methods(SHOWN_OR_SENT)
def round_edit(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_round_to_run_for(request.user, pk)
    with row_in_turn(asked, is_sent=request.method == "POST"):
        return round_answered(request, asked)


def round_answered(request: HttpRequest, asked: ReportingRound) -> HttpResponse:
    plans, today = plans_to_ask_about(request.user, asked.municipality), timezone.localdate()
    form = RoundForm(*sent(request), municipality=asked.municipality, plans=plans, on=today, opened=asked)
    opened = opened_as(form, rows=[asked])
    if opened.is_mine and form.is_valid():
        try:
            change_round(asked=asked, terms=form.terms, on=today, **who(request))
        except RoundRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, gettext("Runden er endret."))
            return redirect("round-detail", asked.pk)
    context = {"form": form, "opened": opened, "asked": asked, "has_plans": True, **around(asked)}
    return render(request, "reporting/round_edit.html", context)


@require_POST
def round_close(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_round_to_run_for(request.user, pk)
    try:
        close_round(asked=asked, **who(request))
        messages.success(request, gettext("Runden er lukket. Det som er skrevet, blir stående."))
    except RoundRefused as refused:
        messages.error(request, str(refused))
    return redirect("round-detail", pk)


@require_POST
def round_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    asked = get_round_to_run_for(request.user, pk)
    try:
        reopen_round(asked=asked, reason=request.POST.get("reason", ""), **who(request))
        messages.success(request, gettext("Runden er åpen igjen."))
    except RoundRefused as refused:
        messages.error(request, str(refused))
    return redirect("round-detail", pk)


@require_POST
def round_remind(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to everybody who has something left now, or to one unit alone."""
    asked = get_round_to_run_for(request.user, pk)
    chosen = request.POST.get("virksomhet", "")
    unit = get_unit_of_round(asked, int(chosen)) if chosen.isdecimal() else None
    try:
        number = remind_now(asked=asked, unit=unit, on=timezone.localdate(), **who(request))
    except RoundRefused as refused:
        messages.error(request, str(refused))
        return redirect("round-detail", pk)
    said = ngettext("Påminnelse er sendt til %(n)d virksomhet.", "Påminnelse er sendt til %(n)d virksomheter.", number)
    nobody = gettext("Ingen har noe igjen, så ingen ble påminnet.")
    messages.success(request, said % {"n": number} if number else nobody)
    return redirect("round-detail", pk)


def around(asked: ReportingRound) -> dict[str, Any]:
    """What every page of a round has around it."""
    title = period_title(asked.period)
    return {"crumbs": round_trail(asked, title), "municipality": asked.municipality, "round_title": title}
