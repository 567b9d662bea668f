"""The examples that docs/traffic-light.md states are judged as it says."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from indicators.periods import parse_period
from targets.rules import RULE_VERSION, Figure, Kind, Terms, Verdict, assess, problems_of
from tests.prose import PROSE, rows_of

NUMBER = r"(-?[0-9.]+)"
WAYS = {"up": 1, "down": -1, None: None}


def path(kind: Kind, start: str, period: str, deadline: str, **more: Any) -> Terms:
    return Terms(
        kind,
        baseline_value=Decimal(start),
        baseline_period=parse_period(period),
        deadline=parse_period(deadline),
        **more,
    )


# How a promise is written in the tables → the terms that it means.
PROMISES: list[tuple[str, Callable[..., Terms]]] = [
    (rf"stay_above {NUMBER}", lambda limit: Terms(Kind.STAY_ABOVE, lower=Decimal(limit))),
    (
        rf"stay_within {NUMBER} to {NUMBER}",
        lambda low, high: Terms(Kind.STAY_WITHIN, lower=Decimal(low), upper=Decimal(high)),
    ),
    (
        rf"reach {NUMBER} from {NUMBER} in (\S+) by (\S+)",
        lambda goal, *ends: path(Kind.REACH, *ends, goal=Decimal(goal)),
    ),
    (
        rf"change_by {NUMBER} % from {NUMBER} in (\S+) by (\S+)",
        lambda change, *ends: path(Kind.CHANGE_BY, *ends, change=Decimal(change)),
    ),
    (r"peer(?: (up|down))?", lambda way: Terms(Kind.PEER, has_peer=True, direction=WAYS[way])),
]
ROWS = rows_of("promise")


def terms_in(promise: str) -> Terms:
    (written,) = re.findall(r"`(.+)`", promise)
    for pattern, made in PROMISES:
        if match := re.fullmatch(pattern, written):
            return made(*match.groups())
    raise AssertionError(f"nobody knows how to read {written}")


def figures_in(text: str) -> list[Figure]:
    pairs = [pair.split(": ") for pair in text.split(", ") if pair]
    return [Figure(parse_period(period), Decimal(value)) for period, value in pairs]


def verdict_on(row: dict[str, str]) -> Verdict:
    on = date.fromisoformat(row["as of"])
    return assess(terms_in(row["promise"]), figures_in(row["figures"]), on=on, peer=figures_in(row["peer"]))


def also(verdict: Verdict) -> set[str]:
    """What the last column may say of a verdict."""
    said = {str(one) for one in (verdict.reason, verdict.attainment, verdict.warning) if one}
    return said | ({f"short by {round(verdict.short_by, 3).normalize():f}"} if verdict.short_by else set())


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row['promise']} {row['figures']}") for row in ROWS])
def test_an_example_of_the_text(row: dict[str, str]) -> None:
    verdict = verdict_on(row)
    assert verdict.light == row["light"]
    assert row["expected"] == ("" if verdict.expected is None else f"{round(verdict.expected, 3).normalize():f}")
    assert set(filter(None, row["also"].split(", "))) <= also(verdict)
    assert problems_of(terms_in(row["promise"])) == []


@pytest.mark.parametrize("row", [row for row in ROWS if ":" in row["promise"]])
def test_a_warning_is_never_left_out(row: dict[str, str]) -> None:
    assert ("will_breach" in row["also"]) == (verdict_on(row).warning is not None)


def test_the_ten_cases_are_ten() -> None:
    assert [row["promise"][0] for row in ROWS if ":" in row["promise"]] == list("ABCDEFGHIJ")


def test_the_text_is_about_this_version_of_the_rule() -> None:
    assert f"the whole rule, version {RULE_VERSION}," in PROSE.read_text(encoding="utf-8")
