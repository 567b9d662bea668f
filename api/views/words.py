"""The words of units in a round: written, sent in, approved, and sent back with what is missing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Scope, Unit
from api.problems import ChangedMeanwhile, Refused
from api.queries.rounds import commentaries_in
from api.schema import changed, described
from api.serializers.base import Taken
from api.serializers.commentaries import CommentaryShown
from api.serializers.rounds_taken import ReasonTaken, SubmittedTaken, WordsTaken
from api.services.holding import held
from api.views.base import Answering, One
from api.views.writing.acting import Acts, Nothing, body_of, refusing
from api.writing import MATCH, check_unchanged, checked, once
from reporting.acting import who
from reporting.forms.commentary import CommentaryForm, ReturnForm
from reporting.models import Commentary, ReportingRound
from reporting.permissions import (
    get_commentary_to_decide_for,
    get_round_for,
    get_subject_of_round,
    people_of,
    visible_indicators,
    visible_rounds,
    writing_in,
)
from reporting.queries.rounds import CommentaryRoom, commentary_room
from reporting.round_addresses import INDICATOR, TARGET
from reporting.services.commentary import (
    CommentaryRefused,
    SavedByAnother,
    Subject,
    approve,
    reopen,
    return_to_unit,
    save_commentary,
    submit,
)
from targets.models import Target


class OfWords(Answering):
    writes_with = Scope.WRITE_ROUNDS
    queryset = Commentary.objects.none()
    serializer_class: Any = CommentaryShown

    def as_read(self, commentary: Commentary) -> dict[str, Any]:
        """As it is read."""
        row = commentaries_in(commentary.round).get(pk=commentary.pk)
        found: dict[str, Any] = CommentaryShown(row, context={"request": self.request}).data
        return found

    def answered(self, commentary: Commentary) -> Response:
        return self.tagged(self.as_read(commentary))

    @contextmanager
    def alone(self, asked: ReportingRound, words: QuerySet[Commentary]) -> Iterator[None]:
        """The words, if they are as the caller has read them, with nobody else writing them until this is over."""
        with held(ReportingRound.objects.filter(pk=asked.pk), words):
            self.check_read(words.select_related("round").first())
            yield

    def check_read(self, found: Commentary | None) -> None:
        """Raises ChangedMeanwhile; also where there are no words yet, for then nobody has read any."""
        if found:
            check_unchanged(self.request, lambda: self.as_read(found), self.computed)
        elif MATCH in self.request.headers:
            raise ChangedMeanwhile

    @contextmanager
    def telling_of_others(self) -> Iterator[None]:
        """Where somebody else has saved in between, the answer holds what they wrote."""
        try:
            yield
        except SavedByAnother as error:
            raise Refused(str(error), members={"commentary": self.as_read(error.commentary)}) from error

    def room(self, asked: ReportingRound, subject: Subject) -> tuple[CommentaryRoom, Unit]:
        """The thing in its round and whose words they are. Refused for those who do not write for that unit."""
        room = commentary_room(asked, subject, on=timezone.localdate())
        if room is None:
            raise no_such_thing()
        unit = room.item.unit
        if unit is None or not writing_in(self.request.user, asked.municipality).covers(unit.pk):
            raise PermissionDenied
        return room, unit


def no_such_thing() -> Http404:
    return Http404(gettext("Dette er ikke med i runden."))


class WritesWords(OfWords):
    """The first words on a thing, and every later version of them."""

    takes_match = True

    def post(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return once(request, self.written)

    def written(self) -> Response:
        asked = get_round_for(self.request.user, self.kwargs["pk"])
        writing = writing_in(self.request.user, asked.municipality)
        if not (writing.everything or writing.units):
            raise PermissionDenied
        sent = body_of(self.request, WordsTaken, home=asked.municipality)
        subject = self.subject(asked, sent)
        room, unit = self.room(asked, subject)
        form = CommentaryForm(sent, people=people_of(asked.municipality))
        checked(form)
        with refusing(CommentaryRefused), self.telling_of_others(), self.alone(asked, words_on(asked, subject)):
            kept = save_commentary(
                asked=asked,
                subject=subject,
                unit=unit,
                **form.cleaned_data,
                drafted=room.drafted,
                **who(self.request),
            )
            if sent["submit"]:
                submit(commentary=kept, version=kept.version, **who(self.request))
        return self.answered(kept)

    def subject(self, asked: ReportingRound, sent: dict[str, Any]) -> Subject:
        """What is written about. Raises ValidationError where it is not said, or said twice."""
        if ("indicator" in sent) == ("target" in sent):
            raise ValidationError({"target": [gettext("Oppgi enten et måltall eller en indikator.")]})
        if "indicator" in sent:
            found: Any = visible_indicators(self.request.user).filter(code=sent["indicator"]).first()
            kind = INDICATOR
        else:
            found, kind = target_in(asked, sent), TARGET
        if found is None:
            raise ValidationError({kind: [gettext("Dette er ikke med i runden.")]})
        return get_subject_of_round(self.request.user, asked, kind, found.pk)


def words_on(asked: ReportingRound, subject: Subject) -> QuerySet[Commentary]:
    kind = TARGET if isinstance(subject, Target) else INDICATOR
    return Commentary.objects.filter(round=asked, **{kind: subject})


def target_in(asked: ReportingRound, sent: dict[str, Any]) -> Target | None:
    if "plan" not in sent:
        raise ValidationError({"plan": [gettext("Oppgi planen som måltallet står i.")]})
    return Target.objects.filter(plan__in=asked.plans.all(), plan__code=sent["plan"], code=sent["target"]).first()


def commentary_for(request: Request, pk: int) -> Commentary:
    """The words, for those who see the round."""
    rows = Commentary.objects.filter(round__in=visible_rounds(request.user), pk=pk)
    if found := rows.select_related("round__municipality", "target__plan", "indicator").first():
        return found
    raise Http404(gettext("Teksten finnes ikke, eller du har ikke tilgang til den."))


@described(get=_("Det som er skrevet om én ting i en runde"))
class CommentaryOne(OfWords, One):
    def get_object(self) -> Commentary:
        found = commentary_for(self.request, self.kwargs["pk"])
        return commentaries_in(found.round).get(pk=found.pk)


@described(post=changed(_("Send inn en tekst"), SubmittedTaken, CommentaryShown))
class CommentarySubmit(Acts, OfWords):
    """By those who write for the unit."""

    takes_match = True

    def act(self) -> Response:
        kept = commentary_for(self.request, self.kwargs["pk"])
        subject = kept.target or kept.indicator
        assert subject is not None
        self.room(kept.round, subject)
        version = body_of(self.request, SubmittedTaken)["version"]
        mine = self.alone(kept.round, Commentary.objects.filter(pk=kept.pk))
        with refusing(CommentaryRefused), self.telling_of_others(), mine:
            submit(commentary=kept, version=version, **who(self.request))
        return self.answered(kept)


class Decides(Acts, OfWords):
    """By those who approve; 403 for others who see the round."""

    takes_match = True
    taken: ClassVar[type[Taken]] = Nothing
    step: ClassVar[Callable[..., None]]

    def act(self) -> Response:
        kept = get_commentary_to_decide_for(self.request.user, self.kwargs["pk"])
        sent = body_of(self.request, self.taken)
        if "reason" in sent:
            form = ReturnForm(sent, about=kept.pk)
            checked(form)
            sent = form.cleaned_data
        with refusing(CommentaryRefused), self.alone(kept.round, Commentary.objects.filter(pk=kept.pk)):
            type(self).step(commentary=kept, **sent, **who(self.request))
        return self.answered(kept)


@described(post=changed(_("Godkjenn en tekst"), Nothing, CommentaryShown))
class CommentaryApprove(Decides):
    step = staticmethod(approve)


@described(post=changed(_("Send en tekst tilbake"), ReasonTaken, CommentaryShown))
class CommentaryReturn(Decides):
    taken, step = ReasonTaken, staticmethod(return_to_unit)


@described(post=changed(_("Ta opp igjen en godkjent tekst"), ReasonTaken, CommentaryShown))
class CommentaryReopen(Decides):
    taken, step = ReasonTaken, staticmethod(reopen)
