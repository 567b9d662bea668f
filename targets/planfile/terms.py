"""What a target of the plan file promises: its kind, its numbers, and whether they make sense together. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from accounts.wording import say, sentence
from indicators.periods import Period
from indicators.sources.yaml_fields import Fields
from indicators.units import measure_of
from targets.intervals import KNOWN, months_in
from targets.rules import GREEN_FROM, LIMITS, NUMBERED, YELLOW_FROM, Kind, Problem, Step, Terms, problems_of

KINDS = {kind.value: kind for kind in Kind}
LIMIT_OF_COMPARATOR = {">=": Kind.STAY_ABOVE, "<=": Kind.STAY_BELOW, "=": Kind.STAY_WITHIN}
KIND_OF_COMPARATOR = {
    "range": Kind.STAY_WITHIN,
    "reduce_by": Kind.CHANGE_BY,
    "increase_by": Kind.CHANGE_BY,
    "decrease": Kind.TREND,
    "increase": Kind.TREND,
    "peer_level": Kind.PEER,
    "every": Kind.RECURRING,
}
COMPARATORS = {word: word for word in (*LIMIT_OF_COMPARATOR, "reach", *KIND_OF_COMPARATOR)}
# An amount in points of a percentage is an amount, and no percentage of the baseline.
PERCENTAGE_POINTS = "prosentpoeng"
ADVICE = {
    Problem.BASELINE_IS_TARGET: (
        "target.value",
        sentence("basis er lik målet: velg «holde seg over» (stay_above) eller «holde seg under» (stay_below)"),
    ),
    Problem.LIMITS_CROSSED: ("target.min", sentence("den nedre grensen er høyere enn den øvre: bytt om min og max")),
    Problem.NO_CHANGE: (
        "target.value",
        sentence("en endring på 0 er ingen endring: skriv hvor mye verdien skal endre seg"),
    ),
    Problem.PATH_OUT_OF_ORDER: (
        "steps",
        sentence("basis, trinn og frist må komme etter hverandre i tid: rett periodene eller rekkefølgen"),
    ),
    Problem.BORDERS_CROSSED: (
        "yellow_from",
        sentence("grensen for gult (yellow_from) må ligge mellom 0 og grensen for grønt (green_from), som er høyst 1"),
    ),
    Problem.NEGATIVE_TOLERANCE: ("tolerance", sentence("slingringsmonnet kan ikke være negativt")),
}
# What a plan may leave out: such a target is kept, and cannot be judged before it is filled in.
REMARKS = {
    Problem.NO_VALUE: sentence(
        "måltallet mangler verdien som det handler om, og kan ikke vurderes før den er fylt inn"
    ),
    Problem.NO_PEER: sentence("måltallet sier ikke hvem det skal sammenlignes med: fyll inn peer"),
    Problem.NO_INTERVAL: sentence(
        "måltallet sier ikke hvor ofte oppgaven skal gjøres: skriv recurrence.every, og som unit {units}"
    ),
}


@dataclass(frozen=True, slots=True)
class Promise:
    """The numbers of a target as they stand in the file, before its kind says what they are."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    state: str
    baseline_period: Period | None
    baseline_value: Decimal | None
    deadline: Period | None

    @property
    def has_baseline(self) -> bool:
        return self.baseline_period is not None or self.baseline_value is not None


def kind_of(target: Fields, promise: Promise) -> Kind | None:
    """The kind as it is given, or as the comparator implies it. Without either the target is no target."""
    before = len(target.notebook.problems)
    given, comparator = target.choice("kind", KINDS), target.choice("comparator", COMPARATORS)
    if given:
        return Kind(given)
    if comparator:
        return implied_kind(comparator, promise)
    if len(target.notebook.problems) == before:
        pattern = sentence("måltallet må ha kind ({kinds}) eller comparator ({comparators})")
        target.wrong("kind", say(pattern, kinds=", ".join(KINDS), comparators="  ".join(COMPARATORS)))
    return None


def implied_kind(comparator: str, promise: Promise) -> Kind:
    """What a comparator means where no kind is given."""
    if comparator in LIMIT_OF_COMPARATOR:
        is_path = promise.deadline is not None and promise.has_baseline
        return Kind.REACH if is_path else LIMIT_OF_COMPARATOR[comparator]
    if comparator == "reach":
        return Kind.REACH if promise.value is not None else Kind.MILESTONE
    return KIND_OF_COMPARATOR[comparator]


def numbers_of(kind: Kind, promise: Promise, comparator: str) -> dict[str, Any]:
    """The numbers in the fields that the kind reads."""
    value, low, high = promise.value, promise.low, promise.high
    match kind:
        case Kind.STAY_ABOVE:
            return {"lower": low if value is None else value}
        case Kind.STAY_BELOW:
            return {"upper": high if value is None else value}
        case Kind.STAY_WITHIN:
            return {"lower": value if low is None else low, "upper": value if high is None else high}
        case Kind.REACH:
            return {"goal_value": value}
        case Kind.CHANGE_BY:
            return {"change": signed(value, comparator), "change_is_percent": is_percent(promise.unit)}
    return {}


def signed(value: Decimal | None, comparator: str) -> Decimal | None:
    """The change with its sign: the comparator's, or the value's own."""
    if value is None or comparator not in {"reduce_by", "increase_by"}:
        return value
    return -abs(value) if comparator == "reduce_by" else abs(value)


def is_percent(unit: str) -> bool:
    """Whether a change is in percent of the baseline, and not an amount."""
    return measure_of(unit) in {"", "percent"} and not unit.casefold().startswith(PERCENTAGE_POINTS)


def check_terms(
    target: Fields,
    kind: Kind,
    values: Mapping[str, Any],
    promise: Promise,
    *,
    base: Period | None,
    steps: tuple[Step, ...],
    has_peer: bool,
) -> None:
    """Tell what makes no sense, with what to do about it."""
    terms = Terms(
        kind=kind,
        lower=values.get("lower"),
        upper=values.get("upper"),
        goal=values.get("goal_value"),
        change=values.get("change"),
        changes_since=base,
        baseline_period=promise.baseline_period,
        baseline_value=promise.baseline_value,
        deadline=promise.deadline,
        steps=steps,
        tolerance=values.get("tolerance"),
        green_from=values.get("green_from", GREEN_FROM),
        yellow_from=values.get("yellow_from", YELLOW_FROM),
        has_peer=has_peer,
        every_months=months_in(values.get("recurs_every"), values.get("recurs_unit", "")),
    )
    for problem in problems_of(terms):
        if problem in ADVICE:
            field, pattern = ADVICE[problem]
            target.wrong(field, say(pattern))
        elif problem in REMARKS:
            target.notebook.remark(target.place("target"), say(REMARKS[problem], units=", ".join(KNOWN)))


def unused_numbers(kind: Kind, promise: Promise) -> dict[str, Decimal]:
    """The numbers that the kind has no field for, which are kept beside it."""
    numbers = {"value": promise.value, "min": promise.low, "max": promise.high}
    if kind in LIMITS:
        used = {"value"} if promise.value is not None and kind is not Kind.STAY_WITHIN else set(numbers)
    else:
        used = {"value"} if kind in NUMBERED else set()
    return {name: number for name, number in numbers.items() if number is not None and name not in used}
