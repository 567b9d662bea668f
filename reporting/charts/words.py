"""The words printed in a chart. Bokmål as they stand; the page passes its own language."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol


class Number(Protocol):
    """Writes a number the way the reader's language does."""

    def __call__(self, value: Decimal, *, decimals: int) -> str: ...


# A number with more decimals than this was computed, not typed or published.
MOST_DECIMALS = 4


def exactly(number: Number, value: Decimal, *, decimals: int) -> str:
    """A figure as it was published or promised: with decimals of its own where the others have fewer."""
    exponent = value.as_tuple().exponent
    own = -exponent if isinstance(exponent, int) else 0
    return number(value, decimals=max(decimals, own if own <= MOST_DECIMALS else 0))


def apart(number: Number, value: Decimal, other: Decimal, *, decimals: int) -> str:
    """A computed value, with more decimals while it looks like another that it is not."""
    for more in range(decimals, max(decimals, MOST_DECIMALS)):
        if value == other or number(value, decimals=more) != exactly(number, other, decimals=more):
            return number(value, decimals=more)
    return number(value, decimals=max(decimals, MOST_DECIMALS))


@dataclass(frozen=True, slots=True)
class LightWords:
    """What the colours of a chart's zones mean, in the words of the target's kind."""

    green: str = "Grønt"
    yellow: str = "Gult"
    red: str = "Rødt"


@dataclass(frozen=True, slots=True)
class ChartWords:
    expected: str = "Forventet"
    compared: str = "Sammenlignet med"
    limit: str = "Krav"
    target: str = "Mål"
    provisional: str = "Foreløpig tall"
    correction: str = "Egen rettelse"
    estimate: str = "Anslag"
    projection: str = "Framskriving"
    ahead: str = "Utsikter med dagens tempo"
    between: str = "mellom %(low)s og %(high)s"
    earlier: str = "Tidligere måltall:"
    series_break: str = "Brudd i serien"
    nothing: str = "Ingen tall å vise"
    without_figures: str = "Uten tall:"
    unknown_class: str = "ikke oppgitt"
    cut_axis: str = "Aksen begynner ikke på null"
    lights: LightWords = field(default_factory=LightWords)
