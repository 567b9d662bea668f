"""Where a page lies: the way back up, as (label, address)."""

from django.urls import reverse
from django.utils.translation import gettext

from planning.models import FocusArea, Plan

Trail = list[tuple[str, str]]


def plans_trail() -> Trail:
    return [(gettext("Planer"), reverse("plan-list"))]


def plan_trail(plan: Plan) -> Trail:
    return [*plans_trail(), (plan.title, reverse("plan-detail", args=[plan.code]))]


def focus_area_trail(area: FocusArea) -> Trail:
    return [*plan_trail(area.plan), (area.title, reverse("focus-area-detail", args=[area.plan.code, area.code]))]


def indicators_trail() -> Trail:
    return [(gettext("Indikatorer"), reverse("indicator-list"))]
