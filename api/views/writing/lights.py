"""What people do with the light of a target: set another beside it, judge a state, say what is done, and why."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from api.problems import Refused
from api.serializers.base import Taken
from api.serializers.taken import OneOf, SeveralOf, people
from api.services.holding import held
from api.views.writing import Writing
from api.writing import check_unchanged, checked, once, written_in
from planning.models import Measure, Plan
from reporting.acting import who
from reporting.forms.answering import NEW, CauseForm
from reporting.forms.judging import DutyDoneForm, JudgeStateForm, SaidForm
from reporting.forms.measures import units_of
from reporting.forms.overriding import DAY, NEXT_FIGURE, OverrideForm
from reporting.permissions import get_target_to_answer_for, get_target_to_edit_for
from reporting.queries.answers import answers_for
from reporting.queries.lights import unit_of
from targets.models import Assessment, JudgedLight, Target, TargetKind
from targets.rules import Light
from targets.services.answering import answer_for
from targets.services.overriding import CannotOverride, override_light, withdraw_override
from targets.services.people import complete_duty, judge_state


class ActsOnTarget(Writing):
    """Answers with the target as it is read, with the light that came of it."""

    takes_match = True

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.acted)

    def acted(self) -> Response:
        # Who may, before what was sent is looked at: what names are there is not for everybody.
        target = self.target()
        with self.held_with(target):
            self.act(target, self.sent(target.plan))
            return self.answered()

    @contextmanager
    def held_with(self, target: Target) -> Iterator[None]:
        """Held as in a change of the plan, and as the caller has read it."""
        with held(Plan.objects.filter(pk=target.plan_id), Target.objects.filter(pk=target.pk)):
            # Whoever says something of a light says it of the one that was read.
            check_unchanged(self.request, lambda: self.read_back(target.code), self.computed, is_whole=True)
            yield

    def answered(self) -> Response:
        return self.tagged(self.read_back(self.kwargs["code"]))

    def target(self) -> Target:
        """403 for those who only read the plan by a role, 404 for everybody else."""
        return get_target_to_edit_for(self.request.user, self.kwargs["plan_code"], self.kwargs["code"])

    def act(self, target: Target, sent: dict[str, Any]) -> None:
        raise NotImplementedError


class OverrideTaken(Taken):
    """A light that somebody has decided. It counts to a last day, or until the next figure."""

    light = serializers.ChoiceField([(one.value, one.value) for one in Light])
    reason = serializers.CharField(max_length=2_000)
    decided_by = serializers.CharField(required=False, max_length=200)
    until = serializers.DateField(required=False, allow_null=True)


class Overrides(ActsOnTarget):
    taken = OverrideTaken

    def act(self, target: Target, sent: dict[str, Any]) -> None:
        standing = Assessment.objects.current().filter(target=target).first()
        if standing is None:
            raise Refused(gettext("Måltallet er ikke vurdert ennå, så det er ikke noe lys å overstyre."))
        until = sent.get("until")
        data = {"decided_by": str(self.request.user), **sent, "until_kind": DAY if until else NEXT_FIGURE}
        form = OverrideForm(data, facts=standing.facts, on=timezone.localdate())
        checked(form, names={"until_kind": "until"})
        said = {name: form.cleaned_data[name] for name in ("light", "reason", "decided_by")}
        days: dict[str, Any] = {"decided_on": form.on, "until": form.until_day, "on": form.on}
        try:
            override_light(target=target, **said, **days, **who(self.request))
        except CannotOverride as error:
            raise Refused(gettext("Lyset er beregnet på nytt mens du skrev. Se på det, og velg igjen.")) from error

    def delete(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.withdrawn)

    def withdrawn(self) -> Response:
        target = self.target()
        with self.held_with(target):
            if not withdraw_override(target=target, on=timezone.localdate(), **who(self.request)):
                raise Refused(gettext("Lyset er ikke overstyrt, så det er ikke noe å trekke tilbake."))
            return self.answered()


class Judges(ActsOnTarget):
    """What people judge themselves: the form and the service of the kind."""

    kind: ClassVar[TargetKind]
    form: ClassVar[type[SaidForm]]

    def target(self) -> Target:
        target = super().target()
        if target.kind != self.kind:
            raise Http404(gettext("Måltallet er av et annet slag, og vurderes ikke slik."))
        return target

    def values(self, target: Target, known: dict[str, Any], sent: dict[str, Any]) -> dict[str, Any]:
        """What the service takes."""
        today = timezone.localdate()
        form = self.form(known | sent, target=target, on=today)
        checked(form)
        return {"target": target, **form.cleaned_data, "on": today, **who(self.request)}


class JudgementTaken(Taken):
    """What somebody judges of a state that is to be reached."""

    light = serializers.ChoiceField(JudgedLight.choices)
    reason = serializers.CharField(max_length=2_000)
    judged_on = serializers.DateField(required=False)
    judged_by = serializers.CharField(required=False, max_length=200)


class JudgesState(Judges):
    taken, kind, form = JudgementTaken, TargetKind.MILESTONE, JudgeStateForm

    def act(self, target: Target, sent: dict[str, Any]) -> None:
        known = {"judged_on": timezone.localdate(), "judged_by": str(self.request.user)}
        judge_state(**self.values(target, known, sent))


class CompletionTaken(Taken):
    """That a duty was done, and how long that holds where it is another time than the plan says."""

    done_on = serializers.DateField(required=False)
    holds_until = serializers.DateField(required=False, allow_null=True)
    note = serializers.CharField(required=False, allow_blank=True, max_length=300)


class CompletesDuty(Judges):
    taken, kind, form = CompletionTaken, TargetKind.RECURRING, DutyDoneForm

    def act(self, target: Target, sent: dict[str, Any]) -> None:
        complete_duty(**self.values(target, {"done_on": timezone.localdate()}, sent))


class NewMeasureTaken(Taken):
    """A measure that is made to mend it."""

    title = serializers.CharField(max_length=300)
    deadline = serializers.DateField(required=False, allow_null=True)
    unit = OneOf(lambda plan: units_of(plan.municipality), by="name")
    owner = OneOf(people, by="username")


class CauseTaken(Taken):
    """Why the target stands as it does, and what is done: measures of the plan by their codes, or a new one."""

    text = serializers.CharField(required=False, max_length=2_000)
    measures = SeveralOf(lambda plan: Measure.objects.filter(plan=plan))
    new_measure = NewMeasureTaken(required=False, allow_null=True)


class StatesCause(ActsOnTarget):
    """Said by those who answer for lights, and by contacts of the unit that answers for the target."""

    taken = CauseTaken

    def target(self) -> Target:
        return get_target_to_answer_for(self.request.user, self.kwargs["plan_code"], self.kwargs["code"])

    def act(self, target: Target, sent: dict[str, Any]) -> None:
        on = timezone.localdate()
        told: dict[str, Any] = {"target": target, "answer": answers_for([target.pk], on=on)[target.pk]}
        if target.goal is None and (sent.get("measures") or sent.get("new_measure")):
            raise Refused(gettext("Måltallet er en norm uten mål, så det kan ikke knyttes tiltak til det."))
        shown = CauseForm(initial={"unit": unit_of(target)}, **told)
        form = CauseForm(written_in(shown) | as_cause_form_takes(sent), **told)
        checked(form, names={"linked": "measures"} | {name: f"new_measure.{name}" for name in NEW})
        said: dict[str, Any] = {"answered": form.answered, "said_by": str(self.request.user)}
        answer_for(target=target, **said, on=on, **who(self.request))


def as_cause_form_takes(sent: dict[str, Any]) -> dict[str, Any]:
    text = {"text": sent["text"]} if "text" in sent else {}
    return text | {"linked": sent.get("measures", [])} | (sent.get("new_measure") or {})
