"""What a report rests on, as plain values to be sealed with it: every figure with its vintage, every light with its
certificate."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from indicators.rules import Reading
from reporting.queries.annual_report import AnnualReport
from reporting.queries.annual_targets import ReportedTarget
from reporting.queries.sealed_needs import needs_of
from reporting.queries.status_report import StatusReport

Row = dict[str, Any]


def figures_of_report(report: AnnualReport) -> list[Row]:
    """Every figure that the tables of the report print, and the judged ones."""
    return [row for target in report.targets for row in figures_of_target(target)]


def figures_of_target(target: ReportedTarget) -> Iterator[Row]:
    if target.figures is None or target.measured is None:
        return
    indicator = target.facts["indicator"]
    for reading in target.figures.readings:
        yield {
            "target": target.code,
            "title": target.title,
            "indicator": target.measured.indicator,
            "region": target.measured.region,
            "decimals": indicator["decimals"],
            **vintage(reading),
        }


def figures_of_status(report: StatusReport) -> list[Row]:
    """Every figure of the years that the status analysis shows of its indicators, here and elsewhere; every need."""
    figures = [
        {
            "target": "",
            "title": f"{indicator.named.name}, {region.name}",
            "indicator": indicator.named.code,
            "region": region.code,
            "decimals": indicator.decimals,
            **vintage(reading),
        }
        for indicator in (*report.indicators, *report.beside)
        for region, readings in indicator.printed
        for reading in readings
    ]
    return [*figures, *needs_of(report.money, year=report.year)]


def vintage(reading: Reading) -> Row:
    """A figure as published, since when it is known, and by which delivery."""
    return {
        "period": reading.period,
        "literal": reading.literal,
        "missing": reading.missing,
        "kind": reading.kind,
        "standing": int(reading.standing),
        "observation": reading.observation_id,
        "known_from": reading.known_from.isoformat(),
        "fetch": reading.fetch_id,
        **({"came_from": list(reading.came_from)} if reading.came_from else {}),
    }


def certificates_of_report(report: AnnualReport) -> list[Row]:
    """The facts behind every light, with what is needed to find its figures again."""
    return [certificate(target, on=report.judged_on) for target in report.targets]


def certificate(target: ReportedTarget, *, on: date) -> Row:
    measured = target.measured
    return {
        "target": target.code,
        "title": target.title,
        "on": on.isoformat(),
        "indicator": measured.indicator if measured else "",
        "region": measured.region if measured else "",
        "peer": measured.peer if measured else "",
        "light": target.light,
        "word": target.word,
        "facts": target.facts,
    }
