"""Recording a target on the plan's own page: found, typed, looked at before it is kept, changed, and taken away."""

from collections.abc import Iterator

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.opened import OPENED, Opened, opened_as
from planning.models import PlanStatus
from reporting.forms.target import RecordTargetForm
from reporting.permissions import get_goal_to_edit_for, get_plan_to_edit_for, get_target_to_edit_for
from reporting.queries.lights import light_rows, title_of
from reporting.services.in_turn import in_turn
from reporting.services.removing_commented import TargetStays, delete_target, why_target_stays
from reporting.trails import target_trail
from reporting.views.recording import PREVIEW, SAVE, Recording, aside_of, context_of, version_of_target
from targets.models import Target
from targets.services.promising import change_target, create_target
from targets.services.removing import IsJudged, may_be_deleted

SHOWN_OR_SENT = ["GET", "HEAD", "POST"]


@require_http_methods(SHOWN_OR_SENT)
def target_create(request: HttpRequest, plan_code: str, goal_code: str) -> HttpResponse:
    goal = get_goal_to_edit_for(request.user, plan_code, goal_code)
    return record(request, recording_of(request, Target(plan=goal.plan, goal=goal, kind="")))


@require_http_methods(SHOWN_OR_SENT)
def target_edit(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    return record(request, recording_of(request, get_target_to_edit_for(request.user, plan_code, code)))


@require_POST
def target_preview(request: HttpRequest, plan_code: str) -> HttpResponse:
    """What is typed, judged by the rule and drawn. Stores nothing."""
    recording = recording_of(request, target_typed_of(request, plan_code))
    context = aside_of(recording, recording.bound(request.POST))
    return render(request, "reporting/_target_preview.html", context)


def target_typed_of(request: HttpRequest, plan_code: str) -> Target:
    """The target that is edited, or a new one for the goal."""
    if code := request.POST.get("maltall"):
        return get_target_to_edit_for(request.user, plan_code, code)
    if code := request.POST.get("mal"):
        goal = get_goal_to_edit_for(request.user, plan_code, code)
        return Target(plan=goal.plan, goal=goal, kind="")
    return Target(plan=get_plan_to_edit_for(request.user, plan_code), kind="")


def recording_of(request: HttpRequest, target: Target) -> Recording:
    """The target with what was sent, or what the address asks for."""
    if request.method == "POST":
        return Recording(request.user, target, timezone.localdate(), request.POST)
    asked = QueryDict(mutable=True)
    if code := request.GET.get("indikator"):
        asked["indicator"] = code
    recording = Recording(request.user, target, timezone.localdate(), asked)
    if recording.code and recording.chosen is None:
        raise Http404(gettext("Indikatoren finnes ikke, eller du har ikke tilgang til den."))
    return recording


def record(request: HttpRequest, recording: Recording) -> HttpResponse:
    """The form, as it is asked to be shown; or the target's page where it was saved."""
    if request.method == "POST" and recording.asks_for == SAVE:
        rows = [recording.target] if recording.target.pk else []
        with in_turn(recording.target.plan, *rows, is_sent=True):
            return answered(request, recording)
    is_looking = recording.asks_for == PREVIEW and request.method == "POST"
    form = recording.bound(request.POST) if is_looking else recording.unbound()
    # Whoever looks for an indicator or at the light goes on from the version that was opened.
    version = request.POST.get(OPENED, "") or version_of_target(recording.target)
    return shown(request, recording, form, Opened(version))


def answered(request: HttpRequest, recording: Recording) -> HttpResponse:
    """What was sent to be saved."""
    target, form = recording.target, recording.bound(request.POST)
    version = version_of_target(target)
    opened = opened_as(form, rows=written_of(target), version=version) if target.pk else Opened(version)
    if opened.is_mine and form.is_valid():
        return saved(request, target, form)
    return shown(request, recording, form, opened)


def written_of(target: Target) -> Iterator[Model]:
    """All that is saved with it: whoever changed no more than a step has changed the target."""
    yield target
    yield from target.steps.all()


def shown(request: HttpRequest, recording: Recording, form: RecordTargetForm, opened: Opened) -> HttpResponse:
    return render(request, "reporting/target_form.html", context_of(recording, form) | {"opened": opened})


def saved(request: HttpRequest, target: Target, form: RecordTargetForm) -> HttpResponse:
    by, on, now = request.user.get_username(), timezone.localdate(), timezone.now()
    if target.pk:
        reason = form.cleaned_data.get("why", "")
        change_target(target=target, promised=form.promised(), reason=reason, by=by, on=on, now=now)
        messages.success(request, gettext("Måltallet er endret og vurdert på nytt."))
    else:
        goal = target.goal
        assert goal is not None
        target = create_target(plan=target.plan, goal=goal, promised=form.promised(), by=by, on=on, now=now)
        messages.success(request, gettext("Måltallet er lagret og vurdert."))
    return redirect("target-detail", target.plan.code, target.code)


@require_http_methods(SHOWN_OR_SENT)
def target_delete(request: HttpRequest, plan_code: str, code: str) -> HttpResponse:
    """Asked for once more, and done."""
    target = get_target_to_edit_for(request.user, plan_code, code)
    title, plan = title_of(target), target.plan
    if request.method == "POST":
        try:
            delete_target(target=target, label=title, by=request.user.get_username(), now=timezone.now())
        except (IsJudged, TargetStays):
            return refused(request, target, title)
        messages.success(request, gettext("Måltallet «%(title)s» er slettet.") % {"title": title})
        return redirect("targets-edit", plan.code)
    return asked_again(request, target, title, 200)


def refused(request: HttpRequest, target: Target, title: str) -> HttpResponse:
    return asked_again(request, target, title, 409)


def asked_again(request: HttpRequest, target: Target, title: str, status: int) -> HttpResponse:
    written = why_target_stays(target)
    context = {
        "target": target,
        "row": light_rows(Target.objects.filter(pk=target.pk))[0],
        "is_allowed": may_be_deleted(target) and not written,
        "written": written,
        "is_draft": target.plan.status == PlanStatus.DRAFT,
        "crumbs": target_trail(target, title),
        "municipality": target.plan.municipality,
    }
    return render(request, "reporting/target_delete.html", context, status=status)
