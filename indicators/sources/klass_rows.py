"""What Klass says of municipalities and KOSTRA groups, as rows that can be kept. No Django."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from accounts.wording import say
from indicators.sources.klass import NOT_STATED, Correspondence, KlassChange, KlassCode
from indicators.sources.region_rows import ChangeRow, MembershipRow, RegionRows, VersionRow

CODES = "SSB Klass, klassifikasjon 131 (kommuner)"
CHANGES = "SSB Klass, klassifikasjon 131 (kommuner), endringer"
GROUPS = "SSB Klass, korrespondanse fra 131 (kommuner) til 112 (KOSTRA-grupper)"
MUNICIPALITY = re.compile(r"[0-9]{4}")
GROUP = re.compile(r"(?:EKG)?0*([1-9][0-9]?)")

Tables = Mapping[int, Sequence[Correspondence] | None]
Remark = tuple[str, str]


def rows_of(
    *, codes: Iterable[KlassCode], changes: Iterable[KlassChange], groups: Iterable[str], tables: Tables, start: date
) -> RegionRows:
    """Everything that was answered, from `start` on. `tables`: who is in which group, by year."""
    codes, changes, remarks = list(codes), list(changes), list[Remark]()
    return RegionRows(
        versions=tuple(version_rows([one for one in codes if is_municipality(one.code, remarks)], start)),
        changes=tuple(change_rows(one for one in changes if is_plain(one, remarks))),
        memberships=tuple(membership_rows(groups_by_year(tables, remarks))),
        groups=tuple(code for group in groups if (code := group_code(group, remarks))),
        remarks=tuple(dict.fromkeys(remarks)),
        complete_from=start,
    )


def is_municipality(code: str, remarks: list[Remark]) -> bool:
    if not MUNICIPALITY.fullmatch(code):
        remarks.append((code, say("er ikke et kommunenummer, og er utelatt")))
    return bool(MUNICIPALITY.fullmatch(code)) and code != NOT_STATED


def group_code(code: str, remarks: list[Remark]) -> str:
    """`11` and `EKG11` are the group that the tables call EKG11; empty for what is no group."""
    if not (match := GROUP.fullmatch(code)):
        remarks.append((code, say("er ikke nummeret på en KOSTRA-gruppe, og er utelatt")))
        return ""
    return f"EKG{int(match[1]):02}"


def version_rows(codes: Iterable[KlassCode], start: date) -> Iterator[VersionRow]:
    """What each code meant. Two stretches of one name that follow each other are one."""
    last: KlassCode | None = None
    for one in sorted(codes, key=lambda one: (one.code, one.start)):
        if last and (last.code, last.name, last.end) == (one.code, one.name, one.start):
            last = KlassCode(one.code, one.name, last.start, one.end)
            continue
        if last:
            yield version_row(last, start)
        last = one
    if last:
        yield version_row(last, start)


def version_row(one: KlassCode, start: date) -> VersionRow:
    return VersionRow(one.code, one.code, one.name, one.start, one.end, CODES, may_be_older=one.start <= start)


def is_plain(change: KlassChange, remarks: list[Remark]) -> bool:
    """Whether it is a change between codes, or of a name. «Moss ny» is no new name: the code means something else."""
    is_new_meaning = change.old == change.new and change.new_name == f"{change.old_name} ny"
    return all(is_municipality(code, remarks) for code in (change.old, change.new)) and not is_new_meaning


def change_rows(changes: Iterable[KlassChange]) -> Iterator[ChangeRow]:
    for one in changes:
        yield ChangeRow(f"{one.old} → {one.new}", one.old, one.new, one.on, CHANGES, one.old_name, one.new_name)


def groups_by_year(tables: Tables, remarks: list[Remark]) -> dict[int, dict[str, str]]:
    """The group of each municipality in each year that there is a table of."""
    found: dict[int, dict[str, str]] = {}
    for year, table in tables.items():
        if table is None:
            continue
        found[year] = {}
        for one in table:
            group = group_code(one.target, remarks) if is_municipality(one.source, remarks) else ""
            if group and found[year].setdefault(one.source, group) != group:
                words = {"year": year, "group": found[year][one.source]}
                remarks.append((one.source, say("står i to KOSTRA-grupper i {year}; {group} er brukt", **words)))
    return found


def membership_rows(groups: Mapping[int, Mapping[str, str]]) -> Iterator[MembershipRow]:
    """Years in the same group, put together. What no table says of a year goes on as in the year before."""
    years = sorted(groups)
    for member in sorted({member for year in years for member in groups[year]}):
        since = 0
        for year, following in zip(years, [*years[1:], None], strict=True):
            group = groups[year].get(member)
            if not group:
                continue
            since = since or year
            if following is None or groups[following].get(member) != group:
                end = None if following is None else date(following, 1, 1)
                may_be_older = since - 1 not in groups
                yield MembershipRow(member, group, member, date(since, 1, 1), end, GROUPS, may_be_older)
                since = 0
