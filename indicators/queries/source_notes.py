"""What the tables that are fetched say of the figures of indicators."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery

from indicators.models import Indicator, IndicatorInSource, Source
from indicators.table_notes import NoteOnFigures, notes_on


@dataclass(frozen=True, slots=True)
class ToldBySource:
    """A note, and the source whose table says it."""

    note: NoteOnFigures
    source: str


def notes_of_sources(indicators: Collection[int]) -> dict[int, list[ToldBySource]]:
    """The notes that must be read with the figures, by indicator; one query however many there are."""
    links = Indicator.sources.through._default_manager.filter(
        indicator_id__in=indicators, source__namespace="", source__status__isnull=False
    )
    mapped = IndicatorInSource.objects.filter(source=OuterRef("source_id"), indicator=OuterRef("indicator_id"))
    rows = links.order_by("source__code").values_list(
        "indicator_id",
        "indicator__code",
        Subquery(mapped.values("code")[:1]),
        "source__name",
        "source__publisher",
        "source__extra__mandatory_notes",
        "source__extra__code_notes",
    )
    found: dict[int, list[ToldBySource]] = defaultdict(list)
    for indicator, code, meant, name, publisher, mandatory, on_codes in rows:
        kept = {"mandatory_notes": mandatory, "code_notes": on_codes}
        found[indicator] += told_in(kept, meant or code, name=name, publisher=publisher)
    return found


def told_in(kept: Mapping[str, Any], code: str, *, name: str, publisher: str) -> Iterator[ToldBySource]:
    """What a source keeps of notes on the figures of this combination of codes."""
    source = str(Source(name=name, publisher=publisher))
    return (ToldBySource(note, source) for note in notes_on(code, kept))
