"""The page where the words on one target or indicator are written."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from reporting.permissions import get_round_for, get_subject_of_round
from reporting.views.commentary_room import SUBMIT, TOGETHER, Writing
from reporting.views.measures import SHOWN_OR_SENT
from reporting.views.writing_page import names_of_other, page_of


@require_http_methods(SHOWN_OR_SENT)
def commentary_write(request: HttpRequest, pk: int, kind: str, subject: int) -> HttpResponse:
    """The figure with its light, and the words. Typing is saved on the way; a button does the same without script.

    `?versjon=3` takes the words of an earlier version into the field; they are not saved before the person does so.
    """
    asked = get_round_for(request.user, pk)
    about = get_subject_of_round(request.user, asked, kind, subject)
    writing = Writing(request, asked, about, on=timezone.localdate(), now=timezone.now())
    if request.method != "POST":
        return render(request, "reporting/commentary_write.html", page_of(writing, writing.as_it_stands()))
    if not writing.is_theirs:
        raise PermissionDenied
    handling = request.POST.get("handling", "")
    saved = writing.together() if handling == TOGETHER else writing.receive()
    if request.headers.get("HX-Request"):
        context = {"saved": saved, "writing": writing, "names": names_of_other(saved)}
        return render(request, "reporting/_commentary_saved.html", context)
    if saved.is_whole:
        return lead_on(request, writing)
    return render(request, "reporting/commentary_write.html", page_of(writing, saved))


def lead_on(request: HttpRequest, writing: Writing) -> HttpResponse:
    """Back to the same page; after sending in, to the next thing that words are asked for, else to the list."""
    if request.POST.get("handling") != SUBMIT:
        messages.success(request, gettext("Lagret %(time)s.") % {"time": writing.clock})
        return redirect(request.path)
    messages.success(request, gettext("«%(title)s» er sendt inn.") % {"title": writing.room.item.title})
    following = writing.room.next
    if following is not None and following.is_left:
        return redirect("commentary-write", writing.asked.pk, following.kind, following.pk)
    assert writing.unit is not None
    return redirect("round-unit", writing.asked.pk, writing.unit.pk)
