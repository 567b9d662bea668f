"""A plan of any size: targets of every judged kind, each with its own indicator and twelve years of figures.

Nothing is drawn by lot, so every run on every machine judges the same plan.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from accounts.models import Municipality
from indicators.models import Channel, Direction, Fetch, Indicator, Observation, Region, RegionKind, Standing, ValueKind
from planning.models import Goal, Plan, PlanStatus
from targets.models import IndicatorInPlan, Target, TargetKind, TargetStep

# The day that the plan is judged for; every figure but the last year's revisions was known by then.
ON = date(2025, 6, 1)
NOW = datetime(2025, 6, 1, 6, tzinfo=UTC)
PUBLISHED = datetime(2025, 3, 15, tzinfo=UTC)
REVISED = datetime(2025, 5, 15, tzinfo=UTC)
YEARS = range(2013, 2025)
# Figures are made through the models for so many indicators; the rest are copies of those, made by the database.
MADE_WITH_CARE = 1_000

PROMISES: list[dict[str, Any]] = [
    {"kind": TargetKind.STAY_ABOVE, "lower": Decimal(50)},
    {"kind": TargetKind.STAY_BELOW, "upper": Decimal("48.5"), "tolerance": Decimal(6)},
    {"kind": TargetKind.STAY_WITHIN, "lower": Decimal(30), "upper": Decimal(60)},
    {
        "kind": TargetKind.REACH,
        "goal_value": Decimal(80),
        "baseline_period": "2012",
        "baseline_value": Decimal("20.5"),
        "deadline": "2030",
    },
    # The baseline is the indicator's own value, and the deadline has passed.
    {"kind": TargetKind.CHANGE_BY, "change": Decimal(-50), "baseline_period": "2014", "deadline": "2024"},
]


@transaction.atomic
def make_plan(*, targets: int) -> Plan:
    """A plan with so many targets, and all that they are judged by."""
    plan = Plan.objects.create(
        municipality=Municipality.objects.get_or_create(number="9999", defaults={"name": "Prøveby"})[0],
        code=f"BENCH-{targets}",
        title=f"Plan med {targets} måltall",
        status=PlanStatus.ADOPTED,
        period_from=2014,
        period_to=2030,
    )
    region, _ = Region.objects.get_or_create(code="9999", defaults={"name": "Prøveby", "kind": RegionKind.MUNICIPALITY})
    indicators = make_indicators(plan, count=targets)
    make_targets(plan, indicators, region)
    make_figures(indicators, region)
    gather_statistics()
    return plan


def gather_statistics() -> None:
    """What a server in use does by itself; without it full tables are taken for empty ones."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def keys_of(plan: Plan, *, most: int | None = None) -> list[int]:
    """The targets of a plan, in its order; the first so many where only those are wanted."""
    return list(Target.objects.filter(plan=plan).order_by("order", "code").values_list("pk", flat=True)[:most])


def make_indicators(plan: Plan, *, count: int) -> list[Indicator]:
    return Indicator.objects.bulk_create(
        Indicator(
            code=f"{plan.code}:{number}",
            namespace=plan.code,
            name_nb=f"Indikator {number}",
            unit="prosent",
            decimals=1,
            direction=Direction.UP,
        )
        for number in range(count)
    )


def make_targets(plan: Plan, indicators: Sequence[Indicator], region: Region) -> None:
    """Every kind in turn; every fourth of those that are to be reached has an intermediate value."""
    goal = Goal.objects.create(plan=plan, code="M-1", text="Alt skal bli bedre.")
    used = IndicatorInPlan.objects.bulk_create(
        IndicatorInPlan(plan=plan, indicator=indicator, region=region, code=f"I-{number}")
        for number, indicator in enumerate(indicators)
    )
    targets = Target.objects.bulk_create(
        Target(plan=plan, goal=goal, used_indicator=one, code=f"T-{number}", unit="prosent", **PROMISES[number % 5])
        for number, one in enumerate(used)
    )
    TargetStep.objects.bulk_create(
        TargetStep(target=target, period="2020", value=Decimal(35)) for target in targets[3::20]
    )


def make_figures(indicators: Sequence[Indicator], region: Region) -> None:
    fetch = Fetch.objects.create(
        channel=Channel.CSV,
        name="figures.csv",
        checksum="0" * 64,
        body=b"",
        received_at=PUBLISHED,
        known_from=PUBLISHED,
        received_from="bench",
    )
    first, others = indicators[:MADE_WITH_CARE], indicators[MADE_WITH_CARE:]
    Observation.objects.bulk_create(
        Observation(indicator=one, region=region, fetch=fetch, standing=Standing.OFFICIAL, **values)
        for number, one in enumerate(first)
        for values in figures_of(number)
    )
    copy_figures([(first[number % MADE_WITH_CARE], one) for number, one in enumerate(others)])


def figures_of(number: int) -> Iterator[dict[str, Any]]:
    """A figure a year. One in six was revised later; now and then the newest one is provisional or missing."""
    for year in YEARS:
        is_newest = year == YEARS[-1]
        cell = {"period": str(year), "period_end": date(year, 12, 31), "known_from": PUBLISHED}
        if is_newest and number % 23 == 0:
            yield cell | {"missing": ":" if number % 2 else ".."}
            continue
        kind = ValueKind.PROVISIONAL if is_newest and number % 7 == 0 else ValueKind.ACTUAL
        tenths = (number * 37 + year * 13) % 900 + 50
        yield cell | value_of(tenths) | {"kind": kind}
        if (number + year) % 6 == 0:
            yield cell | value_of(tenths + 8) | {"kind": kind, "known_from": REVISED}


def value_of(tenths: int) -> dict[str, Any]:
    value = Decimal(tenths) / 10
    return {"value": value, "literal": f"{value:f}"}


def copy_figures(pairs: Sequence[tuple[Indicator, Indicator]]) -> None:
    """Give each second indicator the figures of the first, many times faster than through the models."""
    copied = [one for one in Observation._meta.concrete_fields if one.name not in {"id", "indicator"}]
    columns = ", ".join(str(one.column) for one in copied)
    table = Observation._meta.db_table
    copy = f"INSERT INTO {table} (indicator_id, {columns}) SELECT %s, {columns} FROM {table} WHERE indicator_id = %s"
    with connection.cursor() as cursor:
        cursor.executemany(copy, [(new.pk, original.pk) for original, new in pairs])
