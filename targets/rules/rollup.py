"""How several lights stand together."""

from collections.abc import Sequence
from dataclasses import dataclass

from targets.rules.lights import Light

WORST_FIRST = (Light.RED, Light.YELLOW, Light.GREEN, Light.GREY)


@dataclass(frozen=True, slots=True)
class RollUp:
    """How many of each light as it is shown, and the worst of them. Never an average of colours.

    `calculated` is what the rule says of those that a person has set another light for, the worst first.
    """

    green: int = 0
    yellow: int = 0
    red: int = 0
    grey: int = 0
    calculated: tuple[Light, ...] = ()

    @property
    def total(self) -> int:
        return self.green + self.yellow + self.red + self.grey

    @property
    def overridden(self) -> int:
        return len(self.calculated)

    @property
    def worst(self) -> Light | None:
        """The worst light that was judged; grey only when nothing was."""
        return next((light for light in WORST_FIRST if getattr(self, light.value)), None)

    @property
    def worse_behind(self) -> Light | None:
        """A calculated light behind an override that is worse than any that is shown; None where there is none."""
        if not self.calculated or self.worst is None:
            return None
        behind = self.calculated[0]
        return behind if WORST_FIRST.index(behind) < WORST_FIRST.index(self.worst) else None


def roll_up(lights: Sequence[Light], *, calculated: Sequence[Light] = ()) -> RollUp:
    """The distribution of some lights as they are shown, with what is calculated for the overridden among them."""
    counts = {light.value: lights.count(light) for light in Light}
    return RollUp(**counts, calculated=tuple(sorted(calculated, key=WORST_FIRST.index)))
