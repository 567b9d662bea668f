"""How several lights stand together."""

from collections.abc import Sequence
from dataclasses import dataclass

from targets.rules.lights import Light

WORST_FIRST = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)


@dataclass(frozen=True, slots=True)
class RollUp:
    """How many of each light, and the worst of them. Never an average of colours."""

    green: int = 0
    yellow: int = 0
    red: int = 0
    grey: int = 0

    @property
    def total(self) -> int:
        return self.green + self.yellow + self.red + self.grey

    @property
    def worst(self) -> Light | None:
        """The worst light that was judged; grey only when nothing was."""
        return next((light for light in WORST_FIRST if getattr(self, light.value)), None)


def roll_up(lights: Sequence[Light]) -> RollUp:
    """The distribution of some lights."""
    return RollUp(**{light.value: lights.count(light) for light in Light})
