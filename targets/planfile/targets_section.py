"""The targets of the plan file. Pure."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from accounts.wording import say
from indicators.periods import Period, PeriodError, parse_period
from indicators.sources.yaml_fields import Fields
from indicators.sources.yaml_tree import YamlMap, plain_json
from targets.intervals import tidy_unit
from targets.planfile.codes import Codes, coded_items
from targets.planfile.people import read_appraisals, read_completions
from targets.planfile.reading import cited
from targets.planfile.records import TargetRecord
from targets.planfile.terms import Promise, check_terms, kind_of, numbers_of, unused_numbers
from targets.rules import Kind, Step

EXTRAS = {
    *("latest_actual", "latest_actual_alt", "status_computed", "indicator_link_basis", "deadline_passed", "measures"),
    *("threshold_basis", "conflicting_reported", "text_table_conflict", "judged"),
}
RECURRENCE_EXTRAS = {"type", "check", "last_plan_period", "last_done", "holds_until", "every", "unit"}
DIRECTIONS = {"opp": "up", "up": "up", "ned": "down", "down": "down"}
DIRECTION_OF_COMPARATOR = {"increase": "up", ">=": "up", "decrease": "down", "<=": "down"}
TARGET_EXTRAS = {"inferred_equivalent", "price_year", "measure", "approx", "inferred", "note"}
SHARE_DECIMALS = 3


def read_targets(file: Fields, codes: Codes, base_periods: Mapping[str, Period]) -> Iterator[TargetRecord]:
    """The targets in order. `base_periods` are those of the indicators whose values are changes."""
    for position, (code, item) in enumerate(coded_items(file, "targets", named_by="id")):
        if record := read_target(code, position, item, codes, base_periods):
            yield record


def read_target(
    code: str, position: int, item: Fields, codes: Codes, base_periods: Mapping[str, Period]
) -> TargetRecord | None:
    """One target, or None where nobody can say what kind it is."""
    indicator = codes.reference(item, "indicator", "indicators")
    part = item.part("target")
    promise = read_promise(item, part)
    kind = kind_of(item, promise)
    if kind is None:
        return None
    base = base_periods.get(indicator) if kind is Kind.CHANGE_BY else None
    recurrence = item.part("recurrence")
    values = {
        "code": code,
        "order": position,
        **target_values(kind, item, part, promise, base),
        **read_interval(kind, recurrence, part, promise),
    }
    steps = tuple(read_steps(item))
    peers = (item.text("peer"), part.text("peer"), part.text("peer_group"))
    peer = next((peer for peer in peers if peer), "")
    check_terms(item, kind, values, promise, base=base, steps=steps, has_peer=bool(peer))
    completions = tuple(read_completions(recurrence)) if kind is Kind.RECURRING else ()
    appraisals = tuple(read_appraisals(item)) if kind is Kind.MILESTONE else ()
    item.keep_rest_of(recurrence, "recurrence", RECURRENCE_EXTRAS)
    keep_target_rest(item, part, kind, promise)
    return TargetRecord(
        code=code,
        place=item.place(),
        goal=codes.reference(item, "goal", "goals"),
        indicator=indicator,
        peer=peer,
        primary_focus_area=codes.reference(item, "primary_focus_area", "focus_areas"),
        secondary_focus_areas=codes.references(item, "secondary_focus_areas", "focus_areas"),
        coupled_with=codes.reference(item, "coupled_with", "targets"),
        steps=tuple((step.period.code, step.value) for step in steps),
        completions=completions,
        appraisals=appraisals,
        values=values | {"extra": target_extra(item, codes)},
    )


def target_values(kind: Kind, item: Fields, part: Fields, promise: Promise, base: Period | None) -> dict[str, Any]:
    """The fields of the target itself. A change starts where the indicator's own changes start, unless it says so."""
    started = promise.baseline_period or base
    return {
        "kind": kind.value,
        **EMPTY_NUMBERS,
        **numbers_of(kind, promise, item.text("comparator")),
        "baseline_period": started.code if started else "",
        "baseline_value": promise.baseline_value,
        "deadline": promise.deadline.code if promise.deadline else "",
        **read_borders(item),
        **read_words(item, part),
        **cited(item),
        "direction": read_direction(kind, item),
        "coupling": item.text("relation"),
    }


EMPTY_NUMBERS: dict[str, Any] = {
    "lower": None,
    "upper": None,
    "goal_value": None,
    "change": None,
    "change_is_percent": True,
}


def read_promise(item: Fields, part: Fields) -> Promise:
    """The numbers and periods of the target as they stand."""
    baseline = item.part("baseline")
    promise = Promise(
        value=part.amount("value"),
        low=part.amount("min"),
        high=part.amount("max"),
        unit=part.text("unit"),
        state=part.text("state"),
        baseline_period=baseline.period("period"),
        baseline_value=baseline.amount("value"),
        deadline=read_deadline(item),
    )
    item.keep_rest_of(baseline, "baseline", {"note", "reporting_base"})
    return promise


def read_deadline(item: Fields) -> Period | None:
    """A year, or any other period, by itself or as `year` or `period` of a mapping; null is no deadline."""
    if not isinstance(item.values.get("deadline"), YamlMap):
        return item.period("deadline")
    part = item.part("deadline")
    deadline = part.period("year") or part.period("period")
    part.read.update({"period", "phrase"})
    item.keep_rest_of(part, "deadline")
    return deadline


def read_steps(item: Fields) -> Iterator[Step]:
    """The typed intermediate values, in the order they were typed."""
    for step in item.items("steps"):
        period, value = step.period("period"), step.amount("value")
        for key, said in (("period", period), ("value", value)):
            if said is None and not step.has(key):
                step.wrong(key, say("feltet er påkrevd og mangler"))
        if rest := step.left():
            item.kept.setdefault("steps", []).append(rest)
        if period and value is not None:
            yield Step(period, value)


def read_borders(item: Fields) -> dict[str, Decimal | None]:
    """Band (of a trend: noise) and borders of the colours. Without them the rule's own stand."""
    tolerance, noise = item.amount("tolerance"), item.amount("noise")
    borders: dict[str, Decimal | None] = {"tolerance": noise if tolerance is None else tolerance}
    for name in ("green_from", "yellow_from"):
        border = item.amount(name, decimals=SHARE_DECIMALS)
        if border is not None:
            borders[name] = border
    return borders


def read_words(item: Fields, part: Fields) -> dict[str, str]:
    """What the plan says of the target in words."""
    deadline = item.values.get("deadline")
    said_deadline = Fields(deadline, "", item.notebook).text("phrase") if isinstance(deadline, YamlMap) else ""
    authority = item.part("authority")
    words = {
        "unit": part.text("unit"),
        "state": part.text("state"),
        "deadline_phrase": said_deadline,
        "bound": item.text("bound"),
        "condition": item.text("condition"),
        "authority": authority.text("name"),
        "instrument": authority.text("instrument"),
        "binding": authority.text("binding"),
        "status_in_document": item.text("status_in_document"),
        "note": item.text("note"),
    }
    item.keep_rest_of(authority, "authority", {"decided", "name_in_source"})
    return words


def read_interval(kind: Kind, recurrence: Fields, part: Fields, promise: Promise) -> dict[str, Any]:
    """How often a duty comes back; for other kinds the plan's words about repetition are only kept."""
    every, unit = None, ""
    if kind is Kind.RECURRING:
        every, unit = recurrence.whole("every", least=1), recurrence.text("unit")
        if every is None and promise.value is not None:
            every, unit = part.whole("value", least=1), unit or promise.unit
    return {"recurs_every": every, "recurs_unit": tidy_unit(unit)}


def read_direction(kind: Kind, item: Fields) -> str:
    """Which way is better, as the target itself says it; empty where only the indicator can tell.

    A target that measures something else than its indicator does tells the way of that other thing.
    """
    said = item.choice("direction", DIRECTIONS)
    if said or kind not in {Kind.TREND, Kind.PEER} or item.has("measures"):
        return said
    return DIRECTION_OF_COMPARATOR.get(item.text("comparator"), "")


def keep_target_rest(item: Fields, part: Fields, kind: Kind, promise: Promise) -> None:
    """Keep what the promise says besides its number, and the comparator, which tells which way a trend should go."""
    rest = plain_json(unused_numbers(kind, promise)) | part.left(TARGET_EXTRAS)
    if rest:
        item.kept["target"] = rest
    if comparator := item.text("comparator"):
        item.kept["comparator"] = comparator


def target_extra(item: Fields, codes: Codes) -> dict[str, Any]:
    """The rest of the target's fields; those that name another thing are checked first."""
    if reference := codes.reference(item, "alternative_indicator", "indicators"):
        item.kept["alternative_indicator"] = reference
    return item.left(EXTRAS)


def base_period_of(values: Mapping[str, Any]) -> Period | None:
    """The base period of an indicator that was read, if its values are changes."""
    try:
        return parse_period(values.get("base_period") or "")
    except PeriodError:
        return None
