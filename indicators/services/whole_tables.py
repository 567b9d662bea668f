"""A table that somebody names, and that no source fetches yet: all of it, as far as that is a sensible amount."""

from datetime import datetime

from django.utils.translation import gettext

from indicators.models import Source
from indicators.services.sources import add_source
from indicators.services.ssb_selection import chosen
from indicators.sources.ssb import SourceRejected, SsbClient
from indicators.sources.ssb.choices import cells_in

# A table with more cells is one of which nobody wants all.
MOST_CELLS_WHOLE = 2_000_000


def source_of_table(ssb: SsbClient, table: str, *, by: str, now: datetime) -> Source:
    """The source that fetches the table; a new one, mapped to nothing, where there is none.

    Raises SourceError, and leaves no source behind, where the bank has no such table or it is too large.
    """
    kept = Source.objects.filter(namespace="", table=table).order_by("-is_fetched", "pk").first()
    if kept:
        return kept
    facts = ssb.table(table)
    cells = cells_in(chosen(ssb.description(table), {}, {}).choices)
    if cells > MOST_CELLS_WHOLE:
        raise SourceRejected(
            gettext("Tabellen har %(cells)d celler, og det er for mange til å hente alle") % {"cells": cells},
            gettext("legg den til på siden for kilder, og velg hva som skal hentes"),
        )
    return add_source(
        table=table, name=facts.label or table, selection={}, codelists={}, is_kostra=facts.is_kostra, by=by, now=now
    )
