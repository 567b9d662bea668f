"""What did not add up, and what did within rounding, in one sentence."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext

from indicators.checks import GROUP_SUM, Identity, Relation
from indicators.formats import number, with_unit
from indicators.periods import PeriodError, parse_period
from indicators.sources.identities_yaml import shipped_identities
from indicators.units import measure_of

PLACES = 6


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a check as numbers, and how far they may lie apart by rounding."""

    left: Decimal
    right: Decimal
    allowed: Decimal

    @property
    def distance(self) -> Decimal:
        return abs(self.left - self.right)


@dataclass(frozen=True, slots=True)
class Measured:
    """What the indicator of a finding is called, and how its figures are written."""

    name: str
    unit: str
    decimals: int


def decimal_of(value: Fraction) -> Decimal:
    """With six decimals at most, halves away from zero; exact for every figure that is a sum."""
    scaled = value * 10**PLACES
    whole = abs(scaled.numerator) * 2 // scaled.denominator
    rounded = (whole + 1) // 2 * (1 if scaled >= 0 else -1)
    return Decimal(f"{rounded}E-{PLACES}")


def sides_of(left: Fraction, right: Fraction, allowed: Fraction) -> Sides:
    return Sides(decimal_of(left), decimal_of(right), decimal_of(allowed))


def check_in_words(check: str, sides: Sides, *, region: str, period: str, indicator: Measured) -> str:
    """`Larvik 2024: … blir 71 234 kr, men totalen er publisert som 71 236 kr; avvik 2 kr, innenfor avrunding`."""
    identity = shipped_identities().get(check)
    place = gettext("%(region)s %(period)s") % {"region": region, "period": period_label(period)}
    if identity is None:
        said = group_sum(sides, indicator) if check == GROUP_SUM else gone(sides, indicator)
    else:
        said = identity_in_words(identity, sides)
    return f"{place}: {said}"


def period_label(code: str) -> str:
    try:
        return parse_period(code).label
    except PeriodError:
        return code


def name_of_check(check: str) -> str:
    """What a person calls the check."""
    identity = shipped_identities().get(check)
    if identity:
        return identity.name
    return gettext("Gruppens sum er minst summen av medlemmene") if check == GROUP_SUM else check


def identity_in_words(identity: Identity, sides: Sides) -> str:
    measure = Measured("", identity.unit, identity.decimals)
    words = {
        "left": identity.left.words,
        "sum": written(sides.left, measure),
        "right": identity.right.words,
        "printed": written(sides.right, measure),
        "rest": how_far(sides, measure),
    }
    if identity.relation is Relation.AT_MOST:
        return at_most(sides, words)
    if not sides.distance:
        return gettext("%(left)s blir %(sum)s, nøyaktig som publisert") % words
    if not identity.right.formula.codes:
        return gettext("%(left)s blir %(sum)s, men skal være %(printed)s; %(rest)s") % words
    return gettext("%(left)s blir %(sum)s, men %(right)s er publisert som %(printed)s; %(rest)s") % words


def at_most(sides: Sides, words: dict[str, str]) -> str:
    if sides.left <= sides.right:
        return gettext("%(left)s er %(sum)s, og %(right)s er %(printed)s") % words
    return gettext("%(left)s er %(sum)s, men %(right)s er %(printed)s; %(rest)s") % words


def group_sum(sides: Sides, indicator: Measured) -> str:
    words = {
        "name": indicator.name,
        "sum": written(sides.left, indicator),
        "printed": written(sides.right, indicator),
        "rest": how_far(sides, indicator),
    }
    if sides.left <= sides.right:
        return gettext("«%(name)s» er %(sum)s for medlemmene til sammen, og %(printed)s for gruppen") % words
    said = gettext("«%(name)s» er %(sum)s for medlemmene til sammen, men gruppens sum er publisert som %(printed)s")
    return f"{said % words}; {words['rest']}"


def gone(sides: Sides, indicator: Measured) -> str:
    """A check that an earlier version made."""
    words = {"name": indicator.name, "rest": how_far(sides, indicator)}
    return gettext("«%(name)s» gikk ikke opp; %(rest)s") % words


def how_far(sides: Sides, measure: Measured) -> str:
    distance = {"distance": written(sides.distance, measure, is_difference=True)}
    if sides.distance <= sides.allowed:
        return gettext("avvik %(distance)s, innenfor avrunding") % distance
    return gettext("avvik %(distance)s, mer enn avrunding forklarer") % distance


def written(value: Decimal, measure: Measured, *, is_difference: bool = False) -> str:
    """One decimal more than the figure is published with, where the number has it: it is calculated."""
    shown = number(value, min(places_of(value), measure.decimals + 1))
    if is_difference and measure_of(measure.unit) == "percent":
        return gettext("%(value)s prosentpoeng") % {"value": shown}
    return with_unit(shown, measure.unit, value=value)


def places_of(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
