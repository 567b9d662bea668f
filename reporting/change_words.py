"""What changed in a figure, and by which delivery, as it is said to a reader."""

from collections.abc import Collection

from django.utils.translation import gettext, gettext_lazy, ngettext

from indicators.formats import published
from indicators.models import Channel, Fetch, Standing, ValueKind
from indicators.queries.delivery_words import cited_source, delivery_in_words
from indicators.revisions import Revision, Turn
from indicators.source_names import from_a_file
from indicators.vintages import Vintage

FINAL = frozenset({Turn.CONFIRMED, Turn.MADE_FINAL})
TURNS = {
    Turn.REVISED: gettext_lazy("rettet"),
    Turn.REVISED_BACK: gettext_lazy("rettet tilbake til et tidligere tall"),
    Turn.CONFIRMED: gettext_lazy("foreløpig tall ble endelig, uten endring"),
    Turn.MADE_FINAL: gettext_lazy("foreløpig tall ble endelig, med et nytt tall"),
    Turn.MADE_PROVISIONAL: gettext_lazy("tallet er foreløpig igjen"),
    Turn.HIDDEN: gettext_lazy("kilden skjuler nå tallet av hensyn til personvern"),
    Turn.WITHDRAWN: gettext_lazy("kilden har trukket tallet tilbake"),
    Turn.NOT_IN_USE: gettext_lazy("kilden har ikke lenger tall her; det kan stå under en annen kode"),
    Turn.APPEARED: gettext_lazy("tallet er kommet"),
    Turn.OTHER_SYMBOL: gettext_lazy("tallet mangler fortsatt, men med et annet tegn"),
    Turn.OTHER_KIND: gettext_lazy("samme tall, med en ny status"),
}
# Of figures that are not the official ones.
ASIDES = {
    Standing.CORRECTION: gettext_lazy("kommunens eget tall: %(said)s"),
    Standing.CITED: gettext_lazy("gjengitt i planen: %(said)s"),
}


def turn_in_words(revision: Revision) -> str:
    """What happened to one figure."""
    said = str(TURNS[revision.turn])
    if revision.turn is Turn.REVISED and revision.after.kind == ValueKind.PROVISIONAL:
        said = gettext("nytt foreløpig tall")
    aside = ASIDES.get(Standing(revision.after.standing))
    return str(aside) % {"said": said} if aside else said


def figure_in_words(vintage: Vintage, decimals: int | None) -> str:
    """The figure as published with the star of a provisional one, or the symbol of a missing one."""
    if not vintage.literal:
        return f"«{vintage.missing}»" if vintage.missing else f"{vintage.value_min}–{vintage.value_max}"
    star = "*" if vintage.kind == ValueKind.PROVISIONAL else ""
    return f"{published(vintage.literal, decimals)}{star}"


def who_changed(fetch: Fetch, turns: Collection[Turn], count: int) -> str:
    """One sentence: `SSB rettet disse tallene.`"""
    if fetch.channel == Channel.SSB:
        who = {"who": (fetch.source.publisher if fetch.source else "") or gettext("SSB")}
        if FINAL.issuperset(turns):
            return (
                ngettext("%(who)s gjorde dette tallet endelig.", "%(who)s gjorde disse tallene endelige.", count) % who
            )
        return ngettext("%(who)s rettet dette tallet.", "%(who)s rettet disse tallene.", count) % who
    if fetch.channel == Channel.COMPUTED:
        return ngettext("Planpuls regnet ut tallet på nytt.", "Planpuls regnet ut tallene på nytt.", count)
    words = {"who": fetch.received_from, "name": cited_source(fetch.source) if fetch.source else from_a_file()}
    if fetch.channel == Channel.HAND:
        return ngettext("%(who)s skrev inn et nytt tall.", "%(who)s skrev inn nye tall.", count) % words
    if FINAL.issuperset(turns):
        said = ngettext("Tallet ble endelig med «%(name)s».", "Tallene ble endelige med «%(name)s».", count)
    else:
        said = ngettext("Tallet ble rettet med «%(name)s».", "Tallene ble rettet med «%(name)s».", count)
    return said % words


def delivery_told(fetch: Fetch) -> str:
    """Where it is from, its channel, and who brought it."""
    words = {"name": delivery_in_words(fetch), "channel": fetch.get_channel_display(), "who": fetch.received_from}
    return gettext("Leveranse: %(name)s (%(channel)s), mottatt fra %(who)s") % words
