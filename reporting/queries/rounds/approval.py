"""Words that are sent in and wait for the coordinator: light, figure, words and files side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext

from accounts.last_change import names_of
from reporting.models import Commentary, Evidence, ReportingRound
from reporting.queries.rounds.items import RoundItem
from reporting.queries.rounds.progress import round_progress
from reporting.rounds.doubts import Doubt, doubts_of


@dataclass(frozen=True, slots=True)
class Waiting:
    """Words that are sent in. `doubts` are sentences that say what to look at twice."""

    item: RoundItem
    commentary: Commentary
    files: Sequence[Evidence]
    doubts: tuple[str, ...]
    sent_by: str


@dataclass(frozen=True, slots=True)
class Queue:
    """`clear` may be approved together; each of the `doubtful` has something to look at. The oldest first."""

    clear: tuple[Waiting, ...]
    doubtful: tuple[Waiting, ...]

    @property
    def everything(self) -> tuple[Waiting, ...]:
        return (*self.doubtful, *self.clear)


def approval_queue(asked: ReportingRound, *, on: date) -> Queue:
    """In a fixed number of queries."""
    items = [item for item in round_progress(asked, on=on).to_approve if item.written]
    files = Prefetch("evidence", Evidence.objects.defer("body").order_by("name"), to_attr="files")
    keys = [item.written.pk for item in items if item.written]
    kept = Commentary.objects.filter(pk__in=keys).select_related("unit").prefetch_related(files).in_bulk()
    names = names_of({one.submitted_by for one in kept.values()})
    waiting = [waiting_of(item, kept[item.written.pk], names) for item in items if item.written]
    return Queue(
        clear=tuple(one for one in waiting if not one.doubts),
        doubtful=tuple(one for one in waiting if one.doubts),
    )


def waiting_of(item: RoundItem, kept: Commentary, names: dict[str, str]) -> Waiting:
    since = item.row.since if item.row else None
    sent_on = timezone.localdate(kept.submitted_at) if kept.submitted_at else None
    doubts = doubts_of(
        is_red=item.row is not None and item.row.is_red,
        text=kept.text,
        drafted=kept.drafted,
        has_changed_since=bool(since and sent_on and since > sent_on),
    )
    said = tuple(doubt_words(one) for one in doubts)
    sent_by = names.get(kept.submitted_by, kept.submitted_by)
    return Waiting(item, kept, kept.files, said, sent_by)  # type: ignore[attr-defined]


def doubt_words(doubt: Doubt) -> str:
    return {
        Doubt.RED: gettext("Lyset er rødt."),
        Doubt.NOTHING_ADDED: gettext("Teksten er bare den foreslåtte setningen."),
        Doubt.CHANGED_SINCE: gettext("Lyset er endret etter at teksten ble sendt inn."),
    }[doubt]
