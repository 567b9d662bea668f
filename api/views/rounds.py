"""Reporting rounds. Whoever reads drafts in a municipality sees its rounds; to everybody else they are not there."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from api.filters.rounds import CommentaryFilter, RoundFilter
from api.queries.rounds import RoundTold, commentaries_in, rounds_told
from api.schema import changed, described, made
from api.serializers.commentaries import CommentaryShown
from api.serializers.rounds import RoundShown, RoundWholeShown
from api.serializers.rounds_taken import NewRoundTaken, RoundTaken, WordsTaken
from api.views.base import One, Several
from api.views.round_acts import ChangesRound, OpensRound
from api.views.words import WritesWords
from reporting.models import Commentary, ReportingRound
from reporting.permissions import get_round_for


@described(get=_("Rapporteringsrunder"), post=made(_("Åpne en rapporteringsrunde"), NewRoundTaken, RoundWholeShown))
class RoundList(OpensRound, Several):
    serializer_class = RoundShown
    filterset_class = RoundFilter
    orders = {"deadline": ("deadline",), "opened_at": ("opened_at",), "period": ("period",)}

    def get_queryset(self) -> QuerySet[ReportingRound]:
        return rounds_told(self.request.user)


@described(
    get=_("En rapporteringsrunde, og hvor langt den er kommet"),
    patch=changed(_("Endre en rapporteringsrunde"), RoundTaken, RoundWholeShown),
)
class RoundOne(ChangesRound, One):
    def get_object(self) -> RoundTold:
        return self.whole(self.kwargs["pk"])


@described(
    get=_("Det som er skrevet i en runde"),
    post=changed(_("Skriv om et måltall eller en indikator"), WordsTaken, CommentaryShown),
)
class CommentaryList(WritesWords, Several):
    filterset_class = CommentaryFilter
    orders = {"unit": ("unit__name",), "saved_at": ("saved_at",), "state": ("state",)}

    def get_queryset(self) -> QuerySet[Commentary]:
        return commentaries_in(get_round_for(self.request.user, self.kwargs["pk"]))
