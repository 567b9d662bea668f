"""The texts of a report's template in another language than bokmål."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from accounts.last_change import names_of
from accounts.models import Municipality
from accounts.opened import opened_as, row_in_turn
from reporting.forms.template_texts import TextsForm, section_texts_rows, wrong_in_texts
from reporting.known_sections import sections_of
from reporting.models import ReportKind, ReportTemplate
from reporting.services.report_templates import save_texts
from reporting.template_gaps import missing_in
from reporting.template_texts import OTHER_LANGUAGES, SOURCE_LANGUAGE, texts_in
from reporting.trails import reports_trail


def template_texts(request: HttpRequest, municipality: Municipality, kind: ReportKind, language: str) -> HttpResponse:
    """The form with what is said in bokmål beside each text."""
    if language not in OTHER_LANGUAGES:
        raise Http404(gettext("Rapportene skrives ikke på dette språket."))
    with row_in_turn(municipality, is_sent=request.method == "POST"):
        return texts_answered(request, municipality, kind, language)


def texts_answered(request: HttpRequest, municipality: Municipality, kind: ReportKind, language: str) -> HttpResponse:
    template = ReportTemplate.objects.filter(municipality=municipality, kind=kind).first() or ReportTemplate()
    said, source = texts_in(template, language), texts_in(template, SOURCE_LANGUAGE)
    sent = request.POST if request.method == "POST" else None
    form, rows = TextsForm(sent, said=said, source=source), section_texts_rows(sections_of(kind), said, source, sent)
    form.language = language
    for row in rows:
        row.language = language
    wrong = wrong_in_texts(rows) if sent is not None else []
    opened = opened_as(form, *rows, rows=[template] if template.pk else [])
    if sent is not None and opened.is_mine and form.is_valid() and not wrong:
        by, now = request.user.get_username(), timezone.now()
        save_texts(municipality=municipality, kind=kind, language=language, texts=form.texts(rows), by=by, now=now)
        messages.success(request, gettext("Tekstene er lagret. De gjelder rapporter som lages fra nå av."))
        return redirect(f"{reverse('report-template', args=[municipality.number, kind.value])}?sprak={language}")
    context = {
        **around(template if template.pk else None, municipality, kind, language),
        "form": form,
        "opened": opened,
        "rows": rows,
        "wrong": wrong,
    }
    return render(request, "reporting/report_template_texts.html", context)


def around(
    template: ReportTemplate | None, municipality: Municipality, kind: ReportKind, language: str
) -> dict[str, object]:
    """What the pages of a template share: the ways between them, and what other languages lack."""
    sections = sections_of(kind)
    missing = {code: list(missing_in(template, code, sections)) for code in OTHER_LANGUAGES} if template else {}
    return {
        "municipality": municipality,
        "kind": kind,
        "kinds": list(ReportKind),
        "template": template,
        "saved_by": names_of([template.saved_by]).get(template.saved_by, template.saved_by) if template else "",
        "language": language,
        "languages": [(SOURCE_LANGUAGE, gettext("bokmål")), *OTHER_LANGUAGES.items()],
        "missing": [
            (OTHER_LANGUAGES[code], lines)
            for code, lines in missing.items()
            if lines and language in {code, SOURCE_LANGUAGE}
        ],
        "crumbs": reports_trail(),
    }
