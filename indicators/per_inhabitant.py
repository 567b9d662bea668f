"""Which figures are costs for each inhabitant, so that a difference times the inhabitants is an amount. Pure."""

import re

from indicators.units import measure_of

PER_INHABITANT = re.compile(r"\b(?:per|pr\.?)\s+(?:innbygger|innb\.?)(?!\w)(?P<rest>.*)", re.IGNORECASE)
# "per innbygger 6-15 år", "pr. innbygger 67 år og over": counted over an age group and not over everybody.
OF_AN_AGE = re.compile(r"^[\s,(]*(?:i\s+alderen\s+)?\d+\s*(?:[-–]\s*\d+\b|år\b|\+)|\bi\s+målgruppen\b", re.IGNORECASE)
COST = re.compile(r"utgift(?!sbehov)|kostnad", re.IGNORECASE)
NO_COST = re.compile(r"inntekt|gjeld|skatt", re.IGNORECASE)


def is_cost_per_inhabitant(name: str, unit: str) -> bool:
    """Whether the figure is kroner of expenditure for each inhabitant of any age.

    Income, debt and tax are no cost: to have the neighbour's debt is not to spend less.
    """
    if measure_of(unit) != "NOK" or not COST.search(name) or NO_COST.search(name):
        return False
    said = PER_INHABITANT.search(name) or PER_INHABITANT.search(unit)
    return said is not None and not OF_AN_AGE.search(said["rest"])
