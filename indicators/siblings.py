"""Which indicators are the same thing measured otherwise: konsern or treasury, adjusted for need or not. Pure.

Nothing in the catalogue says so but the names: `Disposisjonsfond (kommunekasse), andel av brutto driftsinntekter` is
`Disposisjonsfond i prosent av brutto driftsinntekter` for the treasury alone. What tells the two apart is taken out of
the names, and ways of writing the same are made one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from indicators.units import measure_of

TELLS_APART = re.compile(
    r"\((?:kommunekassen?|konsern|konsolidert|justert for utgiftsbehov|ujustert|ikke justert)\)"
    r"|,\s*(?:kommunekassen?|konsern|konsolidert)\b"
    r"|\b(?:kommunekassen?|konsern)\s*$"
    r"|\*\)?\*\)|\*\*",
    re.IGNORECASE,
)
SAME = [
    (re.compile(r"\bpr\b\.?"), "per"),
    (re.compile(r"\b(?:andel av|i prosent av|i pst\.? av|i % av)"), "av"),
    (re.compile(r"\bi (?:kroner|kr)\b|\b(?:beløp|kroner|kr)\b"), " "),
    (re.compile(r"\([a-z]\)"), " "),
    (re.compile(r"[^\w]+"), " "),
]


class Named(Protocol):
    """What is asked of an indicator."""

    @property
    def code(self) -> str: ...
    @property
    def name_nb(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def scope(self) -> str: ...
    @property
    def is_need_adjusted(self) -> bool: ...


One = TypeVar("One", bound=Named)


@dataclass(frozen=True, slots=True)
class Variant:
    """How a figure is measured. Where nothing is said of the scope it is the konsern's, as KOSTRA prints it."""

    is_treasury: bool
    is_need_adjusted: bool


def variant_of(indicator: Named) -> Variant:
    said = indicator.scope == "kommunekasse" or "kommunekasse" in indicator.name_nb.casefold()
    return Variant(said, indicator.is_need_adjusted)


def stem(name: str) -> str:
    """What is measured, without how."""
    text = TELLS_APART.sub(" ", name).casefold()
    for pattern, written in SAME:
        text = pattern.sub(written, text)
    return " ".join(text.split())


def siblings_of(indicator: Named, others: Iterable[One]) -> list[One]:
    """Those that measure the same in the same unit, but in another variant."""
    wanted, own = (stem(indicator.name_nb), measure_of(indicator.unit)), variant_of(indicator)
    return [
        other
        for other in others
        if other.code != indicator.code
        and (stem(other.name_nb), measure_of(other.unit)) == wanted
        and variant_of(other) != own
    ]


def most_told(indicators: Iterable[One], figures: Mapping[str, int]) -> dict[str, list[One]]:
    """Those to show where each thing is shown in one variant only: that with most figures, with the others beside it.

    `figures` counts them by code. Among equals the konsern comes before the treasury, and adjusted before not. Those
    that share a variant are all shown, and each names the others.
    """
    alike: dict[tuple[str, str], list[One]] = defaultdict(list)
    for one in indicators:
        alike[stem(one.name_nb), measure_of(one.unit)].append(one)
    found: dict[str, list[One]] = {}
    for same in alike.values():
        chosen = most_figures(same, figures)
        others = [one for one in same if variant_of(one) != chosen]
        found |= {one.code: others for one in same if variant_of(one) == chosen}
    return found


def most_figures(same: Iterable[Named], figures: Mapping[str, int]) -> Variant:
    counted: dict[Variant, int] = defaultdict(int)
    for one in same:
        counted[variant_of(one)] += figures.get(one.code, 0)
    return min(counted, key=lambda one: (-counted[one], one.is_treasury, not one.is_need_adjusted))
