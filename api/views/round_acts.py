"""What a coordinator does with a round: opens, changes, closes and reopens it, and reminds those who lag behind."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Scope
from api.queries.rounds import RoundTold, round_told, rounds_told
from api.schema import changed, described
from api.serializers.base import Taken
from api.serializers.rounds import RoundWholeShown
from api.serializers.rounds_taken import NewRoundTaken, ReasonTaken, RemindedShown, ReminderTaken, RoundTaken
from api.services.holding import held
from api.views.base import Answering
from api.views.writing.acting import Acts, Nothing, body_of, refusing
from api.writing import check_unchanged, checked, once, written_in
from reporting.acting import who
from reporting.forms.rounds import RoundForm
from reporting.models import ReportingRound
from reporting.permissions import (
    get_round_to_run_for,
    get_unit_of_round,
    municipality_to_run_for,
    no_such_round,
    plans_to_ask_about,
)
from reporting.services.reminding import remind_now
from reporting.services.rounds import RoundRefused, change_round, close_round, open_round, reopen_round

HOME = "municipality"


class OfRounds(Answering):
    """Answers with the round as it is read, whole."""

    writes_with = Scope.WRITE_ROUNDS
    queryset = ReportingRound.objects.none()
    serializer_class: Any = RoundWholeShown
    # Whatever is asked for or done.
    computed = RoundWholeShown.computed

    def whole(self, pk: int) -> RoundTold:
        if found := rounds_told(self.request.user).filter(pk=pk).first():
            return round_told(found, on=timezone.localdate())
        raise no_such_round()

    def as_read(self, pk: int) -> dict[str, Any]:
        found: dict[str, Any] = RoundWholeShown(self.whole(pk), context={"request": self.request}).data
        return found

    def check_read(self, pk: int) -> None:
        """Raises ChangedMeanwhile where the round is not as the caller has read it."""
        check_unchanged(self.request, lambda: self.as_read(pk), self.computed)

    def to_run(self) -> ReportingRound:
        """403 for others who see the round, 404 for everybody else."""
        return get_round_to_run_for(self.request.user, self.kwargs["pk"])

    def answered(self) -> Response:
        return self.tagged(self.as_read(self.kwargs["pk"]))

    def plan_keys(self, sent: dict[str, Any], home: Any) -> dict[str, Any]:
        """With the keys of plans for their codes. Raises ValidationError for those that the caller may not read."""
        if "plans" not in sent:
            return sent
        found = dict(plans_to_ask_about(self.request.user, home).values_list("code", "pk"))
        if unknown := [code for code in sent["plans"] if code not in found]:
            raise ValidationError({"plans": [gettext("Finnes ikke her: %(code)s.") % {"code": one} for one in unknown]})
        return sent | {"plans": [found[code] for code in sent["plans"]]}


class OpensRound(OfRounds):
    """`municipality` says where, for those who run rounds in several."""

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.opened)

    def opened(self) -> Response:
        home = municipality_to_run_for(self.request.user, number_in(self.request.data))
        sent = self.plan_keys(body_of(self.request, NewRoundTaken, home=home), home)
        plans, today = plans_to_ask_about(self.request.user, home), timezone.localdate()
        place: dict[str, Any] = {"municipality": home, "plans": plans, "on": today}
        form = RoundForm(written_in(RoundForm(**place)) | sent, **place)
        checked(form)
        said = {"kind": form.kind, "period": form.cleaned_data["period"], "terms": form.terms}
        with refusing(RoundRefused):
            asked = open_round(municipality=home, **said, on=today, **who(self.request))
        told = self.as_read(asked.pk)
        return self.tagged(told, status=201, Location=told["round"]["url"])


def number_in(body: Any) -> str:
    """Asked before the rest, for units are looked up there. What is no text is told with the rest."""
    number = body.get(HOME) if isinstance(body, Mapping) else ""
    return number if isinstance(number, str) else ""


class ChangesRound(OfRounds):
    def patch(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.changed)

    def changed(self) -> Response:
        with held(ReportingRound.objects.filter(pk=self.to_run().pk)):
            self.change(self.to_run(), on=timezone.localdate())
            return self.answered()

    def change(self, asked: ReportingRound, *, on: date) -> None:
        self.check_read(asked.pk)
        home = asked.municipality
        sent = self.plan_keys(body_of(self.request, RoundTaken, home=home, partial=True), home)
        plans = plans_to_ask_about(self.request.user, home)
        place: dict[str, Any] = {"municipality": home, "plans": plans, "on": on, "opened": asked}
        form = RoundForm(written_in(RoundForm(**place)) | sent, **place)
        checked(form)
        with refusing(RoundRefused):
            change_round(asked=asked, terms=form.terms, on=on, **who(self.request))


class ActsOnRound(Acts, OfRounds):
    """With nobody else writing the round until it is done."""

    takes_match = True
    taken: ClassVar[type[Taken]] = Nothing
    step: ClassVar[Callable[..., None]]

    def act(self) -> Response:
        with held(ReportingRound.objects.filter(pk=self.to_run().pk)), refusing(RoundRefused):
            asked = self.to_run()
            sent = body_of(self.request, self.taken)
            self.check_read(asked.pk)
            type(self).step(asked=asked, **sent, **who(self.request))
            return self.answered()


@described(post=changed(_("Lukk en runde"), Nothing, RoundWholeShown))
class RoundClose(ActsOnRound):
    step = staticmethod(close_round)


@described(post=changed(_("Åpne en runde igjen"), ReasonTaken, RoundWholeShown))
class RoundReopen(ActsOnRound):
    taken, step = ReasonTaken, staticmethod(reopen_round)


@described(post=changed(_("Minn om en runde"), ReminderTaken, RemindedShown))
class RoundRemind(Acts, OfRounds):
    takes_match = True
    serializer_class = RemindedShown

    def act(self) -> Response:
        asked = self.to_run()
        key = body_of(self.request, ReminderTaken, home=asked.municipality).get("unit")
        unit = get_unit_of_round(asked, key) if key else None
        # Mail goes out after what is written, so the round is not held while it does.
        self.check_read(asked.pk)
        with refusing(RoundRefused):
            number = remind_now(asked=asked, unit=unit, on=timezone.localdate(), **who(self.request))
        return Response(self.get_serializer({"reminded": number, "told": self.whole(asked.pk)}).data)
