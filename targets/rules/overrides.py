"""Whether a light that a person has set holds on a day. The rule never looks at it; it stands beside the verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from targets.rules.lights import Attainment, Light
from targets.rules.terms import FIGURELESS, Kind


class Ending(StrEnum):
    """Why an override no longer holds, where nobody has ended it."""

    DATE = "date"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True)
class Judged:
    """The figure that the light was judged by, as published; empty where there was none."""

    period: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Overriding:
    """A light that a person has set, from which day, and until when: a last day, or until another figure is judged."""

    key: int
    light: Light
    reason: str
    by: str
    on: date
    until: date | None
    figure: Judged
    # The first day that it no longer held, where it has been ended.
    ended_on: date | None = None

    def ending(self, *, on: date, judged: Judged) -> Ending | None:
        """Why it is over on that day by its own terms; None while it is not."""
        if self.until is not None:
            return Ending.DATE if on > self.until else None
        return Ending.FIGURE if judged != self.figure else None

    def over_since(self, *, on: date) -> date:
        """The first day that it did not hold, seen on a day on which it is over."""
        return on if self.until is None else self.until + timedelta(days=1)

    def holds(self, *, on: date, judged: Judged) -> bool:
        is_within = self.on <= on and (self.ended_on is None or on < self.ended_on)
        return is_within and self.ending(on=on, judged=judged) is None


def override_on(overrides: Sequence[Overriding], *, on: date, judged: Judged) -> Overriding | None:
    """The one that holds on that day; of several the one that was set last."""
    return next((one for one in reversed(overrides) if one.holds(on=on, judged=judged)), None)


def another_figure_comes(kind: Kind, attainment: Attainment | None) -> bool:
    """Whether another figure will ever be judged, so that an override until then ends by itself.

    What people judge is judged by no figure, and what is reached or missed is judged by the deadline's own for good.
    """
    return kind not in FIGURELESS and attainment is None
