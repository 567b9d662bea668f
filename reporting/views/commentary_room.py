"""One person who writes about one target or indicator: the words, the files, and what became of them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import Unit
from indicators.models import Indicator
from indicators.upload_limit import is_too_large
from reporting.forms.commentary import CommentaryForm, EvidenceForm
from reporting.models import Commentary, CommentaryVersion, ReportingRound
from reporting.permissions import writing_in
from reporting.queries.rounds import CommentaryRoom, commentary_room
from reporting.rounds.evidence import MOST_BYTES
from reporting.services.commentary import CommentaryRefused, SavedByAnother, save_commentary, submit
from reporting.services.evidence import EvidenceRefused, add_evidence
from reporting.services.mentions import may_be_mentioned
from targets.models import Target

# What a button asks for; anything else saves. OVER keeps the own words where somebody has saved in between, and
# TOGETHER puts both into the field.
SUBMIT, OVER, TOGETHER = "send", "behold", "begge"


@dataclass
class Saved:
    """What became of what was sent. `other` is as somebody else left it in between, where that stood in the way, and
    `not_taken` says of each file that was not laid by why."""

    form: CommentaryForm
    files: EvidenceForm
    commentary: Commentary | None = None
    other: Commentary | None = None
    not_taken: list[str] = field(default_factory=list)
    # The field holds the words of an earlier version, or two people's; they are not saved yet.
    taken: CommentaryVersion | None = None
    is_merged: bool = False

    @property
    def is_whole(self) -> bool:
        return bool(self.commentary) and self.other is None and not (self.form.errors or self.not_taken)


@dataclass
class Writing:
    """One person at one thing in a round."""

    request: HttpRequest
    asked: ReportingRound
    subject: Target | Indicator
    on: date
    now: datetime

    @cached_property
    def room(self) -> CommentaryRoom:
        if found := commentary_room(self.asked, self.subject, on=self.on):
            return found
        raise Http404(gettext("Dette er ikke med i runden."))

    @cached_property
    def unit(self) -> Unit | None:
        """Whose words they are."""
        return self.room.item.unit

    @cached_property
    def is_theirs(self) -> bool:
        """Whether the person writes for the unit, whatever the round and the state allow."""
        unit = self.unit
        return unit is not None and writing_in(self.request.user, self.asked.municipality).covers(unit.pk)

    @property
    def by(self) -> str:
        return self.request.user.get_username()

    @property
    def clock(self) -> str:
        """When it is saved, as a clock shows it."""
        return timezone.localtime(self.now).strftime("%H.%M")

    def forms(self, *sent: Any, text: str = "", version: int | None = None) -> Saved:
        """The forms, as they were sent or with the words that are given."""
        initial = {"text": text, "version": self.room.version if version is None else version}
        form = CommentaryForm(*sent[:1], people=may_be_mentioned(self.asked.municipality), initial=initial)
        return Saved(form, EvidenceForm(*sent, is_too_large=is_too_large(self.request)))

    def as_it_stands(self) -> Saved:
        """The words that are kept or drafted, or those of an earlier version that the person asks for."""
        asked_for = self.request.GET.get("versjon", "")
        earlier = [one for one in self.room.versions if str(one.number) == asked_for]
        saved = self.forms(text=earlier[0].text if earlier else self.room.text)
        saved.taken = earlier[0] if earlier else None
        return saved

    def together(self) -> Saved:
        """Somebody else's words with the person's own below, in the field and not saved."""
        theirs, own = self.room.text, self.request.POST.get("text", "")
        saved = self.forms(text=f"{theirs}\n\n{own}")
        saved.is_merged = True
        return saved

    def receive(self) -> Saved:
        """Keep what was sent: the words, then the files. What is wrong is told, and the words stand in the field."""
        saved = self.forms(self.request.POST, self.request.FILES)
        self.keep_words(saved)
        if saved.commentary:
            self.go_on_from(saved, saved.commentary)
        if saved.commentary and (self.request.FILES or is_too_large(self.request)):
            self.keep_files(saved)
        if saved.is_whole and self.request.POST.get("handling") == SUBMIT:
            self.send_in(saved)
        return saved

    def go_on_from(self, saved: Saved, kept: Commentary) -> None:
        """Whatever comes after, the words are saved: the form goes on from there, and the room is read anew."""
        data = self.request.POST.copy()
        data["version"] = str(kept.version)
        saved.form.data = data
        self.__dict__.pop("room", None)

    def keep_words(self, saved: Saved) -> None:
        form = saved.form
        if not form.is_valid() or self.unit is None:
            return
        told = form.cleaned_data
        seen = self.request.POST.get("sett", "") if self.request.POST.get("handling") == OVER else ""
        try:
            saved.commentary = save_commentary(
                asked=self.asked,
                subject=self.subject,
                unit=self.unit,
                text=told["text"],
                version=int(seen) if seen.isdecimal() else told["version"],
                drafted=self.room.drafted,
                mentioned=told["mentioned"],
                by=self.by,
                now=self.now,
            )
        except SavedByAnother as refused:
            saved.other = refused.commentary
        except CommentaryRefused as refused:
            form.add_error("text", str(refused))

    def keep_files(self, saved: Saved) -> None:
        """Each that is right is laid by, whatever is wrong with another."""
        if not saved.files.is_valid():
            saved.not_taken += [str(one) for one in saved.files.errors["brought"]]
            return
        assert saved.commentary is not None
        for file in saved.files.cleaned_data["brought"]:
            # No more of it than tells that it is too large.
            body = file.read(MOST_BYTES + 1)
            try:
                add_evidence(commentary=saved.commentary, name=file.name, body=body, by=self.by, now=self.now)
            except EvidenceRefused as refused:
                saved.files.add_error("brought", str(refused))
                saved.not_taken.append(str(refused))

    def send_in(self, saved: Saved) -> None:
        kept = saved.commentary
        assert kept is not None
        try:
            submit(commentary=kept, version=kept.version, by=self.by, now=self.now)
        except SavedByAnother as refused:
            saved.other = refused.commentary
        except CommentaryRefused as refused:
            saved.form.add_error("text", str(refused))
