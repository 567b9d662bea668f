"""Targets with their lights: of one plan, and of every plan that the caller may read."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from api.filters.targets import TargetAmongPlansFilter, TargetFilter
from api.queries.targets import TargetTold, readable_target, readable_targets, targets_told
from api.schema import changed, described, made
from api.serializers.targets import TargetShown
from api.serializers.targets_taken import NewTargetTaken, TargetTaken
from api.views.base import One, Several
from api.views.in_plan import InPlan
from api.views.writing.lights import (
    CauseTaken,
    CompletesDuty,
    CompletionTaken,
    JudgementTaken,
    JudgesState,
    Overrides,
    OverrideTaken,
    StatesCause,
)
from api.views.writing.targets import ChangesTarget, MakesTarget
from targets.models import Target


class Targets(Several):
    """As everybody may read them; more of the plans in which the caller has a role."""

    is_open = True
    queryset = Target.objects.none()
    serializer_class = TargetShown
    orders = {
        "plan": ("plan__code", "order", "code"),
        "code": ("code",),
        # The worst first.
        "light": ("place_of_light",),
        "since": ("changed_on",),
        "kind": ("kind",),
        "deadline": ("deadline",),
    }

    def told(self, rows: list[Any] | None) -> Iterable[TargetTold]:
        return targets_told(rows or [])


@described(get=_("Måltall i alle planer som kan leses"))
class TargetAmongPlansList(Targets):
    filterset_class = TargetAmongPlansFilter

    def get_queryset(self) -> QuerySet[Target]:
        return readable_targets(self.request.user)


class OfTargets(InPlan):
    serializer_class = TargetShown
    queryset = Target.objects.none()

    def shown(self, code: str) -> TargetTold:
        (told,) = targets_told([readable_target(self.request.user, self.kwargs["plan_code"], code)])
        return told


@described(get=_("Måltall i en plan, med lys"), post=made(_("Nytt måltall"), NewTargetTaken, TargetShown))
class TargetList(MakesTarget, OfTargets, Targets):
    filterset_class = TargetFilter

    def get_queryset(self) -> QuerySet[Target]:
        return readable_targets(self.request.user).filter(plan=self.plan)

    def told(self, rows: Any) -> Any:
        """Of a page of rows, and of the one that was made by its code."""
        return self.get_serializer(self.shown(rows)).data if isinstance(rows, str) else targets_told(rows or [])


@described(
    get=_("Et måltall, med lys"),
    patch=changed(_("Endre et måltall"), TargetTaken, TargetShown),
    delete=_("Slett et måltall"),
)
class TargetOne(ChangesTarget, OfTargets, One):
    """The promise, the light, and why it is so."""

    def get_object(self) -> TargetTold:
        return self.shown(self.kwargs["code"])


@described(
    post=changed(_("Sett et annet lys enn det beregnede"), OverrideTaken, TargetShown),
    delete=changed(_("Trekk tilbake lyset som er satt"), None, TargetShown),
)
class TargetOverride(Overrides, OfTargets):
    """The light that a person sets beside the calculated one."""


@described(post=changed(_("Vurder om en tilstand er nådd"), JudgementTaken, TargetShown))
class TargetJudgement(JudgesState, OfTargets):
    """Of a state that no figure measures."""


@described(post=changed(_("Si at en oppgave er gjort"), CompletionTaken, TargetShown))
class TargetCompletion(CompletesDuty, OfTargets):
    """Of a duty that comes back."""


@described(post=changed(_("Si hvorfor et måltall står som det gjør, og hva som gjøres"), CauseTaken, TargetShown))
class TargetCause(StatesCause, OfTargets):
    """The cause, and measures."""
