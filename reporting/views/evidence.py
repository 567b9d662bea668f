"""Files that words rest on: to take down, and to take away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from reporting.acting import who
from reporting.models import Commentary
from reporting.permissions import get_evidence_for, get_evidence_to_remove_for
from reporting.round_addresses import address_of_words
from reporting.services.evidence import EvidenceRefused, remove_evidence


@never_cache
@require_safe
def evidence_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The file to keep, never to be shown by the browser: somebody else has brought it."""
    found = get_evidence_for(request.user, pk)
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=found.name) or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return HttpResponse(bytes(found.body), content_type=found.media_type, headers=headers)


@require_POST
def evidence_remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_evidence_to_remove_for(request.user, pk)
    commentary: Commentary = found.commentary
    try:
        remove_evidence(evidence=found, **who(request))
        messages.success(request, gettext("%(name)s er fjernet.") % {"name": found.name})
    except EvidenceRefused as refused:
        messages.error(request, str(refused))
    return redirect(address_of_words(commentary))
