"""Which report a page is about."""

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from reporting.exports.reports import ReportAsked
from reporting.forms.reports import AskForm
from reporting.permissions import municipalities_to_report_on_for, plans_to_report_on_for


def asked_in(request: HttpRequest) -> ReportAsked:
    """The report that the address names, or 404."""
    form = AskForm(
        request.GET,
        plans=plans_to_report_on_for(request.user).select_related("municipality"),
        municipalities=municipalities_to_report_on_for(request.user),
        year=timezone.localdate().year,
    )
    if not form.is_valid():
        raise Http404(gettext("Rapporten finnes ikke, eller du har ikke tilgang til den."))
    return form.asked
