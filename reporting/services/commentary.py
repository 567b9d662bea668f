"""Writing what the figures do not say of themselves, and what becomes of it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.formats import number_format
from django.utils.translation import gettext

from accounts.last_change import names_of
from accounts.models import Unit, User
from accounts.services import record_event
from indicators.models import Indicator
from reporting.models import Commentary, CommentaryState, ReportingRound
from reporting.rounds import (
    MOST_CHARACTERS,
    NEEDS_REASON,
    Step,
    cleaned,
    is_too_long,
    state_after,
)
from reporting.services.commentary_versions import goes_on
from reporting.services.mentions import mention, people_named_in
from reporting.services.returned_mail import tell_returned
from reporting.services.rounds import RoundRefused, open_one
from targets.models import Target
from targets.services.locking import take_turn

Subject = Target | Indicator
DONE = {Step.SUBMIT: "submitted", Step.RETURN: "returned", Step.APPROVE: "approved", Step.REOPEN: "reopened"}


class CommentaryRefused(Exception):
    """What was asked for cannot be done; the message says why, as it is said to a person."""


class SavedByAnother(CommentaryRefused):
    """Somebody has saved since the person opened the page. `commentary` is as it stands now."""

    def __init__(self, commentary: Commentary) -> None:
        words = {"who": names_of([commentary.saved_by]).get(commentary.saved_by, commentary.saved_by)}
        super().__init__(gettext("%(who)s har lagret etter at du åpnet siden. Teksten din er ikke lagret.") % words)
        self.commentary = commentary


# Writing -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def save_commentary(
    *,
    asked: ReportingRound,
    subject: Subject,
    unit: Unit,
    text: str,
    version: int,
    by: str,
    now: datetime,
    drafted: str = "",
    mentioned: Iterable[User] = (),
) -> Commentary:
    """Keep the words as they stand now; `version` is the one that the person saw, 0 where there was none.

    `unit` is whose words they are. `drafted` is kept from the first saving. Whoever is named in the text with
    `@brukernavn`, or picked in `mentioned`, is told by mail once.

    Raises SavedByAnother, and CommentaryRefused: the round is closed, the words are sent in or approved, too long.
    The same text again keeps nothing and raises nothing.
    """
    text = within_length(cleaned(text))
    round_now = open_round_of(asked)
    refuse_strangers(round_now, subject, unit)
    kept = begun(round_now, subject) or begin(round_now, subject, unit, drafted, by=by, now=now)
    is_same = kept.text == text and kept.version > 0
    if kept.version != version and not is_same:
        raise SavedByAnother(kept)
    require(kept, Step.SAVE)
    if not is_same:
        keep_text(kept, text, unit, by=by, now=now)
    mention(commentary=kept, people=[*people_named_in(kept, text), *mentioned], by=by, now=now)
    return kept


def within_length(text: str) -> str:
    if is_too_long(text):
        words = {"most": grouped(MOST_CHARACTERS), "count": grouped(len(text))}
        raise CommentaryRefused(
            gettext("Teksten kan ha høyst %(most)s tegn; den har %(count)s. Legg heller ved en fil.") % words
        )
    return text


def grouped(count: int) -> str:
    return number_format(count, use_l10n=True, force_grouping=True)


def refuse_strangers(asked: ReportingRound, subject: Subject, unit: Unit) -> None:
    """Nothing of another municipality gets into a round."""
    homes = {unit.municipality_id, *([subject.plan.municipality_id] if isinstance(subject, Target) else [])}
    if homes != {asked.municipality_id}:
        raise CommentaryRefused(gettext("Dette hører til en annen kommune."))


def open_round_of(asked: ReportingRound) -> ReportingRound:
    try:
        return open_one(asked)
    except RoundRefused as error:
        raise CommentaryRefused(str(error)) from error


def begun(asked: ReportingRound, subject: Subject) -> Commentary | None:
    rows = Commentary.objects.select_for_update(of=("self",), no_key=True).filter(round=asked, **on(subject))
    return rows.select_related("round__municipality", "unit").first()


def on(subject: Subject) -> dict[str, Any]:
    return {"target" if isinstance(subject, Target) else "indicator": subject}


def begin(asked: ReportingRound, subject: Subject, unit: Unit, drafted: str, *, by: str, now: datetime) -> Commentary:
    """The first words on a thing. Of two who begin at once, the later one is told."""
    made = Commentary(round=asked, unit=unit, drafted=cleaned(drafted), saved_by=by[:200], saved_at=now, **on(subject))
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError:
        raise SavedByAnother(Commentary.objects.get(round=asked, **on(subject))) from None
    return made


def keep_text(kept: Commentary, text: str, unit: Unit, *, by: str, now: datetime) -> None:
    kept.text, kept.unit = text, unit
    kept.saved_by, kept.saved_at = by[:200], now
    kept.version += 1
    kept.save()
    if goes_on(kept, by=by, now=now):
        return
    told(kept, "saved", by=by, now=now, after={"text": text})


# What becomes of it --------------------------------------------------------------------------------------------------


@transaction.atomic
def submit(*, commentary: Commentary, version: int, by: str, now: datetime) -> None:
    """Send in. Raises SavedByAnother, and CommentaryRefused without words, from another state, or in a closed round."""
    kept = held(commentary)
    if kept.version != version:
        raise SavedByAnother(kept)
    require(kept, Step.SUBMIT)
    if not kept.text:
        raise CommentaryRefused(gettext("Skriv noe før du sender inn."))
    if kept.text == kept.drafted:
        raise CommentaryRefused(
            gettext("Teksten sier bare det tallene sier. Skriv det dere vet om årsaken før du sender inn.")
        )
    kept.submitted_by, kept.submitted_at = by[:200], now
    take(kept, Step.SUBMIT, by=by, now=now)


@transaction.atomic
def return_to_unit(*, commentary: Commentary, reason: str, by: str, now: datetime) -> None:
    """The unit is told by mail at once. Raises CommentaryRefused without a reason, from another state than submitted,
    or in a closed round."""
    decide(held(commentary), Step.RETURN, reason=reason, by=by, now=now)


@transaction.atomic
def approve(*, commentary: Commentary, by: str, now: datetime) -> None:
    """Raises CommentaryRefused from another state than submitted, or in a closed round."""
    decide(held(commentary), Step.APPROVE, reason="", by=by, now=now)


@transaction.atomic
def reopen(*, commentary: Commentary, reason: str, by: str, now: datetime) -> None:
    """Take up again what is approved: it goes back to the unit with the reason. Raises CommentaryRefused as above."""
    decide(held(commentary), Step.REOPEN, reason=reason, by=by, now=now)


def held(commentary: Commentary) -> Commentary:
    """The words as they stand, held until the end of the transaction, in a round that is open."""
    take_turn()
    open_round_of(commentary.round)
    rows = Commentary.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("round__municipality", "unit", "target", "indicator").get(pk=commentary.pk)


def require(kept: Commentary, step: Step) -> None:
    """Raises CommentaryRefused where the step cannot be taken from there."""
    if state_after(kept.state, step) is not None:
        return
    raise CommentaryRefused(
        {
            CommentaryState.DRAFT: gettext("Teksten er ikke sendt inn ennå."),
            CommentaryState.SUBMITTED: gettext("Teksten er sendt inn, og kan ikke endres før den er sendt tilbake."),
            CommentaryState.RETURNED: gettext("Teksten er sendt tilbake, og virksomheten har den."),
            CommentaryState.APPROVED: gettext("Teksten er godkjent."),
        }[CommentaryState(kept.state)]
    )


def decide(kept: Commentary, step: Step, *, reason: str, by: str, now: datetime) -> None:
    require(kept, step)
    reason = within_length(cleaned(reason))
    if step in NEEDS_REASON and not reason:
        raise CommentaryRefused(gettext("Skriv hvorfor, så virksomheten vet hva som mangler."))
    kept.return_reason = reason
    kept.decided_by, kept.decided_at = by[:200], now
    take(kept, step, by=by, now=now, reason=reason)
    if step in NEEDS_REASON:
        tell_returned(kept, by=by)


def take(kept: Commentary, step: Step, *, by: str, now: datetime, reason: str = "") -> None:
    """The step, in the audit trail and as a version of its own where the unit sends in."""
    before = kept.state
    kept.state = state_after(before, step) or before
    kept.save()
    if step is Step.SUBMIT:
        goes_on(kept, by=by, now=now)
    told(kept, DONE[step], by=by, now=now, before={"state": before}, after={"state": kept.state}, reason=reason)


def told(
    kept: Commentary,
    what: str,
    *,
    by: str,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    reason: str = "",
) -> None:
    record_event(
        action=f"reporting.commentary.{what}",
        subject=kept,
        by=by,
        now=now,
        municipality_number=kept.round.municipality.number,
        before=before,
        after=after,
        reason=reason,
    )
