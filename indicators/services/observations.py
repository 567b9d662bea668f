"""Loading a file of observations: read row by row, however large it is."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext

from accounts.imports import LoadOutcome, Problems, at_line, quoted
from accounts.syncing import in_chunks
from indicators.models import TABLE_RANKS, Channel, Indicator, IndicatorAlias, Region, Source, Standing
from indicators.regions import problem_with, resolve
from indicators.services.recording import (
    Body,
    Delivery,
    NewFigure,
    StagedFigure,
    moment_text,
    opened,
    reading,
    series_text,
    standing_of,
    take_delivery,
    whole_or_nothing,
)
from indicators.sources.files import require_text, text_of
from indicators.sources.observation_lines import (
    MOST_REMEMBERED,
    Aspects,
    ObservationLine,
    names_in,
    read_observation_lines,
)
from indicators.sources.observations_csv import ObservationRow
from indicators.vintages import Vintage, scenario_in

NAMES_PER_QUERY = 5_000


@whole_or_nothing()
def load_observations(
    *,
    name: str,
    body: Body,
    provisional: bool,
    known_from: datetime,
    by: str,
    now: datetime,
    source: Source | None = None,
) -> LoadOutcome:
    """Take in a file of figures: all of it, or ImportRefused and nothing. `provisional` marks its actual figures so.

    A file that is given open is read several times, a row at a time. `source` is where the file has its figures from.
    """
    file, problems = opened(body), Problems(name)
    require_text(file, file=name)
    with text_of(file, file=name) as lines:
        names = names_meant(*names_in(lines, file=name))
    delivery = Delivery(
        channel=Channel.CSV,
        name=name,
        body=body,
        received_from=by,
        received_at=now,
        known_from=known_from,
        source=source,
        read_as=reading("observations", names.indicators, names.regions, provisional=provisional),
    )
    figures = Reading(names, problems, provisional=provisional, known_from=known_from).figures_in(body)
    action = "indicators.observations.loaded"
    return take_delivery(figures=figures, delivery=delivery, action=action, problems=problems)


@dataclass(frozen=True, slots=True)
class Names:
    """What the names in a file mean, and which plan names are those of several indicators."""

    indicators: Mapping[str, int]
    by_alias: Mapping[str, set[int]]
    regions: Mapping[str, int]


def names_meant(indicators: Collection[str], regions: Collection[str]) -> Names:
    """Indicators by code, or by the only plan name that they have; regions that nobody has met before are made."""
    by_code: dict[str, int] = {}
    for chunk in in_chunks(indicators, NAMES_PER_QUERY):
        by_code |= dict(Indicator.objects.filter(code__in=chunk).values_list("code", "pk"))
    by_alias: dict[str, set[int]] = {}
    for chunk in in_chunks(set(indicators) - by_code.keys(), NAMES_PER_QUERY):
        for alias, key in IndicatorAlias.objects.filter(alias__in=chunk).values_list("alias", "indicator_id"):
            by_alias.setdefault(alias, set()).add(key)
    found = {alias: min(keys) for alias, keys in by_alias.items() if len(keys) == 1} | by_code
    made = resolve({text for text in regions if not problem_with(text)})
    return Names(found, by_alias, {text: region.pk for text, region in made.items()})


def why_unknown(name: str, by_alias: Mapping[str, set[int]]) -> str:
    if name in by_alias:
        message = gettext("flere planer bruker navnet %(name)s om hver sin indikator: bruk indikatorens egen kode")
        return message % {"name": quoted(name)}
    return gettext("ukjent indikator %(code)s: last inn indikatoren først") % {"code": quoted(name)}


class Judgeable(NamedTuple):
    """What the kind and the table of a row mean for how it is compared and ranked."""

    kind: str
    standing: int
    series: str
    table_rank: int
    scenario: str
    extra: str


class Reading:
    """How the rows of one file become figures."""

    def __init__(self, names: Names, problems: Problems, *, provisional: bool, known_from: datetime) -> None:
        self.names = names
        self.problems = problems
        self.provisional = provisional
        self.known_from = known_from
        self.prepared: dict[Aspects, Judgeable] = {}

    def figures_in(self, body: Body) -> Iterator[StagedFigure]:
        """The figures of the file, up to the first problem; after that only what is wrong with it is looked for."""
        known_from = moment_text(self.known_from)
        with text_of(opened(body), file=self.problems.file) as lines:
            for row in read_observation_lines(lines, problems=self.problems):
                indicator, region = self.names.indicators.get(row.indicator), self.names.regions.get(row.region)
                if indicator is None or region is None:
                    self.tell_unknown(row)
                elif not self.problems.listed:
                    yield self.figure(row, indicator, region, known_from)

    def tell_unknown(self, row: ObservationLine) -> None:
        if row.indicator not in self.names.indicators:
            message = why_unknown(row.indicator, self.names.by_alias)
            self.problems.add(at_line(row.line, "indicator_id"), message)
        if message := problem_with(row.region):
            self.problems.add(at_line(row.line, "region"), message)

    def figure(self, row: ObservationLine, indicator: int, region: int, known_from: str) -> StagedFigure:
        period, end, missing, _kind, table, _start, _scenario = row.aspects
        kind, standing, series, rank, scenario, extra = self.prepared.get(row.aspects) or self.prepare(row.aspects)
        place = str(row.line)
        # By position, which is twice as fast as by name; the figures come by the million.
        return StagedFigure(
            *(indicator, region, period, end, row.literal, missing, kind, standing, table, rank, known_from, place),
            *(series, "", "", "", scenario, extra),
        )

    def prepare(self, aspects: Aspects) -> Judgeable:
        if len(self.prepared) > MOST_REMEMBERED:
            self.prepared.clear()
        extra = projection_said(aspects.projected_from, aspects.scenario)
        vintage = vintage_of(
            *("", aspects.missing, aspects.kind, aspects.source_table, extra),
            provisional=self.provisional,
            at=self.known_from,
        )
        said = (series_text(vintage), vintage.table_rank, vintage.scenario, json.dumps(extra) if extra else "{}")
        judgeable = Judgeable(vintage.kind, int(vintage.standing), *said)
        self.prepared[aspects] = judgeable
        return judgeable


def figure_of(
    row: ObservationRow,
    indicators: Mapping[str, int],
    regions: Mapping[str, Region],
    *,
    provisional: bool,
    known_from: datetime,
) -> NewFigure:
    """A row of another kind of file with the same columns, as a figure of its cell."""
    extra = projection_said(row.projected_from, row.scenario)
    return NewFigure(
        indicator_id=indicators[row.indicator],
        region_id=regions[row.region].pk,
        period=row.period.code if row.period else "",
        period_end=row.period.end if row.period else None,
        vintage=vintage_of(
            *(row.cell.literal, row.cell.missing, row.kind, row.source_table, extra),
            provisional=provisional,
            at=known_from,
        ),
        place=str(row.line),
        extra=dict(extra),
    )


def projection_said(projected_from: str, scenario: str) -> dict[str, str]:
    """What is kept beside a figure of which projection it belongs to."""
    said = {"projected_from": projected_from, "scenario": scenario}
    return {key: text for key, text in said.items() if text}


def vintage_of(
    literal: str, missing: str, kind: str, table: str, extra: Mapping[str, str], *, provisional: bool, at: datetime
) -> Vintage:
    """What a row says, since when it is known, and where it stands among others."""
    kind = "provisional" if provisional and kind == "actual" else kind
    return Vintage(
        literal=literal,
        missing=missing,
        kind=kind,
        standing=standing_of(kind, judged=Standing.OFFICIAL),
        source_table=table,
        table_rank=TABLE_RANKS.get(table, 0),
        known_from=at,
        scenario=scenario_in(extra),
    )
