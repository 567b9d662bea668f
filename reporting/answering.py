"""For which lights a person may write why they are red, and what is done."""

from dataclasses import dataclass

from accounts.models import Unit


@dataclass(frozen=True, slots=True)
class Answering:
    """All of a plan's lights, or those that some units answer for."""

    everything: bool = False
    units: frozenset[int] = frozenset()

    def may_for(self, unit: Unit | None) -> bool:
        return self.everything or (unit is not None and unit.pk in self.units)


NOBODY = Answering()
