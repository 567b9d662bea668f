"""How several targets stand together: the distribution as it is shown, the worst, and what is overridden."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from reporting.queries.lights import LightRow
from targets.rules import Light, RollUp, roll_up


@dataclass(frozen=True, slots=True)
class Standing:
    """The distribution, and the worst in one word. What is calculated behind overridden lights is said in words."""

    lights: RollUp
    worst: str
    worst_word: str
    # A calculated light that is worse than any that is shown.
    behind: str
    behind_word: str
    calculated: tuple[str, ...]
    stale: int

    @property
    def total(self) -> int:
        return self.lights.total


def standing_of(rows: Iterable[LightRow]) -> Standing:
    """Over the plan's own targets; norms that it only quotes are shown beside and not counted."""
    counted = [row for row in rows if not row.is_norm]
    lights = roll_up(
        [Light(row.light) for row in counted],
        calculated=[Light(row.override.calculated) for row in counted if row.override],
    )
    return Standing(
        lights=lights,
        worst=lights.worst or "",
        worst_word=colour(lights.worst) if lights.worst else "",
        behind=lights.worse_behind or "",
        behind_word=colour(lights.worse_behind) if lights.worse_behind else "",
        calculated=calculated_said(lights),
        stale=sum(row.is_stale for row in counted),
    )


def colour(light: Light) -> str:
    """What a colour is called where lights of different kinds are counted together."""
    return {
        Light.RED: gettext("Rødt"),
        Light.YELLOW: gettext("Gult"),
        Light.GREEN: gettext("Grønt"),
        Light.GREY: gettext("Kan ikke vurderes"),
    }[light]


def calculated_said(lights: RollUp) -> tuple[str, ...]:
    """`1 er beregnet rødt`, for each colour behind an override, the worst first."""
    counts = {light: lights.calculated.count(light) for light in dict.fromkeys(lights.calculated)}
    return tuple(counted_as_calculated(light, count) for light, count in counts.items())


def counted_as_calculated(light: Light, count: int) -> str:
    said = {
        Light.RED: ngettext("%(n)d er beregnet rødt", "%(n)d er beregnet røde", count),
        Light.YELLOW: ngettext("%(n)d er beregnet gult", "%(n)d er beregnet gule", count),
        Light.GREEN: ngettext("%(n)d er beregnet grønt", "%(n)d er beregnet grønne", count),
        Light.GREY: ngettext("%(n)d kan ikke beregnes", "%(n)d kan ikke beregnes", count),
    }
    return said[light] % {"n": count}
