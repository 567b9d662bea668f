"""How reports look and what they hold, chosen without code."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Municipality
from accounts.opened import opened_as, row_in_turn
from reporting.forms.report_template import TemplateForm, arranged, section_rows, wrong_in
from reporting.known_sections import sections_of
from reporting.models import ReportKind, ReportTemplate
from reporting.permissions import municipality_to_run_for
from reporting.queries.report_designs import design_of
from reporting.report_design import PLAIN
from reporting.services.report_templates import save_template
from reporting.template_texts import SOURCE_LANGUAGE
from reporting.views.report_template_texts import around, template_texts


@require_http_methods(["GET", "HEAD", "POST"])
def report_template(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """The form with a row for each section; `?sprak=nn` has the texts in another language."""
    municipality, chosen = municipality_to_run_for(request.user, number), kind_named(kind)
    if (language := request.GET.get("sprak", SOURCE_LANGUAGE)) != SOURCE_LANGUAGE:
        return template_texts(request, municipality, chosen, language)
    # A municipality has no template before its first is saved, so it is the municipality that is held.
    with row_in_turn(municipality, is_sent=request.method == "POST"):
        return template_answered(request, municipality, chosen)


def template_answered(request: HttpRequest, municipality: Municipality, chosen: ReportKind) -> HttpResponse:
    template = ReportTemplate.objects.filter(municipality=municipality, kind=chosen).first()
    is_sent = request.method == "POST"
    form = TemplateForm(*((request.POST, request.FILES) if is_sent else ()), template=template)
    rows = section_rows(
        sections_of(chosen), design_of(template) if template else PLAIN, request.POST if is_sent else None
    )
    wrong: list[tuple[str, str]] = wrong_in(rows) if is_sent else []
    opened = opened_as(form, *rows, rows=[template] if template else [])
    if is_sent and opened.is_mine and form.is_valid() and not wrong:
        save_template(
            municipality=municipality,
            kind=chosen,
            wanted=form.wanted(arranged(rows)),
            by=request.user.get_username(),
            now=timezone.now(),
        )
        messages.success(request, gettext("Malen er lagret. Den gjelder rapporter som lages fra nå av."))
        return redirect("report-template", municipality.number, chosen.value)
    context = {
        **around(template, municipality, chosen, SOURCE_LANGUAGE),
        "form": form,
        "opened": opened,
        "rows": rows,
        "wrong": wrong,
    }
    return render(request, "reporting/report_template.html", context)


def kind_named(name: str) -> ReportKind:
    if name not in ReportKind.values:
        raise Http404(gettext("Rapporten finnes ikke."))
    return ReportKind(name)


@require_safe
def report_logo(request: HttpRequest, number: str, kind: str) -> HttpResponse:
    """The logo that is there, to be looked at beside its form."""
    municipality = municipality_to_run_for(request.user, number)
    template = ReportTemplate.objects.filter(municipality=municipality, kind=kind_named(kind)).first()
    if template is None or not template.logo_type:
        raise Http404(gettext("Det er ikke lagt inn noen logo."))
    return HttpResponse(bytes(template.logo), content_type=template.logo_type)
