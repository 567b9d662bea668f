"""The promise by itself, before any figure."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from indicators.formats import number, plain, with_unit
from targets.certificates import Facts
from targets.certificates.texts import amount_in
from targets.models import Target, WantedDirection
from targets.rules import Kind
from targets.sentences.people import interval_said
from targets.sentences.words import at_least, at_most, period_label

DIRECTIONS = {1: WantedDirection.UP.value, -1: WantedDirection.DOWN.value}


@dataclass(frozen=True, slots=True)
class Promised:
    """What a promise is said from, whether it stands in the plan or in a certificate."""

    kind: Kind
    unit: str
    lower: Decimal | None
    upper: Decimal | None
    goal: Decimal | None
    change: Decimal | None
    change_is_percent: bool
    direction: str
    peer: str
    recurs_every: int | None
    recurs_unit: str
    state: str
    baseline_period: str
    deadline: str


def promise(target: Target) -> str:
    """The promise by itself, as the plan would say it: «minst 5 %», «fra 0 til −50 % innen 2030»."""
    unit = target.unit or (target.used_indicator.indicator.unit if target.used_indicator else "")
    return promise_said(
        Promised(
            kind=Kind(target.kind),
            unit=unit,
            lower=target.lower,
            upper=target.upper,
            goal=target.goal_value,
            change=target.change,
            change_is_percent=target.change_is_percent,
            direction=target.direction,
            peer=str(target.peer or ""),
            recurs_every=target.recurs_every,
            recurs_unit=target.recurs_unit,
            state=target.state,
            baseline_period=target.baseline_period,
            deadline=target.deadline,
        )
    )


def promise_in(facts: Facts) -> str:
    """The promise that a certificate was made from."""
    indicator, peer = facts["indicator"] or {"unit": ""}, facts.get("peer") or {"region": ""}
    return promise_of_terms(facts["terms"], facts["target"], unit=indicator["unit"], peer=peer["region"])


def promise_of_terms(terms: Facts, words: Facts, *, unit: str, peer: str) -> str:
    """The promise of some terms and words as they are kept; `unit` is the indicator's."""
    return promise_said(
        Promised(
            kind=Kind(terms["kind"]),
            unit=words["unit"] or unit,
            lower=amount_in(terms["lower"]),
            upper=amount_in(terms["upper"]),
            goal=amount_in(terms["goal"]),
            change=amount_in(terms["change"]),
            change_is_percent=terms["change_is_percent"],
            direction=DIRECTIONS.get(terms["direction"], ""),
            peer=peer,
            recurs_every=words["recurs_every"],
            recurs_unit=words["recurs_unit"],
            state=words["state"],
            baseline_period=terms["baseline_period"] or "",
            deadline=terms["deadline"] or "",
        )
    )


def promise_said(told: Promised) -> str:
    texts = {
        Kind.STAY_ABOVE: at_least("%(lower)s"),
        Kind.STAY_BELOW: at_most("%(upper)s"),
        Kind.STAY_WITHIN: gettext("mellom %(lower)s og %(upper)s"),
        Kind.REACH: gettext("nå %(goal)s"),
        Kind.CHANGE_BY: gettext("redusere med %(change)s") if falls(told) else gettext("øke med %(change)s"),
        Kind.TREND: trend_promise(told),
        Kind.PEER: gettext("på nivå med %(peer)s"),
        Kind.RECURRING: interval_said(told.recurs_every, told.recurs_unit) or gettext("med faste mellomrom"),
        Kind.MILESTONE: "%(state)s",
    }
    text = texts[told.kind]
    if told.kind == Kind.STAY_WITHIN and told.lower == told.upper:
        text = gettext("nøyaktig %(lower)s")
    words = {
        "lower": promised(told.lower, told.unit),
        "upper": promised(told.upper, told.unit),
        "goal": promised(told.goal, told.unit),
        "change": promised(told.change and abs(told.change), "prosent" if told.change_is_percent else told.unit),
        "state": told.state or gettext("en tilstand som en person vurderer"),
        "peer": told.peer or gettext("andre"),
    }
    return " ".join(part for part in (text % words, *promised_frame(told)) if part)


def trend_promise(told: Promised) -> str:
    """Which way, where the target itself says so."""
    texts = {WantedDirection.UP.value: gettext("gå opp"), WantedDirection.DOWN.value: gettext("gå ned")}
    return texts.get(told.direction, gettext("gå riktig vei"))


def falls(told: Promised) -> bool:
    return told.change is not None and told.change < 0


def promised(value: Decimal | None, unit: str) -> str:
    return "" if value is None else with_unit(number(plain(value)), unit, value=value)


def promised_frame(told: Promised) -> list[str]:
    """From when, and by when."""
    frame = []
    if told.baseline_period:
        frame.append(gettext("regnet fra %(period)s") % {"period": period_label(told.baseline_period)})
    if told.deadline:
        frame.append(gettext("innen %(period)s") % {"period": period_label(told.deadline)})
    return frame
