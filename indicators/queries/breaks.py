"""Where the figures of a region break because the region itself, or who is in the group, changed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext

from indicators.lineage import Codes, Span
from indicators.models import GroupMembership, Region, RegionKind
from indicators.periods import months_at
from indicators.queries.history import RegionHistory, region_history
from indicators.regions import KOSTRA_REGROUPED_ON
from indicators.rules import SeriesBreak

# A group, the code of a member, and the stretch of time that it is one in.
ToldMembership = tuple[int, str, date, date | None]


def region_breaks(region: Region) -> list[SeriesBreak]:
    """Where a region or a KOSTRA group became another one, oldest first. A new code for the same is no break."""
    return breaks_of_regions([region])[region.pk]


def breaks_of_regions(
    regions: Collection[Region], history: RegionHistory | None = None
) -> dict[int, list[SeriesBreak]]:
    """The breaks of several regions; three queries, one where the caller has read the `history` of regions already."""
    memberships = GroupMembership.objects.values_list("group_id", "member__code", "valid_from", "valid_to")
    return breaks_told(regions, history or region_history(), memberships)


def breaks_told(
    regions: Collection[Region], history: RegionHistory, memberships: Iterable[ToldMembership]
) -> dict[int, list[SeriesBreak]]:
    """The breaks that what is known of regions and groups tells."""
    moves = moves_of(history, memberships)
    found: dict[int, list[SeriesBreak]] = {}
    for region in regions:
        is_group = region.kind == RegionKind.KOSTRA_GROUP
        texts = group_texts(region, moves[region.pk]) if is_group else merger_texts(region, history)
        found[region.pk] = [break_on(day, text) for day, text in sorted(texts)]
    return found


def break_on(day: date, text: str) -> SeriesBreak:
    is_new_year = (day.month, day.day) == (1, 1)
    return SeriesBreak(months_at(day), str(day.year) if is_new_year else f"{day.year}M{day.month:02}", text)


def in_words(day: date) -> str:
    """The year, where something changed with it; else the day."""
    return str(day.year) if (day.month, day.day) == (1, 1) else date_format(day)


def listed(names: Iterable[str]) -> str:
    *first, last = sorted(names)
    return gettext("%(first)s og %(last)s") % {"first": ", ".join(first), "last": last} if first else last


# Municipalities -----------------------------------------------------------------------------------------------------


def merger_texts(region: Region, history: RegionHistory) -> Iterator[tuple[date, str]]:
    """The days on which the region was put together or cut out, each with what to know about figures from before."""
    for newer, older in pairwise(history.chronicle.lineage(region.code).spans):
        day = newer.start
        if day and newer.codes and len(older.codes) != len(newer.codes):
            yield day, merger_text(day, newer, older, history) if older.codes else cut_text(day, newer, older, history)


def merger_text(day: date, newer: Span, older: Span, history: RegionHistory) -> str:
    """That several became one, and which of their figures are used."""
    stayed = newer.codes & older.codes
    names = named(older.codes - newer.codes, day - timedelta(days=1), history)
    name = listed(named(newer.codes - older.codes or stayed, day, history))
    words = {"when": in_words(day), "name": name, "others": listed(names - {name} or names)}
    if stayed == newer.codes:
        start = gettext("Fra %(when)s er %(name)s slått sammen med %(others)s og har beholdt nummeret sitt.") % words
        rest = gettext("Tall fra før gjelder bare %(name)s slik kommunen var da.") % words
        return f"{start} {rest}"
    if name in names:
        start = gettext("Fra %(when)s er %(name)s slått sammen med %(others)s.") % words
    else:
        start = gettext("Fra %(when)s består %(name)s av det som før var %(others)s.") % words
    rest = gettext(
        "Tall fra før er bare med der det er sagt at de kan summeres, som beløp og antall. Forholdstall vises ikke."
    )
    return f"{start} {rest}"


def cut_text(day: date, newer: Span, older: Span, history: RegionHistory) -> str:
    """That what was there before is not exactly what is there now."""
    name = listed(named(newer.codes, day, history))
    pieces = named(older.pieces, day - timedelta(days=1), history, like=name)
    words = {"when": in_words(day), "name": name, "others": listed(pieces)}
    if older.pieces <= newer.codes:
        return (
            gettext("Fra %(when)s gjelder %(name)s et annet område enn før. Tall fra før kan ikke sammenlignes.")
            % words
        )
    if len(older.pieces) == 1:
        start = gettext("Fra %(when)s er %(name)s skilt ut av %(others)s.") % words
    else:
        start = gettext("Fra %(when)s består %(name)s av hele eller deler av %(others)s.") % words
    rest = gettext("Tall fra før gjelder et annet område og vises ikke.")
    return f"{start} {rest}"


def named(codes: Codes, day: date, history: RegionHistory, *, like: str = "") -> set[str]:
    """What the codes were called on a day; two of one name, or one named `like` the region, with the code as well."""
    names = {code: history.name_on(code, day) for code in codes}
    several = {name for name in names.values() if list(names.values()).count(name) > 1} | {like}
    return {f"{name} ({code})" if name in several else name for code, name in names.items()}


# KOSTRA groups ------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Moves:
    """Municipalities that came to a group and that left it, by the day."""

    joined: dict[date, set[str]]
    left: dict[date, set[str]]


def moves_of(history: RegionHistory, memberships: Iterable[ToldMembership]) -> dict[int, Moves]:
    """Who moved between groups. A new code of a member moves nobody, and neither does what is known since that day."""
    begun: dict[tuple[str, date], int] = {}
    ended: dict[tuple[str, date], int] = {}
    for group, code, start, end in memberships:
        begun[code, start] = group
        if end:
            ended[code, end] = group
    moves: dict[int, Moves] = defaultdict(lambda: Moves(defaultdict(set), defaultdict(set)))
    for (code, day), group in ended.items():
        if group not in {begun.get((new, day)) for new in history.chronicle.became(code, day)}:
            moves[group].left[day].add(history.name_on(code, day - timedelta(days=1)))
    for (code, day), group in begun.items():
        before = {ended.get((old, day)) for old in history.chronicle.sources_of(code, day)} - {None}
        if before and group not in before:
            moves[group].joined[day].add(history.name_on(code, day))
    return moves


def group_texts(group: Region, moves: Moves) -> Iterator[tuple[date, str]]:
    """The days on which the group got other members, each with who they are."""
    words = {"group": group.name, "when": in_words(KOSTRA_REGROUPED_ON)}
    yield (
        KOSTRA_REGROUPED_ON,
        gettext("KOSTRA-gruppene ble delt inn på nytt i %(when)s: %(group)s har andre medlemmer før.") % words,
    )
    for day in sorted((moves.joined.keys() | moves.left.keys()) - {KOSTRA_REGROUPED_ON}):
        yield day, " ".join(sentences(group, day, moves))


def sentences(group: Region, day: date, moves: Moves) -> Iterator[str]:
    if joined := moves.joined.get(day):
        words = {"when": in_words(day), "names": listed(joined), "group": group.name}
        yield gettext("Fra %(when)s er %(names)s kommet med i %(group)s.") % words
    if left := moves.left.get(day):
        words = {"when": in_words(day), "names": listed(left), "group": group.name}
        yield gettext("Fra %(when)s er %(names)s ikke lenger med i %(group)s.") % words
