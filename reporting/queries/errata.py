"""What has been corrected since a report was sealed, found in the figures that are known now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from indicators.models import Indicator, Region
from indicators.queries import readings_that_count
from indicators.rules import Reading
from planning.models import Plan
from reporting.errata import Correction, Erratum, LightTurn, Printed, Row, light_turn, turn_of
from reporting.errata_words import erratum_said
from reporting.models import ReportKind, SealedReport
from reporting.queries.sealed_needs import NeedCell, NeedNow, need_cell, needs_now
from targets.queries import tables_of

# The codes of an indicator and a region.
Cell = tuple[str, str]
Kept = Mapping[str, Any]
Readings = Mapping[Cell, Mapping[str, Reading]]


@dataclass(frozen=True, slots=True)
class Now:
    """What counts today: figures by their periods, and need indices."""

    figures: Readings
    needs: Mapping[NeedCell, NeedNow]


@dataclass(frozen=True, slots=True)
class ErrataOf:
    """What is wrong by now in one sealed report, in sentences."""

    title: str
    year: int
    edition: int
    sentences: tuple[str, ...]


def errata_of(sealed: Sequence[SealedReport]) -> dict[int, list[Erratum]]:
    """For each sealed report what has been corrected since, in the order of the report; nine queries for all."""
    if not sealed:
        return {}
    now = Now(figures_now(sealed), needs_now(sealed))
    return {one.pk: list(errata_in(one, now)) for one in sealed}


def errata_before(*, plan: Plan, year: int) -> tuple[ErrataOf, ...]:
    """What the report for a year has to say of the newest edition of the year before, and of its own last edition."""
    rows = SealedReport.objects.filter(plan=plan, kind=ReportKind.ANNUAL, year__in=(year - 1, year))
    newest: dict[int, SealedReport] = {}
    for one in sorted(rows, key=lambda one: (one.language == get_language(), one.edition, one.pk)):
        newest[one.year] = one
    chosen = [newest[key] for key in sorted(newest)]
    errata = errata_of(chosen)
    said = (
        ErrataOf(one.title, one.year, one.edition, tuple(erratum_said(erratum) for erratum in errata[one.pk]))
        for one in chosen
    )
    return tuple(one for one in said if one.sentences)


def figures_now(sealed: Sequence[SealedReport]) -> Readings:
    """The figures that count today in every cell of the reports and of the series behind their lights."""
    cells = {cell for one in sealed for cell in cells_of(one)}
    indicators = dict(Indicator.objects.filter(code__in={code for code, _ in cells}).values_list("pk", "code"))
    regions = dict(Region.objects.filter(code__in={code for _, code in cells}).values_list("pk", "code"))
    own = {one.plan.code for one in sealed if one.plan}
    drafts = Plan.objects.drafts().exclude(code__in=own).values_list("code", flat=True)
    found = readings_that_count(indicators=indicators, regions=regions, hidden_tables=tables_of(drafts))
    return {
        (indicators[indicator], regions[region]): {one.period: one for one in readings}
        for (indicator, region), readings in found.items()
    }


def cells_of(sealed: SealedReport) -> Iterator[Cell]:
    for row in (*sealed.figures, *sealed.certificates):
        if row["indicator"]:
            yield row["indicator"], row["region"]
    for row in sealed.certificates:
        if row["peer"]:
            yield row["indicator"], row["peer"]


def errata_in(sealed: SealedReport, now: Now) -> Iterator[Erratum]:
    """By target, then what belongs to none, which a status analysis prints."""
    printed: dict[tuple[str, str], list[Kept]] = defaultdict(list)
    for row in sealed.figures:
        printed[row["target"], row["title"]].append(row)
    judged = {(row["target"], row["title"]): row for row in sealed.certificates}
    for key in dict.fromkeys((*judged, *printed)):
        erratum = erratum_on(printed.get(key, ()), judged.get(key), now, title=key[1])
        # Where the report writes both figures alike, there is nothing to correct in it.
        if erratum and (erratum.light or erratum_said(erratum) != f"{erratum.title}: ."):
            yield erratum


def erratum_on(rows: Sequence[Kept], certificate: Kept | None, now: Now, *, title: str) -> Erratum | None:
    corrections = tuple(corrections_in(rows, now))
    light = light_of(certificate, now) if certificate else None
    if not corrections and light is None:
        return None
    figure = certificate["facts"]["figure"] if certificate else None
    return Erratum(
        title=title,
        corrections=corrections,
        light=light,
        judged=figure["period"] if figure else "",
        decimals=rows[0]["decimals"] if rows else None,
        target=certificate["target"] if certificate else "",
    )


def corrections_in(rows: Iterable[Kept], now: Now) -> Iterator[Correction]:
    for row in rows:
        if (found := said_now(row, now)) is None:
            continue
        today, known_from = found
        then = Printed(row["literal"], row["missing"])
        if turn := turn_of(then, today):
            # The pages of indicators tell since when their figures are known; indices have no page.
            says_since = need_cell(row) is not None
            yield Correction(row["period"], then, today, turn, timezone.localdate(known_from), says_since)


def said_now(row: Kept, now: Now) -> tuple[Printed, datetime] | None:
    """What counts in the cell of a figure or an index, and since when it is known."""
    if cell := need_cell(row):
        need = now.needs.get(cell)
        return (Printed(need.literal), need.known_from) if need else None
    reading = now.figures.get((row["indicator"], row["region"]), {}).get(row["period"])
    return (Printed(reading.literal, reading.missing), reading.known_from) if reading else None


def light_of(certificate: Kept, now: Now) -> LightTurn | None:
    own = now.figures.get((certificate["indicator"], certificate["region"]), {})
    peer = now.figures.get((certificate["indicator"], certificate["peer"]), {})
    day = date.fromisoformat(certificate["on"])
    return light_turn(certificate["facts"], on=day, figures=as_rows(own), peer=as_rows(peer))


def as_rows(readings: Mapping[str, Reading]) -> list[Row]:
    """As a certificate writes them."""
    return [[one.period, one.literal, one.missing, one.kind] for one in readings.values()]
