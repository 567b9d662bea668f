"""Pages on which a coordinator writes the focus areas and the themes of a plan."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.opened import Opened, opened_as
from planning.models import FocusArea, Plan, Theme
from planning.services.areas import add_focus_area, add_theme, change_part, move_focus_area, move_theme
from planning.services.ordering import Way
from reporting.forms.plan_parts import FocusAreaForm, ThemeForm
from reporting.forms.wording import WordingForm
from reporting.permissions import get_focus_area_to_edit_for, get_plan_to_edit_for, get_theme_to_edit_for
from reporting.resting_words import why_kept
from reporting.services.in_turn import in_turn
from reporting.trails import writing_trail
from targets.services.area_removal import (
    IsInUse,
    delete_focus_area,
    delete_theme,
    resting_on_area,
    resting_on_theme,
)

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
AREA = ("title", "slogan", "summary", "aliases", "is_focus_area", "is_crosscutting")
THEME = ("title", "parent")


@require_http_methods(SHOWN_OR_SENT)
def focus_area_create(request: HttpRequest, plan_code: str) -> HttpResponse:
    plan = get_plan_to_edit_for(request.user, plan_code)
    form = FocusAreaForm(*sent(request), row=None)
    if form.is_valid():
        area = add_focus_area(plan=plan, values=form.values, by=request.user.get_username(), now=timezone.now())
        messages.success(request, gettext("«%(title)s» er lagt til.") % {"title": area.title})
        return back_to(plan, anchor_of(area))
    return shown(request, plan, form, title=gettext("Nytt innsatsområde"))


@require_http_methods(SHOWN_OR_SENT)
def focus_area_edit(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    area = get_focus_area_to_edit_for(request.user, plan_code, code)
    with in_turn(area.plan, area, is_sent=request.method == "POST"):
        return area_answered(request, area)


def area_answered(request: HttpRequest, area: FocusArea) -> HttpResponse:
    form = FocusAreaForm(*sent(request), row=area, initial={name: getattr(area, name) for name in AREA})
    opened = opened_as(form, rows=[area])
    if opened.is_mine and form.is_valid():
        change(request, area, form)
        return back_to(area.plan, anchor_of(area))
    delete = reverse("focus-area-delete", args=[area.plan.code, area.code])
    words = {"title": gettext("Rediger innsatsområdet"), "lead": area.title}
    return shown(request, area.plan, form, **words, delete=delete, opened=opened)


@require_http_methods(SHOWN_OR_SENT)
def focus_area_delete(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    area = get_focus_area_to_edit_for(request.user, plan_code, code)
    resting = resting_on_area(area)
    if request.method == "POST":
        try:
            delete_focus_area(area=area, by=request.user.get_username(), now=timezone.now())
            messages.success(request, gettext("«%(title)s» er slettet.") % {"title": area.title})
            return back_to(area.plan)
        except IsInUse as error:
            resting = error.resting
    context = {"part": area, "themes": area.themes.count(), "title": gettext("Slett innsatsområdet")}
    return asked(request, area.plan, context | {"kept": why_kept(area.title, resting) if resting else ""})


@require_POST
def focus_area_move(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    area = get_focus_area_to_edit_for(request.user, plan_code, code)
    way = way_in(request)
    is_moved = move_focus_area(area=area, way=way, by=request.user.get_username(), now=timezone.now())
    return told_move(request, area, way, is_moved)


@require_http_methods(SHOWN_OR_SENT)
def theme_create(request: HttpRequest, plan_code: str, area_code: str) -> HttpResponse:
    area = get_focus_area_to_edit_for(request.user, plan_code, area_code)
    form = ThemeForm(*sent(request), area=area, row=None)
    if form.is_valid():
        theme = add_theme(area=area, values=form.values, by=request.user.get_username(), now=timezone.now())
        messages.success(request, gettext("«%(title)s» er lagt til.") % {"title": theme.title})
        return back_to(area.plan, anchor_of(theme), opened=area)
    return shown(request, area.plan, form, title=gettext("Nytt tema"), lead=area.title)


@require_http_methods(SHOWN_OR_SENT)
def theme_edit(request: HttpRequest, plan_code: str, area_code: str, code: str) -> HttpResponse:
    theme = get_theme_to_edit_for(request.user, plan_code, area_code, code)
    with in_turn(theme.focus_area.plan, theme, is_sent=request.method == "POST"):
        return theme_answered(request, theme)


def theme_answered(request: HttpRequest, theme: Theme) -> HttpResponse:
    initial = {name: getattr(theme, name) for name in THEME}
    form = ThemeForm(*sent(request), area=theme.focus_area, row=theme, initial=initial)
    opened = opened_as(form, rows=[theme])
    if opened.is_mine and form.is_valid():
        change(request, theme, form)
        return back_to(theme.focus_area.plan, anchor_of(theme), opened=theme.focus_area)
    plan, area = theme.focus_area.plan, theme.focus_area
    delete = reverse("theme-delete", args=[plan.code, area.code, theme.code])
    words = {"title": gettext("Rediger temaet"), "lead": theme.title}
    return shown(request, plan, form, **words, delete=delete, opened=opened)


@require_http_methods(SHOWN_OR_SENT)
def theme_delete(request: HttpRequest, plan_code: str, area_code: str, code: str) -> HttpResponse:
    theme = get_theme_to_edit_for(request.user, plan_code, area_code, code)
    plan, resting = theme.focus_area.plan, resting_on_theme(theme)
    if request.method == "POST":
        try:
            delete_theme(theme=theme, by=request.user.get_username(), now=timezone.now())
            messages.success(request, gettext("«%(title)s» er slettet.") % {"title": theme.title})
            return back_to(plan, anchor_of(theme.focus_area), opened=theme.focus_area)
        except IsInUse as error:
            resting = error.resting
    context = {"part": theme, "themes": 0, "title": gettext("Slett temaet")}
    return asked(request, plan, context | {"kept": why_kept(theme.title, resting) if resting else ""})


@require_POST
def theme_move(request: HttpRequest, plan_code: str, area_code: str, code: str) -> HttpResponse:
    theme = get_theme_to_edit_for(request.user, plan_code, area_code, code)
    way = way_in(request)
    is_moved = move_theme(theme=theme, way=way, by=request.user.get_username(), now=timezone.now())
    return told_move(request, theme, way, is_moved)


def sent(request: HttpRequest) -> tuple[Any, ...]:
    return (request.POST,) if request.method == "POST" else ()


def change(request: HttpRequest, part: FocusArea | Theme, form: WordingForm) -> None:
    by, on, now = request.user.get_username(), timezone.localdate(), timezone.now()
    change_part(part=part, values=form.values, **form.why, by=by, on=on, now=now)
    messages.success(request, gettext("Lagret."))


def way_in(request: HttpRequest) -> Way:
    """Down unless up was asked for."""
    return Way.UP if request.POST.get("vei") == Way.UP else Way.DOWN


def told_move(request: HttpRequest, part: FocusArea | Theme, way: Way, is_moved: bool) -> HttpResponse:
    """Back to the very button that was pressed, so that it can be pressed again."""
    words = {"title": part.title}
    if is_moved and way is Way.UP:
        messages.success(request, gettext("«%(title)s» er flyttet opp.") % words)
    elif is_moved:
        messages.success(request, gettext("«%(title)s» er flyttet ned.") % words)
    elif way is Way.UP:
        messages.info(request, gettext("«%(title)s» står øverst allerede.") % words)
    else:
        messages.info(request, gettext("«%(title)s» står nederst allerede.") % words)
    anchor = f"{way.value}-{anchor_of(part)}"
    if isinstance(part, FocusArea):
        return back_to(part.plan, anchor)
    return back_to(part.focus_area.plan, anchor, opened=part.focus_area)


def anchor_of(part: FocusArea | Theme) -> str:
    """What the row is called on the hub."""
    return f"omrade-{part.code}" if isinstance(part, FocusArea) else f"tema-{part.code}"


def back_to(plan: Plan, anchor: str = "", *, opened: FocusArea | None = None) -> HttpResponse:
    """To the place on the hub, with the themes of a focus area unfolded where it is among them."""
    unfolded = {"apne": opened.code} if opened else {}
    return redirect(reverse("plan-edit", args=[plan.code], query=unfolded, fragment=anchor or None))


def shown(
    request: HttpRequest,
    plan: Plan,
    form: WordingForm,
    *,
    title: str,
    lead: str = "",
    delete: str = "",
    opened: Opened | None = None,
) -> HttpResponse:
    words = {"title": title, "lead": lead or plan.title, "delete": delete}
    context = {"form": form, "opened": opened, **words, **context_of(plan)}
    return render(request, "reporting/plan_part.html", context)


def asked(request: HttpRequest, plan: Plan, context: dict[str, Any]) -> HttpResponse:
    return render(request, "reporting/plan_part_delete.html", context | context_of(plan))


def context_of(plan: Plan) -> dict[str, Any]:
    return {"plan": plan, "crumbs": writing_trail(plan), "municipality": plan.municipality}
