"""Guidelines of a plan."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from api.filters.guidelines import GuidelineFilter
from api.queries.plan_parts import guidelines_told
from api.schema import changed, described, made
from api.serializers.guidelines import GuidelineShown, OwnGuidelineShown
from api.views.in_plan import InPlan, OneInPlan, SeveralInPlan
from api.views.writing.guidelines import ChangesGuideline, GuidelineTaken, MakesGuideline
from planning.models import Guideline


class OfGuidelines(InPlan):
    serializer_class = GuidelineShown
    own_serializer_class = OwnGuidelineShown
    missing = gettext_lazy("Føringen finnes ikke i planen.")

    def get_queryset(self) -> QuerySet[Guideline]:
        return guidelines_told(self.plan)


@described(
    get=gettext_lazy("Føringene som planen bygger på"),
    post=made(gettext_lazy("Ny føring"), GuidelineTaken, OwnGuidelineShown),
)
class GuidelineList(MakesGuideline, OfGuidelines, SeveralInPlan):
    """What others have decided, each once, with every place that cites it."""

    filterset_class = GuidelineFilter
    orders = {"order": ("order", "code"), "code": ("code",), "title": ("by_title",), "level": ("level",)}


@described(
    get=gettext_lazy("En føring"),
    patch=changed(gettext_lazy("Endre en føring"), GuidelineTaken, OwnGuidelineShown),
    delete=gettext_lazy("Slett en føring"),
)
class GuidelineOne(ChangesGuideline, OfGuidelines, OneInPlan):
    """One guideline, with every place that cites it."""
