"""What is known of how it went: figures, when a duty was done, and what a person judged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from indicators.periods import Period, months_at
from targets.rules.lights import Light


class Missing(StrEnum):
    CONFIDENTIAL = ":"


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell as it is known: a value, or the symbol that its source prints instead of one."""

    period: Period
    value: Decimal | None
    missing: str = ""
    is_provisional: bool = False
    is_correction: bool = False
    observation_id: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """That a recurring duty was done, and how long that holds where somebody has said so."""

    on: date
    holds_until: date | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a person judged of a state that no figure measures, and why."""

    light: Light
    on: date
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that the rule looks at as of a day. Figures are of finished periods, the newest last."""

    on: date
    finished: list[Figure]
    peer: list[Figure]
    done: list[Done]
    opinions: list[Opinion]

    @property
    def newest(self) -> Figure | None:
        return self.finished[-1] if self.finished else None


def evidence_at(
    on: date, figures: Sequence[Figure], peer: Sequence[Figure], done: Sequence[Done], opinions: Sequence[Opinion]
) -> Evidence:
    """What counts on that day: periods that had ended, and what people had done and said by then."""
    return Evidence(
        on=on,
        finished=in_time(figures, on),
        peer=in_time(peer, on),
        done=sorted((one for one in done if one.on <= on), key=lambda one: one.on),
        opinions=sorted((one for one in opinions if one.on <= on), key=lambda one: one.on),
    )


def in_time(figures: Sequence[Figure], on: date) -> list[Figure]:
    now = months_at(on)
    return sorted((one for one in figures if one.period.position < now), key=newest_last)


def newest_last(figure: Figure) -> tuple[int, int, bool, int]:
    """By end; of two periods that end together the longer one (a year before its last month) counts.

    A level before a change that ends with it, and of two changes the one that goes further back.
    """
    period = figure.period
    return period.position, period.months, period.base_position is None, -(period.base_position or 0)
