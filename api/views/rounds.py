"""Reporting rounds. Whoever reads drafts in a municipality sees its rounds; to everybody else they are not there."""

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from api.filters.rounds import CommentaryFilter, RoundFilter
from api.queries.rounds import RoundTold, commentaries_in, round_told, rounds_told
from api.schema import described
from api.serializers.commentaries import CommentaryShown
from api.serializers.rounds import RoundShown, RoundWholeShown
from api.views.base import One, Several
from reporting.models import Commentary, ReportingRound
from reporting.permissions import get_round_for, no_such_round


@described(get=_("Rapporteringsrunder"))
class RoundList(Several):
    queryset = ReportingRound.objects.none()
    serializer_class = RoundShown
    filterset_class = RoundFilter
    orders = {"deadline": ("deadline",), "opened_at": ("opened_at",), "period": ("period",)}

    def get_queryset(self) -> QuerySet[ReportingRound]:
        return rounds_told(self.request.user)


@described(get=_("En rapporteringsrunde, og hvor langt den er kommet"))
class RoundOne(One):
    queryset = ReportingRound.objects.none()
    serializer_class = RoundWholeShown

    def get_object(self) -> RoundTold:
        if found := rounds_told(self.request.user).filter(pk=self.kwargs["pk"]).first():
            return round_told(found, on=timezone.localdate())
        raise no_such_round()


@described(get=_("Det som er skrevet i en runde"))
class CommentaryList(Several):
    queryset = Commentary.objects.none()
    serializer_class = CommentaryShown
    filterset_class = CommentaryFilter
    orders = {"unit": ("unit__name",), "saved_at": ("saved_at",), "state": ("state",)}

    def get_queryset(self) -> QuerySet[Commentary]:
        return commentaries_in(get_round_for(self.request.user, self.kwargs["pk"]))
