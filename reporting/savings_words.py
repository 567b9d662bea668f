"""The savings potential in words: how each number is worked out, and what a reader must know of all of them."""

from collections.abc import Collection, Iterator
from decimal import Decimal

from django.utils.translation import gettext, ngettext

from indicators.formats import number, plain
from indicators.models import Region, RegionKind
from indicators.need import Basis, Need
from indicators.queries.savings import YearFigures
from indicators.savings import Ground, Negatives, Saving, Sector
from indicators.savings_words import need_unknown


def millions(value: Decimal) -> str:
    """Million NOK with a sign, also where it is above 0: `+37,6`."""
    return f"+{number(value, 1)}" if value > 0 else number(value, 1)


def direction(value: Decimal) -> str:
    """What the sign says: whether the own municipality spends more or less."""
    if value == 0:
        return gettext("likt")
    return gettext("mer") if value > 0 else gettext("mindre")


def negatives_in_words(negatives: Negatives) -> str:
    """What a sum does with areas below 0."""
    return gettext("minus regnet som 0") if negatives is Negatives.CUT else gettext("minus trukket fra")


def listed(names: Collection[str]) -> str:
    *first, last = names
    return gettext("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def factor(need: Need) -> str:
    """The need as it is multiplied with; what is not adjusted says so with a decimal that is 0."""
    return number(plain(need.factor) if need.factor != 1 else Decimal("1.0"))


def working(ground: Ground, sector: Sector, found: Saving) -> str:
    """`(2 656 − 1 861) kr · 48 870 innbyggere · 0,969 = 37,6 mill. kr`."""
    other = number(found.other)
    return gettext("(%(own)s − %(other)s) kr · %(inhabitants)s innbyggere · %(need)s = %(million)s mill. kr") % {
        "own": number(found.own),
        "other": f"({other})" if found.other < 0 else other,
        "inhabitants": number(plain(ground.inhabitants)),
        "need": factor(sector.need),
        "million": number(found.million, 1),
    }


def working_of_sum(parts: Collection[Saving], total: Saving, negatives: Negatives) -> str:
    """What stands above 0, what stands below, and what was done with the latter."""
    words = {
        "more": number(sum((one.million for one in parts if one.million > 0), Decimal(0)), 1),
        "less": number(sum((one.million for one in parts if one.million < 0), Decimal(0)), 1),
        "sum": number(total.million, 1),
    }
    if negatives is Negatives.CUT:
        return gettext("områdene med pluss er %(more)s, og de med minus er regnet som 0: %(sum)s mill. kr") % words
    return gettext("områdene med pluss er %(more)s, de med minus %(less)s: til sammen %(sum)s mill. kr") % words


# What a reader must know --------------------------------------------------------------------------------------------


def notes_on(figures: YearFigures, ground: Ground) -> list[str]:
    """The caveats, the most important first."""
    notes = [theoretical(), *need_notes(figures), group_note(figures.comparable)]
    notes += [inhabitants_note(figures, ground), provisional_note(figures), *incomplete_notes(figures)]
    return [note for note in notes if note]


def theoretical() -> str:
    return gettext(
        "Tallene er teoretiske. De sier hva kommunen ville brukt mindre med samme utgift per innbygger som en annen, "
        "når forskjeller i behov er regnet med. De sier ikke at pengene kan spares, og ingenting om hvor gode "
        "tjenestene er."
    )


def need_notes(figures: YearFigures) -> Iterator[str]:
    """Which sectors count with 1.0, and why."""
    names = [sector.name for sector in figures.sectors if sector.need.basis is Basis.NOT_ADJUSTED]
    if names:
        yield gettext("Disse områdene justeres ikke for utgiftsbehov, og behovet er regnet som 1,0: %(areas)s.") % {
            "areas": listed(names)
        }
    if unknown := need_unknown(figures):
        yield f"{unknown[0].upper()}{unknown[1:]}."


def group_note(regions: Collection[Region]) -> str:
    """That a mean of municipalities is no municipality."""
    means = [one.name for one in regions if one.kind != RegionKind.MUNICIPALITY]
    if not means:
        return ""
    text = gettext("Tallet for %(names)s er et snitt av kommuner og er aldri med i «mot den laveste».")
    return text % {"names": listed(means)}


def inhabitants_note(figures: YearFigures, ground: Ground) -> str:
    text = gettext("Utgiftene er netto driftsutgifter per innbygger i %(year)d. %(name)s hadde %(count)s innbyggere.")
    return text % {"year": figures.year, "name": figures.own.name, "count": number(plain(ground.inhabitants))}


def provisional_note(figures: YearFigures) -> str:
    return gettext("Noen av tallene er foreløpige.") if figures.is_provisional else ""


def incomplete_notes(figures: YearFigures) -> Iterator[str]:
    """Who is left out, and what they lack."""
    left_out = [
        ngettext("%(name)s (mangler %(count)d område)", "%(name)s (mangler %(count)d områder)", len(lacking))
        % {"name": region.name, "count": len(lacking)}
        for region, lacking in figures.incomplete.items()
    ]
    if left_out:
        yield gettext("Ikke med, fordi tall mangler: %(names)s.") % {"names": listed(left_out)}
