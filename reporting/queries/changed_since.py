"""What has changed since a day that the reader picks: every target whose light became another one, the worst first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import ngettext

from planning.models import Plan
from reporting.queries.light_history import ChangeRow, change_rows
from reporting.queries.lights import title_of
from targets.models import LightChange
from targets.rules import Light

# Unless the reader has picked a day.
LOOKING_BACK = timedelta(days=90)
# From the best to the worst; grey says nothing of either.
ORDER = (Light.GREEN, Light.YELLOW, Light.RED)


class Way(StrEnum):
    WORSE = "worse"
    BETTER = "better"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class TargetChange:
    """How one target stood before the day and how it stands now, with everything between, the newest last."""

    code: str
    title: str
    way: Way
    first: ChangeRow
    last: ChangeRow
    steps: tuple[ChangeRow, ...]

    @property
    def is_as_before(self) -> bool:
        return self.first.from_light == self.last.to_light


@dataclass(frozen=True, slots=True)
class ChangedSince:
    """Changes from the day on. Targets that were judged for the first time are only counted."""

    since: date
    changes: list[TargetChange]
    first_judged: int

    @property
    def worse(self) -> list[TargetChange]:
        return [one for one in self.changes if one.way is Way.WORSE]

    @property
    def better(self) -> list[TargetChange]:
        return [one for one in self.changes if one.way is Way.BETTER]

    @property
    def others(self) -> list[TargetChange]:
        return [one for one in self.changes if one.way is Way.OTHER]

    @property
    def counted(self) -> str:
        """How many became worse and better, and how many neither; those that are none are not named."""
        counts = {way: sum(one.way is way for one in self.changes) for way in Way}
        texts = {
            Way.WORSE: ngettext("%(n)d ble verre", "%(n)d ble verre", counts[Way.WORSE]),
            Way.BETTER: ngettext("%(n)d ble bedre", "%(n)d ble bedre", counts[Way.BETTER]),
            Way.OTHER: ngettext(
                "%(n)d er verken bedre eller verre", "%(n)d er verken bedre eller verre", counts[Way.OTHER]
            ),
        }
        return ", ".join(texts[way] % {"n": count} for way, count in counts.items() if count)


def changed_since(*, plan: Plan, since: date) -> ChangedSince:
    """The plan's own targets whose light changed that day or later, in three queries."""
    found = LightChange.objects.filter(target__plan=plan, target__goal__isnull=False, changed_on__gte=since)
    by_target: dict[int, list[ChangeRow]] = defaultdict(list)
    for row in change_rows(found.exclude(from_light="")):
        by_target[row.target.pk].append(row)
    changes = [target_change(rows) for rows in by_target.values()]
    order = list(Way)
    return ChangedSince(
        since=since,
        changes=sorted(changes, key=lambda one: (order.index(one.way), -one.last.changed_on.toordinal(), one.title)),
        first_judged=found.filter(from_light="").count(),
    )


def target_change(rows: Sequence[ChangeRow]) -> TargetChange:
    first, last = rows[0], rows[-1]
    return TargetChange(
        code=last.target.code,
        title=title_of(last.target),
        way=way_from(first.from_light, last.to_light),
        first=first,
        last=last,
        steps=tuple(rows),
    )


def way_from(before: str, after: str) -> Way:
    """Worse or better, where both are colours that say so."""
    if before == after or before not in ORDER or after not in ORDER:
        return Way.OTHER
    return Way.WORSE if ORDER.index(Light(after)) > ORDER.index(Light(before)) else Way.BETTER
