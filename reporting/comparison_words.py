"""Comparisons as people read them: `+102`, `+4,0 %`, `delt 2. av 9`, `Brukte Larvik som Arendal …`."""

from decimal import Decimal

from django.utils.translation import gettext

from indicators.comparison import Change, Rank
from indicators.formats import NBSP, number, plain, rounded, whole


def signed(value: Decimal, decimals: int) -> str:
    """With a plus where it is above zero as it is printed."""
    text = number(value, decimals)
    shown = rounded(value, decimals)
    return number(Decimal(0), decimals) if not shown else f"+{text}" if shown > 0 else text


def change_in_words(found: Change, *, decimals: int) -> tuple[str, str]:
    """In the unit, and in percent where there is one."""
    percent = "" if found.percent is None else f"{signed(found.percent, 1)}{NBSP}%"
    return signed(found.amount, decimals), percent


def rank_in_words(rank: Rank) -> str:
    words = {"place": rank.place, "ranked": rank.ranked}
    if rank.shared_with:
        return gettext("delt %(place)d. av %(ranked)d") % words
    return gettext("%(place)d. av %(ranked)d") % words


def millions(value: Decimal) -> str:
    """With one decimal, or as many as it takes to see that it is not nothing."""
    size = abs(value)
    decimals = 1 if size >= Decimal("0.1") or not size else 2 if size >= Decimal("0.01") else 3
    return f"{number(size, decimals)}{NBSP}{gettext('mill. kr')}"


def amount_in_words(
    *, own: str, peer: str, per_inhabitant: Decimal, amount: Decimal, inhabitants: Decimal, year: str, people_of: str
) -> str:
    """What it would mean to spend as the peer. `per_inhabitant` and `amount` are what own spends more."""
    words = {
        "own": own,
        "peer": peer,
        "amount": millions(amount),
        "difference": number(plain(abs(per_inhabitant))),
        "people": whole(int(inhabitants)),
        "year": year,
        "people_of": people_of,
    }
    if not amount:
        return gettext("%(own)s og %(peer)s brukte like mye per innbygger i %(year)s.") % words
    if amount > 0:
        first = gettext("Brukte %(own)s som %(peer)s, ville det vært %(amount)s mindre i %(year)s.") % words
    else:
        first = gettext("Brukte %(own)s som %(peer)s, ville det vært %(amount)s mer i %(year)s.") % words
    how = gettext(
        "Regnet slik: forskjellen på %(difference)s kr per innbygger ganget med %(people)s innbyggere i %(people_of)s."
    )
    return f"{first} {how % words}"
