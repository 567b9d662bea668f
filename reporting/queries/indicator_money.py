"""What the difference to a peer amounts to, for a cost for each inhabitant."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from indicators.comparison import million
from indicators.models import GroupValue, Indicator, Region, RegionKind
from indicators.per_inhabitant import is_cost_per_inhabitant
from indicators.periods import Period
from indicators.rules import Reading
from reporting.comparison_words import amount_in_words
from reporting.queries.indicator_compared import value_in
from reporting.queries.indicator_known import Figures
from targets.queries import period_named


@dataclass(frozen=True, slots=True)
class Money:
    """Whom one can compare with, who is chosen, and what it comes to. `missing` says why there is no answer."""

    choices: tuple[tuple[str, str], ...]
    chosen: str
    sentence: str
    missing: str
    is_need_adjusted: bool


def money_of(indicator: Indicator, figures: Figures, *, against: str) -> Money | None:
    """The difference to one peer in million kroner; None where the figure is no cost for each inhabitant.

    `against` is the code of the peer that the reader asks for; else it is the group, else the first that has a figure.
    """
    own, newest = figures.own, figures.newest
    if own is None or newest is None or not is_cost_per_inhabitant(indicator.name_nb, indicator.unit):
        return None
    own_value = value_in(figures.shown.get(own, []), newest)
    peers = peers_with_values(indicator, figures, newest)
    if own_value is None or not peers:
        return None
    chosen = chosen_among([region for region, _value in peers], against)
    people = people_nearest(figures.inhabitants, newest)
    sentence = ""
    if people and people.value is not None:
        value = dict(peers)[chosen]
        sentence = amount_in_words(
            own=own.name,
            peer=chosen.name,
            per_inhabitant=own_value - value,
            amount=million(own_value, value, people.value),
            inhabitants=people.value,
            year=newest.label,
            people_of=period_named(people.period).label,
        )
    return Money(
        choices=tuple((region.code, region.name) for region, _value in peers),
        chosen=chosen.code,
        sentence=sentence,
        missing="" if sentence else gettext("Vi har ikke folketallet for %(name)s.") % {"name": own.name},
        is_need_adjusted=indicator.is_need_adjusted,
    )


def peers_with_values(indicator: Indicator, figures: Figures, newest: Period) -> list[tuple[Region, Decimal]]:
    """Everybody but the own municipality who has a figure of the same kind: a sum over the group is none."""
    found = []
    for region, readings in figures.shown.items():
        value = value_in(readings, newest)
        is_sum = region.kind == RegionKind.KOSTRA_GROUP and indicator.group_value == GroupValue.SUM
        if region != figures.own and value is not None and not is_sum:
            found.append((region, value))
    return found


def chosen_among(regions: Sequence[Region], against: str) -> Region:
    asked = (region for region in regions if region.code == against)
    groups = (region for region in regions if region.kind == RegionKind.KOSTRA_GROUP)
    return next(asked, next(groups, regions[0]))


def people_nearest(inhabitants: Sequence[Reading], newest: Period) -> Reading | None:
    """The number of inhabitants of the same year, else of the nearest one; of two as near, the earlier."""
    known = [one for one in inhabitants if one.literal]

    def distance(one: Reading) -> tuple[int, int]:
        position = period_named(one.period).position
        return abs(position - newest.position), position

    return min(known, key=distance, default=None)
