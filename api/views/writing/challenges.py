"""Challenges and opportunities: written, and taken away."""

from typing import Any

from django.utils import timezone
from rest_framework import serializers

from api.serializers.taken import OneTheme, SeveralOf, Why
from api.views.writing import Changes, DeletesWithReason, Makes
from api.writing import checked, written_in
from planning.models import Basis, Challenge, ChallengeKind, Dimension, FocusArea, Level, Measure, Plan
from planning.services.challenges import add_challenge, change_challenge, delete_challenge
from reporting.acting import who
from reporting.forms.challenges import ChallengeForm, DeleteChallengeForm


class ChallengeTaken(Why):
    """A challenge or an opportunity as it is written. In an adopted plan another text needs a reason.

    The dimension and what it rests on are said together.
    """

    kind = serializers.ChoiceField(ChallengeKind.choices)
    text = serializers.CharField(max_length=2_000)
    dimension = serializers.ChoiceField(Dimension.choices, required=False, allow_null=True)
    dimension_basis = serializers.ChoiceField(Basis.choices, required=False, allow_null=True)
    level = serializers.ChoiceField(Level.choices, required=False)
    focus_areas = SeveralOf(lambda plan: FocusArea.objects.filter(plan=plan))
    theme = OneTheme()
    measures = SeveralOf(lambda plan: Measure.objects.filter(plan=plan))


class MakesChallenge(Makes):
    taken = ChallengeTaken

    def make(self, plan: Plan, sent: dict[str, Any]) -> str:
        form = ChallengeForm(written_in(ChallengeForm(plan=plan)) | sent, plan=plan)
        checked(form)
        return add_challenge(plan=plan, values=form.values, links=form.links, **who(self.request)).code


class ChangesChallenge(Changes, DeletesWithReason):
    taken = ChallengeTaken

    def change(self, plan: Plan, code: str, sent: dict[str, Any]) -> None:
        challenge = challenge_of(plan, code)
        shown = written_in(ChallengeForm(plan=plan, challenge=challenge))
        form = ChallengeForm(shown | sent, plan=plan, challenge=challenge)
        checked(form)
        said: dict[str, Any] = {"values": form.values, "links": form.links, **form.why}
        change_challenge(challenge=challenge, **said, on=timezone.localdate(), **who(self.request))

    def delete_row(self, plan: Plan, code: str, reason: str) -> None:
        form = DeleteChallengeForm({"reason": reason}, plan=plan)
        checked(form)
        given = form.cleaned_data["reason"]
        delete_challenge(challenge=challenge_of(plan, code), reason=given, **who(self.request))


def challenge_of(plan: Plan, code: str) -> Challenge:
    return Challenge.objects.select_related("plan__municipality", "theme__focus_area").get(plan=plan, code=code)
