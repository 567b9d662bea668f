"""What the bar of classes is drawn from: the classes of a scale with their shares, and where good begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reporting.charts.axis import EXACT
from reporting.charts.inputs import is_figure
from reporting.charts.words import ChartWords

HUNDRED = Decimal(100)
# Shares are rounded where they are published; five of them may miss a hundred by this much and be whole.
ROUNDING = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class OrdinalClass:
    """One class and how much lies in it; without a share it is only named."""

    name: str
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class OrdinalChart:
    """Classes from worst to best. `good_from` is the first class that is good enough, `cut_said` what those from it
    on are called together. `strays` are of no class of the scale. `unit` is printed after a number with its own space.
    """

    key: str
    title: str
    classes: tuple[OrdinalClass, ...]
    strays: tuple[OrdinalClass, ...] = ()
    good_from: int | None = None
    cut: str = ""
    is_percent: bool = True
    unit: str = ""
    decimals: int = 1

    @property
    def drawn(self) -> list[OrdinalClass]:
        return [one for one in self.classes if is_drawn(one)]

    @property
    def cut_said(self) -> str:
        """Nothing where no class beside the cut has a figure."""
        return self.cut if self.good_from is not None and self.drawn else ""

    @property
    def good_ones(self) -> tuple[OrdinalClass, ...]:
        return () if self.good_from is None else self.classes[self.good_from :]

    @property
    def good_share(self) -> Decimal:
        return summed([one for one in self.good_ones if is_drawn(one)])

    def outside(self, words: ChartWords) -> list[OrdinalClass]:
        """What is of no class, and what the percentages leave over."""
        strays = [one for one in self.strays if is_drawn(one)]
        left = EXACT.subtract(HUNDRED, summed([*self.drawn, *strays])) if self.is_percent else Decimal(0)
        return [*strays, OrdinalClass(words.unknown_class, left)] if left > ROUNDING else strays

    def whole(self, outside: Sequence[OrdinalClass]) -> Decimal:
        """What the full width of the bar stands for."""
        return summed([*self.drawn, *outside])


def is_drawn(one: OrdinalClass) -> bool:
    """A share that takes room; none at all, below zero and not a number take none."""
    return is_figure(one.share) and one.share is not None and one.share > 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A class as it lies in the bar; without a colour it is outside of the scale."""

    one: OrdinalClass
    left: float
    width: float
    colour: str

    @property
    def middle(self) -> float:
        return self.left + self.width / 2


def summed(classes: Sequence[OrdinalClass]) -> Decimal:
    total = Decimal(0)
    for one in classes:
        total = EXACT.add(total, one.share or Decimal(0))
    return total
