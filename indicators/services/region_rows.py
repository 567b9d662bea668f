"""Taking in what somebody says of regions in time: what ships, and what Statistics Norway's classifications say.

Nothing that is kept goes away. Who knows best decides over what it names; where the two do not agree, that is told.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from accounts.imports import ImportProblem, LoadOutcome
from accounts.services import record_event
from accounts.syncing import ROWS_PER_QUERY, in_chunks
from indicators.models import GroupMembership, Region, RegionChange, RegionVersion
from indicators.regions import described, name_of_group
from indicators.services.catalogue import keep_file
from indicators.sources.files import read_file
from indicators.sources.region_rows import MembershipRow, RegionRows, VersionRow
from indicators.sources.regions_yaml import read_regions
from indicators.stretches import Settled, Stretch, settle

SHIPPED = Path(__file__).resolve().parents[1] / "shipped" / "regions.yaml"
LAST_YEAR = re.compile(r" \(–[0-9]{4}\)$")
Regions = dict[str, Region]


@dataclass(slots=True)
class Written:
    """What one load wrote, in counts and in words for the audit trail."""

    created: int = 0
    unchanged: int = 0
    new_regions: set[str] = field(default_factory=set)
    disagreements: list[tuple[str, str]] = field(default_factory=list)
    before: dict[str, str] = field(default_factory=dict)
    after: dict[str, str] = field(default_factory=dict)

    @property
    def outcome(self) -> tuple[int, int, int]:
        return self.created, len(self.after), self.unchanged


def load_shipped_regions(*, by: str, now: datetime) -> LoadOutcome:
    """Make known what ships with the product of regions in time. It overrules nothing that somebody else has said."""
    body = read_file(SHIPPED, most_megabytes=1)
    rows = read_regions(body, name=SHIPPED.name)
    return store_regions(rows, name=SHIPPED.name, body=body, knows_best=False, by=by, now=now)


@transaction.atomic
def store_regions(rows: RegionRows, *, name: str, body: bytes, knows_best: bool, by: str, now: datetime) -> LoadOutcome:
    """Keep what the rows say that is new. `body` is what they were read from; it is kept where anything was written."""
    written = Written()
    regions = regions_named(rows, written)
    store_versions(rows.versions, regions, written, knows_best=knows_best)
    store_changes(rows, regions, written)
    store_memberships(rows.memberships, regions, written, knows_best=knows_best)
    name_by_versions(regions, written, on=now.date())
    warnings = tuple(ImportProblem(name, place, message) for place, message in written.disagreements)
    outcome = LoadOutcome(*written.outcome, warnings)
    if outcome.wrote:
        fetch = keep_file(name=name, body=body, outcome=outcome, by=by, now=now)
        action = "indicators.regions.loaded"
        record_event(action=action, subject=fetch, by=by, now=now, before=written.before, after=written.after)
    return outcome


def regions_named(rows: RegionRows, written: Written) -> Regions:
    """The region of every code, under its own code only; a new one is called what the rows call it."""
    names = rows.names
    found: Regions = {}
    for chunk in in_chunks(names, ROWS_PER_QUERY):
        found |= {region.code: region for region in Region.objects.filter(code__in=chunk)}
    written.unchanged += len(found)
    new = [new_region(code, name) for code, name in names.items() if code not in found]
    written.created += len(new)
    written.new_regions = {region.code for region in new}
    return found | {region.code: region for region in Region.objects.bulk_create(new, batch_size=ROWS_PER_QUERY)}


def new_region(code: str, name: str) -> Region:
    facts = described(code)
    return Region(code=code, name=name or name_of_group(code) or facts.name, kind=facts.kind)


# Stretches of time --------------------------------------------------------------------------------------------------


def store_versions(rows: Iterable[VersionRow], regions: Regions, written: Written, *, knows_best: bool) -> None:
    """What codes meant. Each code is settled by itself."""
    told: dict[str, list[VersionRow]] = defaultdict(list)
    for row in rows:
        told[row.code].append(row)
    kept: dict[str, list[Stretch]] = defaultdict(list)
    for one in RegionVersion.objects.filter(region__in=[regions[code] for code in told]).select_related("region"):
        kept[one.region.code].append(Stretch(one.valid_from, one.valid_to, one.name, one.source, row=one.pk))
    new: list[RegionVersion] = []
    changed: list[RegionVersion] = []
    for code, versions in told.items():
        arriving = [Stretch(one.start, one.end, one.name, one.source, one.may_be_older) for one in versions]
        settled = settle(kept[code], arriving, knows_best=knows_best)
        note(code, kept[code], settled, written)
        new += [RegionVersion(region=regions[code], **values_of(one, with_name=True)) for one in settled.add]
        changed += [RegionVersion(pk=one.row, **values_of(one, with_name=True)) for one in settled.change]
    RegionVersion.objects.bulk_update(changed, ["name", "valid_from", "valid_to", "source"], batch_size=ROWS_PER_QUERY)
    RegionVersion.objects.bulk_create(new, batch_size=ROWS_PER_QUERY)


def store_memberships(rows: Iterable[MembershipRow], regions: Regions, written: Written, *, knows_best: bool) -> None:
    """Who is in which group. Each municipality in a group is settled by itself."""
    told: dict[tuple[str, str], list[MembershipRow]] = defaultdict(list)
    for row in rows:
        told[row.group, row.member].append(row)
    kept: dict[tuple[str, str], list[Stretch]] = defaultdict(list)
    groups = [regions[group] for group, _member in told]
    for one in GroupMembership.objects.filter(group__in=groups).select_related("group", "member"):
        stretch = Stretch(one.valid_from, one.valid_to, "", one.source, row=one.pk)
        kept[one.group.code, one.member.code].append(stretch)
    new: list[GroupMembership] = []
    changed: list[GroupMembership] = []
    for pair, memberships in told.items():
        group, member = pair
        arriving = [Stretch(one.start, one.end, "", one.source, one.may_be_older) for one in memberships]
        settled = settle(kept[pair], arriving, knows_best=knows_best)
        note(f"{member} i {group}", kept[pair], settled, written)
        ends = {"group": regions[group], "member": regions[member]}
        new += [GroupMembership(**ends, **values_of(one)) for one in settled.add]
        changed += [GroupMembership(pk=one.row, **values_of(one)) for one in settled.change]
    GroupMembership.objects.bulk_update(changed, ["valid_from", "valid_to", "source"], batch_size=ROWS_PER_QUERY)
    GroupMembership.objects.bulk_create(new, batch_size=ROWS_PER_QUERY)


def values_of(stretch: Stretch, *, with_name: bool = False) -> dict[str, Any]:
    name = {"name": stretch.name} if with_name else {}
    return {"valid_from": stretch.start, "valid_to": stretch.end, "source": stretch.source} | name


def note(what: str, kept: Iterable[Stretch], settled: Settled, written: Written) -> None:
    """Count what is written, and keep what stood there before."""
    rows = {one.row: one for one in kept}
    written.created += len(settled.add)
    written.unchanged += settled.same
    written.disagreements += [(what, message) for message in settled.disagreements]
    for one in settled.change:
        written.before[f"{what} {one.row}"], written.after[f"{what} {one.row}"] = str(rows[one.row]), str(one)


# Changes and names --------------------------------------------------------------------------------------------------


def store_changes(rows: RegionRows, regions: Regions, written: Written) -> None:
    """What became of codes. A change that is kept is the same whoever says it again."""
    keys = {region.pk: code for code, region in regions.items()}
    kept = {
        (keys.get(old), keys.get(new), on)
        for old, new, on in RegionChange.objects.values_list("old_id", "new_id", "changed_on")
    }
    told = {(row.old, row.new, row.on): row for row in rows.changes}
    new = [
        RegionChange(old=regions[row.old], new=regions[row.new], changed_on=row.on, source=row.source)
        for key, row in told.items()
        if key not in kept
    ]
    written.created += len(new)
    written.unchanged += len(told) - len(new)
    RegionChange.objects.bulk_create(new, batch_size=ROWS_PER_QUERY)


def name_by_versions(regions: Mapping[str, Region], written: Written, *, on: date) -> None:
    """Give a region its newest name, «Larvik (–2017)» when it is no more, unless a person has called it otherwise."""
    versions: dict[int, list[RegionVersion]] = defaultdict(list)
    for version in RegionVersion.objects.filter(region__in=regions.values()).order_by("valid_from"):
        versions[version.region_id].append(version)
    renamed: list[Region] = []
    for region in regions.values():
        if not (known := versions[region.pk]):
            continue
        name = name_of(known[-1], on=on)
        given = {region.code, *(one.name for one in known)}
        if region.name != name and LAST_YEAR.sub("", region.name) in given:
            if region.code not in written.new_regions:
                written.before[region.code], written.after[region.code] = region.name, name
            region.name = name
            renamed.append(region)
    Region.objects.bulk_update(renamed, ["name"], batch_size=ROWS_PER_QUERY)


def name_of(version: RegionVersion, *, on: date) -> str:
    """The name, with the last year where that has passed."""
    if version.valid_to is None or version.valid_to > on:
        return version.name
    last = (version.valid_to - timedelta(days=1)).year
    return f"{version.name} (–{last})"
