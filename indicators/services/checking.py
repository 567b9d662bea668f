"""Checking what must add up: on every delivery the checks that its figures are part of, and all of them when asked.

A check never changes a figure and never stops a load. What does not add up is told, and kept until it does.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.imports import ImportProblem
from indicators.check_words import Measured, check_in_words, sides_of
from indicators.checks import (
    GROUP_SUM,
    Checked,
    Identity,
    Place,
    Tally,
    Verdict,
    check_everywhere,
    check_group,
    touched,
)
from indicators.models import CheckFinding, Fetch, Indicator
from indicators.queries.checked_figures import Cells, cells_of, group_cells, member_cells, members_in, touched_by
from indicators.services.findings import Failing, keep_findings
from indicators.sources.identities_yaml import shipped_identities


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one check, and the cells that it was made of. A finding is shown at `indicator`."""

    check: str
    indicator: str
    tally: Tally
    cells: Cells


@transaction.atomic
def check_delivery(*, fetch: Fetch | None, file: str, now: datetime) -> tuple[ImportProblem, ...]:
    """Check what the figures of a delivery are part of. One warning for each place where they do not add up.

    Two queries where they are part of nothing. Figures of two deliveries at the same time may miss each other;
    `check_all` finds what they missed.
    """
    if fetch is None:
        return ()
    identities = shipped_identities()
    found = touched_by(fetch, {code for one in identities.values() for code in one.codes})
    chosen = list(touched(identities, found.codes))
    reports: list[Report] = []
    if chosen:
        cells = cells_of({code for one in chosen for code in one.codes}, found)
        reports += identity_reports(chosen, cells)
        scope = Q(check_code__in=[one.code for one in chosen], region__in=found.regions)
        keep(reports, scope, found.places, now=now)
    return tuple(warnings_of([*reports, *check_groups(group_cells(fetch), now=now)], file=file))


@transaction.atomic
def check_group_sums(*, indicators: Collection[int], file: str, now: datetime) -> tuple[ImportProblem, ...]:
    """The same after the catalogue has said anew how the values of groups are made."""
    if not indicators:
        return ()
    no_longer = CheckFinding.objects.filter(check_code=GROUP_SUM, indicator__in=indicators)
    groups = group_cells(None, indicators)
    keep_findings([], scope=no_longer.exclude(indicator__in=groups.indicators.values()), now=now)
    return tuple(warnings_of(check_groups(groups, now=now), file=file))


@transaction.atomic
def check_all(*, now: datetime) -> list[Report]:
    """Every check of everything that is known now."""
    identities = list(shipped_identities().values())
    reports = identity_reports(identities, cells_of({code for one in identities for code in one.codes}, None))
    keep(reports, ~Q(check_code=GROUP_SUM), None, now=now)
    groups = group_reports(group_cells(None))
    keep(groups, Q(check_code=GROUP_SUM), None, now=now)
    return [*reports, *groups]


def identity_reports(identities: Iterable[Identity], cells: Cells) -> list[Report]:
    return [Report(one.code, one.indicator, check_everywhere(one, cells.figures), cells) for one in identities]


def check_groups(groups: Cells, *, now: datetime) -> list[Report]:
    """The sums of some groups, and what was found of them kept."""
    reports = group_reports(groups)
    if reports:
        scope = Q(check_code=GROUP_SUM, indicator__in=groups.indicators.values())
        keep(reports, scope, groups.seen, now=now)
    return reports


def group_reports(groups: Cells) -> list[Report]:
    """The sums of groups against their members, a report for each indicator."""
    if not groups.seen:
        return []
    members = members_in(groups)
    theirs = member_cells(groups, {region for regions in members.values() for region in regions})
    return [Report(GROUP_SUM, code, group_tally(code, groups, theirs, members), groups) for code in groups.indicators]


def group_tally(code: str, groups: Cells, theirs: Cells, members: Mapping[Place, set[int]]) -> Tally:
    tally = Tally()
    for place, figures in groups.figures.items():
        if code not in figures:
            continue
        own = {
            theirs.region_codes[region]: literal
            for region in members.get(place, ())
            if (literal := theirs.figures.get((region, place[1]), {}).get(code))
        }
        if checked := check_group(place, figures[code], own):
            tally.checked.append(checked)
        else:
            tally.unchecked += 1
    return tally


# What was found -----------------------------------------------------------------------------------------------------


def keep(reports: Iterable[Report], scope: Q, places: Collection[Place] | None, *, now: datetime) -> None:
    """Open and close findings within the scope; `places` are those that were looked at, or all."""
    rows = CheckFinding.objects.filter(scope)
    if places is not None:
        rows = rows.filter(period__in={period for _region, period in places})
    keep_findings([one for report in reports for one in failing_in(report)], scope=rows, places=places, now=now)


def failing_in(report: Report) -> Iterator[Failing]:
    for one in report.tally.failing:
        tables = report.cells.tables.get(one.place, {})
        yield Failing(
            check=report.check,
            indicator=report.cells.indicators[report.indicator],
            place=one.place,
            sides=sides_of(one.left, one.right, one.allowed),
            figures=one.figures,
            tables=sorted({tables[code] for code in (*one.figures, report.indicator) if tables.get(code)}),
        )


def warnings_of(reports: Collection[Report], *, file: str) -> Iterator[ImportProblem]:
    """One line for each place where something does not add up: file, indicator, region and period."""
    for report, said in sentences(reports, Verdict.FAILS):
        yield ImportProblem(file, report.indicator, said)


def sentences(reports: Collection[Report], verdict: Verdict) -> Iterator[tuple[Report, str]]:
    """A sentence for each place with the verdict, in the order of the checks; one query."""
    chosen = [report for report in reports if any(one.verdict is verdict for one in report.tally.checked)]
    measured = measures({report.indicator for report in chosen}) if chosen else {}
    for report in chosen:
        for one in report.tally.checked:
            if one.verdict is verdict:
                yield report, said_of(report, one, measured[report.indicator])


def said_of(report: Report, one: Checked, indicator: Measured) -> str:
    region, period = one.place
    sides = sides_of(one.left, one.right, one.allowed)
    return check_in_words(report.check, sides, region=report.cells.regions[region], period=period, indicator=indicator)


def measures(codes: Collection[str]) -> dict[str, Measured]:
    rows = Indicator.objects.filter(code__in=codes).values_list("code", "name_nb", "unit", "decimals")
    return {code: Measured(name, unit, decimals or 0) for code, name, unit, decimals in rows}
