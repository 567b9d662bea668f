"""Opening, changing and closing rounds of reporting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils.translation import gettext

from accounts.models import Municipality, Unit
from accounts.services import record_event
from accounts.snapshots import difference, snapshot
from indicators.periods import PeriodError
from planning.models import Plan
from reporting.models import ReminderKind, ReportingRound
from reporting.rounds import cleaned, first_day, period_of_round
from targets.services.locking import take_turn

# A mail server and a person's patience both have an end.
MOST_DAYS = 60


class RoundRefused(Exception):
    """What was asked for cannot be done; the message says why, as it is said to a person."""


@dataclass(frozen=True, slots=True)
class RoundTerms:
    """What the coordinator sets, and may change while it is open. Reminders are days before and after the deadline."""

    plans: Iterable[Plan]
    units: Iterable[Unit]
    deadline: date
    message: str = ""
    remind_before: int = 7
    remind_after: int = 1


@transaction.atomic
def open_round(
    *, municipality: Municipality, kind: str, period: str, terms: RoundTerms, by: str, on: date, now: datetime
) -> ReportingRound:
    """Open a round. Raises RoundRefused: no period of that kind, opened already, no plan or unit, a deadline that has
    passed, plans or units of another municipality."""
    take_turn()
    code = period_code(period, kind, on=on)
    plans, units = list(terms.plans), list(terms.units)
    refuse_terms(municipality, plans, units, terms)
    refuse_passed(terms.deadline, on=on)
    made = ReportingRound(municipality=municipality, kind=kind, period=code, opened_by=by[:200], opened_at=now)
    set_terms(made, terms)
    try:
        with transaction.atomic():
            made.save()
    except IntegrityError as error:
        raise RoundRefused(gettext("Det er alt åpnet en runde for %(period)s.") % {"period": code}) from error
    made.plans.set(plans)
    made.units.set(units)
    told(made, "opened", by=by, now=now, after=snapshot(made))
    return made


@transaction.atomic
def change_round(*, asked: ReportingRound, terms: RoundTerms, by: str, on: date, now: datetime) -> None:
    """Raises RoundRefused: it is closed, a deadline that has passed and is another than it was, a unit that is left out
    and has words under way, the same as above."""
    kept = open_one(asked)
    plans, units = list(terms.plans), list(terms.units)
    refuse_terms(kept.municipality, plans, units, terms)
    refuse_to_leave_out_words(kept, units)
    if terms.deadline != kept.deadline:
        refuse_passed(terms.deadline, on=on)
        # Of a new deadline everybody is to be told again.
        kept.reminders.exclude(kind=ReminderKind.OPENED).delete()
    before = snapshot(kept)
    set_terms(kept, terms)
    kept.save()
    kept.plans.set(plans)
    kept.units.set(units)
    was, became = difference(before, snapshot(kept))
    if became:
        told(kept, "changed", by=by, now=now, before=was, after=became)


@transaction.atomic
def close_round(*, asked: ReportingRound, by: str, now: datetime) -> None:
    """Nothing more can be written or approved. Raises RoundRefused where it is closed already."""
    kept = open_one(asked)
    kept.closed_by, kept.closed_at = by[:200], now
    kept.save(update_fields=["closed_by", "closed_at"])
    told(kept, "closed", by=by, now=now)


@transaction.atomic
def reopen_round(*, asked: ReportingRound, reason: str, by: str, now: datetime) -> None:
    """Raises RoundRefused without a reason, or where it is open."""
    kept, reason = locked(asked), cleaned(reason)
    if kept.is_open:
        raise RoundRefused(gettext("Runden er åpen."))
    if not reason:
        raise RoundRefused(gettext("Skriv hvorfor runden åpnes igjen."))
    kept.closed_by, kept.closed_at = "", None
    kept.save(update_fields=["closed_by", "closed_at"])
    told(kept, "reopened", by=by, now=now, reason=reason)


# What stands in the way -------------------------------------------------------------------------------------------


def period_code(text: str, kind: str, *, on: date) -> str:
    """As figures write it. A round is opened when its period has begun, so that there is something to tell of."""
    try:
        period = period_of_round(text, kind)
    except PeriodError as error:
        raise RoundRefused(
            gettext("«%(period)s» er ikke en periode for en slik runde: skriv for eksempel 2025, 2025T1 eller 2025M02.")
            % {"period": text}
        ) from error
    if first_day(period) > on:
        raise RoundRefused(gettext("%(period)s har ikke begynt.") % {"period": period.code})
    return period.code


def refuse_terms(municipality: Municipality, plans: Sequence[Plan], units: Sequence[Unit], terms: RoundTerms) -> None:
    if not plans:
        raise RoundRefused(gettext("Velg minst én plan."))
    if not units:
        raise RoundRefused(gettext("Velg minst én virksomhet."))
    chosen: tuple[Plan | Unit, ...] = (*plans, *units)
    for one in chosen:
        if one.municipality_id != municipality.pk:
            raise RoundRefused(gettext("«%(name)s» hører til en annen kommune.") % {"name": one})
    if not (0 <= terms.remind_before <= MOST_DAYS and 0 <= terms.remind_after <= MOST_DAYS):
        raise RoundRefused(gettext("Påminnelser kan gå ut høyst %(days)s dager fra fristen.") % {"days": MOST_DAYS})


def refuse_to_leave_out_words(asked: ReportingRound, units: Sequence[Unit]) -> None:
    """What a unit that is left out has under way would stand on no page, and be in the way of the report."""
    left_out = asked.units.exclude(pk__in=[one.pk for one in units])
    waiting = asked.commentaries.filter(unit__in=left_out).under_way().order_by("unit__name", "unit")
    counted = waiting.values_list("unit__name").annotate(count=Count("pk"))
    if told := ", ".join(f"{name} ({count})" for name, count in counted):
        words = {"units": told}
        raise RoundRefused(
            gettext("Disse har tekster som ikke er godkjent, og kan ikke tas ut av runden ennå: %(units)s.") % words
        )


def refuse_passed(deadline: date, *, on: date) -> None:
    if deadline < on:
        raise RoundRefused(gettext("Fristen er passert. Velg en dag som ikke har vært."))


def open_one(asked: ReportingRound) -> ReportingRound:
    """The round as it stands, held until the end of the transaction. Raises RoundRefused where it is closed."""
    kept = locked(asked)
    if not kept.is_open:
        raise RoundRefused(gettext("Runden er lukket."))
    return kept


def locked(asked: ReportingRound) -> ReportingRound:
    take_turn()
    rounds = ReportingRound.objects.select_for_update(of=("self",), no_key=True).select_related("municipality")
    return rounds.get(pk=asked.pk)


# What is kept ------------------------------------------------------------------------------------------------------


def set_terms(kept: ReportingRound, terms: RoundTerms) -> None:
    kept.deadline = terms.deadline
    kept.message = cleaned(terms.message)
    kept.remind_before, kept.remind_after = terms.remind_before, terms.remind_after


def told(
    kept: ReportingRound,
    what: str,
    *,
    by: str,
    now: datetime,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
    reason: str = "",
) -> None:
    record_event(
        action=f"reporting.round.{what}",
        subject=kept,
        by=by,
        now=now,
        municipality_number=kept.municipality.number,
        before=before,
        after=after,
        reason=reason,
    )
