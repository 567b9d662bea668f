"""Challenges and opportunities of a plan."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from api.filters.challenges import ChallengeFilter
from api.queries.plan_parts import challenges_told
from api.schema import changed, described, made
from api.serializers.challenges import ChallengeShown, OwnChallengeShown
from api.views.in_plan import InPlan, OneInPlan, SeveralInPlan
from api.views.writing.challenges import ChallengeTaken, ChangesChallenge, MakesChallenge
from planning.models import Challenge
from reporting.queries.focus_challenges import names_of_indicators


class OfChallenges(InPlan):
    serializer_class = ChallengeShown
    own_serializer_class = OwnChallengeShown
    missing = gettext_lazy("Utfordringen finnes ikke i planen.")

    def get_queryset(self) -> QuerySet[Challenge]:
        return challenges_told(self.plan)

    def with_more(self, rows: Sequence[Challenge]) -> None:
        """The challenge names indicators by the plan's own codes; what is told is what they are called elsewhere."""
        known = names_of_indicators(self.plan, rows)
        for one in rows:
            named = one.extra.get("indicators", ())
            one.indicator_codes = [known[code][0] for code in named if code in known]  # type: ignore[attr-defined]


@described(
    get=gettext_lazy("Utfordringene og mulighetene som planen svarer på"),
    post=made(gettext_lazy("Ny utfordring eller mulighet"), ChallengeTaken, OwnChallengeShown),
)
class ChallengeList(MakesChallenge, OfChallenges, SeveralInPlan):
    """Challenges and opportunities with their dimension of sustainability."""

    filterset_class = ChallengeFilter
    orders = {"order": ("order", "code"), "code": ("code",), "text": ("by_text",), "dimension": ("dimension",)}


@described(
    get=gettext_lazy("En utfordring eller mulighet"),
    patch=changed(gettext_lazy("Endre en utfordring eller mulighet"), ChallengeTaken, OwnChallengeShown),
    delete=gettext_lazy("Slett en utfordring eller mulighet"),
)
class ChallengeOne(ChangesChallenge, OfChallenges, OneInPlan):
    """One challenge or opportunity."""
