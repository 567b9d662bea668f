"""The expected way from baseline to goal, and where a figure on it is green or yellow."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from targets.rules.evidence import Figure, newest_last
from targets.rules.figures import figure_at, in_order
from targets.rules.lights import Detail, Reason
from targets.rules.limits import band_of
from targets.rules.terms import PATHS, Kind, Terms
from targets.rules.verdicts import CannotJudge


@dataclass(frozen=True, slots=True)
class Path:
    """The expected way from baseline to goal: straight lines between the points, flat after the last one."""

    points: tuple[tuple[int, Fraction], ...]

    @property
    def start(self) -> Fraction:
        return self.points[0][1]

    @property
    def goal(self) -> Fraction:
        return self.points[-1][1]

    @property
    def sign(self) -> int:
        """+1 when the goal lies above the baseline, -1 below; the points never begin where they end."""
        return 1 if self.goal > self.start else -1

    def expected_at(self, position: int) -> Fraction:
        """What the plan expects at the end of the period that ends at `position`."""
        for (left, low), (right, high) in pairwise(self.points):
            if position <= right:
                return low + (high - low) * Fraction(position - left, right - left)
        return self.goal

    def is_met(self, actual: Fraction, expected: Fraction) -> bool:
        return (actual - expected) * self.sign >= 0

    def share(self, actual: Fraction, expected: Fraction) -> Fraction | None:
        """How much of the expected way is gone; None where the expected value does not lie beyond the baseline."""
        expected_way = (expected - self.start) * self.sign
        return (actual - self.start) * self.sign / expected_way if expected_way > 0 else None


def with_baseline(terms: Terms, finished: list[Figure]) -> Terms:
    """The terms with the value they start from; a baseline with a period and no value takes the indicator's there."""
    if terms.changes_since is not None and terms.kind is Kind.CHANGE_BY:
        if terms.baseline_period is not None and terms.baseline_period.position != terms.changes_since.position:
            raise CannotJudge(Reason.NOT_ASSESSED, Detail.OTHER_BASE)
        return replace(terms, baseline_period=terms.changes_since, baseline_value=Decimal(0), change_is_percent=False)
    if terms.baseline_value is not None or terms.baseline_period is None:
        return terms
    figure = figure_at(finished, terms.baseline_period)
    if figure is None or figure.value is None:
        raise CannotJudge(Reason.NO_DATA, Detail.NO_BASELINE)
    return replace(terms, baseline_value=figure.value)


def goal_of(terms: Terms) -> Fraction:
    """The value to reach, in the indicator's unit."""
    if terms.kind is Kind.REACH and terms.goal is not None:
        return Fraction(terms.goal)
    if terms.change is None:
        raise CannotJudge(Reason.NOT_ASSESSED, Detail.NO_TARGET_VALUE)
    if terms.baseline_value is None:
        raise CannotJudge(Reason.NO_DATA, Detail.NO_BASELINE)
    base, change = Fraction(terms.baseline_value), Fraction(terms.change)
    return base + (abs(base) * change / 100 if terms.change_is_percent else change)


def path_of(terms: Terms, goal: Fraction) -> Path:
    assert terms.baseline_period is not None and terms.baseline_value is not None and terms.deadline is not None
    start = (terms.baseline_period.position, Fraction(terms.baseline_value))
    steps = sorted((step.period.position, Fraction(step.value)) for step in terms.steps)
    points = (start, *steps, (terms.deadline.position, goal))
    if not in_order([position for position, _ in points]):
        raise CannotJudge(Reason.NOT_ASSESSED, Detail.PATH_OUT_OF_ORDER)
    return Path(points)


def expected_path(terms: Terms, figures: Sequence[Figure]) -> Path | None:
    """The path as a chart draws it; None where the target has none, or lacks what it starts from."""
    if terms.kind not in PATHS or terms.deadline is None:
        return None
    try:
        terms = with_baseline(terms, sorted(figures, key=newest_last))
        goal = goal_of(terms)
        has_start = terms.baseline_value is not None and terms.baseline_period is not None
        return path_of(terms, goal) if has_start and goal != Fraction(terms.baseline_value or 0) else None
    except CannotJudge:
        return None


def borders_at(terms: Terms, path: Path, position: int) -> tuple[Fraction, Fraction | None]:
    """From which value a figure at `position` is green, and from which it is yellow (None: nothing is)."""
    expected = path.expected_at(position)
    way = expected - path.start
    if position == path.points[0][0]:
        return path.start, path.start
    if way * path.sign > 0:
        return path.start + way * Fraction(terms.green_from), path.start + way * Fraction(terms.yellow_from)
    band = band_of(expected, terms.tolerance)
    return expected, None if band is None else expected - band * path.sign
