"""Any past day can be judged again: as `assess --on DAY --known-at DAY` the stored light of that day comes out.

Three years in the life of a fund's floor: figures, a revision, another promise, a person's light, and days on which
only time passed. The stored assessments are made as they were, day by day, and then each day is asked for afterwards.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest

from accounts.management.dates import end_of
from targets.models import Assessment, LightChange, Target, TargetKind
from targets.services.assessment import judge_batch
from targets.services.overriding import CannotOverride, override_light, withdraw_override
from targets.services.people import appraise, record_completion
from targets.services.promises import change_promise
from tests import factories

Deed = Callable[[Target, date, datetime], object]


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=UTC)


def figure(period: str, literal: str = "", **values: Any) -> Deed:
    return lambda target, _on, now: factories.give_figure(target, literal, period=period, known_from=now, **values)


def promise(**values: Any) -> Deed:
    return lambda target, on, now: change_promise(
        target=target, values=values, reason="Vedtak", by="kari", on=on, now=now
    )


def set_light(light: str, *, days: int | None) -> Deed:
    return lambda target, on, now: override_light(
        target=target,
        light=light,
        reason="Tallet er for gammelt",
        decided_by="Kommunedirektøren",
        decided_on=on,
        until=None if days is None else on + timedelta(days=days),
        by="kari",
        on=on,
        now=now,
    )


def try_light(light: str, *, days: int | None) -> Deed:
    """The same, or nothing where that light is calculated already."""

    def deed(target: Target, on: date, now: datetime) -> None:
        with suppress(CannotOverride):
            set_light(light, days=days)(target, on, now)

    return deed


def take_back(target: Target, on: date, now: datetime) -> None:
    withdraw_override(target=target, by="kari", on=on, now=now)


FLOOR: dict[str, Any] = {"lower": Decimal(5)}
FUND: dict[str, Deed] = {
    "2023-03-15": figure("2022", "6.0"),
    "2023-06-20": figure("2022", "4.8"),
    "2023-09-01": promise(lower=Decimal(4)),
    "2024-01-10": figure("2024", "1.5", kind="actual"),
    "2024-03-15": figure("2023", "3.0"),
    "2024-04-02": set_light("yellow", days=60),
    "2024-07-01": set_light("green", days=None),
    "2024-10-15": promise(lower=Decimal(3), tolerance=Decimal(1)),
    "2025-03-17": figure("2023", missing=":"),
    "2025-04-01": set_light("yellow", days=400),
    "2025-05-05": take_back,
    "2025-06-01": promise(kind=TargetKind.STAY_BELOW, lower=None, upper=Decimal(9), tolerance=None),
    "2025-09-09": figure("2023", "3.1"),
}


def days_of(first: str, last: str) -> list[date]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]


def live(target: Target, deeds: dict[str, Deed], days: list[date]) -> dict[date, tuple[Any, ...]]:
    """What was stored at the end of each day: judged every morning, and again when something was done."""
    seen = {}
    for day in days:
        factories.assess(target.plan, on=day, now=at(day, 5))
        if deed := deeds.get(day.isoformat()):
            deed(target, day, at(day))
            factories.assess(target.plan, on=day, now=at(day, 11))
        stored = Assessment.objects.current().get(target=target)
        seen[day] = (stored.light, stored.shown_light, stored.facts, stored.rule_version)
    return seen


def asked_afterwards(target: Target, day: date) -> tuple[Any, ...]:
    targets = [Target.objects.for_assessment().select_related("plan").get(pk=target.pk)]
    (judgement,) = judge_batch(targets, on=day, known_at=end_of(day))
    return judgement.verdict.light, judgement.shown_light, judgement.facts, judgement.facts["rule_version"]


def assert_every_day_comes_out(target: Target, seen: dict[date, tuple[Any, ...]], every: int = 1) -> None:
    wrong = {day: one[:2] for day, one in list(seen.items())[::every] if asked_afterwards(target, day) != one}
    assert wrong == {}


@pytest.fixture
def fund() -> Target:
    return factories.create_target(**FLOOR, kind=TargetKind.STAY_ABOVE, unit="prosent")


def interesting(deeds: dict[str, Deed]) -> list[date]:
    """The days of the deeds with those around them, turns of years, and the ends of what people had set."""
    middle = [date.fromisoformat(day) for day in deeds]
    around = {day + timedelta(days=shift) for day in middle for shift in (-1, 0, 1, 60, 61)}
    return sorted(around | {date(year, month, 1) for year in (2024, 2025) for month in (1, 2, 7)})


def test_three_years_come_out_day_by_day_and_are_told_in_order_with_their_causes(fund: Target) -> None:
    seen = live(fund, FUND, interesting(FUND))
    assert_every_day_comes_out(fund, seen)
    told = [
        (change.changed_on.isoformat(), change.from_light, change.to_light, change.cause)
        for change in LightChange.objects.filter(target=fund).order_by("pk")
    ]
    assert told == [
        ("2023-03-14", "", "grey", "first"),
        ("2023-03-15", "grey", "green", "new_figure"),
        ("2023-06-20", "green", "yellow", "revised_figure"),
        ("2023-09-01", "yellow", "green", "edited_target"),
        ("2024-03-15", "green", "red", "new_figure"),
        ("2024-04-02", "red", "yellow", "override"),
        ("2024-06-02", "yellow", "red", "override"),
        ("2024-07-01", "red", "green", "override"),
        # Only the calculated light became another one.
        ("2024-10-15", "green", "green", "edited_target"),
        # The figure of 2024 had been known for a year, and ended the light that held until another figure was judged.
        ("2025-01-01", "green", "red", "date"),
        ("2025-04-01", "red", "yellow", "override"),
        ("2025-05-05", "yellow", "red", "override"),
        ("2025-06-01", "red", "green", "edited_target"),
    ]


DUTY: dict[str, Deed] = {
    "2023-04-01": lambda target, on, now: record_completion(
        target=target, done_on=on - timedelta(days=20), holds_until=None, note="", by="kari", now=now
    ),
    "2024-05-01": promise(recurs_every=2),
    "2025-04-01": set_light("yellow", days=10),
}
STATE: dict[str, Deed] = {
    "2023-04-01": lambda target, on, now: appraise(
        target=target, light="yellow", reason="Halvveis", judged_on=on, judged_by="rådet", by="kari", now=now
    ),
    "2024-05-01": promise(state="arealnøytral i 2040"),
    # Said afterwards of a day in the past: nobody knew it before it was said.
    "2024-09-01": lambda target, on, now: appraise(
        target=target, light="red", reason="Nei", judged_on=on - timedelta(days=90), judged_by="rådet", by="k", now=now
    ),
}


@pytest.mark.parametrize(
    ("kind", "terms", "deeds"),
    [
        pytest.param(TargetKind.RECURRING, {"recurs_every": 1, "recurs_unit": "år"}, DUTY, id="a duty"),
        pytest.param(TargetKind.MILESTONE, {"state": "arealnøytral i 2030"}, STATE, id="a state"),
    ],
)
def test_what_people_did_and_said_comes_out(kind: TargetKind, terms: dict[str, Any], deeds: dict[str, Deed]) -> None:
    target = factories.create_target(kind=kind, used_indicator=None, **terms)
    days = sorted({*interesting(deeds), *days_of("2024-03-08", "2024-03-14"), *days_of("2025-03-08", "2025-03-14")})
    assert_every_day_comes_out(target, live(target, deeds, days))


CHOICES: list[Callable[[Random], Deed]] = [
    lambda chance: figure(str(chance.randint(2021, 2025)), str(chance.randint(1, 9))),
    lambda chance: figure(str(chance.randint(2021, 2025)), missing=chance.choice([":", ".."])),
    lambda chance: promise(lower=Decimal(chance.randint(1, 9))),
    lambda chance: promise(kind=chance.choice([TargetKind.TREND, TargetKind.STAY_ABOVE]), direction="up"),
    lambda chance: try_light(chance.choice(["green", "yellow", "red"]), days=chance.choice([None, 5, 40])),
    lambda _chance: take_back,
]


@pytest.mark.parametrize("seed", range(2))
def test_whatever_happens_every_day_comes_out(fund: Target, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 chance for tests
    days = sorted(chance.sample(days_of("2023-01-01", "2025-12-31"), 15))
    deeds = {day.isoformat(): chance.choice(CHOICES)(chance) for day in days}
    around = {day + timedelta(days=shift) for day in days for shift in (0, 6, 41)}
    assert_every_day_comes_out(fund, live(fund, deeds, sorted({*around, date(2024, 1, 1), date(2025, 1, 1)})))
