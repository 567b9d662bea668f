"""Which figure was new or corrected between two certificates, as the end of a sentence with «because» in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext

from indicators.formats import published, with_unit
from indicators.models import ValueKind
from indicators.periods import parse_period
from targets.certificates import Facts
from targets.sentences.words import period_label

# A period that has no row: neither number nor symbol nor kind.
NOTHING = ["", "", ""]


@dataclass(frozen=True, slots=True)
class Cell:
    """One period of one series: what stood there before and what stands there now, as text; empty is nothing."""

    period: str
    before: str
    after: str
    missing: str
    # The other region, for a figure of what the target is compared with.
    peer: str = ""
    # What kind of figure it was and is, and the symbol that stood there.
    was_kind: str = ""
    kind: str = ""
    was_missing: str = ""


def new_figure_said(before: Facts, after: Facts) -> str:
    cell = chosen(after, [one for one in cells(before, after) if not one.before])
    if cell is None:
        return gettext("det kom nye tall")
    words = words_of(cell)
    if cell.missing and cell.peer:
        return gettext("kilden ikke oppgir noe tall for %(peer)s i %(period)s (symbolet «%(symbol)s»)") % words
    if cell.missing:
        return gettext("kilden ikke oppgir noe tall for %(period)s (symbolet «%(symbol)s»)") % words
    if cell.peer:
        return gettext("det kom et nytt tall for %(peer)s: %(after)s for %(period)s") % words
    return gettext("det kom et nytt tall: %(after)s for %(period)s") % words


def revised_figure_said(before: Facts, after: Facts) -> str:
    cell = chosen(after, [one for one in cells(before, after) if one.before])
    if cell is None:
        return gettext("tall ble rettet")
    words = words_of(cell)
    if cell.after and cell.before != cell.after and (turned := turned_said(cell)):
        return turned % words
    if not cell.after:
        text = gettext("tallet for %(period)s (%(before)s) ble trukket tilbake")
        of_peer = gettext("tallet for %(peer)s i %(period)s (%(before)s) ble trukket tilbake")
    elif cell.before == cell.after:
        text = gettext("tallet for %(period)s (%(after)s) fikk en annen status")
        of_peer = gettext("tallet for %(peer)s i %(period)s (%(after)s) fikk en annen status")
    else:
        text = gettext("tallet for %(period)s ble rettet fra %(before)s til %(after)s")
        of_peer = gettext("tallet for %(peer)s i %(period)s ble rettet fra %(before)s til %(after)s")
    return (of_peer if cell.peer else text) % words


def turned_said(cell: Cell) -> str:
    """What was no correction: a figure went, came, became final or was the municipality's own; else empty."""
    if cell.missing:
        return gettext("kilden ikke lenger oppgir %(whose)s, som var %(before)s (symbolet «%(symbol)s»)")
    if cell.kind == ValueKind.CORRECTION != cell.was_kind:
        return gettext("kommunen har satt inn %(whose)s selv: %(after)s")
    if cell.was_missing:
        return gettext("%(whose)s, som manglet, er kommet: %(after)s")
    if cell.was_kind == ValueKind.CORRECTION != cell.kind:
        return gettext("%(whose)s nå er offisielt, %(after)s; kommunens eget var %(before)s")
    if cell.was_kind == ValueKind.PROVISIONAL != cell.kind:
        return gettext("%(whose)s ble endelig med %(after)s; foreløpig var det %(before)s")
    return ""


def whose(cell: Cell) -> str:
    words = {"peer": cell.peer, "period": period_label(cell.period)}
    return (gettext("tallet for %(peer)s i %(period)s") if cell.peer else gettext("tallet for %(period)s")) % words


def words_of(cell: Cell) -> dict[str, str]:
    return {
        "period": period_label(cell.period),
        "before": cell.before,
        "after": cell.after,
        "symbol": cell.missing,
        "peer": cell.peer,
        "whose": whose(cell),
    }


def chosen(after: Facts, changed: Sequence[Cell]) -> Cell | None:
    """The one to name: the judged period's own, else the newest own one, else the peer's newest."""
    judged = after["figure"]["period"] if after["figure"] else ""
    own = [one for one in changed if not one.peer]
    newest = (own or changed)[-1:]
    return next((one for one in [*(one for one in own if one.period == judged), *newest]), None)


def cells(before: Facts, after: Facts) -> Iterator[Cell]:
    """Every cell that differs, oldest first: those of the peer, and the own ones."""
    peer = after.get("peer") or {"region": ""}
    theirs = (before.get("peer") or {}).get("figures", [])
    yield from differing(theirs, peer.get("figures", []), after, peer=peer["region"])
    yield from differing(before.get("figures", []), after.get("figures", []), after)


def differing(old: list[list[str]], new: list[list[str]], facts: Facts, *, peer: str = "") -> Iterator[Cell]:
    was, now = {row[0]: row[1:] for row in old}, {row[0]: row[1:] for row in new}
    for period in sorted({*was, *now}, key=lambda code: parse_period(code).position):
        if (old_row := was.get(period, NOTHING)) != (new_row := now.get(period, NOTHING)):
            yield Cell(
                period,
                shown(facts, was.get(period)),
                shown(facts, now.get(period)),
                missing=new_row[1],
                peer=peer,
                was_kind=old_row[2],
                kind=new_row[2],
                was_missing=old_row[1],
            )


def shown(facts: Facts, figure: Sequence[str] | None) -> str:
    """A figure with its unit, or the symbol that stands there instead."""
    if figure is None:
        return ""
    literal, missing, _kind = figure
    indicator = facts["indicator"] or {"decimals": None, "unit": ""}
    if not literal:
        return f"«{missing}»"
    return with_unit(published(literal, indicator["decimals"]), indicator["unit"], value=Decimal(literal))
