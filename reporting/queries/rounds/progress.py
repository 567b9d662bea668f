"""How far a round has come, unit by unit, at a glance."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.models import Membership, Role, Unit
from reporting.models import CommentaryState, ReportingRound
from reporting.queries.rounds.items import RoundItem, items_in
from reporting.queries.rounds.listing import title_of_round
from reporting.queries.rounds.scope import scope_of


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things words are asked for, and how far these have come. What is written without being asked for is
    counted in `beyond`, and in the states when it has been sent in, never in `asked`.

    What a closed round has asked for is not kept: `asked`, `lacking` and `beyond` are 0, and `drafts` are all of them.
    """

    asked: int
    # Of what is asked for: without a word; begun and not sent in.
    lacking: int
    drafts: int
    # Of everything.
    submitted: int
    returned: int
    approved: int
    beyond: int
    # In the unit's hands: asked for and not sent in, or sent back.
    left: int

    @property
    def unapproved(self) -> int:
        """Begun and not approved: in the way of a report that is to be sealed."""
        return self.drafts + self.submitted + self.returned

    @property
    def done_percent(self) -> int:
        """Whole percent of what is asked for that is out of the unit's hands; 100 where nothing is asked for."""
        if not self.asked:
            return 100
        return 100 * max(self.asked - self.left, 0) // self.asked


def counts_of(items: Iterable[RoundItem], *, is_open: bool) -> Counts:
    items = list(items)
    begun = [one for one in items if one.written and one.written.has_words]
    asked = [one for one in items if one.is_asked]

    def in_state(state: CommentaryState) -> int:
        return sum(one.state == state for one in items)

    return Counts(
        asked=len(asked),
        lacking=sum(one.lacks_words for one in asked),
        drafts=sum(one.state == CommentaryState.DRAFT for one in begun if one.is_asked or not is_open),
        submitted=in_state(CommentaryState.SUBMITTED),
        returned=in_state(CommentaryState.RETURNED),
        approved=in_state(CommentaryState.APPROVED),
        beyond=sum(not one.is_asked for one in begun) if is_open else 0,
        left=sum(one.is_left for one in items),
    )


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """`has_nobody` where no active person with an address is a contact of the unit. `is_late` after the deadline with
    something left."""

    unit: Unit
    counts: Counts
    is_late: bool
    has_nobody: bool


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """`nobodys` are targets that words are asked for and that no unit comments; `to_approve` are sent in and wait for
    the coordinator, the oldest first."""

    round: ReportingRound
    title: str
    units: tuple[UnitProgress, ...]
    totals: Counts
    nobodys: tuple[RoundItem, ...]
    to_approve: tuple[RoundItem, ...]
    is_past_deadline: bool

    @property
    def asks_nothing(self) -> bool:
        """Whether no words are asked for and none are under way."""
        return self.is_done and not self.totals.asked

    @property
    def is_done(self) -> bool:
        """Whether nothing is left for anybody: everything that is asked for is approved."""
        return not self.totals.left and not self.to_approve and not self.nobodys


def round_progress(asked: ReportingRound, *, on: date) -> RoundProgress:
    """In a fixed number of queries, however many units and things there are."""
    scope = scope_of(asked, on=on)
    items = items_in(scope)
    answered = units_with_people(asked)
    is_past = asked.is_open and on > asked.deadline
    submitted = [one for one in items if one.state == CommentaryState.SUBMITTED]
    return RoundProgress(
        round=asked,
        title=title_of_round(asked),
        units=tuple(
            UnitProgress(
                unit=unit,
                counts=(counts := counts_of((one for one in items if one.unit == unit), is_open=asked.is_open)),
                is_late=is_past and counts.left > 0,
                has_nobody=unit.pk not in answered,
            )
            for unit in scope.units.values()
        ),
        totals=counts_of((one for one in items if one.unit), is_open=asked.is_open),
        nobodys=tuple(one for one in items if one.unit is None and one.is_asked),
        to_approve=tuple(sorted(submitted, key=sent_in)),
        is_past_deadline=is_past,
    )


def units_with_people(asked: ReportingRound) -> frozenset[int]:
    """The units of the municipality with somebody who can be written to."""
    contacts = Membership.objects.filter(
        municipality=asked.municipality_id, role=Role.UNIT_CONTACT, user__is_active=True, unit__isnull=False
    ).exclude(user__email="")
    return frozenset(contacts.values_list("unit_id", flat=True))


def sent_in(item: RoundItem) -> float:
    moment = item.written.submitted_at if item.written else None
    return moment.timestamp() if moment else 0
