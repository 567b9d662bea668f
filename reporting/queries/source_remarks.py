"""What sources say of their own figures, as remarks: the notes of tables that are fetched, and of files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.translation import gettext

from indicators.models import Channel, Observation, Region
from indicators.periods import PeriodError
from indicators.queries.delivery_words import delivery_in_words
from indicators.queries.source_notes import ToldBySource
from indicators.rules import Reading
from indicators.table_notes import in_plain_text
from reporting.remarks import Place, Remark, heading_of
from targets.queries import period_named

# Where a region is called by a code: its name, and the figures that are about it.
Spots = Mapping[str, Sequence[tuple[str, Place]]]


def remarks_of_sources(told: Iterable[ToldBySource], spots: Spots) -> Iterator[Remark]:
    """A remark for each note that concerns the figures. One on a region that is not looked at is left out."""
    for one in told:
        for name, place in spots_of(one, spots):
            # What is said of a region is one remark, in however many cells its figures stand.
            heading = heading_of(gettext("merknad fra kilden"), Place() if name else place, name)
            yield Remark(in_plain_text(one.note.text), place, heading=heading, source=one.source, is_of_source=True)


def spots_of(one: ToldBySource, spots: Spots) -> Sequence[tuple[str, Place]]:
    if one.note.region:
        return spots.get(one.note.region, ())
    return [("", place_in_time(one.note.period))]


def place_in_time(code: str) -> Place:
    """The period of the code; everywhere where there is none, or none that can be read."""
    try:
        period = period_named(code) if code else None
    except PeriodError:
        period = None
    return Place(first=period, last=period)


def spots_in(series: Mapping[Region, Iterable[Reading]]) -> dict[str, list[tuple[str, Place]]]:
    """The figures of each code: those of the region itself, and single ones that were published for an earlier code."""
    found: dict[str, list[tuple[str, Place]]] = {one.code: [(one.name, Place(one.pk))] for one in series}
    for region, readings in series.items():
        for reading in readings:
            for code in reading.came_from:
                period = period_named(reading.period)
                found.setdefault(code, []).append((f"{region.name} ({code})", Place(region.pk, period, period)))
    return found


def remarks_of_files(rows: Iterable[Observation], counting: Iterable[Reading]) -> Iterator[Remark]:
    """What files of statistics say of the figures that came with them, as long as those are the ones that count."""
    counted = {one.observation_id for one in counting}
    with_notes = (row.fetch for row in rows if row.fetch.channel == Channel.JSONSTAT and row.pk in counted)
    for fetch in dict.fromkeys(one for one in with_notes if one.note):
        heading = heading_of(gettext("merknad fra kilden"), Place(), "")
        yield Remark(fetch.note, heading=heading, source=delivery_in_words(fetch))
