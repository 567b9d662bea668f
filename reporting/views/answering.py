"""Saying why a target stands as it does, and what is done about it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from accounts.opened import opened_as
from reporting.forms.answering import CauseForm
from reporting.permissions import get_target_to_answer_for
from reporting.queries.answers import answers_for
from reporting.queries.lights import light_rows, title_of, unit_of
from reporting.services.in_turn import in_turn
from reporting.trails import target_trail
from targets.models import Target
from targets.services.answering import answer_for


@require_http_methods(["GET", "HEAD", "POST"])
def target_cause(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    """The cause, as it was said last, and measures: some that are there, or a new one."""
    target = get_target_to_answer_for(request.user, plan_code, code)
    with in_turn(target.plan, is_sent=request.method == "POST"):
        return cause_answered(request, target)


def cause_answered(request: HttpRequest, target: Target) -> HttpResponse:
    on = timezone.localdate()
    answer = answers_for([target.pk], on=on)[target.pk]
    sent = (request.POST,) if request.method == "POST" else ()
    form = CauseForm(*sent, target=target, answer=answer, initial={"unit": unit_of(target)})
    # A measure is written anew each time.
    opened = opened_as(form, rows=target.stated_causes.order_by("-said_at", "-pk")[:1], names=["text"])
    if opened.is_mine and form.is_valid():
        by, said_by = request.user.get_username(), str(request.user)
        answer_for(target=target, answered=form.answered, said_by=said_by, by=by, on=on, now=timezone.now())
        messages.success(request, gettext("Lagret. Årsaken og tiltakene følger måltallet til det blir grønt."))
        return redirect("target-detail", target.plan.code, target.code)
    context = {
        "form": form,
        "opened": opened,
        "target": target,
        "answer": answer,
        "row": light_rows(Target.objects.filter(pk=target.pk))[0],
        "crumbs": target_trail(target, title_of(target)),
        "municipality": target.plan.municipality,
    }
    return render(request, "reporting/target_cause.html", context)
