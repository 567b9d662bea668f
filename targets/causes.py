"""Why a light changed: what differs between two certificates, and which of it made the difference.

Certificates can be judged again, so nothing is guessed: the differences are put in one at a time, in the order below,
and the last one that gave another light is named: nothing that was put in before it gave the light that stands now.

    rule, promise, indicator, people, corrected figures, new figures, the day
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from targets.certificates.replaying import verdict_of
from targets.certificates.texts import Facts
from targets.models import Assessment, Cause

# The terms that a target has from its indicator; the others are its own.
OF_INDICATOR = frozenset({"changes_since", "artefact_above", "breaks", "peer_is_sum"})


@dataclass(frozen=True, slots=True)
class Step:
    """The certificate with one more of the differences put in, and the day it is judged for."""

    cause: Cause
    facts: Facts
    on: date


def cause_of(before: Assessment | None, after: Assessment) -> Cause:
    """What is named as the cause of a change from one assessment to the next.

    A person's light is the cause where it came, went or was replaced while the calculated one stood still, and where
    another one stands now. Otherwise it is whatever changed the calculated light.
    """
    if before is None:
        return Cause.FIRST
    is_set_anew = after.override_id is not None and after.override_id != before.override_id
    if before.light == after.light or is_set_anew:
        return Cause.OVERRIDE
    # It stood like that until the day that it was last confirmed.
    return cause_between(before.facts, after.facts, was_on=before.confirmed_on, on=after.assessed_on)


def cause_between(old: Facts, new: Facts, *, was_on: date, on: date) -> Cause:
    """Which difference between two certificates changed the calculated light."""
    steps = list(steps_between(old, new, was_on=was_on, on=on))
    try:
        named = last_that_mattered(steps, light=old["verdict"]["light"])
    except (LookupError, TypeError, ValueError, ArithmeticError, AttributeError):
        # A certificate from before they could be judged again.
        named = None
    if named is None:
        named = next((step.cause for step in steps if is_different(step, old)), Cause.DATE)
    return Cause.NEW_FIGURE if named is Cause.DATE and is_news(old, new, since=was_on) else named


def last_that_mattered(steps: list[Step], *, light: str) -> Cause | None:
    named = None
    for step in steps:
        now = verdict_of(step.facts, on=step.on).light.value
        if now != light:
            named, light = step.cause, now
    return named


def steps_between(old: Facts, new: Facts, *, was_on: date, on: date) -> Iterator[Step]:
    """From the old certificate to the new one, each step with everything before it."""
    facts, day = old | {"rule_version": new["rule_version"]}, was_on
    yield Step(Cause.RULE, facts, day)
    facts = facts | promised(old, new)
    yield Step(Cause.EDITED_TARGET, facts, day)
    facts = facts | {"terms": new.get("terms")}
    yield Step(Cause.EDITED_INDICATOR, facts, day)
    people = {name: new.get(name) for name in ("done", "opinions")}
    # What people do counts from its own day on.
    facts, day = facts | people, max(was_on, min(on, newest_act(people) or was_on))
    yield Step(Cause.PERSON, facts, day)
    facts = facts | corrected(facts, new)
    yield Step(Cause.REVISED_FIGURE, facts, day)
    facts = facts | {name: new.get(name) for name in ("figures", "peer")}
    yield Step(Cause.NEW_FIGURE, facts, day)
    yield Step(Cause.DATE, facts, on)


def newest_act(people: Facts) -> date | None:
    days = [*(done[0] for done in people["done"] or ()), *(one["on"] for one in people["opinions"] or ())]
    return date.fromisoformat(max(days)) if days else None


def promised(old: Facts, new: Facts) -> Facts:
    """What the target itself says; one that is measured by something else brings other figures with it."""
    if "terms" not in old or "terms" not in new:
        return {}
    if series_of(old) != series_of(new):
        return {name: new[name] for name in ("terms", "figures", "peer")}
    kept = {name: old["terms"][name] for name in terms_of_indicator(old, new) if name in old["terms"]}
    change: Facts = {"terms": new["terms"] | kept}
    return change | ({"peer": new["peer"]} if peer_of(old) != peer_of(new) else {})


def terms_of_indicator(old: Facts, new: Facts) -> set[str]:
    """The terms that follow the indicator, with those that either of the two may have changed."""
    before, after = old["indicator"] or {}, new["indicator"] or {}
    shared = {"direction": "direction", "unit_fits": "unit"}
    return {*OF_INDICATOR, *(term for term, name in shared.items() if before.get(name) != after.get(name))}


def series_of(facts: Facts) -> tuple[str, str] | None:
    indicator = facts["indicator"]
    return (indicator["code"], indicator["region"]) if indicator else None


def peer_of(facts: Facts) -> str:
    return facts["peer"]["region"] if facts["peer"] else ""


def corrected(facts: Facts, new: Facts) -> Facts:
    """The figures of periods that had one already, as they are now; those that are gone are gone."""
    if "figures" not in facts:
        return {}
    change: Facts = {"figures": same_periods(facts["figures"], new["figures"])}
    if facts["peer"] and new["peer"]:
        change["peer"] = new["peer"] | {"figures": same_periods(facts["peer"]["figures"], new["peer"]["figures"])}
    return change


def same_periods(old: list[list[str]], new: list[list[str]]) -> list[list[str]]:
    known = {period for period, *_rest in old}
    return [row for row in new if row[0] in known]


def is_different(step: Step, old: Facts) -> bool:
    return any(step.facts.get(name) != old.get(name) for name in step.facts)


def is_news(old: Facts, new: Facts, *, since: date) -> bool:
    """Whether the judged figure is of a period that has ended since, and was not known before it had."""
    figure = new["figure"]
    if figure is None or figure["period"] in {period for period, *_rest in old.get("figures", [])}:
        return False
    return timezone.localdate(datetime.fromisoformat(figure["known_from"])) > since
