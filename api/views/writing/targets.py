"""Targets: promised, changed, and taken away, as on the page where they are recorded."""

from collections.abc import Mapping
from copy import copy
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext
from rest_framework.exceptions import ValidationError

from api.problems import WHOLE, Refused
from api.serializers.targets_taken import FORM_NAMES, NewTargetTaken, TargetTaken, as_form_takes
from api.views.writing import Changes, Deletes, Makes
from api.writing import checked, written_in
from planning.models import Goal, Plan
from reporting.acting import who
from reporting.forms.target import BORDERS, RecordTargetForm
from reporting.forms.target_kinds import BLANK, FIGURELESS, KINDS
from reporting.forms.target_typing import kept_terms
from reporting.permissions import get_target_to_edit_for
from reporting.queries.lights import title_of
from reporting.services.removing_commented import TargetStays, delete_target
from reporting.views.recording import Recording
from targets.models import Target
from targets.services.promises import ReasonNeeded
from targets.services.promising import change_target, create_target
from targets.services.removing import IsJudged

TOLD_NAMES = {theirs: ours for ours, theirs in FORM_NAMES.items()} | {"used_indicator": "indicator", "__all__": WHOLE}
# What only some kinds ask for. The sign that a change is in percent says nothing without the change.
OF_KINDS = {*BLANK, *BORDERS, "unit", "steps_typed"} - {"change_is_percent"}


def form_of(user: Any, target: Target, sent: Mapping[str, Any]) -> RecordTargetForm:
    """The form as the page would send it: what stands, with what was sent over it. Raises ValidationError."""
    data: Any = sent
    recording = Recording(user, target, timezone.localdate(), data)
    initial = kept_terms(target) | {"kind": sent.get("kind", target.kind)}
    shown = RecordTargetForm(initial=initial, instance=copy(target), chosen=recording.chosen, own=recording.own)
    refuse_unused(shown, sent)
    data = written_in(shown) | dict(sent)
    form = recording.bound(data)
    checked(form, names=TOLD_NAMES)
    return form


def refuse_unused(shown: RecordTargetForm, sent: Mapping[str, Any]) -> None:
    """A form leaves out what its kind does not ask for. Whoever sends it means something by it, and is told."""
    kind = shown.kind_asked
    unused = [name for name in OF_KINDS if sent.get(name) and name not in shown.fields]
    if kind in FIGURELESS and sent.get("indicator"):
        unused.append("indicator")
    if unused:
        said = gettext("Måltall av slaget «%(kind)s» har ikke dette.") % {"kind": KINDS[kind].label}
        raise ValidationError({TOLD_NAMES.get(name, name): [said] for name in sorted(unused)})


class MakesTarget(Makes):
    taken = NewTargetTaken

    def make(self, plan: Plan, sent: dict[str, Any]) -> str:
        typed = as_form_takes(sent)
        goal = Goal.objects.select_related("primary_focus_area").get(plan=plan, pk=typed.pop("goal"))
        goal.plan = plan
        form = form_of(self.request.user, Target(plan=plan, goal=goal, kind=""), typed)
        on = timezone.localdate()
        return create_target(plan=plan, goal=goal, promised=form.promised(), on=on, **who(self.request)).code


class ChangesTarget(Changes, Deletes):
    taken = TargetTaken
    # Nobody is asked why a target goes away: what an adopted plan was judged by stays.
    knows: ClassVar[Any] = ()

    def change(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        target = get_target_to_edit_for(self.request.user, plan.code, code)
        form = form_of(self.request.user, target, as_form_takes(sent))
        said = {"promised": form.promised(), "reason": form.cleaned_data.get("why", "")}
        try:
            change_target(target=target, **said, on=timezone.localdate(), **who(self.request))
        except ReasonNeeded as error:
            message = gettext("Planen er vedtatt. Skriv hvorfor måltallet endres.")
            raise ValidationError({"reason": [message]}) from error

    def delete_row(self, plan: Plan, code: str, reason: str) -> None:
        target = get_target_to_edit_for(self.request.user, plan.code, code)
        try:
            delete_target(target=target, label=title_of(target), **who(self.request))
        except IsJudged as error:
            raise Refused(why_history_stays()) from error
        except TargetStays as error:
            raise Refused(str(error)) from error


def why_history_stays() -> str:
    return gettext(
        "Planen er vedtatt, og måltallet har hatt et lys. Da kan det ikke slettes, for historien skal kunne leses. "
        "Du kan endre måltallet i stedet; det som var lovet før, blir stående."
    )
