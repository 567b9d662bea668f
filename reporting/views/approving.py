"""The queue of words that are sent in: approve, or return with the reason."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from reporting.acting import who
from reporting.forms.commentary import ReturnForm
from reporting.models import Commentary
from reporting.permissions import get_commentary_to_decide_for, get_round_to_run_for
from reporting.queries.rounds.approval import Queue, Waiting, approval_queue
from reporting.round_addresses import address_of_words
from reporting.services.commentary import CommentaryRefused, approve, reopen, return_to_unit
from reporting.views.measures import SHOWN_OR_SENT
from reporting.views.rounds import around


@require_http_methods(SHOWN_OR_SENT)
def round_approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Light, words and files side by side. A button approves one, or those that are ticked, or sends one back."""
    asked = get_round_to_run_for(request.user, pk)
    queue = approval_queue(asked, on=timezone.localdate())
    refused = decide(request, queue) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        return redirect("round-approve", pk)
    context = {
        "asked": asked,
        "queue": queue,
        "clear": with_forms(queue.clear, refused),
        "doubtful": with_forms(queue.doubtful, refused),
        "refused": refused,
        **around(asked),
    }
    return render(request, "reporting/round_approve.html", context)


@require_POST
def commentary_reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up again what is approved: it goes back to the unit with the reason."""
    commentary = get_commentary_to_decide_for(request.user, pk)
    try:
        reopen(commentary=commentary, reason=request.POST.get("reason", ""), **who(request))
        messages.success(request, gettext("Teksten er sendt tilbake til virksomheten."))
    except CommentaryRefused as refused:
        messages.error(request, str(refused))
    return redirect(address_of_words(commentary))


def with_forms(waiting: Iterable[Waiting], refused: ReturnForm | None) -> list[tuple[Waiting, ReturnForm]]:
    """Each with the form that sends it back; the one that was refused with what is wrong."""
    return [
        (one, refused if refused and refused.about == one.commentary.pk else ReturnForm(about=one.commentary.pk))
        for one in waiting
    ]


def decide(request: HttpRequest, queue: Queue) -> ReturnForm | None:
    """As the button says that was pressed. A form where the reason is lacking."""
    chosen = {*request.POST.getlist("vurdering")}
    found = [one.commentary for one in queue.everything if str(one.commentary.pk) in chosen]
    if request.POST.get("handling") == "tilbake":
        return send_back(request, found)
    if not found:
        messages.error(request, gettext("Velg minst én tekst å godkjenne."))
        return None
    number = sum(is_approved(request, one) for one in found)
    said = ngettext("%(n)d tekst er godkjent.", "%(n)d tekster er godkjent.", number)
    if number:
        messages.success(request, said % {"n": number})
    return None


def is_approved(request: HttpRequest, commentary: Commentary) -> bool:
    try:
        approve(commentary=commentary, **who(request))
    except CommentaryRefused as refused:
        messages.error(request, str(refused))
        return False
    return True


def send_back(request: HttpRequest, found: list[Commentary]) -> ReturnForm | None:
    if len(found) != 1:
        messages.error(request, gettext("Teksten venter ikke lenger på godkjenning."))
        return None
    form = ReturnForm(request.POST, about=found[0].pk)
    if not form.is_valid():
        return form
    try:
        return_to_unit(commentary=found[0], reason=form.cleaned_data["reason"], **who(request))
        messages.success(request, gettext("Teksten er sendt tilbake til %(unit)s.") % {"unit": found[0].unit.name})
    except CommentaryRefused as refused:
        messages.error(request, str(refused))
    return None
