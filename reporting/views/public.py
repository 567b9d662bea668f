"""Pages that everybody may read without logging in: a published plan, its focus areas, its targets."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import views as sitemaps
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from planning.models import Plan
from reporting.drawing import draw_target
from reporting.exports.public_figures import columns
from reporting.open_pages import OpenPages
from reporting.permissions import get_focus_area_of, get_published_plan, get_target_of
from reporting.public_addresses import PUBLIC, Names, asked_language, languages, whole
from reporting.public_words import LOCALES, Shared, plan_said, target_said
from reporting.queries.public.area import public_area
from reporting.queries.public.plan import public_plan, public_successor
from reporting.queries.public.target import public_target

# For how many seconds a copy may be shown by those between us and the reader.
KEPT_FOR = 300
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def for_everybody(view: View[P]) -> View[P]:
    """No log-in, only reading, and a copy may be kept for some minutes and asked whether it still holds."""
    kept = conditional_page(cache_control(public=True, max_age=KEPT_FOR)(view))
    return login_not_required(require_safe(not_found_alike(kept)))


def not_found_alike(view: View[P]) -> View[P]:
    """One answer to everything that is not public, so that nobody learns why it is not. No copy of it is kept."""

    @wraps(view)
    def answered(request: HttpRequest, /, *arguments: P.args, **named: P.kwargs) -> HttpResponse:
        try:
            return view(request, *arguments, **named)
        except Http404:
            return render(request, "reporting/public/not_found.html", status=404)

    return answered


@for_everybody
def plan_page(request: HttpRequest, plan_code: str) -> HttpResponse:
    """Seven queries at most, whatever the plan holds."""
    return show_plan(request, get_published_plan(plan_code), PUBLIC)


@for_everybody
def focus_area_page(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    return show_focus_area(request, get_published_plan(plan_code), code, PUBLIC)


@for_everybody
def target_page(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    return show_target(request, get_published_plan(plan_code), code, PUBLIC)


@for_everybody
def about_page(request: HttpRequest, plan_code: str) -> HttpResponse:
    """What the lights mean, where the figures come from, and what the files hold."""
    return show_about(request, get_published_plan(plan_code), PUBLIC)


@for_everybody
def robots(request: HttpRequest) -> HttpResponse:
    """Who gathers pages is welcome to the public ones, to what they look like, and to the open data and its guide."""
    listed = reverse("sitemap")
    welcome = ("/offentlig/", "/static/", "/api/v1/", "/utviklere/", listed)
    allowed = (f"Allow: {one}" for one in welcome)
    lines = ("User-agent: *", *allowed, "Disallow: /", "", f"Sitemap: {request.build_absolute_uri(listed)}", "")
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@for_everybody
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that everybody may read, as sitemaps.org has it."""
    return sitemaps.sitemap(request, {"pages": OpenPages()}, content_type="application/xml; charset=utf-8")


def show_plan(request: HttpRequest, plan: Plan, names: Names) -> HttpResponse:
    page = public_plan(plan=plan)
    picture = whole(request, "public-share-image", plan.code)
    shared = Shared(plan.title, plan_said(plan, page.standing), picture, plan_said(plan, page.standing))
    own = {"page": page, "shared": shared, "successor": page.superseded_by}
    return render(request, "reporting/public/plan.html", frame(request, plan, names) | own)


def show_focus_area(request: HttpRequest, plan: Plan, code: str, names: Names) -> HttpResponse:
    page = public_area(area=get_focus_area_of(plan, code))
    picture = whole(request, "public-share-image", plan.code)
    said = plan_said(plan, page.standing)
    shared = Shared(f"{page.area.title} – {plan.title}", said, picture, plan.title)
    own = {"page": page, "shared": shared, "successor": public_successor(plan)}
    return render(request, "reporting/public/area.html", frame(request, plan, names) | own)


def show_target(request: HttpRequest, plan: Plan, code: str, names: Names) -> HttpResponse:
    page = public_target(target=get_target_of(plan, code))
    picture = whole(request, "public-target-image", plan.code, page.row.code)
    title, said = f"{page.row.title}: {page.row.word}", target_said(page.row)
    own = {
        "page": page,
        "drawing": draw_target(page.chart, family=page.family) if page.chart else None,
        "shared": Shared(title, said, picture, f"{title}. {said}"),
        "card": whole(request, "public-card", plan.code, page.row.code),
        "successor": public_successor(plan),
    }
    return render(request, "reporting/public/target.html", frame(request, plan, names) | own)


def show_about(request: HttpRequest, plan: Plan, names: Names) -> HttpResponse:
    picture = whole(request, "public-share-image", plan.code)
    own = {"columns": columns(), "shared": Shared(plan.title, plan.title, picture, plan.title)}
    return render(request, "reporting/public/about.html", frame(request, plan, names) | own)


def frame(request: HttpRequest, plan: Plan, names: Names) -> dict[str, Any]:
    """What the frame around every public page needs."""
    is_preview = names is not PUBLIC
    # What is looked at before it is public is shown in the language that the person has chosen.
    asked = "" if is_preview else asked_language()
    return {
        "plan": plan,
        "names": names,
        "is_preview": is_preview,
        "languages": [] if is_preview else languages(request),
        "asked": asked,
        "canonical": request.build_absolute_uri(request.path) + asked,
        "locale": LOCALES.get(get_language() or "", LOCALES["nb"]),
    }
