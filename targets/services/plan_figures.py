"""The figures that a plan file quotes, as figures of their cells."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils.translation import gettext

from accounts.imports import ImportProblem
from indicators.models import TABLE_RANKS, Indicator, Region, Standing
from indicators.services.recording import Disagreement, NewFigure, standing_of
from indicators.vintages import Vintage, scenario_in
from targets.planfile.records import FigureRecord, IndicatorRecord, PlanFile
from targets.queries import table_of
from targets.services.plan_indicators import region_of

LONGEST_PART = 200


def regions_named(file: PlanFile) -> set[str]:
    """Every region that the file speaks of, by the text that it is looked up by."""
    named = {file.content.municipality.number}
    named |= {region_of(one.geography, file) for one in file.indicators}
    named |= {region_of(figure.region, file) for one in file.indicators for figure in one.figures}
    named |= {region_of(remark.region, file) for remark in file.quality if remark.region}
    return named | {region_of(target.peer, file) for target in file.targets if target.peer}


def figures_of(
    file: PlanFile, rows: Mapping[str, Indicator], regions: Mapping[str, Region], *, known_from: datetime
) -> Iterator[NewFigure]:
    """All figures of the file: its indicators' own, those of other regions, and their parts."""
    for record in file.indicators:
        for figure in record.figures:
            region = regions[region_of(figure.region or record.geography, file)]
            yield new_figure(figure, rows[record.code], region, plan=file.content.plan.code, known_from=known_from)


def new_figure(
    figure: FigureRecord, indicator: Indicator, region: Region, *, plan: str, known_from: datetime
) -> NewFigure:
    """A figure as it is kept. One that contradicts another on the same page ranks below it."""
    extra = dict(figure.extra)
    vintage = Vintage(
        literal=figure.literal,
        missing=figure.missing,
        kind=figure.kind,
        standing=standing_of(figure.kind, judged=Standing.CITED),
        source_table=table_of(plan, is_conflict=figure.is_conflict),
        table_rank=TABLE_RANKS["conflict"] if figure.is_conflict else 0,
        known_from=known_from,
        value_min=figure.value_min,
        value_max=figure.value_max,
        scenario=scenario_in(extra),
    )
    return NewFigure(
        indicator_id=indicator.pk,
        region_id=region.pk,
        period=figure.period.code if figure.period else "",
        period_end=figure.period.end if figure.period else None,
        vintage=vintage,
        place=figure.place,
        part=figure.part,
        extra=extra,
    )


def disagreements_told(found: tuple[Disagreement, ...], file: str) -> Iterator[ImportProblem]:
    """One line for each figure that the official statistics have otherwise."""
    for one in found:
        quoted, official = one.figure.vintage, one.official
        message = gettext(
            "planen gjengir %(quoted)s, men det offisielle tallet er %(official)s; det offisielle gjelder"
        )
        words = {"quoted": quoted.literal or quoted.missing, "official": official.literal or official.missing}
        yield ImportProblem(file, one.figure.place, message % words)


def check_parts(records: tuple[IndicatorRecord, ...]) -> Iterator[tuple[str, str]]:
    """Names of parts and regions that are too long, as (place, sentence)."""
    for record in records:
        for figure in record.figures:
            if len(figure.part) > LONGEST_PART:
                yield figure.place, gettext("navnet på delen er lengre enn %(most)d tegn") % {"most": LONGEST_PART}
