"""Where figures are from, in words: a source by name, publisher and table, and never what a file was called."""

from collections.abc import Collection, Iterable
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from indicators.models import Channel, Fetch, Source
from indicators.source_names import name_of_source, worked_out

# What these are called says what they are; what a file is called may be anything.
TOLD_BY_NAME = {Channel.PLAN, Channel.SSB}


def deliveries_in_words(fetches: Collection[int]) -> dict[int, str]:
    """By the keys of deliveries; one query, and none where there are no deliveries.

    Of one source that has come several times, all are told by the day that the last one came.
    """
    rows = Fetch.objects.filter(pk__in=fetches).select_related("source")
    fields = ("name", "publisher", "table", "namespace")
    told = list(rows.only("channel", "name", "received_at", *(f"source__{name}" for name in fields)))
    latest: dict[int | None, date] = {}
    for fetch in sorted(told, key=lambda one: one.received_at):
        latest[fetch.source_id] = timezone.localdate(fetch.received_at)
    return {
        fetch.pk: delivery_in_words(fetch, on=latest[fetch.source_id] if fetch.source_id else None) for fetch in told
    }


def sources_in_words(fetches: Collection[int]) -> list[str]:
    """Each once."""
    return told_once(deliveries_in_words(fetches).values())


def told_once(sources: Iterable[str]) -> list[str]:
    """In the order of the alphabet, each once; not by itself where the same is told with the day that it came."""
    named = sorted(set(sources))
    mark = delivered({"day": "\0"}).partition("\0")[0]
    return [one for one in named if not any(other.startswith(f"{one}{mark}") for other in named)]


def delivery_in_words(fetch: Fetch, *, on: date | None = None) -> str:
    """`Befolkning (SSB), tabell 07459`; `KOSTRA 2024 (SSB), levert 3. mars 2025` where no table is known; `levert av
    kommunen 3. mars 2025` where nobody has said where the figures are from. `on` is told as the day, else its own."""
    day = {"day": date_format(on or timezone.localdate(fetch.received_at))}
    if fetch.source:
        is_known = fetch.source.table or fetch.channel == Channel.SSB
        return cited_source(fetch.source) if is_known else cited_source(fetch.source) + delivered(day)
    if fetch.channel == Channel.COMPUTED:
        return worked_out()
    if fetch.channel in TOLD_BY_NAME:
        return fetch.name
    if fetch.channel == Channel.HAND:
        return gettext("ført av kommunen %(day)s") % day
    return gettext("levert av kommunen %(day)s") % day


def delivered(day: dict[str, str]) -> str:
    return gettext(", levert %(day)s") % day


def cited_source(source: Source) -> str:
    """With its table, unless its name says that."""
    table = gettext("tabell %(number)s") % {"number": source.table} if source.table else ""
    parts = (name_of_source(str(source)), "" if source.table in source.name else table)
    return ", ".join(part for part in parts if part)
