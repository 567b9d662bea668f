"""What people write down of what they read: that somebody has looked at a thing, and why it may stay."""

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from django.db import transaction

from accounts.services import record_event
from planning.models import Plan
from reporting.models import QualityReview


class Reviewable(Protocol):
    """Something that may stay as it is for a reason: what it is, what its facts are, and how it is read."""

    @property
    def key(self) -> str: ...
    @property
    def stamp(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def sentence(self) -> str: ...


class ThingHasChanged(Exception):
    """What the person saw is no longer there, or rests on other figures now."""


@transaction.atomic
def review_thing(
    *, plan: Plan, things: Iterable[Reviewable], key: str, stamp: str, reason: str, by: str, now: datetime
) -> QualityReview:
    """Keep that somebody has looked at one of the plan's things. Raises ThingHasChanged."""
    thing = next((one for one in things if (one.key, one.stamp) == (key, stamp)), None)
    if thing is None:
        raise ThingHasChanged
    said = {
        "stamp": stamp,
        "sentence": f"{thing.name}: {thing.sentence}",
        "reason": reason,
        "reviewed_by": by,
        "reviewed_at": now,
    }
    earlier = QualityReview.objects.select_for_update().filter(plan=plan, thing=key).first()
    review, _is_new = QualityReview.objects.update_or_create(plan=plan, thing=key, defaults=said)
    record_event(
        action="reporting.quality.reviewed",
        subject=review,
        by=by,
        now=now,
        municipality_number=plan.municipality.number,
        before={"sentence": earlier.sentence, "reason": earlier.reason} if earlier else None,
        after={"sentence": review.sentence, "reason": reason},
        reason=reason,
    )
    return review


@transaction.atomic
def take_up_again(*, plan: Plan, key: str, by: str, now: datetime) -> None:
    """Put a thing back on the list; nothing where it is there already."""
    review = QualityReview.objects.select_for_update().filter(plan=plan, thing=key).first()
    if review is None:
        return
    record_event(
        action="reporting.quality.reopened",
        subject=review,
        by=by,
        now=now,
        municipality_number=plan.municipality.number,
        before={"sentence": review.sentence, "reason": review.reason},
    )
    review.delete()
