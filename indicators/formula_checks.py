"""What is wrong with a formula, in a sentence that says what to do. Pure.

The units decide the factor: 1 000 kroner per inhabitant become kroner with a factor of 1 000, parts become percent with
one of 100. A unit that does not follow from those of the terms is refused, because it would be a wrong figure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.imports import quoted
from accounts.wording import say
from indicators.formulas import DIVIDED, FormulaKind, TermRole
from indicators.units import measure_of

# Measures that are so many of another one.
MULTIPLES = {
    "NOK_1000": ("NOK", Decimal(1_000)),
    "NOK_million": ("NOK", Decimal(1_000_000)),
    "NOK_billion": ("NOK", Decimal(1_000_000_000)),
    "kWh_1000": ("kWh", Decimal(1_000)),
    "tonnes": ("kg", Decimal(1_000)),
    "daa": ("m2", Decimal(1_000)),
}
# What a quotient of like things is written in, and of how many.
OF_LIKE = {"percent": Decimal(100), "permille": Decimal(1_000), "index": Decimal(100)}
# What a quotient of anything may be written in.
OF_ANY = {"ratio": Decimal(1), "per_1000": Decimal(1_000), "per_10000": Decimal(10_000)}


@dataclass(frozen=True, slots=True)
class Facts:
    """What must be known of an indicator to put it into a formula, or to be one."""

    name: str
    unit: str
    frequency: str = "year"
    is_need_adjusted: bool = False
    base_period: str = ""
    # Belongs to one plan, and is hidden from those who may not read that.
    is_of_a_plan: bool = False


Terms = Sequence[tuple[TermRole, Facts]]


def problems_with(kind: FormulaKind, own: Facts, terms: Terms, *, factor: Decimal | None) -> Iterator[str]:
    """Everything that is wrong, the shape first: what has the wrong terms is not asked for its units."""
    shape = list(shape_problems(kind, [role for role, _facts in terms]))
    yield from shape
    if not shape:
        yield from likeness_problems(kind, own, terms)
        yield from unit_problems(kind, own, terms, factor)


def shape_problems(kind: FormulaKind, roles: Sequence[TermRole]) -> Iterator[str]:
    """Whether the kind has the terms that it needs."""
    added, subtracted, below = (roles.count(one) for one in TermRole)
    if not roles:
        yield say("formelen har ingen ledd: velg indikatorene som tallet skal regnes ut av")
    elif kind not in DIVIDED:
        if below:
            yield say("en sum eller en differanse har ingen nevner: velg forholdstall, andel eller per innbygger")
        elif kind is FormulaKind.SUM and (subtracted or added < 2):
            yield say("en sum legger sammen minst to ledd: velg differanse hvis noe skal trekkes fra")
        elif kind is FormulaKind.DIFFERENCE and not (added and subtracted):
            yield say("en differanse har minst ett ledd som legges til og ett som trekkes fra")
    elif below != 1:
        words = say("formelen mangler nevner: velg det leddet som det skal deles på")
        yield words if not below else say("formelen har {count} nevnere, men kan bare ha én", count=below)
    elif not added:
        yield say("formelen mangler teller: velg minst ett ledd som legges til")


def likeness_problems(kind: FormulaKind, own: Facts, terms: Terms) -> Iterator[str]:
    """Whether the terms are levels of the same kind of period, that anybody may see, and adjusted alike."""
    for facts in (own, *(facts for _role, facts in terms)):
        if facts.is_of_a_plan:
            yield say("{name} hører til én plan: bare felles indikatorer kan regnes ut av hverandre", name=named(facts))
        if facts.base_period:
            yield say("{name} er en endring siden en annen periode, og kan ikke inngå i en formel", name=named(facts))
        if facts.frequency != own.frequency:
            yield say("{name} har en annen hyppighet enn {own}", name=named(facts), own=named(own))
    together = [facts for role, facts in terms if role is not TermRole.DENOMINATOR or kind is FormulaKind.SHARE]
    if len({facts.is_need_adjusted for facts in together}) > 1:
        yield say("tall som er justert for utgiftsbehov, kan ikke blandes med tall som ikke er det")


def unit_problems(kind: FormulaKind, own: Facts, terms: Terms, factor: Decimal | None) -> Iterator[str]:
    """Whether the unit of the result follows from those of the terms, and with this factor."""
    without = [facts for facts in (own, *(facts for _role, facts in terms)) if not measure_of(facts.unit)]
    if without:
        yield from (say("{name} mangler måleenhet: fyll den inn først", name=named(one)) for one in without)
        return
    first, *others = [facts for role, facts in terms if role is not TermRole.DENOMINATOR]
    unlike = [one for one in others if measure_of(one.unit) != measure_of(first.unit)]
    if unlike:
        yield from (mixed(first, one) for one in unlike)
        return
    below = next((facts for role, facts in terms if role is TermRole.DENOMINATOR), None)
    if message := kind_problem(kind, own, first, below):
        yield message
        return
    wanted = factor_for(own, first, below)
    if wanted is None:
        yield say("måleenheten til {own} passer ikke med leddene: {units}", own=named(own), units=units(first, below))
    elif factor is not None and factor != wanted:
        yield say("faktoren må være {wanted}, etter måleenhetene til leddene", wanted=f"{wanted.normalize():f}")


def kind_problem(kind: FormulaKind, own: Facts, above: Facts, below: Facts | None) -> str:
    """What only a share and a figure per inhabitant demand; empty where it is there."""
    if kind is FormulaKind.SHARE and below:
        if measure_of(own.unit) != "percent":
            return say("en andel måles i prosent, ikke i {unit}", unit=quoted(own.unit))
        if base_of(above)[0] != base_of(below)[0]:
            return mixed(above, below)
    if kind is FormulaKind.PER_INHABITANT and below and measure_of(below.unit) != "count":
        return say("{name} må være et antall innbyggere", name=named(below))
    return ""


def factor_for(own: Facts, above: Facts, below: Facts | None) -> Decimal | None:
    """What makes the unit of the terms that of the result; None where nothing does."""
    if below is None:
        return Decimal(1) if measure_of(own.unit) == measure_of(above.unit) else None
    measure, (what, scale), (of_what, of_scale) = measure_of(own.unit), base_of(above), base_of(below)
    if measure in OF_ANY:
        return OF_ANY[measure] * scale / of_scale
    if measure in OF_LIKE:
        return OF_LIKE[measure] * scale / of_scale if what == of_what else None
    own_what, own_scale = base_of(own)
    # Persons per school: what is counted above is not what is counted below.
    is_per = own_what == what and (of_what != what or what == "count")
    return scale / own_scale / of_scale if is_per else None


def base_of(facts: Facts) -> tuple[str, Decimal]:
    """The plain measure, and how many of it one is: 1 000 kroner are kroner, a thousand of them."""
    measure = measure_of(facts.unit)
    return MULTIPLES.get(measure, (measure, Decimal(1)))


def mixed(one: Facts, other: Facts) -> str:
    words = {"one": named(one), "unit": quoted(one.unit), "other": named(other), "other_unit": quoted(other.unit)}
    return say("{one} måles i {unit}, men {other} i {other_unit}: velg indikatorer med samme måleenhet", **words)


def units(above: Facts, below: Facts | None) -> str:
    """`«NOK_1000» delt på «count»`."""
    if below is None:
        return quoted(above.unit)
    return say("{above} delt på {below}", above=quoted(above.unit), below=quoted(below.unit))


def named(facts: Facts) -> str:
    return quoted(facts.name)
