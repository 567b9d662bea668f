"""What goes to a meeting: two pages on a focus area or a unit, and the plan's lights as slides."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from reporting.days import picked_day
from reporting.exports.papers import fitted
from reporting.exports.plan_deck import plan_deck
from reporting.exports.reports import DOCX, PPTX
from reporting.exports.word import as_docx
from reporting.models import ReportKind
from reporting.permissions import check_may_export, get_focus_area_for, get_plan_for, get_unit_for
from reporting.queries.papers import Paper, paper_on_area, paper_on_unit
from reporting.queries.report_designs import design_for
from reporting.queries.slide_deck import LOOKING_BACK
from reporting.views.report_answers import as_download

FORMS = ("pdf", "docx")


@require_safe
def focus_area_paper(request: HttpRequest, plan_code: str, code: str, form: str) -> HttpResponse:
    area = get_focus_area_for(request.user, plan_code, code)
    check_may_export(request.user, area.plan)
    on = timezone.localdate()
    return file(paper_on_area(area=area, on=on, since=since_of(request, on)), form)


@require_safe
def unit_paper(request: HttpRequest, plan_code: str, pk: int, form: str) -> HttpResponse:
    plan = get_plan_for(request.user, plan_code)
    check_may_export(request.user, plan)
    on = timezone.localdate()
    return file(paper_on_unit(plan=plan, unit=get_unit_for(plan, pk), on=on, since=since_of(request, on)), form)


@require_safe
def plan_slides(request: HttpRequest, plan_code: str) -> HttpResponse:
    """The slides that the wall shows, as a file."""
    plan = get_plan_for(request.user, plan_code)
    check_may_export(request.user, plan)
    on = timezone.localdate()
    content = plan_deck(plan=plan, on=on, since=since_of(request, on), language=get_language() or "nb")
    name = f"{slugify(plan.code) or 'plan'}-{gettext('lysbilder')}-{on.isoformat()}.pptx"
    return as_download(content, name=name, media_type=PPTX)


def since_of(request: HttpRequest, on: date) -> date:
    return picked_day(request.GET.get("siden", ""), today=on).day or on - LOOKING_BACK


def file(paper: Paper, form: str) -> HttpResponse:
    """The paper on two pages; in Word it is as long as in PDF, as near as can be told."""
    if form not in FORMS:
        raise Http404(gettext("Notatet finnes som pdf og docx."))
    document, content = fitted(paper, design_for(paper.plan.municipality, ReportKind.ANNUAL))
    name = f"{slugify(paper.title) or 'notat'}-{paper.on.isoformat()}.{form}"
    if form == "pdf":
        return as_download(content, name=name, media_type="application/pdf")
    return as_download(as_docx(document), name=name, media_type=DOCX)
