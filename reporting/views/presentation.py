"""A plan on a wall: one slide for each address, so that it works with links alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reporting.charts import Svg
from reporting.days import picked_day
from reporting.drawing import draw_target_on_wall
from reporting.permissions import get_plan_for
from reporting.queries.changed_since import LOOKING_BACK, changed_since
from reporting.queries.dashboard import dashboard
from reporting.queries.presentation import chart_of
from reporting.slides import Slide, number_asked_for, slides_of


@require_safe
def plan_presentation(request: HttpRequest, plan_code: str) -> HttpResponse:
    """The slide that is asked for, with the way to the ones before and after it."""
    plan = get_plan_for(request.user, plan_code)
    today = timezone.localdate()
    picked = picked_day(request.GET.get("siden", ""), today=today)
    changed = changed_since(plan=plan, since=picked.day or today - LOOKING_BACK)
    page = dashboard(plan=plan, on=today)
    slides = slides_of(page, changed)
    number = number_asked_for(request.GET.get("side", ""), last=len(slides))
    slide = slides[number - 1]
    context = {
        "plan": plan,
        "page": page,
        "slide": slide,
        "changed": changed,
        "drawing": drawing(slide),
        "number": number,
        "last": len(slides),
        "before": number - 1,
        "after": number + 1 if number < len(slides) else 0,
        "since": picked.day,
    }
    return render(request, "reporting/presentation.html", context)


def drawing(slide: Slide) -> Svg | None:
    """Only what this slide shows is drawn."""
    if slide.red is None:
        return None
    chart, family = chart_of(slide.red.row.pk)
    return draw_target_on_wall(chart, family=family) if chart else None
