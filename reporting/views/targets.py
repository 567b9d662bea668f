"""What a coordinator does with a light: set another beside it, take that back, judge a state, say what is done."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from reporting.forms.judging import DutyDoneForm, JudgeStateForm, SaidForm
from reporting.forms.overriding import NEXT_FIGURE, OverrideForm
from reporting.permissions import get_target_to_edit_for
from reporting.queries.lights import light_rows, title_of
from reporting.trails import target_trail
from targets.models import Assessment, Target, TargetKind
from targets.services.overriding import CannotOverride, override_light, withdraw_override
from targets.services.people import complete_duty, judge_state

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]
# For each kind that people judge: the form, and the service that keeps what it says.
JUDGED_BY_PEOPLE: dict[str, tuple[type[SaidForm], Any]] = {
    TargetKind.MILESTONE.value: (JudgeStateForm, judge_state),
    TargetKind.RECURRING.value: (DutyDoneForm, complete_duty),
}


@require_http_methods(SHOWN_OR_SENT)
def target_override(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    """The form beside the calculated light, and the light that is set."""
    target = get_target_to_edit_for(request.user, plan_code, code)
    standing = Assessment.objects.current().filter(target=target).first()
    if standing is None:
        messages.warning(request, gettext("Måltallet er ikke vurdert ennå, så det er ikke noe lys å overstyre."))
        return redirect("target-detail", plan_code, code)
    initial = {"decided_by": str(request.user), "until_kind": NEXT_FIGURE}
    sent = (request.POST,) if request.method == "POST" else ()
    form = OverrideForm(*sent, initial=initial, facts=standing.facts, on=timezone.localdate())
    if form.is_valid() and is_set(request, target, form):
        messages.success(request, gettext("Lyset er overstyrt. Det beregnede lyset vises ved siden av."))
        return redirect("target-detail", plan_code, code)
    return render(request, "reporting/target_override.html", {"form": form, **context_of(target)})


def is_set(request: HttpRequest, target: Target, form: OverrideForm) -> bool:
    """Whether the light was set; not where a figure that came meanwhile has made it impossible."""
    try:
        override_light(
            target=target,
            light=form.cleaned_data["light"],
            reason=form.cleaned_data["reason"],
            decided_by=form.cleaned_data["decided_by"],
            decided_on=form.on,
            until=form.until_day,
            by=request.user.get_username(),
            on=form.on,
            now=timezone.now(),
        )
    except CannotOverride:
        form.add_error(None, gettext("Lyset er beregnet på nytt mens du skrev. Se på det, og velg igjen."))
        return False
    return True


@require_POST
def target_override_withdraw(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    target = get_target_to_edit_for(request.user, plan_code, code)
    by, on, now = request.user.get_username(), timezone.localdate(), timezone.now()
    if withdraw_override(target=target, by=by, on=on, now=now):
        messages.success(request, gettext("Overstyringen er trukket tilbake. Det beregnede lyset gjelder igjen."))
    else:
        messages.info(request, gettext("Lyset er ikke overstyrt, så det er ikke noe å trekke tilbake."))
    return redirect("target-detail", plan_code, code)


@require_http_methods(SHOWN_OR_SENT)
def target_judge(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    """Judge a state, or say that a duty was done. What figures measure is judged by the rule alone."""
    target = get_target_to_edit_for(request.user, plan_code, code)
    if target.kind not in JUDGED_BY_PEOPLE:
        raise Http404(gettext("Måltallet vurderes etter tallene, og ikke av en person."))
    form_class, keep = JUDGED_BY_PEOPLE[target.kind]
    today = timezone.localdate()
    initial = {"judged_on": today, "done_on": today, "judged_by": str(request.user)}
    sent = (request.POST,) if request.method == "POST" else ()
    form = form_class(*sent, initial=initial, target=target, on=today)
    if form.is_valid():
        keep(target=target, **form.cleaned_data, by=request.user.get_username(), on=today, now=timezone.now())
        messages.success(request, gettext("Lagret. Lyset er vurdert på nytt."))
        return redirect("target-detail", plan_code, code)
    return render(request, "reporting/target_judge.html", {"form": form, **context_of(target)})


def context_of(target: Target) -> dict[str, Any]:
    """The target as it stands, beside the form."""
    return {
        "target": target,
        "row": light_rows(Target.objects.filter(pk=target.pk))[0],
        "crumbs": target_trail(target, title_of(target)),
        "municipality": target.plan.municipality,
    }
