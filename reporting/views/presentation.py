"""A plan on a wall: one slide for each address, so that it works with links alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from reporting.charts import Svg
from reporting.days import picked_day
from reporting.drawing import draw_target_on_wall
from reporting.permissions import get_plan_for
from reporting.queries.freshness import freshness_of
from reporting.queries.slide_deck import LOOKING_BACK, Judged, judged_plan
from reporting.slides import Slide, number_asked_for, slides_from


@require_safe
def plan_presentation(request: HttpRequest, plan_code: str) -> HttpResponse:
    """The slide that is asked for, with the way to the ones before and after it."""
    plan = get_plan_for(request.user, plan_code)
    today = timezone.localdate()
    picked = picked_day(request.GET.get("siden", ""), today=today)
    since = picked.day or today - LOOKING_BACK
    judged = judged_plan(plan=plan, on=today, since=since)
    slides = slides_from(judged.shown)
    number = number_asked_for(request.GET.get("side", ""), last=len(slides))
    slide = slides[number - 1]
    context = {
        "plan": plan,
        "freshness": freshness_of(judged.shown.rows),
        "slide": slide,
        "since": since,
        "drawing": drawing(slide, judged),
        "number": number,
        "last": len(slides),
        "before": number - 1,
        "after": number + 1 if number < len(slides) else 0,
        "picked": picked.day,
    }
    return render(request, "reporting/presentation.html", context)


def drawing(slide: Slide, judged: Judged) -> Svg | None:
    """Only what this slide shows is drawn."""
    found = judged.charts.get(slide.red.row.pk) if slide.red else None
    return draw_target_on_wall(found.chart, family=found.family) if found else None
