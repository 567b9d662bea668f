"""The promise by itself, before any figure."""

from decimal import Decimal

from django.utils.translation import gettext

from indicators.formats import number, plain, with_unit
from targets.models import Target, WantedDirection
from targets.rules import Kind
from targets.sentences.people import interval_said
from targets.sentences.words import at_least, at_most, period_label


def promise(target: Target) -> str:
    """The promise by itself, as the plan would say it: «minst 5 %», «fra 0 til −50 % innen 2030»."""
    unit = target.unit or (target.used_indicator.indicator.unit if target.used_indicator else "")
    texts = {
        Kind.STAY_ABOVE: at_least("%(lower)s"),
        Kind.STAY_BELOW: at_most("%(upper)s"),
        Kind.STAY_WITHIN: gettext("mellom %(lower)s og %(upper)s"),
        Kind.REACH: gettext("nå %(goal)s"),
        Kind.CHANGE_BY: gettext("redusere med %(change)s") if falls(target) else gettext("øke med %(change)s"),
        Kind.TREND: trend_promise(target),
        Kind.PEER: gettext("på nivå med %(peer)s"),
        Kind.RECURRING: interval_said(target.recurs_every, target.recurs_unit) or gettext("med faste mellomrom"),
        Kind.MILESTONE: "%(state)s",
    }
    text = texts[Kind(target.kind)]
    if target.kind == Kind.STAY_WITHIN and target.lower == target.upper:
        text = gettext("nøyaktig %(lower)s")
    words = {
        "lower": promised(target.lower, unit),
        "upper": promised(target.upper, unit),
        "goal": promised(target.goal_value, unit),
        "change": promised(target.change and abs(target.change), "prosent" if target.change_is_percent else unit),
        "state": target.state or gettext("en tilstand som en person vurderer"),
        "peer": str(target.peer or gettext("andre")),
    }
    return " ".join(part for part in (text % words, *promised_frame(target)) if part)


def trend_promise(target: Target) -> str:
    """Which way, where the target itself says so."""
    texts = {WantedDirection.UP.value: gettext("gå opp"), WantedDirection.DOWN.value: gettext("gå ned")}
    return texts.get(target.direction, gettext("gå riktig vei"))


def falls(target: Target) -> bool:
    return target.change is not None and target.change < 0


def promised(value: Decimal | None, unit: str) -> str:
    return "" if value is None else with_unit(number(plain(value)), unit, value=value)


def promised_frame(target: Target) -> list[str]:
    """From when, and by when."""
    frame = []
    if target.baseline_period:
        frame.append(gettext("regnet fra %(period)s") % {"period": target.baseline_period})
    if target.deadline:
        frame.append(gettext("innen %(period)s") % {"period": period_label(target.deadline)})
    return frame
