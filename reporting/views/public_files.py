"""What is taken from public pages to other places: share pictures, the card in a frame, and the figures as files."""

import hashlib
from collections.abc import Callable
from typing import TypeVar

from csp.decorators import csp_replace
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_exempt

from reporting.charts import sparkline
from reporting.exports.public_figures import columns, figure_rows
from reporting.exports.rows import XLSX, csv_of, xlsx_of
from reporting.permissions import get_published_plan, get_target_of
from reporting.public_addresses import whole
from reporting.public_words import plan_pictured, target_pictured
from reporting.queries.lights import nameless_rows
from reporting.queries.public.card import public_card
from reporting.queries.public.figures import public_series
from reporting.queries.standing import standing_of
from reporting.share_picture import PlanPicture, TargetPicture, plan_picture, target_picture
from reporting.views.public import for_everybody
from targets.models import Target

FORMATS = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}
# For how many seconds a drawn picture is kept. It is found by what it says, so an old one is never shown.
PICTURE_KEPT_FOR = 24 * 60 * 60
Said = TypeVar("Said", PlanPicture, TargetPicture)


@for_everybody
def share_image(_request: HttpRequest, plan_code: str) -> HttpResponse:
    """Three queries beside the lights: the picture counts them."""
    plan = get_published_plan(plan_code)
    standing = standing_of(nameless_rows(Target.objects.filter(plan=plan)))
    return picture(plan_pictured(plan, standing), plan_picture)


@for_everybody
def target_image(_request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    plan = get_published_plan(plan_code)
    target = get_target_of(plan, code)
    return picture(target_pictured(plan, nameless_rows(Target.objects.filter(pk=target.pk))[0]), target_picture)


def picture(said: Said, drawn: Callable[[Said], bytes]) -> HttpResponse:
    """Drawn once for what it says, and kept."""
    key = f"share-picture-{hashlib.sha256(repr(said).encode()).hexdigest()}"
    body = cache.get(key)
    if body is None:
        body = drawn(said)
        cache.set(key, body, PICTURE_KEPT_FOR)
    return HttpResponse(body, content_type="image/png")


@xframe_options_exempt
@csp_replace({"frame-ancestors": None})  # type: ignore[arg-type]  # its types know views without arguments
@for_everybody
def card(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    """A target in a frame on somebody else's page. The only page that may stand in one."""
    plan = get_published_plan(plan_code)
    shown = public_card(target=get_target_of(plan, code))
    context = {
        "plan": plan,
        "card": shown,
        "spark": sparkline(shown.series, title=shown.said, limit=shown.limit) if shown.series else None,
        "more": whole(request, "public-target", plan.code, shown.row.code),
    }
    return render(request, "reporting/public/card.html", context)


@for_everybody
def figures(_request: HttpRequest, plan_code: str, form: str) -> HttpResponse:
    """Every target with its light and the figures behind it."""
    plan = get_published_plan(plan_code)
    if form not in FORMATS:
        raise Http404(gettext("Filen finnes ikke."))
    heading, rows = [one.name for one in columns()], list(figure_rows(public_series(plan=plan)))
    body = csv_of(heading, rows) if form == "csv" else xlsx_of(gettext("Tall"), heading, rows)
    disposition = f'attachment; filename="{slugify(plan.code) or "plan"}-tall.{form}"'
    return HttpResponse(body, content_type=FORMATS[form], headers={"Content-Disposition": disposition})
