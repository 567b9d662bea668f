"""The pace of a series: the Theil–Sen slope with its interval, in exact arithmetic.

The slope is the median of the slopes between all pairs of points, so that one odd figure does not turn it. The interval
is Sen's, from the exact distribution of Kendall's S: of the sorted slopes it leaves out as many at either end as still
make it hold the true slope in nine cases of ten. Four points are the fewest that give such an interval.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import accumulate, combinations
from math import factorial, lcm

FEWEST_POINTS, MOST_POINTS = 4, 8
CONFIDENCE = Fraction(9, 10)


@dataclass(frozen=True, slots=True)
class Pace:
    """Change per so many months as were asked for: the median of all slopes, and the ends of its interval."""

    median: Fraction
    low: Fraction
    high: Fraction


def pace_of(points: Sequence[tuple[int, Decimal]], *, months: int = 1) -> Pace:
    """The pace of at least four points at distinct positions, per so many months."""
    # Whole numbers over one denominator, because thousands of series are judged and fractions are slow.
    ratios = [(position, *value.as_integer_ratio()) for position, value in points]
    scale = lcm(*(below for _position, _above, below in ratios))
    whole = [(position, above * (scale // below)) for position, above, below in ratios]
    pairs = [(right - left, high - low) for (left, low), (right, high) in combinations(whole, 2)]
    common = lcm(*{apart for apart, _change in pairs})
    slopes = sorted(change * (common // apart) for apart, change in pairs)
    count, left_out = len(slopes), slopes_left_out(len(points))
    per_month = scale * common
    return Pace(
        median=Fraction((slopes[(count - 1) // 2] + slopes[count // 2]) * months, 2 * per_month),
        low=Fraction(slopes[left_out] * months, per_month),
        high=Fraction(slopes[count - 1 - left_out] * months, per_month),
    )


@lru_cache(maxsize=MOST_POINTS)
def slopes_left_out(points: int) -> int:
    """How many slopes the interval leaves out at either end."""
    allowed = factorial(points) * (1 - CONFIDENCE) / 2
    orderings = accumulate(orderings_by_inversions(points))
    return max(sum(1 for so_far in orderings if so_far <= allowed) - 1, 0)


def orderings_by_inversions(points: int) -> list[int]:
    """How many orderings of so many points have 0, 1, 2 … pairs in the wrong order."""
    counts = [1]
    for more in range(2, points + 1):
        counts = [sum(counts[max(total - more + 1, 0) : total + 1]) for total in range(len(counts) + more - 1)]
    return counts
