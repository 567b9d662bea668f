"""Where figures are from, in words for a report: a source by name and publisher, and never what a file was called."""

from collections.abc import Collection

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from indicators.models import Channel, Fetch

# What these are called says what they are; what a file is called may be anything.
TOLD_BY_NAME = {Channel.PLAN, Channel.COMPUTED}


def deliveries_in_words(fetches: Collection[int]) -> dict[int, str]:
    """By the keys of deliveries; one query."""
    rows = Fetch.objects.filter(pk__in=fetches).select_related("source")
    told = rows.only("channel", "name", "received_at", "source__name", "source__publisher")
    return {fetch.pk: delivery_in_words(fetch) for fetch in told}


def delivery_in_words(fetch: Fetch) -> str:
    """`KOSTRA 2024 (SSB)`; `levert av kommunen 3. mars 2025` where nobody has said where the figures are from."""
    if fetch.source:
        return str(fetch.source)
    if fetch.channel in TOLD_BY_NAME:
        return fetch.name
    day = date_format(timezone.localdate(fetch.received_at))
    if fetch.channel == Channel.HAND:
        return gettext("ført av kommunen %(day)s") % {"day": day}
    return gettext("levert av kommunen %(day)s") % {"day": day}
