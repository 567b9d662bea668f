"""What is new since targets were judged: found, and said of each target that it touches.

Upper layers ask, lower ones tell nobody (docs/adr/0002). Whatever happens twice here touches twice, which costs one
judgement more; what is found and what it touches are kept in one transaction, so nothing is found and lost.
"""

import logging
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from indicators.models import EditedIndicator, Fetch
from targets.models import JudgedFetch, Touched
from targets.queries.touched import judged_otherwise, resting_on_indicators, resting_on_series, series_in
from targets.services.assessment import Outcome, Progress, assess_and_store
from targets.services.incremental import assess_touched
from targets.services.locking import free_rows, take_turn
from targets.services.looks import touched_by_looks
from targets.services.touching import touch

logger = logging.getLogger(__name__)

# Deliveries looked through together.
DELIVERIES = 200
MOST_NAMED = 20


def assess_news(*, on: date, now: datetime, progress: Progress | None = None) -> Outcome:
    """Find what is new, and judge exactly what it touches and what a date concerns that has come."""
    find_touched(now=now)
    return assess_touched(on=on, now=now, progress=progress)


def assess_as_a_net(*, on: date, now: datetime) -> Outcome:
    """Judge everything without asking what is new, and tell the log of lights that asking would have missed."""
    assess_news(on=on, now=now)
    outcome = assess_and_store(plan=None, on=on, now=now)
    if outcome.unasked:
        # What has come in the meantime is no miss.
        find_touched(now=now)
        waits = set(Touched.objects.filter(target__in=outcome.unasked).values_list("target_id", flat=True))
        tell_missed([key for key in outcome.unasked if key not in waits])
    return outcome


def tell_missed(targets: Collection[int]) -> None:
    if targets:
        named = ", ".join(str(key) for key in sorted(targets)[:MOST_NAMED])
        logger.warning("%d lights had changed and nothing had said so, of the targets %s", len(targets), named)


def find_touched(*, now: datetime) -> int:
    """How many times some target was touched by what nobody had looked at yet."""
    found = find_by_looks(now=now) + find_edited(now=now)
    while looked := look_through_deliveries(now=now):
        found += looked[1]
    return found


@transaction.atomic
def find_by_looks(*, now: datetime) -> int:
    """Regions and drafts that look otherwise, and targets that nobody has judged by this version of the rule."""
    take_turn()
    return touch({*touched_by_looks(), *judged_otherwise().values_list("pk", flat=True)}, now=now)


@transaction.atomic
def find_edited(*, now: datetime) -> int:
    """Indicators that somebody has left word of."""
    take_turn()
    edits = dict(free_rows(EditedIndicator.objects.order_by("pk")).values_list("pk", "indicator_id"))
    found = touch(resting_on_indicators(edits.values()), now=now)
    EditedIndicator.objects.filter(pk__in=edits).delete()
    return found


@transaction.atomic
def look_through_deliveries(*, now: datetime) -> tuple[int, int] | None:
    """Some deliveries that nobody has looked through: how many, and how many targets they touch. None when none are."""
    take_turn()
    unseen = Fetch.objects.filter(~Exists(JudgedFetch.objects.filter(fetch=OuterRef("pk")))).order_by("pk")
    taken = list(free_rows(unseen).values_list("pk", flat=True)[:DELIVERIES])
    # Another one may have looked at them between the question and the lock.
    seen = set(JudgedFetch.objects.filter(fetch__in=taken).values_list("fetch", flat=True))
    mine = [key for key in taken if key not in seen]
    if not mine:
        return None
    series = series_in(mine)
    found = touch(resting_on_series(series), now=now) if series else 0
    JudgedFetch.objects.bulk_create(JudgedFetch(fetch_id=key, looked_at=now) for key in mine)
    return len(mine), found
