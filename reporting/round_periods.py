"""The period that a new round begins with."""

from collections.abc import Iterable
from datetime import date

from indicators.periods import parse_period
from reporting.models import RoundKind
from reporting.rounds import periods_to_choose


def first_suggested(on: date, *, taken: Iterable[str]) -> str:
    """The newest year or tertial that has ended and has no round yet; a year before the tertial that ends with it."""
    kinds = (RoundKind.YEAR, RoundKind.TERTIAL)
    offered = [parse_period(code) for kind in kinds for code in periods_to_choose(kind, on=on)]
    free = [one for one in offered if one.is_finished(on) and one.code not in {*taken}]
    return max(free, key=lambda one: one.position).code if free else ""
