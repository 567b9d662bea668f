"""Taking in what somebody says of regions in time: what ships, and what Statistics Norway's classifications say.

Nothing that is kept goes away. Who knows best decides over what it names; where the two do not agree, that is told.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from accounts.imports import ImportProblem, LoadOutcome
from accounts.services import record_event
from accounts.syncing import ROWS_PER_QUERY, in_chunks
from indicators.models import GroupMembership, Region, RegionChange, RegionVersion
from indicators.regions import described, name_of_group
from indicators.services.catalogue import keep_file
from indicators.sources.files import read_file
from indicators.sources.region_rows import MembershipRow, RegionRows, VersionRow
from indicators.sources.regions_yaml import read_regions
from indicators.stretches import Stretch, settle

SHIPPED = Path(__file__).resolve().parents[1] / "shipped" / "regions.yaml"
STRETCH_FIELDS = ("valid_from", "valid_to", "source")
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

    def note(self, what: str, before: object, after: object) -> None:
        self.before[what], self.after[what] = str(before), str(after)

    @property
    def outcome(self) -> tuple[int, int, int]:
        return self.created, len(self.after), self.unchanged


def load_shipped_regions(*, by: str, now: datetime) -> LoadOutcome:
    """Make known what ships with the product of regions in time. It overrules nothing that somebody else has said."""
    body = read_file(SHIPPED, most_megabytes=1)
    rows = read_regions(body, name=SHIPPED.name)
    return store_regions(rows, name=SHIPPED.name, body=body, knows_best=False, by=by, now=now)


@lru_cache(maxsize=1)
def shipped_rows() -> RegionRows:
    """What ships, read once: it changes with the product only."""
    return read_regions(read_file(SHIPPED, most_megabytes=1), name=SHIPPED.name)


def tell_shipped_history() -> None:
    """Keep what ships of the codes that figures have brought, so that nobody must ask for Larvik's past first.

    No region is made, and none is called otherwise. What somebody else has said stands.
    """
    rows = shipped_rows()
    regions = {region.code: region for region in Region.objects.filter(code__in=rows.names)}
    told, written = rows.among(regions), Written()
    store_versions(told.versions, regions, written, knows_best=False)
    store_changes(told, regions, written)
    store_memberships(told.memberships, regions, written, knows_best=False)


@transaction.atomic
def store_regions(rows: RegionRows, *, name: str, body: bytes, knows_best: bool, by: str, now: datetime) -> LoadOutcome:
    """Keep what the rows say that is new. `body` is what they were read from; it is kept where anything was written."""
    written = Written()
    regions = regions_named(rows, written)
    store_versions(rows.versions, regions, written, knows_best=knows_best)
    store_changes(rows, regions, written)
    store_memberships(rows.memberships, regions, written, knows_best=knows_best)
    written.disagreements += rows.remarks
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

Stretches = dict[str, list[Stretch]]


def store_versions(rows: Iterable[VersionRow], regions: Regions, written: Written, *, knows_best: bool) -> None:
    """What codes meant. Each code is settled by itself."""
    told, kept = defaultdict(list), defaultdict(list)
    for row in rows:
        told[row.code].append(Stretch(row.start, row.end, row.name, row.source, row.may_be_older))
    for one in RegionVersion.objects.filter(region__in=[regions[code] for code in told]).select_related("region"):
        kept[one.region.code].append(Stretch(one.valid_from, one.valid_to, one.name, one.source, row=one.pk))
    new, changed = settled_each(told, kept, written, knows_best=knows_best)
    versions = [RegionVersion(pk=one.row, region=regions[code], **version_values(one)) for code, one in changed]
    RegionVersion.objects.bulk_update(versions, ["name", *STRETCH_FIELDS], batch_size=ROWS_PER_QUERY)
    versions = [RegionVersion(region=regions[code], **version_values(one)) for code, one in new]
    RegionVersion.objects.bulk_create(versions, batch_size=ROWS_PER_QUERY)


def store_memberships(rows: Iterable[MembershipRow], regions: Regions, written: Written, *, knows_best: bool) -> None:
    """Who is in which group. Each municipality is settled by itself: it is in one group at a time."""
    told, kept = defaultdict(list), defaultdict(list)
    for row in rows:
        told[row.member].append(Stretch(row.start, row.end, row.group, row.source, row.may_be_older))
    members = [regions[member] for member in told]
    for one in GroupMembership.objects.filter(member__in=members).select_related("group", "member"):
        stretch = Stretch(one.valid_from, one.valid_to, one.group.code, one.source, row=one.pk)
        kept[one.member.code].append(stretch)
        regions.setdefault(one.group.code, one.group)
    new, changed = settled_each(told, kept, written, knows_best=knows_best)
    rows_of = [
        GroupMembership(pk=one.row, member=regions[member], **membership_values(one, regions))
        for member, one in changed
    ]
    GroupMembership.objects.bulk_update(rows_of, ["group", *STRETCH_FIELDS], batch_size=ROWS_PER_QUERY)
    rows_of = [GroupMembership(member=regions[member], **membership_values(one, regions)) for member, one in new]
    GroupMembership.objects.bulk_create(rows_of, batch_size=ROWS_PER_QUERY)


def settled_each(
    told: Stretches, kept: Stretches, written: Written, *, knows_best: bool
) -> tuple[list[tuple[str, Stretch]], list[tuple[str, Stretch]]]:
    """What is to be added and what is to be changed, by code; counted, with what stood there before."""
    new: list[tuple[str, Stretch]] = []
    changed: list[tuple[str, Stretch]] = []
    for code, arriving in told.items():
        settled = settle(kept[code], arriving, knows_best=knows_best)
        written.created += len(settled.add)
        written.unchanged += settled.same
        written.disagreements += [(code, message) for message in settled.disagreements]
        before = {one.row: one for one in kept[code]}
        for one in settled.change:
            written.note(f"{code}, {before[one.row]}", before[one.row], one)
        new += [(code, one) for one in settled.add]
        changed += [(code, one) for one in settled.change]
    return new, changed


def version_values(stretch: Stretch) -> dict[str, Any]:
    return {"name": stretch.name, **stretch_values(stretch)}


def membership_values(stretch: Stretch, regions: Regions) -> dict[str, Any]:
    return {"group": regions[stretch.name], **stretch_values(stretch)}


def stretch_values(stretch: Stretch) -> dict[str, Any]:
    return dict(zip(STRETCH_FIELDS, (stretch.start, stretch.end, stretch.source), strict=True))


# Changes and names --------------------------------------------------------------------------------------------------


def store_changes(rows: RegionRows, regions: Regions, written: Written) -> None:
    """What became of codes. A change that is kept is the same whoever says it again, and stays if nobody does."""
    fields = ("old__code", "new__code", "changed_on", "source")
    kept = {(old, new, on): source for old, new, on, source in RegionChange.objects.values_list(*fields)}
    told = {(row.old, row.new, row.on): row for row in rows.changes}
    new = [
        RegionChange(old=regions[row.old], new=regions[row.new], changed_on=row.on, source=row.source)
        for key, row in told.items()
        if key not in kept
    ]
    written.created += len(new)
    written.unchanged += len(told) - len(new)
    RegionChange.objects.bulk_create(new, batch_size=ROWS_PER_QUERY)
    for (old, code, on), source in kept.items():
        if rows.complete_from and on >= rows.complete_from and (old, code, on) not in told:
            told_so = gettext("endringen %(day)s er ikke kjent der; vi har den fra %(source)s")
            written.disagreements.append((f"{old} → {code}", told_so % {"day": on, "source": source}))


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
                written.note(region.code, region.name, name)
            region.name = name
            renamed.append(region)
    Region.objects.bulk_update(renamed, ["name"], batch_size=ROWS_PER_QUERY)


def name_of(version: RegionVersion, *, on: date) -> str:
    """The name, with the last year where that has passed."""
    if version.valid_to is None or version.valid_to > on:
        return version.name
    last = (version.valid_to - timedelta(days=1)).year
    return f"{version.name} (–{last})"
