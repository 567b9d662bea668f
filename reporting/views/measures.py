"""The measures of a plan: the list, one of them, writing them, and telling how they get on."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.last_change import last_changes
from accounts.opened import opened_as, row_version, tell_overtaken
from planning.models import Measure, Plan
from planning.services.measures import add_measure, change_measure, change_measures, delete_measure, tell_progress
from reporting.acting import who
from reporting.forms.measure_list import MeasureFilterForm
from reporting.forms.measures import DeleteMeasureForm, MeasureForm, ProgressForm, follow_up_rows
from reporting.measure_table import MeasureTable
from reporting.permissions import (
    get_measure_for,
    get_measure_to_edit_for,
    get_measure_to_tell_of_for,
    get_plan_for,
    get_plan_to_edit_for,
    may_edit_plan,
    may_tell_of,
    visible_plans,
)
from reporting.queries.answers import measure_line
from reporting.queries.measures import measure_list as list_of
from reporting.queries.measures import measure_page
from reporting.services.in_turn import in_turn
from reporting.trails import measure_trail, measures_trail, plan_trail
from reporting.views.table_pages import show_page

PER_PAGE = 50
# What is told of how a measure gets on.
PROGRESS = ("progress", "percent_done", "progress_note", "progress_on")
# What the form shows of it; a note is written anew each time.
STANDING = ("progress", "percent")
SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


@require_safe
def measure_list(request: HttpRequest, plan_code: str) -> HttpResponse:
    plan = get_plan_for(request.user, plan_code)
    form = MeasureFilterForm(request.GET, plan=plan)
    page = list_of(plan=plan, asked=form.asked, on=timezone.localdate())
    table = MeasureTable(page.rows)
    show_page(request, table, rows=PER_PAGE)
    context = {"page": page, "form": form, "table": table, "may_edit": may_edit_plan(request.user, plan)}
    return render(request, "reporting/measure_list.html", context | around(plan, plan_trail(plan)))


@require_safe
def measure_detail(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    measure = get_measure_for(request.user, plan_code, code)
    plans = list(visible_plans(request.user).values_list("pk", flat=True))
    context = {
        "page": measure_page(measure=measure, plans=plans, on=timezone.localdate()),
        "may_edit": may_edit_plan(request.user, measure.plan),
        "may_tell": may_tell_of(request.user, measure),
        **around(measure.plan, measures_trail(measure.plan)),
    }
    return render(request, "reporting/measure.html", context)


@require_http_methods(SHOWN_OR_SENT)
def measure_create(request: HttpRequest, plan_code: str) -> HttpResponse:
    """A new measure; `?mal=M-01` ticks a goal beforehand."""
    plan = get_plan_to_edit_for(request.user, plan_code)
    goals = plan.goals.filter(code__in=request.GET.getlist("mal"))
    form = MeasureForm(*sent(request), plan=plan, initial={"goals": goals})
    if form.is_valid():
        measure = add_measure(plan=plan, values=form.values, links=form.links, **who(request))
        messages.success(request, gettext("Tiltaket er lagt til."))
        return redirect("measure-detail", plan.code, measure.code)
    context = {"form": form, "plan": plan, **around(plan, measures_trail(plan))}
    return render(request, "reporting/measure_edit.html", context)


@require_http_methods(SHOWN_OR_SENT)
def measure_edit(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    measure = get_measure_to_edit_for(request.user, plan_code, code)
    with in_turn(measure.plan, measure, is_sent=request.method == "POST"):
        return measure_answered(request, measure)


def measure_answered(request: HttpRequest, measure: Measure) -> HttpResponse:
    form = MeasureForm(*sent(request), plan=measure.plan, measure=measure)
    opened = opened_as(form, rows=[measure])
    if opened.is_mine and form.is_valid():
        said: dict[str, Any] = {"values": form.values, "links": form.links, **form.why}
        change_measure(measure=measure, **said, on=timezone.localdate(), **who(request))
        messages.success(request, gettext("Tiltaket er lagret."))
        return redirect("measure-detail", measure.plan.code, measure.code)
    context = {
        "form": form,
        "opened": opened,
        "plan": measure.plan,
        "measure": measure,
        "delete_form": DeleteMeasureForm(plan=measure.plan, auto_id="slett-%s"),
        **around(measure.plan, measure_trail(measure)),
    }
    return render(request, "reporting/measure_edit.html", context)


@require_POST
def measure_delete(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    measure = get_measure_to_edit_for(request.user, plan_code, code)
    form = DeleteMeasureForm(request.POST, plan=measure.plan)
    if not form.is_valid():
        messages.error(request, str(next(iter(form.errors.values()))[0]))
        return redirect("measure-edit", plan_code, code)
    delete_measure(measure=measure, reason=form.cleaned_data["reason"], **who(request))
    messages.success(request, gettext("Tiltaket «%(title)s» er slettet.") % {"title": measure.title})
    return redirect("measure-list", plan_code)


@require_http_methods(SHOWN_OR_SENT)
def measure_progress(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    measure = get_measure_to_tell_of_for(request.user, plan_code, code)
    with in_turn(measure.plan, measure, is_sent=request.method == "POST"):
        return progress_answered(request, measure)


def progress_answered(request: HttpRequest, measure: Measure) -> HttpResponse:
    today = timezone.localdate()
    said = {"progress": measure.progress, "percent": measure.percent_done, "told_on": today}
    form = ProgressForm(*sent(request), initial=said, on=today)
    opened = opened_as(form, rows=[measure], names=STANDING, version=row_version(measure, PROGRESS))
    if opened.is_mine and form.is_valid():
        tell_progress(measure=measure, **form.cleaned_data, **who(request))
        messages.success(request, gettext("Framdriften er lagret."))
        return redirect("measure-detail", measure.plan.code, measure.code)
    context = {
        "form": form,
        "opened": opened,
        "measure": measure,
        "line": measure_line(measure, on=today),
        **around(measure.plan, measure_trail(measure)),
    }
    return render(request, "reporting/measure_progress.html", context)


@require_http_methods(SHOWN_OR_SENT)
def measures_edit(request: HttpRequest, plan_code: str) -> HttpResponse:
    """Who does what until when, for all the measures in one table; saved together or not at all."""
    plan = get_plan_to_edit_for(request.user, plan_code)
    with in_turn(plan, is_sent=request.method == "POST"):
        return follow_up_answered(request, plan)


def follow_up_answered(request: HttpRequest, plan: Plan) -> HttpResponse:
    measures = list(plan.measures.order_by("order", "code"))
    rows = follow_up_rows(measures, plan, *sent(request))
    # Every row is looked at, so that every error is told at once.
    valid = [row.is_valid() for row in rows]
    if request.method == "POST" and not tell_overtaken(rows, last_changes) and all(valid):
        changes = {row.measure: row.values for row in rows if not row.is_untouched}
        number = change_measures(plan=plan, changes=changes, **who(request))
        messages.success(request, gettext("Lagret. Endrede tiltak: %(n)d.") % {"n": number})
        return redirect("measure-list", plan.code)
    context = {"rows": rows, "plan": plan, "errors": sum(bool(row.errors) for row in rows)}
    return render(request, "reporting/measures_edit.html", context | around(plan, measures_trail(plan)))


def sent(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST,) if request.method == "POST" else ()


def around(plan: Plan, crumbs: list[tuple[str, str]]) -> dict[str, Any]:
    return {"crumbs": crumbs, "municipality": plan.municipality}
