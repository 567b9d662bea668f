"""What somebody says of regions in time: what codes meant, what became of them, who was in which group. No Django."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class VersionRow:
    """What a code meant, up to and without `end` (None: it still does)."""

    place: str
    code: str
    name: str
    start: date
    end: date | None
    source: str
    # Whoever says so has not looked further back than `start`.
    may_be_older: bool = False


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """That one code went into another on a day; twice the same code is a new name. Names are for codes without more."""

    place: str
    old: str
    new: str
    on: date
    source: str
    old_name: str = ""
    new_name: str = ""


@dataclass(frozen=True, slots=True)
class MembershipRow:
    """That a municipality is in a KOSTRA group, up to and without `end` (None: it still is)."""

    place: str
    group: str
    member: str
    start: date
    end: date | None
    source: str
    may_be_older: bool = False


@dataclass(frozen=True, slots=True)
class RegionRows:
    """Everything that one source says."""

    versions: tuple[VersionRow, ...] = ()
    changes: tuple[ChangeRow, ...] = ()
    memberships: tuple[MembershipRow, ...] = ()
    # Groups that there are, whether or not anybody is known to be in them.
    groups: tuple[str, ...] = ()
    # What could not be taken, as (what, why).
    remarks: tuple[tuple[str, str], ...] = ()
    # From when on every change and every code is told; None for who tells only some.
    complete_from: date | None = None

    def among(self, codes: Collection[str]) -> "RegionRows":
        """The rows all of whose codes are among these."""
        return RegionRows(
            versions=tuple(row for row in self.versions if row.code in codes),
            changes=tuple(row for row in self.changes if row.old in codes and row.new in codes),
            memberships=tuple(row for row in self.memberships if row.group in codes and row.member in codes),
        )

    @property
    def names(self) -> dict[str, str]:
        """A name for each code, the newest that there is."""
        told = {code: name for row in self.changes for code, name in ((row.old, row.old_name), (row.new, row.new_name))}
        newest = {row.code: row.name for row in sorted(self.versions, key=lambda row: row.start)}
        grouped = {code: "" for row in self.memberships for code in (row.group, row.member)}
        return dict.fromkeys(self.groups, "") | grouped | told | newest
