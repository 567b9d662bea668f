"""Judging what one delivery touches against judging everything, when it revises one series in a hundred."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import count

from bench.synthetic import NOW, ON, make_plan
from bench.timing import Result, compared, measured
from indicators.models import Channel, Fetch, Observation
from targets.models import Target
from targets.services.assessment import assess_and_store
from targets.services.incremental import assess_touched
from targets.services.news import find_touched

AT_LEAST = 20
ONE_IN = 100
deliveries = count(1)


class OthersJudged(Exception):
    """Not exactly those that the delivery touches were judged, so that comparing would say nothing."""


def against_everything(*, targets: int, rounds: int) -> Iterator[Result]:
    """How many times faster than a run that asks no questions, which finds the same changes."""
    make_plan(targets=targets)
    revised = list(Target.objects.order_by("pk").values_list("used_indicator__indicator", flat=True)[::ONE_IN])

    def one_delivery_later() -> None:
        settle()
        revise(revised)

    one_delivery_later()
    require_judged(len(revised))
    works = {"touched": settle, "everything": everything}
    took = measured(works, rounds=rounds, before=one_delivery_later)
    name = f"find_touched and assess_touched, 1 % of {Target.objects.count():,} targets against all"
    yield compared(name, took, "touched", "everything", at_least=AT_LEAST)


def everything() -> None:
    assess_and_store(plan=None, on=ON, now=NOW)


def settle() -> int:
    """Find what is new and judge what it touches; how many that were."""
    find_touched(now=NOW)
    return assess_touched(on=ON, now=NOW).assessed


def require_judged(expected: int) -> None:
    judged = settle()
    if judged != expected:
        raise OthersJudged(f"{judged} targets were judged, and {expected} are touched")


def revise(indicators: Sequence[int | None]) -> None:
    """A delivery in which every figure of these indicators is a tenth more than it was."""
    number = next(deliveries)
    moment = NOW + timedelta(seconds=number)
    fetch = Fetch.objects.create(
        channel=Channel.CSV,
        name=f"revision-{number}.csv",
        checksum=f"{number:064x}",
        body=b"",
        received_at=moment,
        known_from=moment,
        received_from="bench",
    )
    newest = Observation.objects.filter(indicator__in=indicators, value__isnull=False).newest()
    Observation.objects.bulk_create([revised(one, fetch) for one in newest], batch_size=500)


def revised(figure: Observation, fetch: Fetch) -> Observation:
    assert figure.value is not None
    figure.pk, figure.fetch, figure.known_from = None, fetch, fetch.known_from
    figure.value = round(figure.value * 11 / 10, 1)
    figure.literal = f"{figure.value:f}"
    return figure
