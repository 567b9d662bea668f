"""What moved and what stands apart, in sentences: how far, and how that was measured; never whether it is good."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext, ngettext

from indicators.formats import NBSP, decimals_of, difference_unit, number, plain, rounded_ratio, with_unit
from indicators.standing_out import Move
from reporting.queries.area_rows import AreaRow
from reporting.queries.area_standing_out import Among, Apart, NotMeasured, StandingOut
from reporting.queries.service_area import AreaPage


def in_full(value: Decimal, decimals: int) -> str:
    """With the decimals of the figures, or more where the arithmetic gave more: a median can lie between two."""
    return number(value, max(decimals, decimals_of(plain(value))))


def amount(value: Decimal, row: AreaRow) -> str:
    return with_unit(in_full(value, decimals_of_row(row)), row.indicator.unit, value=value)


def size(value: Decimal, row: AreaRow) -> str:
    """A distance, whichever way it goes: percent becomes percentage points."""
    text, unit = in_full(abs(value), decimals_of_row(row)), difference_unit(row.indicator.unit, value)
    return f"{text}{NBSP}{unit}" if unit else text


def decimals_of_row(row: AreaRow) -> int:
    return decimals_of(row.latest.value) if row.latest.value is not None else 0


def times_in_words(times: Fraction) -> str:
    return number(rounded_ratio(times, 1))


def move_in_words(row: AreaRow, found: Move) -> str:
    """What follows the name of the indicator."""
    words = {
        "before": amount(found.before, row),
        "last_year": row.before.period,
        "after": amount(found.after, row),
        "year": row.latest.period,
        "size": size(found.amount, row),
        "usual": size(found.usual, row),
        "times": times_in_words(found.times),
        "changes": found.changes,
    }
    told = gettext(
        "gikk fra %(before)s i %(last_year)s til %(after)s i %(year)s. Endringen på %(size)s er %(times)s ganger "
        "medianen av de %(changes)d årlige endringene før, som er %(usual)s."
    )
    return told % words


def apart_in_words(row: AreaRow, apart: Apart) -> str:
    """What follows the name of the indicator."""
    found, spread = apart.found, apart.found.spread
    words = {
        "own": amount(found.own, row),
        "year": row.latest.period,
        "count": spread.count,
        "group": apart.group,
        "median": amount(spread.median, row),
        "half": size(spread.half_within, row),
        "distance": size(found.amount, row),
        "times": times_in_words(found.times),
    }
    return f"{median_in_words(apart.among) % words} {distance_in_words(found.amount) % words}"


def median_in_words(among: Among) -> str:
    if among is Among.GROUP:
        return gettext(
            "er %(own)s i %(year)s. Medianen av de %(count)d andre kommunene i %(group)s som har tall, er %(median)s, "
            "og halvparten ligger innenfor %(half)s fra den."
        )
    return gettext(
        "er %(own)s i %(year)s. Medianen av de %(count)d kommunene som det sammenlignes med, er %(median)s, "
        "og halvparten ligger innenfor %(half)s fra den."
    )


def distance_in_words(distance: Decimal) -> str:
    if distance > 0:
        return gettext("Tallet ligger %(distance)s over medianen, %(times)s ganger det vanlige avviket.")
    return gettext("Tallet ligger %(distance)s under medianen, %(times)s ganger det vanlige avviket.")


# How it was measured ------------------------------------------------------------------------------------------------


def about_moves(found: StandingOut) -> Iterator[str]:
    """Of how many figures a change could be measured, and why not of the others."""
    if not found.moved:
        yield nothing_moved(found)
    if rest := found.figures - found.measured_moves:
        yield ngettext(
            "%(n)d av årets tall er ikke med: det mangler tall for de tre årene før, serien er brutt, eller tallet "
            "pleier ikke å endre seg.",
            "%(n)d av årets tall er ikke med: det mangler tall for de tre årene før, serien er brutt, eller tallet "
            "pleier ikke å endre seg.",
            rest,
        ) % {"n": rest}


def nothing_moved(found: StandingOut) -> str:
    if found.measured_moves:
        return gettext("Ingen av årets endringer er større enn den vanlige endringen.")
    return gettext("Ingen av årets endringer kan måles mot tidligere endringer.")


def about_distances(found: StandingOut) -> Iterator[str]:
    if not found.apart:
        yield nothing_apart(found)
    if found.among_neighbours:
        yield ngettext(
            "For %(n)d indikator har færre enn fem andre i KOSTRA-gruppen tall. Der er medianen av kommunene som det "
            "sammenlignes med.",
            "For %(n)d indikatorer har færre enn fem andre i KOSTRA-gruppen tall. Der er medianen av kommunene som det "
            "sammenlignes med.",
            found.among_neighbours,
        ) % {"n": found.among_neighbours}
    for why, words in left_out(found).items():
        if count := found.not_measured[why]:
            yield words % {"n": count}


def nothing_apart(found: StandingOut) -> str:
    if found.measured_distances:
        return gettext("Ingen tall ligger lenger fra medianen enn det vanlige avviket.")
    return gettext("Ingen avstander kan måles.")


def left_out(found: StandingOut) -> dict[NotMeasured, str]:
    count = found.not_measured
    return {
        NotMeasured.FEW: ngettext(
            "For %(n)d indikator har færre enn fem andre kommuner tall. Da finnes det ikke noe vanlig avvik, og bare "
            "gruppens publiserte tall står i tabellen.",
            "For %(n)d indikatorer har færre enn fem andre kommuner tall. Da finnes det ikke noe vanlig avvik, og bare "
            "gruppens publiserte tall står i tabellen.",
            count[NotMeasured.FEW],
        ),
        NotMeasured.SIZE: ngettext(
            "%(n)d indikator er et antall eller et beløp som følger kommunens størrelse, og er ikke med.",
            "%(n)d indikatorer er antall eller beløp som følger kommunens størrelse, og er ikke med.",
            count[NotMeasured.SIZE],
        ),
        NotMeasured.NO_SPREAD: ngettext(
            "For %(n)d indikator har minst halvparten av de andre så å si samme tall, så det finnes ikke noe avvik å "
            "måle mot.",
            "For %(n)d indikatorer har minst halvparten av de andre så å si samme tall, så det finnes ikke noe avvik å "
            "måle mot.",
            count[NotMeasured.NO_SPREAD],
        ),
    }


# The table ------------------------------------------------------------------------------------------------------------


def described(page: AreaPage) -> Iterator[str]:
    """What a file holds, where the page is not at hand."""
    words = {"shown": len(page.rows), "total": page.total}
    yield gettext("%(shown)d av %(total)d indikatorer.") % words
    if page.own:
        yield gettext("Egne tall gjelder %(name)s. De andres tall er fra samme periode som kommunens eget i raden.") % {
            "name": page.own.name
        }
    yield gettext("«Endring» er i enheten til tallet; for andeler i prosentpoeng.")
    yield gettext(
        "Tomme felt: vi har ikke noe tall. «.», «..», «:» og «-» er kildens egne tegn for tall som mangler; de er ikke "
        "null."
    )
